"""A reader, and a look at HTML as a browser would read it."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from bot.sandbox.page.render import Viewer

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LISBON = Viewer("U0MIRA0000", NOW, ZoneInfo("Europe/Lisbon"), users={"U0JONAS000": "Jonas Weber", "U0MIRA0000": "Mira"})
NEW_YORK = Viewer("U0TYRONE00", NOW, ZoneInfo("America/New_York"), twelve_hours=True)


class Seen(HTMLParser):
    """The tags, the attributes and the visible text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in {"br", "hr", "img", "input", "line", "circle"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another tag"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def sound(self) -> bool:
        """Every tag is closed, in order."""
        return not self.open
