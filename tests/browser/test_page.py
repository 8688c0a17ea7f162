"""The local workspace's page, walked through with a small demo app."""

import pytest
from playwright.sync_api import Browser, expect

from bot.sandbox.workspace import Workspace
from tests.browser.page import Page
from tests.support.workspace import BEN, CHIKA, GENERAL

pytestmark = pytest.mark.browser


def test_home_tab_and_its_button(page: Page) -> None:
    page.sees("Good morning").press("Ask a question").in_dialog().sees("Your question")


def test_a_command_answers_for_this_person_only(page: Page, workspace: Workspace) -> None:
    page.go_to("general").command("/mentor hello there").sees("You said: hello there").sees("Only visible to you")
    assert not [one for one in workspace.human(BEN).messages(GENERAL) if "hello there" in one["text"]]


def test_composer_hints_at_the_command(page: Page) -> None:
    page.go_to("general")
    page.tab.locator("#message").press_sequentially("/me")
    expect(page.tab.get_by_role("listbox", name="Suggestions")).to_contain_text("ask <question>")
    page.tab.locator("#message").press("Tab")
    expect(page.tab.locator("#message")).to_have_value("/mentor ")


def test_a_modal_from_typing_to_sending(page: Page) -> None:
    page.messages().command("/mentor ask").in_dialog()
    page.fill("Your question", "Short").choose("Skills", "Kubernetes", "Python").choose("Format", "15 minutes")
    page.choose("Do not ask", "Ben").submit()
    expect(page.error_at("Your question")).to_have_text("Please write a little more.")
    expect(page.field("Your question")).to_have_value("Short")
    expect(page.field("Skills").locator(".chip")).to_have_text(["Kubernetes×", "Python×"])
    page.fill("Your question", "How do I say no to a deadline?").submit().without_dialog()
    page.sees("Asked: How do I say no to a deadline? (Kubernetes, Python)")


def test_required_fields_are_named_before_the_app_is_asked(page: Page) -> None:
    page.messages().command("/mentor ask").in_dialog().submit()
    expect(page.error_at("Skills")).to_have_text("Please complete this required field.")


def test_an_update_keeps_what_was_typed(page: Page) -> None:
    page.messages().command("/mentor ask").in_dialog().fill("Your question", "Half a thought").press("Add context")
    page.sees("What have you tried?")
    expect(page.field("Your question")).to_have_value("Half a thought")


def test_a_pushed_modal_and_the_way_back(page: Page) -> None:
    page.messages().command("/mentor ask").in_dialog().fill("Your question", "Kept").press("Preview")
    page.sees("This is what your mentor will see.").tab.get_by_role("button", name="Back").first.click()
    expect(page.field("Your question")).to_have_value("Kept")
    page.tab.keyboard.press("Escape")
    page.without_dialog()


def test_focus_starts_in_the_first_field_and_stays_in_the_dialog(page: Page) -> None:
    page.messages().command("/mentor ask").in_dialog()
    expect(page.field("Your question")).to_be_focused()
    for _ in range(25):
        page.tab.keyboard.press("Tab")
    assert page.tab.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#modal')")


def test_a_type_ahead_field_by_keyboard_alone(page: Page) -> None:
    page.messages().command("/mentor ask").in_dialog()
    box = page.field("Skills").get_by_role("combobox")
    box.press_sequentially("k")
    expect(page.field("Skills").get_by_role("option")).to_have_text(["Kubernetes", "Kotlin", "Keynote design"])
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.field("Skills").locator(".chip")).to_have_text(["Kotlin×"])
    box.press("Backspace")
    expect(page.field("Skills").locator(".chip")).to_have_count(0)
    box.press_sequentially("k")
    expect(page.field("Skills").get_by_role("option").first).to_be_visible()
    box.press("Escape")
    page.in_dialog()


def test_half_typed_words_survive_a_message_that_arrives(page: Page, workspace: Workspace) -> None:
    page.go_to("general").command("/mentor ask").in_dialog().fill("Your question", "Half a thou")
    workspace.human(BEN).say(GENERAL, "By the way")
    expect(page.tab.locator("#pane")).to_contain_text("By the way")
    expect(page.field("Your question")).to_have_value("Half a thou")
    expect(page.field("Your question")).to_be_focused()


