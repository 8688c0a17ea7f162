"""What members of a mentorship press while it lasts: times, check-ins, pulses, changes, last words."""

from bot.blocks.base import ids
from bot.blocks.base.kit import Rendered
from bot.blocks.base.notice import notice
from bot.blocks.mentorships import check_in as check_in_blocks
from bot.blocks.mentorships import ending, introduction
from bot.blocks.people.profile import TO_MENTOR, mentor_page
from bot.content.vocabulary import built_in
from bot.domain.base.references import MentorshipRef
from bot.domain.mentorships.fields import RestField, WrapUpField
from bot.domain.mentorships.mentorship import PulseKind
from bot.domain.mentorships.messages import Change
from bot.domain.mentorships.outcomes import MentorshipOutcome
from bot.domain.mentorships.references import CheckInAnswer, OtherRhythm, PulseAnswer, SlotOfMeeting, TakeWayOn, WayOn
from bot.services.mentorships import life, views
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Form, Press


def pick(press: Press[SlotOfMeeting]) -> None:
    """Pick a time."""
    press.tell(introduction.picked(life.pick_time(press.ctx, press.about.meeting_id, press.user, press.about.slot)))


def check_in(press: Press[CheckInAnswer]) -> None:
    """Whether they met."""
    about = press.about
    outcome = life.check_in(press.ctx, about.mentorship_id, press.user, about.cycle, about.said)
    press.tell(check_in_blocks.said_check_in(outcome, about.said, press.ctx.clock.now()), in_place=True)


def pulse(press: Press[PulseAnswer]) -> None:
    """A private answer."""
    about = press.about
    outcome = life.pulse(press.ctx, about.mentorship_id, press.user, about.kind, about.cycle, about.value)
    not_good = about.kind is PulseKind.FIT and about.value <= life.NOT_GOOD
    press.tell(check_in_blocks.said_pulse(outcome, press.ctx.clock.now(), not_good=not_good), in_place=True)


def change(press: Press[TakeWayOn]) -> None:
    """One of the four ways on."""
    about = press.about
    if about.way is WayOn.PAUSE:
        _open_pause(press)
        return
    if about.way is WayOn.NEW_TIME:
        outcome = life.new_time(press.ctx, about.mentorship_id, press.user, press.delivery)
    else:
        outcome = life.part(press.ctx, about.mentorship_id, press.user, rematch=about.way is WayOn.REMATCH)
    press.tell(check_in_blocks.said_stuck(outcome, about.way), in_place=True)


def _open_pause(press: Press[TakeWayOn]) -> None:
    outcome = views.look(press.ctx, press.about.mentorship_id, press.user)
    if outcome.mentorship.state.goes_on:
        today = press.ctx.clock.now().date()
        press.open(ending.pause_modal(press.about.mentorship_id, outcome.other_name, today), again="status")
    else:
        press.tell(check_in_blocks.said_stuck(outcome, WayOn.PAUSE), in_place=True)


def pause(form: Form[MentorshipRef]) -> None:
    """It rests until a day."""
    until = form.values.date(RestField.UNTIL)
    outcome = life.pause(form.ctx, form.about.mentorship_id, form.user, until, form.delivery)
    form.becomes(notice(_changed(outcome, Change.PAUSED)))


def set_rhythm(press: Press[OtherRhythm]) -> None:
    """Meet more often, or less."""
    about = press.about
    outcome = life.set_rhythm(press.ctx, about.mentorship_id, press.user, about.rhythm, press.delivery)
    press.tell(_changed(outcome, Change.RHYTHM), in_place=True)


def go_on(press: Press[MentorshipRef]) -> None:
    """The pause ends now."""
    outcome = life.go_on(press.ctx, press.about.mentorship_id, press.user, press.delivery)
    press.tell(_changed(outcome, Change.GOES_ON), in_place=True)


def open_wrap_up(press: Press[MentorshipRef]) -> None:
    """The form for last words, with a draft from the goals."""
    outcome, goals = views.to_write_down(press.ctx, press.about.mentorship_id, press.user)
    press.open(ending.wrap_up_modal(outcome.mentorship.id, outcome.other_name, goals), again="status")


def wrap_up(form: Form[MentorshipRef]) -> None:
    """Keep the last words. Who would like to mentor gets their profile to fill in next."""
    reached, thanks = form.values.text(WrapUpField.REACHED), form.values.text(WrapUpField.THANKS)
    step, its = form.values.chosen(WrapUpField.NEXT_STEP), form.about.mentorship_id
    outcome = life.wrap_up(form.ctx, its, form.user, reached, thanks, step)
    if step == TO_MENTOR:
        form.becomes(mentor_page(*views.to_become_mentor(form.ctx, its, form.user, built_in())))
    else:
        form.becomes(notice(ending.wrapped_up(outcome, step)))


def _changed(outcome: MentorshipOutcome, changed: Change) -> Rendered:
    if not outcome.changed:
        return check_in_blocks.said_stuck(outcome, changed)
    return ending.pair_changed(views.changed_note(outcome, changed))


LISTENERS = (
    OnPress(ids.PAIR_PICK_SLOT, SlotOfMeeting, pick),
    OnPress(ids.CHECK_IN, CheckInAnswer, check_in),
    OnPress(ids.PULSE, PulseAnswer, pulse),
    OnPress(ids.STUCK, TakeWayOn, change),
    OnForm(ids.PAIR_PAUSE_VIEW, MentorshipRef, pause),
    OnPress(ids.PAIR_RHYTHM, OtherRhythm, set_rhythm),
    OnPress(ids.PAIR_GO_ON, MentorshipRef, go_on),
    OnPress(ids.WRAP_UP_OPEN, MentorshipRef, open_wrap_up),
    OnForm(ids.WRAP_UP_VIEW, MentorshipRef, wrap_up),
)
