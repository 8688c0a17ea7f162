"""What the two of a pair press: proposals, times, check-ins, pulses, changes, last words."""

import re
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.base.kit import Message
from bot.blocks.base.notice import notice
from bot.blocks.mentorships import check_in as pair_check_in
from bot.blocks.mentorships import ending, introduction, proposal
from bot.blocks.people.profile import TO_MENTOR, mentor_page
from bot.blocks.programs.queue import looking
from bot.content.vocabulary import built_in
from bot.domain.base.cards import Card
from bot.domain.base.errors import InvalidField, NotFound
from bot.domain.base.ids import MentorshipId
from bot.domain.mentorships.formats import Rhythm
from bot.domain.mentorships.mentorship import CheckIn, DeclineReason, MentorshipState, PulseKind
from bot.domain.mentorships.notes import Change, MentorshipChangedNote, ProposalStatus
from bot.domain.mentorships.outcomes import MentorshipOutcome
from bot.domain.mentorships.pairing import REST_WEEKS
from bot.services.mentorships import life, proposals, views
from handlers.across.home import refresh_home
from handlers.base.forms import FormValues
from handlers.base.turn import Turn, turn_of
from handlers.base.wiring import delivery_of, mentor, user_of


def accept(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Say yes; a reverse pair is asked what it is for first."""
    turn = turn_of(context, body, client, ack, respond)
    outcome = proposals.say_yes(turn.ctx, MentorshipId(turn.words), turn.user)
    if outcome.needs_objective:
        as_mentor = outcome.mentorship.mentor == turn.user
        modal = proposal.objective_modal(outcome.mentorship.id, outcome.other_name, as_mentor=as_mentor)
        turn.open(modal, again="status")
        return
    _decided(turn, outcome)


def give_objective(
    context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack
) -> None:
    """Say yes, with what the pair is for."""
    ctx, user = mentor(context), user_of(body)
    words = FormValues(view).text(proposal.OBJECTIVE).strip()
    if not words:
        raise InvalidField(proposal.OBJECTIVE, "empty")
    outcome = proposals.say_yes(ctx, MentorshipId(view["private_metadata"]), user, words)
    ack(response_action="update", view=notice(_standing(outcome, ctx.clock.now())))
    refresh_home(ctx, client, user)


def decline(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Say no; why is asked next."""
    turn = turn_of(context, body, client, ack, respond)
    _decided(turn, proposals.say_no(turn.ctx, MentorshipId(turn.words), turn.user))


def say_why(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Why they said no."""
    turn = turn_of(context, body, client, ack, respond)
    reason = DeclineReason(_what(body))
    _decided(turn, proposals.say_why(turn.ctx, MentorshipId(turn.words), turn.user, reason))


def say_until(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """How long they have no time."""
    turn = turn_of(context, body, client, ack, respond)
    weeks = int(_what(body))
    if weeks not in REST_WEEKS:
        raise NotFound
    _decided(turn, proposals.say_until(turn.ctx, MentorshipId(turn.words), turn.user, weeks))


def more(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """More about the other; the proposal waits. What is decided meanwhile is told instead."""
    turn = turn_of(context, body, client, ack, respond)
    outcome = views.look(turn.ctx, MentorshipId(turn.words), turn.user)
    if outcome.standing is not ProposalStatus.OPEN:
        _decided(turn, outcome)
        return
    turn.tell(proposal.more(*views.more_about(turn.ctx, MentorshipId(turn.words), turn.user)))


def pick(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Pick a time."""
    turn = turn_of(context, body, client, ack, respond)
    meeting_id, slot = introduction.read_pick(turn.words)
    turn.tell(introduction.picked(life.pick_time(turn.ctx, meeting_id, turn.user, slot)))
    refresh_home(turn.ctx, client, turn.user)


def check_in(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Whether they met."""
    turn = turn_of(context, body, client, ack, respond)
    mentorship_id, number, _ = pair_check_in.read_about(turn.words)
    said = CheckIn(_what(body))
    outcome = life.check_in(turn.ctx, mentorship_id, turn.user, number, said)
    turn.tell(pair_check_in.said_check_in(outcome, said, turn.ctx.clock.now()), in_place=True)
    refresh_home(turn.ctx, client, turn.user)


def pulse(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """A private answer."""
    turn = turn_of(context, body, client, ack, respond)
    mentorship_id, number, kind = pair_check_in.read_about(turn.words)
    asked, value = PulseKind(kind), int(_what(body))
    outcome = life.pulse(turn.ctx, mentorship_id, turn.user, asked, number, value)
    not_good = asked is PulseKind.FIT and value <= life.NOT_GOOD
    turn.tell(pair_check_in.said_pulse(outcome, turn.ctx.clock.now(), not_good=not_good), in_place=True)


def change(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """One of the four ways on."""
    turn = turn_of(context, body, client, ack, respond)
    mentorship_id, what = MentorshipId(turn.words), _what(body)
    if what == "pause":
        _open_pause(turn, mentorship_id)
        return
    if what == "new_time":
        outcome = life.new_time(turn.ctx, mentorship_id, turn.user, delivery_of(body))
    else:
        outcome = life.part(turn.ctx, mentorship_id, turn.user, rematch=what == "rematch")
    turn.tell(pair_check_in.said_stuck(outcome, what), in_place=True)
    refresh_home(turn.ctx, client, turn.user)


def _open_pause(turn: Turn, mentorship_id: MentorshipId) -> None:
    outcome, now = views.look(turn.ctx, mentorship_id, turn.user), turn.ctx.clock.now()
    if outcome.mentorship.state.goes_on:
        turn.open(ending.pause_modal(mentorship_id, outcome.other_name, now.date()), again="status")
    else:
        turn.tell(pair_check_in.said_stuck(outcome, "pause"), in_place=True)


def pause(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """The pair rests until a day."""
    ctx, user = mentor(context), user_of(body)
    until = FormValues(view).date(ending.UNTIL)
    outcome = life.pause(ctx, MentorshipId(view["private_metadata"]), user, until, delivery_of(body))
    ack(response_action="update", view=notice(_changed(outcome, Change.PAUSED)))
    refresh_home(ctx, client, user)


def set_rhythm(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Meet more often, or less."""
    turn = turn_of(context, body, client, ack, respond)
    rhythm = Rhythm(_what(body))
    outcome = life.set_rhythm(turn.ctx, MentorshipId(turn.words), turn.user, rhythm, delivery_of(body))
    turn.tell(_changed(outcome, Change.RHYTHM), in_place=True)
    refresh_home(turn.ctx, client, turn.user)


def go_on(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The pause ends now."""
    turn = turn_of(context, body, client, ack, respond)
    outcome = life.go_on(turn.ctx, MentorshipId(turn.words), turn.user, delivery_of(body))
    turn.tell(_changed(outcome, Change.GOES_ON), in_place=True)
    refresh_home(turn.ctx, client, turn.user)


def rematch(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """After the end: somebody else."""
    turn = turn_of(context, body, client, ack, respond)
    outcome = life.rematch_after(turn.ctx, MentorshipId(turn.words), turn.user)
    turn.tell(looking(outcome), in_place=True)
    refresh_home(turn.ctx, client, turn.user)


def open_wrap_up(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The form for last words, with a draft from the goals."""
    turn = turn_of(context, body, client, ack, respond)
    outcome, goals = views.to_write_down(turn.ctx, MentorshipId(turn.words), turn.user)
    turn.open(ending.wrap_up_modal(outcome.mentorship.id, outcome.other_name, goals), again="status")


def wrap_up(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """Keep the last words. Who would like to mentor gets their profile to fill in next."""
    filled, ctx, user = FormValues(view), mentor(context), user_of(body)
    step = filled.chosen("next_step")
    mentorship_id = MentorshipId(view["private_metadata"])
    outcome = life.wrap_up(ctx, mentorship_id, user, filled.text("reached"), filled.text("thanks"), step)
    if step == TO_MENTOR:
        to_fill_in = mentor_page(*views.to_become_mentor(ctx, mentorship_id, user, built_in()))
        ack(response_action="update", view=to_fill_in)
    else:
        ack(response_action="update", view=notice(ending.wrapped_up(outcome, step)))
    refresh_home(ctx, client, user)


def _decided(turn: Turn, outcome: MentorshipOutcome) -> None:
    turn.tell(_standing(outcome, turn.ctx.clock.now()), in_place=True)
    refresh_home(turn.ctx, turn.client, turn.user)


def _standing(outcome: MentorshipOutcome, now: datetime) -> Message:
    other = Card(outcome.mentorship.other(outcome.user_id), outcome.other_name)
    return proposal.proposal_outcome(proposals.standing_note(outcome.mentorship, outcome.user_id, other, now))


def _changed(outcome: MentorshipOutcome, change: Change) -> Message:
    if not outcome.changed:
        return pair_check_in.said_stuck(outcome, change)
    pair, other = outcome.mentorship, Card(outcome.mentorship.other(outcome.user_id), outcome.other_name)
    rests, day = pair.state is MentorshipState.PAUSED, pair.paused_until or pair.hears_on
    return ending.pair_changed(MentorshipChangedNote(pair.id, other, change, pair.rhythm, day, rests))


def _what(body: dict[str, Any]) -> str:
    """What stands behind the colon of the pressed button's action id."""
    return str(body["actions"][0]["action_id"]).partition(":")[2]


def register(app: App) -> None:
    app.action(ids.PROPOSAL_YES)(accept)
    app.action(ids.PROPOSAL_NO)(decline)
    app.action(ids.PROPOSAL_MORE)(more)
    app.action(re.compile(f"^{ids.PROPOSAL_WHY}:"))(say_why)
    app.action(re.compile(f"^{ids.PROPOSAL_UNTIL}:"))(say_until)
    app.view(ids.OBJECTIVE_VIEW)(give_objective)
    app.action(ids.PAIR_PICK_SLOT)(pick)
    app.action(re.compile(f"^{ids.CHECK_IN}:"))(check_in)
    app.action(re.compile(f"^{ids.PULSE}:"))(pulse)
    app.action(re.compile(f"^{ids.STUCK}:"))(change)
    app.view(ids.PAIR_PAUSE_VIEW)(pause)
    app.action(re.compile(f"^{ids.PAIR_RHYTHM}:"))(set_rhythm)
    app.action(ids.PAIR_GO_ON)(go_on)
    app.action(ids.PAIR_REMATCH)(rematch)
    app.action(ids.WRAP_UP_OPEN)(open_wrap_up)
    app.view(ids.WRAP_UP_VIEW)(wrap_up)
