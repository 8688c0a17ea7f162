"""After the end of a mentorship: somebody else is looked for, in its program or on the wait list."""

from bot.blocks.base import ids
from bot.blocks.mentorships.seeking import looking
from bot.domain.base.references import MentorshipRef
from bot.services.mentorships import life
from handlers.base.listeners import OnPress
from handlers.base.turn import Press


def rematch(press: Press[MentorshipRef]) -> None:
    """Somebody else."""
    press.tell(looking(life.rematch_after(press.ctx, press.about.mentorship_id, press.user)), in_place=True)


LISTENERS = (OnPress(ids.PAIR_REMATCH, MentorshipRef, rematch),)
