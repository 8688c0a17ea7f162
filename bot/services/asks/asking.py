"""What an asker does with an ask: make it, widen it, post it, take it back, close it."""

from bot.domain.asks import routing
from bot.domain.asks.ask import Ask, AskDraft, AskId
from bot.domain.asks.helping import partner_of
from bot.domain.asks.outcomes import AskOutcome
from bot.domain.asks.questions import ask_of, checked
from bot.domain.base.errors import NotFound
from bot.domain.base.ids import UserId
from bot.ports import Transaction
from bot.services.asks import outgoing
from bot.services.asks.ending import end
from bot.services.asks.routing import move_on
from bot.services.base.ids import stable_id
from bot.services.context import Context
from bot.services.people.access import must_be_member
from bot.services.people.cards import name_of


def create_ask(ctx: Context, asker: UserId, draft: AskDraft, delivery_key: str) -> Ask:
    """Make an ask and offer it at once. The same delivery again gives the same ask, and changes nothing.

    Raises `NotSignedUp`, `MayNotTakePart`, or `InvalidField` as `bot.domain.asks.questions.checked` does.
    """
    now = ctx.clock.now()
    ask_id = AskId(stable_id("ask", delivery_key))
    with ctx.store.write() as tx:
        must_be_member(tx, asker)
        ask = ask_of(checked(draft, asker), ask_id, asker, now)
        if not tx.first_time(f"ask:{delivery_key}", now):
            return _mine(tx, ask_id, asker)
        tx.asks.save(ask)
        return move_on(tx, ask, now, at_once=True)


def suggested_exclusions(tx: Transaction, asker: UserId) -> frozenset[UserId]:
    """Who is left out unless the asker says otherwise: their manager and the people who report to them."""
    person = tx.people.get(asker)
    manager = person.workplace.manager if person else None
    return tx.people.reports_of(asker) | ({manager} if manager else frozenset())


def widen(ctx: Context, ask_id: AskId, asker: UserId) -> AskOutcome:
    """Search wider, after everybody fitting was asked."""
    with ctx.store.write() as tx:
        ask, now = _mine(tx, ask_id, asker, lock=True), ctx.clock.now()
        wider = routing.widened(ask, now)
        if wider is None:
            return _unchanged(tx, ask)
        outgoing.show_choice_made(tx, wider, now)
        return AskOutcome(move_on(tx, wider, now, at_once=True), changed=True)


def post_to_channel(ctx: Context, ask_id: AskId, asker: UserId) -> AskOutcome:
    """Post the ask, nameless, in the channel set by an admin. Raises `NotFound` where none is set."""
    with ctx.store.write() as tx:
        ask, now = _mine(tx, ask_id, asker, lock=True), ctx.clock.now()
        channel, posted = tx.settings.get(outgoing.HELP_CHANNEL), routing.posted(ask, now)
        if posted is None:
            return _unchanged(tx, ask)
        if not channel:
            raise NotFound
        tx.asks.save(posted)
        outgoing.put_help_post(tx, posted, channel, now)
        outgoing.show_choice_made(tx, posted, now)
        return AskOutcome(posted, changed=True)


def withdraw(ctx: Context, ask_id: AskId, asker: UserId) -> AskOutcome:
    """Take an ask back that nobody has accepted."""
    with ctx.store.write() as tx:
        ask, now = _mine(tx, ask_id, asker, lock=True), ctx.clock.now()
        withdrawn = routing.withdrawn(ask, now)
        if withdrawn is None:
            return _unchanged(tx, ask)
        end(tx, withdrawn, now)
        return AskOutcome(withdrawn, changed=True)


def close(ctx: Context, ask_id: AskId, user_id: UserId) -> AskOutcome:
    """Close an accepted ask, by either side; the asker is asked at once whether it helped."""
    with ctx.store.write() as tx:
        ask, now = tx.asks.get(ask_id, lock=True), ctx.clock.now()
        if ask is None or (partner_of(ask, user_id) is None and ask.asker != user_id):
            raise NotFound
        closed = routing.closed(ask, now)
        if closed is None:
            return _unchanged(tx, ask)
        end(tx, closed, now)
        outgoing.put_early_question(tx, closed, user_id, now)
        return AskOutcome(closed, changed=True, mentor_name=name_of(tx, closed.mentor))


def _mine(tx: Transaction, ask_id: AskId, asker: UserId, *, lock: bool = False) -> Ask:
    ask = tx.asks.get(ask_id, lock=lock)
    if ask is None or ask.asker != asker:
        raise NotFound
    return ask


def _unchanged(tx: Transaction, ask: Ask) -> AskOutcome:
    return AskOutcome(ask, changed=False, mentor_name=name_of(tx, ask.mentor))
