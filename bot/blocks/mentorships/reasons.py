"""Why two people would be a good pair, in a line."""

from collections.abc import Callable, Sequence

from bot.blocks.base.words import Raw, has, listed, mrkdwn
from bot.domain.base.reasons import Reason
from bot.domain.mentorships.fit import MatchingFactor

Detail = tuple[str, ...]


def because(reasons: Sequence[Reason]) -> Raw:
    """The reasons as parts of a line: "negotiation; mornings in common; both value care"."""
    return Raw("; ".join(_words(reason) for reason in reasons))


def told(reasons: Sequence[Reason]) -> Raw:
    """The same, on a line of its own."""
    words = because(reasons)
    return Raw(words[:1].upper() + words[1:])


def _words(reason: Reason) -> str:
    of_kind = _WORDS.get(reason.kind)
    return of_kind(reason.detail) if of_kind else mrkdwn("match_reasons.by_hand")


def _hours(detail: Detail) -> str:
    key = f"match_reasons.hours_{'_'.join(detail).replace(' ', '_')}"
    return mrkdwn(key if has(key) else "match_reasons.hours")


def _level(detail: Detail) -> str:
    level = detail[0] if detail else ""
    return mrkdwn("match_reasons.level" if level else "match_reasons.level_nowhere", level=level)


def _new_perspective(detail: Detail) -> str:
    places = listed([place for place in detail if place])
    return mrkdwn("match_reasons.new_perspective" if places else "match_reasons.new_perspective_nowhere", places=places)


def _values(detail: Detail) -> str:
    return mrkdwn("match_reasons.values", names=Raw(listed([mrkdwn(f"match_reasons.value_{name}") for name in detail])))


def _purpose(detail: Detail) -> str:
    return mrkdwn("match_reasons.purpose", words=listed([f"“{word}”" for word in detail]))


_WORDS: dict[str, Callable[[Detail], str]] = {
    MatchingFactor.SKILLS: lambda detail: mrkdwn("match_reasons.skills", labels=listed(list(detail))),
    MatchingFactor.PURPOSE: _purpose,
    MatchingFactor.HOURS: _hours,
    MatchingFactor.LANGUAGE: lambda detail: mrkdwn("match_reasons.language", names=listed(list(detail))),
    MatchingFactor.LEVEL: _level,
    MatchingFactor.NEW_PERSPECTIVE: _new_perspective,
    MatchingFactor.VALUES: _values,
    MatchingFactor.ANSWERS: lambda detail: mrkdwn("match_reasons.answers", n=len(detail)),
}
