"""Dates are read in the reader's own zone and words."""

import pytest

from bot.sandbox.page.render import mrkdwn
from bot.sandbox.page.render.dates import format_date
from tests.sandbox_page.support import LISBON, NEW_YORK, NOW, Seen

TODAY = int(NOW.timestamp())
CHRISTMAS = 1798178400  # 2026-12-25 06:00 UTC


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("{date_num} {time}", "2026-12-25 06:00"),
        ("{date_slash}", "25/12/2026"),
        ("{date}", "December 25th"),
        ("{date_short}", "Dec 25, 2026"),
        ("{date_long}", "Friday, December 25th, 2026"),
        ("{date_long_full}", "December 25, 2026"),
        ("{day_divider_pretty}", "Friday, December 25th"),
        ("{time_secs}", "06:00:00"),
        ("{ago}", "in 32 days"),
        ("at {nonsense}", "at {nonsense}"),
    ],
)
def test_tokens(pattern: str, shown: str) -> None:
    assert format_date(CHRISTMAS, pattern, LISBON) == shown


def test_another_zone_and_clock() -> None:
    assert format_date(CHRISTMAS, "{date_short} at {time}", NEW_YORK) == "Dec 25, 2026 at 1:00 AM"


@pytest.mark.parametrize(("days", "shown"), [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (2, "Nov 24, 2026")])
def test_days_near_now_have_names(days: int, shown: str) -> None:
    assert format_date(TODAY + days * 86400, "on {date_short_pretty}", LISBON) == f"on {shown}"


def test_a_name_that_starts_the_line_is_capital() -> None:
    assert format_date(TODAY, "{date_pretty} at {time}", LISBON) == "Today at 09:30"


def test_in_a_message() -> None:
    seen = Seen(mrkdwn(f"until <!date^{CHRISTMAS}^{{date_short}} {{time}}|Christmas>.", LISBON))
    assert seen.text == "until Dec 25, 2026 06:00."


def test_an_unreadable_date_shows_its_fallback() -> None:
    assert Seen(mrkdwn("<!date^soon^{date}|next week>", LISBON)).text == "next week"
