"""What the asker chooses: widen, post, withdraw, close."""

from collections.abc import Callable
from functools import partial

from bot.blocks.asks.standing import standing
from bot.blocks.base import ids
from bot.domain.asks.ask import AskId
from bot.domain.asks.outcomes import AskOutcome
from bot.domain.asks.references import AskRef
from bot.domain.base.ids import UserId
from bot.services.asks import asking
from bot.services.context import Context
from handlers.base.listeners import OnPress
from handlers.base.turn import Press

Choice = Callable[[Context, AskId, UserId], AskOutcome]

CHOICES: dict[str, Choice] = {
    ids.ASK_WIDEN: asking.widen,
    ids.ASK_POST: asking.post_to_channel,
    ids.ASK_WITHDRAW: asking.withdraw,
    ids.ASK_CLOSE: asking.close,
}


def choose(choice: Choice, press: Press[AskRef]) -> None:
    """Do what was chosen; the answer shows where the ask stands now, also when it was decided before."""
    outcome = choice(press.ctx, press.about.ask_id, press.user)
    # In the group DM the introduction stays for both; the service edits it.
    press.tell(standing(outcome), in_place=not press.is_shared)


LISTENERS = tuple(OnPress(action_id, AskRef, partial(choose, choice)) for action_id, choice in CHOICES.items())
