"""The asker's last word: whether it helped, and thanks."""

from bot.domain.asks.ask import Ask, AskId, AskState, Helped
from bot.domain.asks.helping import THANKS_LIMIT, helped, thanked
from bot.domain.asks.outcomes import AskOutcome
from bot.domain.base.errors import NotFound, TextTooLong
from bot.domain.base.ids import UserId
from bot.ports import Transaction
from bot.services.asks import outgoing
from bot.services.asks.ending import end
from bot.services.context import Context
from bot.services.people.cards import name_of


def say_helped(ctx: Context, ask_id: AskId, asker: UserId, said: Helped) -> AskOutcome:
    """Keep whether it helped, and close the ask. Said once: the second time `changed` is False. Raises `NotFound`."""
    with ctx.store.write() as tx:
        ask, now = _mine(tx, ask_id, asker), ctx.clock.now()
        judged = helped(ask, said, now)
        if judged is not None and ask.state is AskState.ACCEPTED:
            end(tx, judged, now)
        elif judged is not None:
            tx.asks.save(judged)
        if judged is not None:
            outgoing.show_helped(tx, judged, now)
        return AskOutcome(judged or ask, changed=judged is not None, mentor_name=name_of(tx, ask.mentor))


def thank(ctx: Context, ask_id: AskId, asker: UserId, text: str, pass_on: bool) -> AskOutcome:
    """Keep a line of thanks, and pass it on where the asker says so. Thanked once. Raises `NotFound`, `TextTooLong`."""
    if len(text.strip()) > THANKS_LIMIT:
        raise TextTooLong(THANKS_LIMIT, len(text.strip()))
    with ctx.store.write() as tx:
        ask, now = _mine(tx, ask_id, asker), ctx.clock.now()
        done = thanked(ask, text, pass_on, now)
        if done is not None:
            tx.asks.save(done)
            if done.thanks_passed_on and done.mentor is not None:
                outgoing.put_thanks(tx, done, done.mentor, now)
        return AskOutcome(done or ask, changed=done is not None, mentor_name=name_of(tx, ask.mentor))


def _mine(tx: Transaction, ask_id: AskId, asker: UserId) -> Ask:
    ask = tx.asks.get(ask_id, lock=True)
    if ask is None or ask.asker != asker:
        raise NotFound
    return ask


def present(ctx: Context, ask_id: AskId, asker: UserId) -> AskOutcome:
    """Where an ask of theirs stands. Raises `NotFound`."""
    with ctx.store.read() as tx:
        ask = tx.asks.get(ask_id)
        if ask is None or ask.asker != asker:
            raise NotFound
        return AskOutcome(ask, changed=False, mentor_name=name_of(tx, ask.mentor))
