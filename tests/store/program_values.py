"""Programs, rounds and pairs that the store's tests are made of."""

from datetime import date
from typing import Any

from bot.domain.base.ids import MentorshipId, ProgramId
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.mentorships.mentorship import Mentorship, MentorshipState
from bot.domain.programs.program import Participation, Program, Purpose
from bot.domain.programs.rounds import MatchingRound, RoundId
from tests.store.values import NOW, uid
from tests.support.members import two


def program(program_id: str, **fields: Any) -> Program:
    """A program for new colleagues."""
    defaults: dict[str, Any] = {
        "name": f"Name of {program_id}",
        "purpose": Purpose.ONBOARDING,
        "format": MentorshipFormat.ONE_TO_ONE,
        "created_by": uid("UADMIN"),
        "created_at": NOW,
        "starts_on": date(2026, 12, 1),
    }
    return Program(ProgramId(program_id), **(defaults | fields))


def joined(program_id: str, user_id: str, role: Role = Role.MENTEE, **fields: Any) -> Participation:
    """Somebody in a program."""
    defaults: dict[str, Any] = {"joined_at": NOW}
    return Participation(ProgramId(program_id), uid(user_id), role, **(defaults | fields))


def matching_round(round_id: str, program_id: str, number: int = 1, **fields: Any) -> MatchingRound:
    """A round asked for."""
    defaults: dict[str, Any] = {"created_by": uid("UADMIN"), "created_at": NOW}
    return MatchingRound(RoundId(round_id), ProgramId(program_id), number, **(defaults | fields))


def pair(mentorship_id: str, mentor: str, mentee: str, **fields: Any) -> Mentorship:
    """A pair that has begun."""
    defaults: dict[str, Any] = {"state": MentorshipState.ACTIVE, "created_at": NOW, "program_id": None}
    members = {"members": two(uid(mentor), uid(mentee))}
    return Mentorship(MentorshipId(mentorship_id), **(members | defaults | fields))
