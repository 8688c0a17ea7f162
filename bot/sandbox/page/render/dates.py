"""Slack's date tokens in the reader's own zone.

Meaning of the tokens: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
"""

import re
from datetime import datetime

from bot.sandbox.page.render.viewer import Viewer

_TOKEN = re.compile(r"\{(\w+)\}")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def format_date(timestamp: float, pattern: str, viewer: Viewer) -> str:
    """`pattern` with each known `{token}` replaced; unknown tokens stay as they are written."""
    moment = viewer.local(timestamp)
    return _TOKEN.sub(lambda token: _token(token.group(1), moment, viewer, token.start() == 0), pattern)


def _token(name: str, moment: datetime, viewer: Viewer, starts: bool) -> str:
    plain = name.removesuffix("_pretty")
    if plain != name:
        near = _near_day(moment, viewer)
        if near:
            return near.capitalize() if starts else near
    return _absolute(plain, moment, viewer) or "{" + name + "}"


def _absolute(name: str, moment: datetime, viewer: Viewer) -> str | None:
    month, day, year = moment.strftime("%B"), _ordinal(moment.day), moment.year
    match name:
        case "date_num":
            return moment.strftime("%Y-%m-%d")
        case "date_slash":
            return moment.strftime("%m/%d/%Y" if viewer.twelve_hours else "%d/%m/%Y")
        case "date":
            return f"{month} {day}" + ("" if year == viewer.today().year else f", {year}")
        case "date_short":
            return f"{moment:%b} {moment.day}, {year}"
        case "date_long" | "day_divider":
            in_this_year = name == "day_divider" and year == viewer.today().year
            return f"{moment:%A}, {month} {day}" + ("" if in_this_year else f", {year}")
        case "date_long_full":
            return f"{month} {moment.day}, {year}"
        case "time":
            return clock_time(moment, viewer)
        case "time_secs":
            return clock_time(moment, viewer, seconds=True)
        case "ago":
            return ago(moment, viewer)
    return None


def clock_time(moment: datetime, viewer: Viewer, *, seconds: bool = False) -> str:
    """The time of day in the reader's clock: `14:05`, or `2:05 PM`."""
    tail = moment.strftime(":%M:%S" if seconds else ":%M")
    if not viewer.twelve_hours:
        return f"{moment.hour:02d}{tail}"
    return f"{moment.hour % 12 or 12}{tail} {'AM' if moment.hour < 12 else 'PM'}"


def ago(moment: datetime, viewer: Viewer) -> str:
    """How long before (or after) the workspace's now, in one unit."""
    seconds = (viewer.today() - moment).total_seconds()
    size = abs(seconds)
    if size < _MINUTE:
        return "just now"
    unit, length = next(u for u in (("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE)) if size >= u[1])
    count = int(size // length)
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{words} ago" if seconds > 0 else f"in {words}"


def _near_day(moment: datetime, viewer: Viewer) -> str | None:
    days = (moment.date() - viewer.today().date()).days
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days)


def _ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
