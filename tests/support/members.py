"""The members that tests make mentorships of."""

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.mentorships.formats import MentorshipFormat
from bot.domain.mentorships.mentorship import Membership, Mentorship, of_two
from bot.ports import Transaction


def two(
    mentor: str, mentee: str, form: MentorshipFormat = MentorshipFormat.ONE_TO_ONE
) -> tuple[Membership, Membership]:
    """A mentor and who learns from them, or two of another format, none of whom has answered."""
    first, second = of_two(form, UserId(mentor), UserId(mentee))
    return first, second


def mentorships_of(tx: Transaction, program_id: ProgramId) -> list[Mentorship]:
    """All mentorships that people of a program have in it, oldest first."""
    joined = {one.user_id for one in tx.programs.participants(program_id)}
    people = joined | {one.user_id for one in tx.profiles.everybody()}
    found = {one.id: one for who in people for one in tx.mentorships.of_user(who) if one.program_id == program_id}
    return sorted(found.values(), key=lambda one: (one.created_at, one.id))
