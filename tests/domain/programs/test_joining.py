from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.errors import InvalidField
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.base.skill import Skill
from bot.domain.delivery.hours import WorkingHours
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.people.person import Person, Workplace
from bot.domain.people.profile import Format, Profile
from bot.domain.programs.joining import (
    Basics,
    Joining,
    by_time,
    can_become,
    checked_answers,
    from_first_round,
    is_meant,
    joined,
    usual_role,
    with_basics,
    with_rules,
)
from bot.domain.programs.program import Invited, Program, ProgramState, Purpose, Rules, WorkingValue

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ADA = UserId("UADA")
SKILLS = (Skill("sql", "SQL"),)
PROGRAM = Program(ProgramId("P1"), "Old", Purpose.SKILL, MentorshipFormat.ONE_TO_ONE, ADA, NOW, date(2026, 12, 1))
BASICS = Basics("  First  days ", Purpose.ONBOARDING, MentorshipFormat.PEER, date(2027, 1, 4), Rhythm.WEEKLY, 12)
PERSON = Person(ADA, "Ada", workplace=Workplace(department="Sales", level="Lead"))


def test_basics_are_tidied() -> None:
    after = with_basics(PROGRAM, BASICS)
    assert (after.name, after.format, after.length_weeks) == ("First days", MentorshipFormat.PEER, 12)
    assert after.ends_on == date(2027, 3, 29)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"purpose": Purpose.OWN}, "purpose_words"),
        ({"purpose_words": "x" * 301}, "purpose_words"),
        ({"length_weeks": 5}, "length_weeks"),
    ],
)
def test_what_does_not_hold_names_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidField) as said:
        with_basics(PROGRAM, replace(BASICS, **changes))  # type: ignore[arg-type]
    assert said.value.field == field


def test_at_most_five_questions_and_none_empty() -> None:
    assert with_rules(PROGRAM, Rules(), ("a ", " ", "b")).questions == ("a", "b")
    with pytest.raises(InvalidField):
        with_rules(PROGRAM, Rules(), tuple("abcdef"))


@pytest.mark.parametrize(
    ("invited", "meant"),
    [
        (Invited(), True),
        (Invited(departments=frozenset({"Sales"})), True),
        (Invited(levels=frozenset({"Lead"}), departments=frozenset({"Data"})), True),
        (Invited(people=frozenset({ADA})), True),
        (Invited(channel="C1"), True),
        (Invited(channel="C2"), False),
        (Invited(departments=frozenset({"Data"})), False),
    ],
)
def test_an_invitation_is_for_those_who_fit_any_of_it(invited: Invited, meant: bool) -> None:
    in_channel = frozenset({ADA}) if invited.channel == "C1" else frozenset[UserId]()
    assert is_meant(invited, PERSON, in_channel) is meant


def test_a_reverse_program_wants_an_objective() -> None:
    reverse = replace(PROGRAM, format=MentorshipFormat.REVERSE)
    with pytest.raises(InvalidField) as said:
        joined(reverse, ADA, Joining(Role.MENTEE, objective=" "), NOW)
    assert said.value.field == "objective"
    assert joined(reverse, ADA, Joining(Role.MENTEE, objective="Tools"), NOW).objective == "Tools"


def test_a_role_must_be_one_of_the_format() -> None:
    with pytest.raises(InvalidField):
        joined(PROGRAM, ADA, Joining(Role.PEER), NOW)


@given(st.frozensets(st.sampled_from(WorkingValue)))
def test_at_most_three_values(values: frozenset[WorkingValue]) -> None:
    if len(values) <= 3:
        assert joined(PROGRAM, ADA, Joining(Role.MENTEE, values=values), NOW).values == values
    else:
        with pytest.raises(InvalidField):
            joined(PROGRAM, ADA, Joining(Role.MENTEE, values=values), NOW)


def test_joining_again_keeps_what_was_said_and_counts_anew_after_leaving() -> None:
    first = replace(joined(PROGRAM, ADA, Joining(Role.MENTEE), NOW), answers=("a",), left_out=2)
    later = NOW + timedelta(days=1)
    again = joined(PROGRAM, ADA, Joining(Role.MENTOR, goals="x"), later, first)
    assert (again.joined_at, again.answers, again.left_out, again.role) == (NOW, ("a",), 2, Role.MENTOR)
    back = joined(PROGRAM, ADA, Joining(Role.MENTEE), later, replace(first, left_at=NOW))
    assert (back.joined_at, back.left_out, back.left_at) == (later, 0, None)


def test_answers_belong_to_questions() -> None:
    asked = replace(PROGRAM, questions=("one?", "two?"))
    assert checked_answers(asked, (" a ", "", "more")) == ("a", "")
    with pytest.raises(InvalidField):
        checked_answers(asked, ("x" * 301,))


@given(st.sampled_from(ProgramState), st.dates(date(2026, 1, 1), date(2029, 1, 1)))
def test_time_only_moves_forward(state: ProgramState, today: date) -> None:
    before = replace(PROGRAM, state=state)
    after = by_time(before, today)
    assert after is state or can_become(before, after)
    if after is ProgramState.ENDED and state is not after:
        assert today > before.ends_on


@given(st.dates(date(2026, 1, 1), date(2029, 1, 1)))
def test_no_pair_is_promised_time_that_its_program_does_not_have(begins: date) -> None:
    last, weeks = PROGRAM.last_day(begins), PROGRAM.weeks_for(begins)
    assert begins < last <= begins + timedelta(weeks=PROGRAM.length_weeks)
    assert begins >= PROGRAM.ends_on or last <= PROGRAM.ends_on
    assert timedelta(weeks=weeks - 1) < last - begins <= timedelta(weeks=weeks)


@given(st.sampled_from(ProgramState), st.dates(date(2026, 1, 1), date(2029, 1, 1)))
def test_the_time_of_a_program_counts_from_its_first_round(state: ProgramState, today: date) -> None:
    before = replace(PROGRAM, state=state)
    after = from_first_round(before, today)
    if state in {ProgramState.INVITING, ProgramState.MATCHING}:
        assert after.starts_on == max(before.starts_on, today)
        assert by_time(replace(after, state=ProgramState.RUNNING), today) is ProgramState.RUNNING
    else:
        assert after == before


def test_an_ended_program_stays_so() -> None:
    assert not any(can_become(replace(PROGRAM, state=ProgramState.ENDED), state) for state in ProgramState)


@pytest.mark.parametrize(
    ("formats", "offers", "wants", "role"),
    [
        ({Format.ONE_TO_ONE}, SKILLS, (), Role.MENTOR),
        ({Format.ONE_TO_ONE}, SKILLS, SKILLS, Role.MENTEE),
        ({Format.ONE_TO_ONE}, (), (), Role.MENTEE),
        ({Format.FLASH, Format.PEER}, SKILLS, (), Role.MENTEE),
    ],
)
def test_the_form_begins_with_the_role_that_the_profile_speaks_for(
    formats: set[Format], offers: tuple[Skill, ...], wants: tuple[Skill, ...], role: Role
) -> None:
    profile = Profile(ADA, offers, wants, WorkingHours(), NOW, formats=frozenset(formats))
    assert usual_role(PROGRAM, profile) is role
    assert usual_role(replace(PROGRAM, format=MentorshipFormat.PEER), profile) is Role.PEER
