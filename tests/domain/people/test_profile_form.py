"""What somebody fills in about themselves."""

from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.people.person import Person
from bot.domain.people.profile import ASKED_FOR, Format
from bot.domain.people.profile_form import AboutMe, new_profile, with_about
from tests.support.team import MONDAY

SQL = (Skill("sql", "SQL"),)


def test_what_the_form_does_not_ask_for_stays() -> None:
    """Whoever ticked circles when they could be ticked is asked again once there are some."""
    new = new_profile(Person(UserId("U1"), "Mira"), MONDAY)
    before = with_about(new, AboutMe(SQL, formats=frozenset({Format.CIRCLE})))
    after = with_about(before, AboutMe(SQL, formats=frozenset({Format.PEER})))
    assert after.formats == {Format.PEER, Format.CIRCLE}
    assert with_about(after, AboutMe(SQL, formats=frozenset(ASKED_FOR))).formats == set(Format)
