"""A person at the page: short words for what they do and see."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab


class Page:
    """Drives the local workspace's page by its labels, as a person (or a screen reader) finds things."""

    def __init__(self, tab: Tab, url: str) -> None:
        self.tab = tab
        self.url = url

    def open(self, path: str = "/") -> "Page":
        """Opens an address of the page and waits until it is alive."""
        self.tab.goto(self.url + path)
        self.tab.wait_for_selector("body[data-ready]")
        return self

    def switch_to(self, name: str) -> "Page":
        """Becomes another person, by the person switcher."""
        self.tab.locator("#switch").click()
        self.tab.get_by_role("searchbox", name="Find a person").fill(name)
        self.tab.locator("#people").get_by_role("link").filter(has_text=name).first.click()
        expect(self.tab.locator("#switch")).to_contain_text(name)
        self.tab.wait_for_selector("body[data-ready]")
        return self

    def go_to(self, name: str) -> "Page":
        """Opens a conversation of the sidebar, by its name."""
        self.tab.get_by_role("navigation").get_by_role("link").filter(has_text=name).first.click()
        self.tab.wait_for_selector("body[data-ready]")
        return self

    def messages(self) -> "Page":
        """Opens the app's Messages tab."""
        self._tab("Messages")
        return self

    def home(self) -> "Page":
        """Opens the app's Home tab."""
        self._tab("Home")
        return self

    def command(self, text: str) -> "Page":
        """Types a slash command where the person is (on the Home tab: in the Messages tab) and sends it."""
        return self.say(text)

    def say(self, text: str) -> "Page":
        """Writes in the composer and sends it."""
        if urlsplit(self.tab.url).path.endswith("/home"):
            self.messages()
        self.tab.locator("#message").fill(text)
        self.tab.locator("#message").press("Enter")
        return self

    def press(self, label: str) -> "Page":
        """Presses a button: in the open dialog if there is one, else the last of this name on the page."""
        self.front().get_by_role("button", name=label, exact=True).last.click()
        return self

    def fill(self, label: str, text: str) -> "Page":
        """Writes into the field with this label."""
        self.field(label).fill(text)
        return self

    def choose(self, label: str, *options: str) -> "Page":
        """Chooses in the menu, the radio buttons, the checkboxes or the type-ahead field with this label."""
        field = self.field(label)
        for option in options:
            self._choose(field, option)
        return self

    def pick_from_menu(self, item: str, menu: str = "More actions") -> "Page":
        """Opens the last overflow menu and picks an item."""
        self.front().locator(f".bk-overflow[aria-label='{menu}'] summary").last.click()
        self.front().get_by_role("menuitem", name=item).last.click()
        return self

    def shortcut(self, message: str, name: str) -> "Page":
        """Chooses a message shortcut in the menu of the last message with these words."""
        line = self.tab.locator("#pane .message").filter(has_text=message).last
        line.hover()
        line.get_by_label("More message actions").click()
        line.get_by_role("menuitem", name=name).click()
        return self

    def submit(self) -> "Page":
        """Presses the open modal's submit button."""
        self.tab.locator("#modal footer button[type=submit]").click()
        return self

    def dismiss(self) -> "Page":
        """Closes all open modals by the ×."""
        self.tab.get_by_role("button", name="Close dialog").click()
        return self.without_dialog()

    def sees(self, text: str) -> "Page":
        """Waits until these words are on the screen, in the dialog in front or on the page."""
        expect(self.tab.locator("body")).to_contain_text(text)
        return self

    def sees_not(self, text: str) -> "Page":
        """Waits until these words are gone."""
        expect(self.tab.locator("body")).not_to_contain_text(text)
        return self

    def error_at(self, label: str) -> Locator:
        """The error sentence at a field."""
        return self.tab.locator("#modal .bk-input").filter(has_text=label).get_by_role("alert")

    def in_dialog(self) -> "Page":
        """Waits until a modal is open."""
        expect(self.tab.locator("#modal")).to_be_visible()
        return self

    def without_dialog(self) -> "Page":
        """Waits until no modal is open."""
        expect(self.tab.locator("#modal")).to_be_hidden()
        return self

    def later(self, label: str) -> "Page":
        """Moves the workspace's time: `+1 h`, `+1 day`, `+1 week`."""
        before = self.tab.locator("#clock time").inner_text()
        self.tab.get_by_role("button", name=label, exact=True).click()
        expect(self.tab.locator("#clock time")).not_to_have_text(before)
        return self

    def picture(self, path: Path) -> "Page":
        """Keeps a screenshot."""
        self.tab.screenshot(path=str(path))
        return self

    def front(self) -> Locator:
        """What lies in front: the confirm dialog, the modal, or the page."""
        for name in ("#confirm[open]", "#modal[open]"):
            if self.tab.locator(name).count():
                return self.tab.locator(name)
        return self.tab.locator("body")

    def field(self, label: str) -> Locator:
        """The input with this label."""
        return self.front().locator(f"[data-kind][aria-label={json.dumps(label)}]").last

    def _tab(self, name: str) -> None:
        if self.tab.locator("#pane [role=tab]").count() == 0:
            self.tab.locator("#sidebar a[data-at=home]").click()
        self.tab.get_by_role("tab", name=name).click()
        expect(self.tab.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        self.tab.wait_for_selector("body[data-ready]")

    def _choose(self, field: Locator, option: str) -> None:
        kind = field.get_attribute("data-kind") or ""
        if kind == "static_select":
            field.select_option(label=option)
        elif kind in ("radio_buttons", "checkboxes"):
            field.get_by_text(option, exact=True).click()
        else:
            field.get_by_role("combobox").press_sequentially(option)
            field.get_by_role("option", name=option).first.click()
