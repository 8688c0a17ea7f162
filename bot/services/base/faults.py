"""Faults of Mentor's own: which of them stop everything, and what may be said of the others in a log."""

from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from bot.domain.base.errors import StoreDown
from bot.ports import NotSent, RateLimited, Stopping

T = TypeVar("T")
CONCERNS_ALL = (StoreDown, RateLimited, Stopping)
"""What is no fault of the one thing that was being done: the database is away, Slack lets nobody in, the process
stops."""
_HERE = Path(__file__).parents[3]


def attempt(what: Callable[[], T]) -> T | Exception:
    """Do one thing; the error where it fails. What concerns all is raised."""
    try:
        return what()
    except CONCERNS_ALL:
        raise
    except Exception as error:  # noqa: BLE001  One thing's fault, whatever it is, ends with that thing.
        return error


def cause_of(error: Exception) -> str:
    """What went wrong and where, never what somebody wrote: messages of errors quote what they were given."""
    origin = error.__cause__ if isinstance(error, NotSent) and error.__cause__ is not None else error
    frames = extract_tb(origin.__traceback__)
    ours = [one for one in frames if Path(one.filename).is_relative_to(_HERE) and ".venv" not in one.filename]
    at = (ours or frames)[-1:]
    return " ".join([type(origin).__name__, *(f"at {_short(one.filename)}:{one.lineno}" for one in at)])


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(_HERE)) if path.is_relative_to(_HERE) else path.name