def test_a_pressed_message_changes_in_place(page: Page) -> None:
    page.messages().command("/mentor offer").press("I can help").sees("You chose yes.").sees_not("Not now")


def test_a_confirm_dialog_comes_first(page: Page) -> None:
    page.messages().command("/mentor offer").press("Pause me").sees("Nobody asks you until you resume.")
    page.press("Keep going").sees("Someone in Sales")
    page.press("Pause me").press("Pause me").sees("You chose pause.")


def test_select_and_overflow_in_a_message(page: Page) -> None:
    page.messages().command("/mentor offer").choose("Pick a time", "Noon").sees("You chose noon.")
    page.command("/mentor offer").pick_from_menu("Why me").sees("You chose why-me.")


def test_a_message_shortcut_opens_the_dialog(page: Page, workspace: Workspace) -> None:
    page.go_to("general")
    workspace.human(BEN).say(GENERAL, "How do you name things?")
    page.sees("How do you name things?").shortcut("How do you name things?", "Ask a mentor about this").in_dialog()


def test_others_words_arrive_by_themselves_and_are_marked_unread(page: Page, workspace: Workspace) -> None:
    workspace.human(BEN).say(GENERAL, "Anybody here?")
    line = page.tab.get_by_role("navigation").get_by_role("link").filter(has_text="general")
    expect(line.get_by_label("1 unread")).to_be_visible()
    page.go_to("general").sees("Anybody here?")
    expect(line.locator(".count")).to_have_count(0)


def test_hostile_words_are_shown_and_do_nothing(page: Page) -> None:
    evil = "<img src=x onerror=alert(1)> <!channel> *bold*"
    page.go_to("general").say(evil)
    expect(page.tab.locator(".message .body").last).to_have_text("<img src=x onerror=alert(1)> <!channel> bold")


def test_a_thread(page: Page) -> None:
    page.go_to("general").say("Who knows tides?")
    page.tab.locator(".message").last.hover()
    page.press("Reply in thread")
    page.tab.get_by_label("Reply", exact=True).fill("I do.")
    page.tab.keyboard.press("Enter")
    expect(page.tab.get_by_label("Thread", exact=True).last).to_contain_text("I do.")
    page.sees("1 reply")


def test_switch_and_write_to_each_other(page: Page) -> None:
    page.tab.get_by_role("button", name="New direct message").click()
    page.tab.locator("#people").get_by_role("link", name="Chika").click()
    page.sees("This is the beginning of Chika.").say("Good morning from Berlin")
    page.switch_to("Chika").go_to("Ada").sees("Good morning from Berlin")


def test_times_are_in_each_ones_zone_and_clock(page: Page, workspace: Workspace) -> None:
    page.go_to("general").say("tick")
    expect(page.tab.locator(".message time").last).to_have_text("10:00 AM")
    page.switch_to("Chika").go_to("general")
    expect(page.tab.locator(".message time").last).to_have_text("4:00 AM")


def test_time_moves_forward(page: Page, workspace: Workspace) -> None:
    before = workspace.clock.now()
    page.later("+1 h").later("+1 day").later("+1 week")
    assert (workspace.clock.now() - before).total_seconds() == 3600 * (1 + 24 + 168)
    assert workspace.human(CHIKA)


def test_two_people_side_by_side(page: Page, browser: Browser, url: str) -> None:
    context = browser.new_context()
    other = Page(context.new_page(), url).open(f"/as/{BEN}/c/{GENERAL}")
    page.go_to("general").say("Do you read me?")
    other.sees("Do you read me?").say("Loud and clear")
    page.sees("Loud and clear")
    context.close()


def test_a_person_is_mentioned_by_the_first_letters(page: Page, workspace: Workspace) -> None:
    page.go_to("general")
    page.tab.locator("#message").press_sequentially("Thanks @be")
    expect(page.tab.get_by_role("listbox", name="Suggestions")).to_contain_text("Ben Okafor")
    page.tab.locator("#message").press("Tab")
    page.tab.locator("#message").press_sequentially("for this")
    page.tab.locator("#message").press("Enter")
    page.sees("Thanks @Ben for this")
    assert workspace.human(BEN).messages(GENERAL)[-1]["text"] == f"Thanks <@{BEN}> for this"
