"""Did it help, and the line of thanks."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.asks.closing import YES, said, thanked, thanks_modal
from bot.blocks.base import ids
from bot.domain.asks.ask import AskId, Helped
from bot.services.asks import closing
from handlers.across.home import refresh_home
from handlers.base.forms import FormValues
from handlers.base.turn import turn_of
from handlers.base.wiring import mentor, user_of

HELPED = {ids.HELPED_A_LOT: Helped.A_LOT, ids.HELPED_SOME: Helped.SOME, ids.HELPED_NOT: Helped.NOT}


def say(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Keep what the asker says, and offer to thank."""
    turn = turn_of(context, body, client, ack, respond)
    outcome = closing.say_helped(turn.ctx, AskId(turn.words), turn.user, HELPED[body["actions"][0]["action_id"]])
    may_thank = outcome.changed and outcome.ask.helped is not Helped.NOT
    if may_thank:
        # Before anything slower: the trigger lives three seconds.
        turn.open(thanks_modal(outcome.ask.id, outcome.mentor_name), again="status")
    if respond.response_url or not may_thank:
        turn.tell(said(outcome), in_place=True)
    refresh_home(turn.ctx, client, turn.user)


def write(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Open the form for thanks, any time later."""
    turn = turn_of(context, body, client, ack, respond)
    outcome = closing.present(turn.ctx, AskId(turn.words), turn.user)
    if outcome.ask.thanks:
        turn.tell(said(outcome), in_place=True)
    else:
        turn.open(thanks_modal(outcome.ask.id, outcome.mentor_name), again="status")


def thank(context: BoltContext, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
    """Keep the thanks, and pass them on where the asker says so."""
    filled = FormValues(view)
    pass_on = filled.chosen("pass_on") == YES
    outcome = closing.thank(
        mentor(context), AskId(view["private_metadata"]), user_of(body), filled.text("thanks"), pass_on
    )
    ack(response_action="update", view=thanked(outcome))


def register(app: App) -> None:
    for action_id in HELPED:
        app.action(action_id)(say)
    app.action(ids.THANKS_OPEN)(write)
    app.view(ids.THANKS_VIEW)(thank)
