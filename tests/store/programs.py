"""Programs, rounds and pairs that the store's tests are made of."""

from datetime import date
from typing import Any

from bot.domain.pairs import Pair, PairId, PairState
from bot.domain.programs import PairFormat, Participation, Program, ProgramId, Purpose, Role
from bot.domain.rounds import MatchingRound, RoundId
from tests.store.values import NOW, uid


def program(program_id: str, **fields: Any) -> Program:
    """A program for new colleagues."""
    defaults: dict[str, Any] = {
        "name": f"Name of {program_id}",
        "purpose": Purpose.ONBOARDING,
        "format": PairFormat.ONE_TO_ONE,
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


def pair(pair_id: str, mentor: str, mentee: str, **fields: Any) -> Pair:
    """A pair that has begun."""
    defaults: dict[str, Any] = {"state": PairState.ACTIVE, "created_at": NOW, "program_id": None}
    together = {"mentor": uid(mentor), "mentee": uid(mentee)}
    return Pair(PairId(pair_id), **(together | defaults | fields))
