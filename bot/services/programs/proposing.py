"""What a planned pair of a program becomes."""

from datetime import datetime

from bot.domain.base.ids import MentorshipId
from bot.domain.mentorships import pairing
from bot.domain.mentorships.mentorship import Mentorship, MentorshipState, ProposalAnswer, of_two
from bot.domain.programs.program import Program
from bot.domain.programs.rounds import PlannedPair


def proposed(program: Program, mentorship_id: MentorshipId, planned: PlannedPair, now: datetime) -> Mentorship:
    """The pair of a program that a planned one becomes; agreed already where nobody is asked."""
    pair = Mentorship(
        id=mentorship_id,
        program_id=program.id,
        members=of_two(program.format, planned.mentor, planned.mentee),
        format=program.format,
        state=MentorshipState.PROPOSED,
        created_at=now,
        rhythm=program.rhythm,
        score=planned.score,
        reasons=planned.reasons,
    )
    return pair if program.rules.both_accept else pairing.with_answer(pair, ProposalAnswer.YES)
