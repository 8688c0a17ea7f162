"""Why somebody is suggested, in a line."""

from collections.abc import Callable, Sequence

from bot.blocks.base.words import Raw, listed, mrkdwn
from bot.domain.asks.ranking import ReasonKind
from bot.domain.base.reasons import Reason


def because(reasons: Sequence[Reason]) -> Raw:
    """The reasons as parts of a line: "negotiation; 3 asks like this helped with; mornings in common"."""
    return Raw("; ".join(_WORDS[ReasonKind(reason.kind)](reason.detail) for reason in reasons))


def told(reasons: Sequence[Reason]) -> Raw:
    """The same, on a line of its own."""
    words = because(reasons)
    return Raw(words[:1].upper() + words[1:])


def _skills(detail: tuple[str, ...]) -> str:
    return mrkdwn("reasons.skills", labels=listed(list(detail)))


def _answered(detail: tuple[str, ...]) -> str:
    return mrkdwn("reasons.answered", n=int(detail[0]))


def _hours(detail: tuple[str, ...]) -> str:
    return mrkdwn(f"reasons.hours_{detail[0].replace(' ', '_')}")


def _capacity(_detail: tuple[str, ...]) -> str:
    return mrkdwn("reasons.capacity")


def _new_perspective(detail: tuple[str, ...]) -> str:
    if detail and detail[0]:
        return mrkdwn("reasons.new_perspective", department=detail[0])
    return mrkdwn("reasons.new_perspective_nowhere")


_WORDS: dict[ReasonKind, Callable[[tuple[str, ...]], str]] = {
    ReasonKind.SKILLS: _skills,
    ReasonKind.ANSWERED: _answered,
    ReasonKind.HOURS: _hours,
    ReasonKind.CAPACITY: _capacity,
    ReasonKind.NEW_PERSPECTIVE: _new_perspective,
}
