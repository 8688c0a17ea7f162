"""Matching rounds for admins: preview, change by hand, publish."""

import re
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.programs import rounds as blocks
from bot.domain.base.errors import InvalidField
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.programs.rounds import RoundId
from bot.domain.programs.views import Adjusted, Tab
from bot.services.context import Context
from bot.services.programs import previews, publishing, round_failing, rounds, swapping
from bot.services.programs.round_files import take_file
from handlers.base.forms import FormValues
from handlers.base.sheets import show
from handlers.base.turn import Turn, turn_of
from handlers.base.wiring import mentor, user_of
from handlers.programs.programs import AGAIN


def begin(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Ask for a round's preview; a message keeps up with it."""
    turn = turn_of(context, body, client, ack, respond)
    _show(turn, rounds.begin(turn.ctx, turn.user, ProgramId(turn.words)).id)


def opened(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """A page of the preview."""
    turn = turn_of(context, body, client, ack, respond)
    tab, page, round_id = blocks.read_place(turn.words)
    _show(turn, round_id, tab, page)


def adjust(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The menu of a pair: lock, take out, choose somebody else, or look how it is scored."""
    turn = turn_of(context, body, client, ack, respond)
    name, couple = blocks.read_pair(body["actions"][0]["selected_option"]["value"])
    tab, page, round_id = blocks.read_place(body["view"]["private_metadata"])
    if name.startswith("give"):
        turn.open(blocks.give_form(round_id, previews.somebody(turn.ctx, turn.user, couple[1]), name), AGAIN)
    elif name == "score" and (seen := previews.scored(turn.ctx, turn.user, round_id, couple)) is not None:
        turn.open(blocks.score_sheet(seen), AGAIN)
    elif name == "score":
        _show(turn, round_id, tab, page, Adjusted.TOO_LATE)
    elif name == "take_out":
        _show(turn, round_id, tab, page, previews.take_out(turn.ctx, turn.user, round_id, couple))
    else:
        news = previews.set_locked(turn.ctx, turn.user, round_id, couple, locked=name == "lock")
        _show(turn, round_id, tab, page, news)


def suggest(context: BoltContext, body: dict[str, Any], ack: Ack) -> None:
    """Who may be given to a mentee."""
    round_id, _ = _given(body["view"])
    found = previews.mentors_for(mentor(context), user_of(body), round_id, body["value"])
    ack(options=[option.to_dict() for option in blocks.mentor_options(found)])


def give(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """Give a mentee another mentor; the preview beneath shows it."""
    ctx, user, chosen = mentor(context), user_of(body), FormValues(view).chosen("mentor")
    if not chosen:
        raise InvalidField("mentor", "required")
    round_id, mentee = _given(view)
    news = swapping.give(ctx, user, round_id, mentee, UserId(chosen))
    if news is Adjusted.NOT_POSSIBLE:
        raise InvalidField("mentor", "pair_not_possible")
    ack()
    _refresh_beneath(ctx, user, view, client, round_id, news)


def _given(view: dict[str, Any]) -> tuple[RoundId, UserId]:
    round_id, mentee = view["private_metadata"].split(" ")
    return RoundId(round_id), UserId(mentee)


def again(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Work it out again."""
    turn = turn_of(context, body, client, ack, respond)
    _show(turn, rounds.rerun(turn.ctx, turn.user, RoundId(turn.words)).id)


def publish(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Publish; a second press finds it published."""
    turn = turn_of(context, body, client, ack, respond)
    publishing.publish(turn.ctx, turn.user, RoundId(turn.words))
    _show(turn, RoundId(turn.words))


def discard(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Throw the preview away."""
    turn = turn_of(context, body, client, ack, respond)
    _show(turn, RoundId(turn.words), news=previews.discard(turn.ctx, turn.user, RoundId(turn.words)))


def send_file(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The preview as a CSV file, in the conversation with Mentor."""
    turn = turn_of(context, body, client, ack, respond)
    previews.put_file(turn.ctx, turn.user, RoundId(turn.words))
    seen = previews.preview(turn.ctx, turn.user, RoundId(turn.words))
    show(turn, blocks.preview(seen, file_sent=True), AGAIN)


def upload(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The form that takes a CSV file."""
    turn = turn_of(context, body, client, ack, respond)
    previews.preview(turn.ctx, turn.user, RoundId(turn.words))
    turn.open(blocks.upload_form(RoundId(turn.words)), AGAIN)


def take(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """Let a CSV file take the place of the preview; a message says how that goes, and names bad lines."""
    ctx, user, round_id = mentor(context), user_of(body), RoundId(view["private_metadata"])
    files = FormValues(view).files("file")
    if not files:
        raise InvalidField("file", "required")
    news = take_file(ctx, user, round_id, files[0]["id"])
    ack()
    _refresh_beneath(ctx, user, view, client, round_id, news)


def run_again(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Take up the work at which a round failed."""
    turn = turn_of(context, body, client, ack, respond)
    _show(turn, RoundId(turn.words), news=round_failing.run_again(turn.ctx, turn.user, RoundId(turn.words)))


def leave_file(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Go on without the file that could not be read."""
    turn = turn_of(context, body, client, ack, respond)
    _show(turn, RoundId(turn.words), news=round_failing.leave_file(turn.ctx, turn.user, RoundId(turn.words)))


def _show(turn: Turn, round_id: RoundId, tab: Tab = Tab.PAIRS, page: int = 0, news: Adjusted = Adjusted.DONE) -> None:
    show(turn, blocks.preview(previews.preview(turn.ctx, turn.user, round_id, tab, page), news), AGAIN)


def _refresh_beneath(
    ctx: Context, user: UserId, view: dict[str, Any], client: WebClient, round_id: RoundId, news: Adjusted
) -> None:
    beneath = view.get("previous_view_id")
    if beneath:
        client.views_update(view_id=beneath, view=blocks.preview(previews.preview(ctx, user, round_id), news))


def register(app: App) -> None:
    app.action(ids.ROUND_BEGIN)(begin)
    app.action(re.compile(f"^{ids.ROUND_OPEN}:"))(opened)
    app.action(ids.ROUND_PAIR)(adjust)
    app.options(ids.ROUND_MENTORS)(suggest)
    app.view(ids.ROUND_GIVE_VIEW)(give)
    app.action(ids.ROUND_AGAIN)(again)
    app.action(ids.ROUND_PUBLISH)(publish)
    app.action(ids.ROUND_DISCARD)(discard)
    app.action(ids.ROUND_RUN_AGAIN)(run_again)
    app.action(ids.ROUND_LEAVE_FILE)(leave_file)
    app.action(ids.ROUND_FILE)(send_file)
    app.action(ids.ROUND_UPLOAD)(upload)
    app.view(ids.ROUND_UPLOAD_VIEW)(take)
