"""The answers to a proposal, and what is asked after a no."""

from bot.blocks.base import ids
from bot.blocks.base.notice import notice
from bot.blocks.mentorships import proposal
from bot.domain.base.errors import InvalidField
from bot.domain.base.references import MentorshipRef
from bot.domain.mentorships.fields import ObjectiveField
from bot.domain.mentorships.notes import ProposalStatus
from bot.domain.mentorships.outcomes import MentorshipOutcome
from bot.domain.mentorships.references import DeclinedFor, NoTimeFor
from bot.services.mentorships import proposals, views
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Form, Press, Turn


def accept(press: Press[MentorshipRef]) -> None:
    """Say yes; a reverse mentorship is asked what it is for first."""
    outcome = proposals.say_yes(press.ctx, press.about.mentorship_id, press.user)
    if outcome.needs_objective:
        as_mentor = outcome.mentorship.leader == press.user
        press.open(
            proposal.objective_modal(outcome.mentorship.id, outcome.other_name, as_mentor=as_mentor), again="status"
        )
    else:
        _decided(press, outcome)


def give_objective(form: Form[MentorshipRef]) -> None:
    """Say yes, with what it is for."""
    words = form.values.text(ObjectiveField.OBJECTIVE).strip()
    if not words:
        raise InvalidField(ObjectiveField.OBJECTIVE, "empty")
    outcome = proposals.say_yes(form.ctx, form.about.mentorship_id, form.user, words)
    form.becomes(notice(proposal.proposal_outcome(views.decided_note(outcome, form.ctx.clock.now()))))


def decline(press: Press[MentorshipRef]) -> None:
    """Say no; why is asked next."""
    _decided(press, proposals.say_no(press.ctx, press.about.mentorship_id, press.user))


def say_why(press: Press[DeclinedFor]) -> None:
    """Why they said no."""
    _decided(press, proposals.say_why(press.ctx, press.about.mentorship_id, press.user, press.about.reason))


def say_until(press: Press[NoTimeFor]) -> None:
    """How long they have no time."""
    _decided(press, proposals.say_until(press.ctx, press.about.mentorship_id, press.user, press.about.weeks))


def more(press: Press[MentorshipRef]) -> None:
    """More about the other; the proposal waits. What is decided meanwhile is told instead."""
    outcome = views.look(press.ctx, press.about.mentorship_id, press.user)
    if outcome.standing is not ProposalStatus.OPEN:
        _decided(press, outcome)
    else:
        press.tell(proposal.more(*views.more_about(press.ctx, press.about.mentorship_id, press.user)))


def _decided(turn: Turn, outcome: MentorshipOutcome) -> None:
    turn.tell(proposal.proposal_outcome(views.decided_note(outcome, turn.ctx.clock.now())), in_place=True)


LISTENERS = (
    OnPress(ids.PROPOSAL_YES, MentorshipRef, accept),
    OnPress(ids.PROPOSAL_NO, MentorshipRef, decline),
    OnPress(ids.PROPOSAL_MORE, MentorshipRef, more),
    OnPress(ids.PROPOSAL_WHY, DeclinedFor, say_why),
    OnPress(ids.PROPOSAL_UNTIL, NoTimeFor, say_until),
    OnForm(ids.OBJECTIVE_VIEW, MentorshipRef, give_objective),
)
