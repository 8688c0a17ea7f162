"""Setting up a program, and joining it: what must hold of what was filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.domain.base.errors import InvalidField
from bot.domain.base.fields import Field
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.base.skill import Skill
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.people.person import Person
from bot.domain.people.profile import Profile
from bot.domain.programs.fields import AnswerField, BasicsField, JoinField, RulesField
from bot.domain.programs.program import (
    MOST_QUESTIONS,
    MOST_VALUES,
    Invited,
    Participation,
    Program,
    ProgramState,
    Purpose,
    Rules,
    WorkingValue,
)

NAME_LIMIT = 80
WORDS_LIMIT = 300
"""Characters of goals, of an objective, of an own purpose, of an answer."""
QUESTION_LIMIT = 150
"""Characters of one question of a program: it becomes a label."""
LENGTHS = (6, 8, 12, 16, 26, 39, 52)
"""Weeks that a pair can last."""
WRAP_UP_WEEKS = 2
"""How long before its end a program begins to wrap up."""

OPEN = frozenset({ProgramState.INVITING, ProgramState.MATCHING, ProgramState.RUNNING})
"""States in which people may join; in the later two they wait for the next round."""

_STEPS: Mapping[ProgramState, frozenset[ProgramState]] = {
    ProgramState.INVITING: frozenset({ProgramState.MATCHING, ProgramState.ENDED}),
    ProgramState.MATCHING: frozenset({ProgramState.INVITING, ProgramState.RUNNING, ProgramState.ENDED}),
    ProgramState.RUNNING: frozenset({ProgramState.WRAPPING_UP, ProgramState.ENDED}),
    ProgramState.WRAPPING_UP: frozenset({ProgramState.RUNNING, ProgramState.ENDED}),
    ProgramState.ENDED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Basics:
    """The first page of a program: what it is."""

    name: str
    purpose: Purpose
    format: MentorshipFormat
    starts_on: date
    rhythm: Rhythm
    length_weeks: int
    purpose_words: str = ""


@dataclass(frozen=True, slots=True)
class Joining:
    """What somebody fills in to join."""

    role: Role
    goals: str = ""
    objective: str = ""
    wants: tuple[Skill, ...] = ()
    values: frozenset[WorkingValue] = field(default_factory=frozenset)


def with_basics(program: Program, basics: Basics) -> Program:
    """The program with its first page filled in. Raises `InvalidField`.

    Its format stays once people are invited to it: a reverse program is another program.
    """
    name, own = " ".join(basics.name.split()), basics.purpose_words.strip()
    _check_length(BasicsField.NAME, name, NAME_LIMIT)
    _check_length(BasicsField.PURPOSE_WORDS, own, WORDS_LIMIT)
    if not name:
        raise InvalidField(BasicsField.NAME, "empty")
    if basics.purpose is Purpose.OWN and not own:
        raise InvalidField(BasicsField.PURPOSE_WORDS, "own_purpose")
    if basics.length_weeks not in LENGTHS:
        raise InvalidField(BasicsField.LENGTH_WEEKS, "required")
    return replace(
        program,
        name=name,
        purpose=basics.purpose,
        purpose_words=own,
        format=basics.format,
        starts_on=basics.starts_on,
        rhythm=basics.rhythm,
        length_weeks=basics.length_weeks,
    )


def with_rules(program: Program, rules: Rules, questions: tuple[str, ...]) -> Program:
    """The program with its rules and its own questions. Raises `InvalidField`."""
    asked = tuple(question.strip() for question in questions if question.strip())
    if len(asked) > MOST_QUESTIONS:
        raise InvalidField(RulesField.QUESTIONS, "too_many_questions", limit=MOST_QUESTIONS, count=len(asked))
    for question in asked:
        _check_length(RulesField.QUESTIONS, question, QUESTION_LIMIT)
    return replace(program, rules=rules, questions=asked)


def from_first_round(program: Program, today: date) -> Program:
    """The program as its first round is published: its time counts from then, if it was to begin earlier."""
    is_first = program.state in {ProgramState.INVITING, ProgramState.MATCHING}
    return replace(program, starts_on=today) if is_first and program.starts_on < today else program


def can_become(program: Program, state: ProgramState) -> bool:
    """Whether the program may step to a state."""
    return state in _STEPS[program.state]


def by_time(program: Program, today: date) -> ProgramState:
    """The state in which a day finds the program: it wraps up by itself, and ends once its last day has passed
    everywhere."""
    if program.state is ProgramState.RUNNING and today >= program.ends_on - timedelta(weeks=WRAP_UP_WEEKS):
        return ProgramState.WRAPPING_UP
    if program.state is ProgramState.WRAPPING_UP and today > program.ends_on:
        return ProgramState.ENDED
    return program.state


def is_meant(invited: Invited, person: Person, in_channel: frozenset[UserId] = frozenset()) -> bool:
    """Whether an invitation is for somebody. `in_channel` are the members of the channel it names."""
    return invited.everybody or (
        person.user_id in in_channel
        or person.user_id in invited.people
        or person.workplace.department in invited.departments
        or person.workplace.level in invited.levels
    )


def roles_of(program: Program) -> tuple[Role, ...]:
    """What somebody can join as."""
    return (Role.PEER,) if program.format is MentorshipFormat.PEER else (Role.MENTEE, Role.MENTOR)


def usual_role(program: Program, profile: Profile) -> Role:
    """The role to begin with in the form: of who likes the program's format, offers something and wants nothing, that
    of a mentor."""
    gives = program.format.value in profile.formats and bool(profile.offers) and not profile.wants
    return Role.MENTOR if gives and Role.MENTOR in roles_of(program) else roles_of(program)[0]


def joined(
    program: Program, user_id: UserId, filled: Joining, now: datetime, before: Participation | None = None
) -> Participation:
    """Somebody in the program, as filled in; what `before` holds of answers and rounds stays. Raises `InvalidField`."""
    if filled.role not in roles_of(program):
        raise InvalidField(JoinField.ROLE, "required")
    for name, typed in ((JoinField.GOALS, filled.goals), (JoinField.OBJECTIVE, filled.objective)):
        _check_length(name, typed, WORDS_LIMIT)
    if program.format is MentorshipFormat.REVERSE and not filled.objective.strip():
        raise InvalidField(JoinField.OBJECTIVE, "no_objective")
    if len(filled.values) > MOST_VALUES:
        raise InvalidField(JoinField.VALUES, "too_many_values", limit=MOST_VALUES, count=len(filled.values))
    was_in = before is not None and before.left_at is None
    return Participation(
        program_id=ProgramId(program.id),
        user_id=user_id,
        role=filled.role,
        joined_at=before.joined_at if before is not None and was_in else now,
        goals=filled.goals.strip(),
        objective=filled.objective.strip(),
        wants=filled.wants,
        values=filled.values,
        answers=before.answers if before else (),
        left_out=before.left_out if before is not None and was_in else 0,
        queued_since=before.queued_since if before is not None and was_in else None,
    )


def checked_answers(program: Program, answers: tuple[str, ...]) -> tuple[str, ...]:
    """The answers to the program's own questions, one each, empty where nothing was said. Raises `InvalidField`."""
    for name, answer in zip(AnswerField, answers, strict=False):
        _check_length(name, answer, WORDS_LIMIT)
    return tuple(answer.strip() for answer in answers)[: len(program.questions)]


def _check_length(name: Field, typed: str, limit: int) -> None:
    if len(typed.strip()) > limit:
        raise InvalidField(name, "too_long", limit=limit, length=len(typed.strip()))
