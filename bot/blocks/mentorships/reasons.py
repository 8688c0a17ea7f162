"""Why two people would be a good pair, in a line."""

from collections.abc import Callable, Sequence

from bot.blocks.base.words import Raw, has, listed, mrkdwn, plain, series
from bot.blocks.people.languages import language_name
from bot.domain.base.reasons import Reason
from bot.domain.mentorships.fit import MatchingFactor

Detail = tuple[str, ...]


def because(reasons: Sequence[Reason]) -> Raw:
    """The reasons as parts of a line: "negotiation; mornings in common; both value care"."""
    return series(_words(reason, "match_reasons.") for reason in reasons)


def told(reasons: Sequence[Reason]) -> Raw:
    """The same on a line of its own, which the first one begins."""
    places = ("match_reasons." if number else "match_reasons.first_" for number in range(len(reasons)))
    return series(_words(reason, begins) for reason, begins in zip(reasons, places, strict=True))


def _words(reason: Reason, begins: str) -> str:
    of_kind = _WORDS.get(reason.kind)
    return of_kind(begins, reason.detail) if of_kind else mrkdwn(f"{begins}by_hand")


def _hours(begins: str, detail: Detail) -> str:
    key = f"{begins}hours_{'_'.join(detail).replace(' ', '_')}"
    return mrkdwn(key if has(key) else f"{begins}hours")


def _level(begins: str, detail: Detail) -> str:
    level = detail[0] if detail else ""
    return mrkdwn(f"{begins}level" if level else f"{begins}level_nowhere", level=level)


def _new_perspective(begins: str, detail: Detail) -> str:
    places = listed([place for place in detail if place])
    return mrkdwn(f"{begins}new_perspective" if places else f"{begins}new_perspective_nowhere", places=places)


def _values(begins: str, detail: Detail) -> str:
    return mrkdwn(f"{begins}values", names=Raw(listed([mrkdwn(f"match_reasons.value_{name}") for name in detail])))


def _purpose(begins: str, detail: Detail) -> str:
    return mrkdwn(f"{begins}purpose", words=listed([plain("match_reasons.word", word=word) for word in detail]))


def _skills(_begins: str, detail: Detail) -> str:
    return mrkdwn("match_reasons.skills", labels=listed(detail))


def _languages(_begins: str, detail: Detail) -> str:
    return mrkdwn("match_reasons.language", names=listed([language_name(name) for name in detail]))


def _answers(begins: str, detail: Detail) -> str:
    return mrkdwn(f"{begins}answers", n=len(detail))


_WORDS: dict[str, Callable[[str, Detail], str]] = {
    MatchingFactor.SKILLS: _skills,
    MatchingFactor.PURPOSE: _purpose,
    MatchingFactor.HOURS: _hours,
    MatchingFactor.LANGUAGE: _languages,
    MatchingFactor.LEVEL: _level,
    MatchingFactor.NEW_PERSPECTIVE: _new_perspective,
    MatchingFactor.VALUES: _values,
    MatchingFactor.ANSWERS: _answers,
}
