"""The members that tests make mentorships of."""

from bot.domain.base.ids import UserId
from bot.domain.mentorships.formats import MentorshipFormat
from bot.domain.mentorships.mentorship import Membership, of_two


def two(
    mentor: str, mentee: str, form: MentorshipFormat = MentorshipFormat.ONE_TO_ONE
) -> tuple[Membership, Membership]:
    """A mentor and who learns from them, or two of another format, none of whom has answered."""
    first, second = of_two(form, UserId(mentor), UserId(mentee))
    return first, second
