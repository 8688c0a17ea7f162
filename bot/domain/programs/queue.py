"""The line of a program: who looks for another partner in it, what follows for them, and what they see of it.

Who stands in line comes first in the program's next round, as those do who were left over last time; while no round is
near, they are matched by themselves as soon as somebody who fits has room.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.base.ids import UserId
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.mentorships.mentorship import Mentorship, MentorshipState
from bot.domain.mentorships.seeking import Place, Sought
from bot.domain.programs.joining import OPEN
from bot.domain.programs.program import Participation, Program, ProgramState
from bot.domain.programs.rounds import OVER, MatchingRound, RoundState

LATE = timedelta(days=7)
"""A preview that was left lying for so long holds nobody up who stands in line."""


def where_next(pair: Mentorship, user_id: UserId, program: Program | None, joined: Participation | None) -> Sought:
    """What it comes to that one of a pair wants another partner; `program` and `joined` are the pair's."""
    if program is not None and program.state in OPEN and joined is not None and joined.left_at is None:
        return Sought.QUEUE
    if program is not None and program.format is not MentorshipFormat.ONE_TO_ONE:
        return Sought.OVER
    return Sought.WAIT_LIST if pair.member(user_id).role in pair.rules.learns else Sought.FOUND


def may_look(program: Program, joined: Participation, theirs: Iterable[Mentorship]) -> bool:
    """Whether somebody may get in line: the program runs, and they have nobody in it."""
    is_in = joined.left_at is None and program.state is ProgramState.RUNNING
    return is_in and not any(pair.program_id == program.id and pair.state.takes_capacity for pair in theirs)


def place_of(
    program: Program, joined: Participation, queue: Iterable[Participation], theirs: Iterable[Mentorship], limit: int
) -> Place:
    """Where somebody stands. `queue` is the program's, longest first; `theirs` are their open pairs."""
    since, mine = joined.queued_since, list(theirs)
    ahead = [one for one in queue if one.role is joined.role and one.user_id != joined.user_id]
    before = sum(since is not None and _is_before(one, joined) for one in ahead)
    asked = any(pair.program_id == program.id and pair.state is MentorshipState.PROPOSED for pair in mine)
    return Place(program.id, program.name, program.state, since, before, asked, len(mine) < limit)


def _is_before(one: Participation, other: Participation) -> bool:
    assert one.queued_since is not None, "only who stands in line is before anybody"
    assert other.queued_since is not None, "only who stands in line is behind anybody"
    return (one.queued_since, one.user_id) < (other.queued_since, other.user_id)


def serves_itself(program: Program, newest: MatchingRound | None, now: datetime) -> bool:
    """Whether those in line are matched without waiting for a round: the program runs, and no round is near."""
    if program.state is not ProgramState.RUNNING:
        return False
    if newest is None or newest.state in OVER:
        return True
    return newest.state is RoundState.READY and newest.ready_at is not None and newest.ready_at + LATE <= now


def waits(joined: Participation, *, has_one: bool, had_one: bool) -> bool:
    """Whether somebody without a partner waits for one: they look, or have never had one in the program."""
    return not has_one and (joined.queued_since is not None or not had_one)


def may_be_given(joined: Participation, *, has_one: bool, had_one: bool) -> bool:
    """Whether somebody may be given to one in line. A mentor with room may; others if they have nobody in the program,
    and never had or look for another: who has had a partner and does not look is left in peace."""
    return joined.role is Role.MENTOR or waits(joined, has_one=has_one, had_one=had_one)
