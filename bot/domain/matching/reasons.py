"""What can be told of each factor of a pair."""

from bot.domain.base.keywords import words_of
from bot.domain.base.reasons import Reason
from bot.domain.base.spelling import stem
from bot.domain.matching.factors import likeness
from bot.domain.matching.terms import Terms
from bot.domain.matching.traits import Traits
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.people.common_hours import part_in_common
from bot.domain.programs.program import WorkingValue

_MOST_TOLD = 3
"""Skills or words named in one reason."""
_ALIKE = 0.5


def reason_for(kind: MatchingFactor, mentor: Traits, mentee: Traits, terms: Terms) -> Reason | None:
    """The reason behind a factor that speaks for a pair; None where nothing may be said."""
    match kind:
        case MatchingFactor.SKILLS:
            return _skills(mentor, mentee, terms)
        case MatchingFactor.PURPOSE:
            return _told(kind, _purpose_words(mentor, mentee, terms))
        case MatchingFactor.HOURS:
            part = part_in_common(mentee.side.member.profile.hours, mentor.side.member.profile.hours, terms.week)
            return Reason(kind, (part.value,) if part else ())
        case MatchingFactor.LANGUAGE:
            return _told(kind, _languages(mentor, mentee))
        case MatchingFactor.LEVEL:
            known = mentor.step is not None and mentee.step is not None
            return Reason(kind, (mentor.side.workplace.level,)) if known else None
        case MatchingFactor.NEW_PERSPECTIVE:
            return Reason(kind, _elsewhere(mentor, mentee))
        case MatchingFactor.VALUES:
            shared = mentor.side.values & mentee.side.values
            return _told(kind, [value.value for value in WorkingValue if value in shared])
        case MatchingFactor.ANSWERS:
            return _told(kind, _answered_alike(mentor, mentee))
        case _:
            return None


def _told(kind: MatchingFactor, detail: list[str]) -> Reason | None:
    return Reason(kind, tuple(detail[:_MOST_TOLD])) if detail else None


def _skills(mentor: Traits, mentee: Traits, terms: Terms) -> Reason | None:
    labels = _covered_labels(mentor, mentee)
    if terms.is_peer:
        labels += [label for label in _covered_labels(mentee, mentor) if label not in labels]
    return _told(MatchingFactor.SKILLS, labels)


def _covered_labels(mentor: Traits, mentee: Traits) -> list[str]:
    """Labels of the offered skills that are wanted, in the mentee's order."""
    offered = {skill.key: skill.label for skill in mentor.side.member.profile.offers if skill.key in mentor.offers}
    wants = [skill for skill in mentee.side.wants if skill.key in mentee.wants]
    return [offered[skill.key] for skill in wants if skill.key in offered]


def _purpose_words(mentor: Traits, mentee: Traits, terms: Terms) -> list[str]:
    words = _words_told(mentor, mentee.sought)
    return words + [word for word in _words_told(mentee, mentor.sought) if word not in words and terms.is_peer]


def _words_told(one: Traits, sought: frozenset[str]) -> list[str]:
    """Words somebody says of themselves that are sought, as they wrote them."""
    side = one.side
    joined, profile = side.participation, side.member.profile
    goals = [joined.goals, joined.objective] if joined else []
    offers = [skill.label for skill in profile.offers if skill.key not in profile.not_areas]
    by_stem: dict[str, str] = {}
    for word in words_of(" ".join([profile.about, *goals, *offers])):
        by_stem.setdefault(stem(word), word)
    return [word for key, word in by_stem.items() if key in sought and key in one.told]


def _languages(mentor: Traits, mentee: Traits) -> list[str]:
    return [name for name in mentee.side.member.profile.languages if name.casefold() in mentor.languages]


def _elsewhere(mentor: Traits, mentee: Traits) -> tuple[str, ...]:
    """The mentor's department, and their office, where they are not the mentee's."""
    place = mentor.side.workplace
    department = place.department if mentor.department != mentee.department and mentee.department else ""
    office = place.office if mentor.office != mentee.office and mentee.office else ""
    return department, office


def _answered_alike(mentor: Traits, mentee: Traits) -> list[str]:
    pairs = enumerate(zip(mentor.answers, mentee.answers, strict=False), 1)
    return [str(number) for number, (a, b) in pairs if likeness(a, b) >= _ALIKE]
