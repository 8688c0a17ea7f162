"""What the messages of a running mentorship say, and of its end: read from the state at the moment of sending."""

from bot.domain.delivery.policy import Dropped
from bot.domain.mentorships.cycle import NUDGE_AT, PULSE_EVERY, weeks_together
from bot.domain.mentorships.mentorship import (
    EndReason,
    MentorshipState,
    PulseKind,
)
from bot.domain.mentorships.messages import (
    Change,
    ChangeAbout,
    CheckInMessage,
    FitQuestion,
)
from bot.domain.mentorships.notes import (
    CheckInNote,
    LookBackNote,
    MentorshipChangedNote,
    MentorshipEndedNote,
    MentorshipThanksNote,
    PulseNote,
    TopicNote,
    WrapUpNote,
)
from bot.services.delivery.kinds import Moment
from bot.services.mentorships.composing import (
    GONE,
    MentorshipMoment,
    moment_of,
    of_mentorship,
    other_card,
    own_goals,
)
from bot.services.mentorships.proposals import topic_of
from bot.services.people.cards import name_of


@of_mentorship
def topic(at: MentorshipMoment) -> TopicNote | Dropped:
    """The topic of the present cycle."""
    topic = topic_of(at.ctx, at.mentorship)
    if at.mentorship.state is not MentorshipState.ACTIVE or topic is None or at.mentorship.next_cycle_on is None:
        return Dropped(at.mentorship.state)
    if at.mentorship.cycle != at.cycle:
        return Dropped("its round is over")
    return TopicNote(at.mentorship.id, other_card(at), topic, at.mentorship.next_cycle_on)


@of_mentorship
def check_in(at: MentorshipMoment) -> CheckInNote | Dropped:
    """The question, a nudge, or the offer after a long silence."""
    if at.mentorship.state is not MentorshipState.ACTIVE:
        return Dropped(at.mentorship.state)
    kind = type(at.item.message)
    if kind is not CheckInMessage and at.mentorship.silence == 0:
        return Dropped("they met meanwhile")
    asked = at.cycle % PULSE_EVERY == PULSE_EVERY // 2
    goals = own_goals(at) if asked else ()
    rhythm, next_on = at.mentorship.rhythm, at.mentorship.hears_on
    return CheckInNote(at.mentorship.id, other_card(at), at.cycle, rhythm, kind, next_on, goals)


@of_mentorship
def pulse(at: MentorshipMoment) -> PulseNote | Dropped:
    """One private question."""
    if at.mentorship.state is not MentorshipState.ACTIVE:
        return Dropped(at.mentorship.state)
    kind = PulseKind.FIT if isinstance(at.item.message, FitQuestion) else PulseKind.PULSE
    return PulseNote(at.mentorship.id, other_card(at), at.cycle, kind)


@of_mentorship
def look_back(at: MentorshipMoment) -> LookBackNote | Dropped:
    """What was reached in half the time."""
    if at.mentorship.state is not MentorshipState.ACTIVE or at.mentorship.ends_on is None:
        return Dropped(at.mentorship.state)
    if at.mentorship.silence >= NUDGE_AT:
        return Dropped("they are asked what would help")
    return LookBackNote(at.mentorship.id, other_card(at), at.mentorship.meetings, at.mentorship.ends_on, own_goals(at))


@of_mentorship
def wrap_up(at: MentorshipMoment) -> WrapUpNote:
    """What was reached, as far as it is written down."""
    pair, program = at.mentorship, ""
    if pair.end_reason is EndReason.PROGRAM_ENDED and pair.program_id is not None:
        found = at.tx.programs.get(pair.program_id)
        program = found.name if found else ""
    written = [one.reached for one in at.tx.answers.wrap_ups(pair.id) if one.user_id == at.to]
    reached = "".join(written[:1])
    weeks = weeks_together(pair)
    return WrapUpNote(pair.id, other_card(at), weeks, pair.meetings, own_goals(at), bool(written), reached, program)


@of_mentorship
def thanks(at: MentorshipMoment) -> MentorshipThanksNote | Dropped:
    """The other's words of thanks."""
    said = (one.thanks for one in at.tx.answers.wrap_ups(at.mentorship.id) if one.user_id != at.to)
    thanks = next(said, "")
    return MentorshipThanksNote(at.mentorship.id, other_card(at), thanks) if thanks else Dropped("no thanks")


def changed(at: Moment, about: ChangeAbout) -> MentorshipChangedNote | Dropped:
    """The change, unless it was taken back meanwhile."""
    known = moment_of(at, about.mentorship_id)
    if known is None or not known.mentorship.state.goes_on:
        return Dropped(known.mentorship.state) if known else GONE
    pair, change = known.mentorship, about.change
    rests = pair.state is MentorshipState.PAUSED
    if change is not Change.RHYTHM and rests != (change is Change.PAUSED):
        return Dropped("changed again")
    day = pair.paused_until if rests else pair.hears_on
    return MentorshipChangedNote(pair.id, other_card(known), change, pair.rhythm, day, rests)


@of_mentorship
def ended(at: MentorshipMoment) -> MentorshipEndedNote | Dropped:
    """Why it is over, and what can be done."""
    if at.mentorship.end_reason is None:
        return Dropped(at.mentorship.state)
    waits = at.tx.waitlist.of(at.to) is not None
    name = name_of(at.tx, at.mentorship.other(at.to))
    beyond = at.ctx.consequences
    sought, place = (
        beyond.sought_by(at.tx, at.mentorship, at.to),
        beyond.place_in(at.tx, at.to, at.mentorship.program_id),
    )
    return MentorshipEndedNote(at.mentorship.id, name, at.mentorship.end_reason, sought, waits, place)
