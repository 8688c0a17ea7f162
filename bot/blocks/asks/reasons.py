"""Why somebody is suggested, in a line."""

from collections.abc import Callable, Sequence

from bot.blocks.base.words import Raw, listed, mrkdwn, series
from bot.domain.asks.ranking import ReasonKind
from bot.domain.base.reasons import Reason

Detail = tuple[str, ...]


def because(reasons: Sequence[Reason]) -> Raw:
    """The reasons as parts of a line: "negotiation; helped with 3 asks like this; mornings in common"."""
    return series(_words(reason, "reasons.") for reason in reasons)


def told(reasons: Sequence[Reason]) -> Raw:
    """The same on a line of its own, which the first one begins."""
    return series(_words(reason, "reasons." if number else "reasons.first_") for number, reason in enumerate(reasons))


def _words(reason: Reason, begins: str) -> str:
    return _WORDS[ReasonKind(reason.kind)](begins, reason.detail)


def _skills(_begins: str, detail: Detail) -> str:
    return mrkdwn("reasons.skills", labels=listed(detail))


def _answered(begins: str, detail: Detail) -> str:
    return mrkdwn(f"{begins}answered", n=int(detail[0]))


def _hours(begins: str, detail: Detail) -> str:
    return mrkdwn(f"{begins}hours_{detail[0].replace(' ', '_')}")


def _capacity(begins: str, _detail: Detail) -> str:
    return mrkdwn(f"{begins}capacity")


def _new_perspective(begins: str, detail: Detail) -> str:
    if detail and detail[0]:
        return mrkdwn(f"{begins}new_perspective", department=detail[0])
    return mrkdwn(f"{begins}new_perspective_nowhere")


_WORDS: dict[ReasonKind, Callable[[str, Detail], str]] = {
    ReasonKind.SKILLS: _skills,
    ReasonKind.ANSWERED: _answered,
    ReasonKind.HOURS: _hours,
    ReasonKind.CAPACITY: _capacity,
    ReasonKind.NEW_PERSPECTIVE: _new_perspective,
}
