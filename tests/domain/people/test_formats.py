"""Who may be asked to be somebody's mentor without a program: the formats they ticked decide."""

import pytest

from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import WorkingHours
from bot.domain.people.person import Person, Workplace
from bot.domain.people.profile import Format, Member, Profile
from tests.support.team import MONDAY


def member(name: str, level: str, *formats: Format) -> Member:
    person = Person(UserId(name), name, workplace=Workplace(level=level))
    return Member(person, Profile(person.user_id, (), (), WorkingHours(), MONDAY, formats=frozenset(formats)))


@pytest.mark.parametrize(
    ("ticked", "of_mentor", "of_mentee", "open_to_it"),
    [
        (Format.ONE_TO_ONE, "Senior", "Director", True),
        (Format.ONE_TO_ONE, "", "", True),
        (Format.REVERSE, "Associate", "Director", True),
        (Format.REVERSE, "Senior", "Senior", False),
        (Format.REVERSE, "Director", "Associate", False),
        (Format.REVERSE, "", "Director", False),
        (Format.PEER, "Senior", "Senior", True),
        (Format.PEER, "Senior", "Director", False),
        (Format.PEER, "", "", False),
        (Format.FLASH, "Senior", "Senior", False),
        (Format.CIRCLE, "Senior", "Senior", False),
    ],
)
def test_each_format_is_open_to_whom_it_is_for(
    ticked: Format, of_mentor: str, of_mentee: str, open_to_it: bool
) -> None:
    mentor, mentee = member("Mira", of_mentor, ticked), member("Jonas", of_mentee)
    assert mentor.mentors_over_months(mentee) is open_to_it
