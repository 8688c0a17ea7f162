"""What people do with the messages they get: drawn by a seed, some reliable, some silent."""

from datetime import timedelta
from random import Random

from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.mentorships.formats import Rhythm
from bot.domain.mentorships.mentorship import CheckIn, DeclineReason, PulseKind
from bot.domain.mentorships.messages import SilenceOffer
from bot.domain.mentorships.notes import (
    CheckInNote,
    MentorshipEndedNote,
    MentorshipIntroductionNote,
    ProposalNote,
    PulseNote,
    RequestEndedNote,
    WrapUpNote,
)
from bot.services.context import Context
from bot.services.mentorships import life, proposals


class Presses:
    """Reacts to one message at a time."""

    def __init__(self, ctx: Context, chance: Random) -> None:
        self._ctx, self._chance = ctx, chance
        self._number = 0

    def react(self, to: str, note: object) -> None:
        """What the receiver presses, if anything."""
        who = UserId(to)
        match note:
            case ProposalNote():
                self._answer(note.mentorship_id, who)
            case CheckInNote():
                self._check_in(note, who)
            case PulseNote():
                bad = self._chance.random() < (0.05 if note.kind is PulseKind.FIT else 0.0)
                life.pulse(self._ctx, note.mentorship_id, who, note.kind, note.cycle, 1 if bad else 4)
            case MentorshipEndedNote() if note.offers and self._chance.random() < 0.5:
                life.rematch_after(self._ctx, note.mentorship_id, who)
            case WrapUpNote() if self._chance.random() < 0.5:
                step = self._chance.choice(("nothing", "on_own", "again", "mentor"))
                life.wrap_up(self._ctx, note.mentorship_id, who, "We did.", "Thank you.", step)
            case MentorshipIntroductionNote() if note.times.slots and self._chance.random() < 0.5:
                life.pick_time(self._ctx, note.times.meeting_id, note.members[0].user_id, note.times.slots[0])
            case RequestEndedNote() | _:
                pass

    def _answer(self, mentorship_id: MentorshipId, who: UserId) -> None:
        drawn = self._chance.random()
        if drawn < 0.8:
            proposals.say_yes(self._ctx, mentorship_id, who)
        elif drawn < 0.92:
            proposals.say_no(self._ctx, mentorship_id, who)
            proposals.say_why(self._ctx, mentorship_id, who, self._chance.choice(list(DeclineReason)))

    def _check_in(self, note: CheckInNote, who: UserId) -> None:
        mentorship_id, drawn = note.mentorship_id, self._chance.random()
        if note.kind is SilenceOffer:
            self._way_on(mentorship_id, who, drawn)
        elif sum(mentorship_id.encode()) % 10 < 7 and drawn < 0.9:
            said = CheckIn.MET if drawn < 0.7 else CheckIn.HAVE_A_DATE if drawn < 0.8 else CheckIn.NOT_YET
            life.check_in(self._ctx, mentorship_id, who, note.cycle, said)
        elif drawn > 0.99:
            life.set_rhythm(self._ctx, mentorship_id, who, self._chance.choice(list(Rhythm)), self._delivery())

    def _way_on(self, mentorship_id: MentorshipId, who: UserId, drawn: float) -> None:
        if drawn < 0.2:
            life.new_time(self._ctx, mentorship_id, who, self._delivery())
        elif drawn < 0.3:
            until = (self._ctx.clock.now() + timedelta(days=21)).date()
            life.pause(self._ctx, mentorship_id, who, until, self._delivery())
        elif drawn < 0.5:
            life.part(self._ctx, mentorship_id, who, rematch=drawn < 0.4)

    def _delivery(self) -> str:
        self._number += 1
        return f"press{self._number}"
