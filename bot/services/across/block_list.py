"""Keeping people apart who are not to be brought together: at once, both ways, and told to nobody."""

from collections.abc import Collection, Iterable

from bot.domain.asks.ask import AskState
from bot.domain.asks.helping import partner_of
from bot.domain.base.ids import UserId
from bot.domain.mentorships.mentorship import Mentorship
from bot.domain.people.block_list import BlockListKept, changes
from bot.domain.people.person import WorkspaceMembership
from bot.ports import Transaction
from bot.services.across.leaving import open_asks
from bot.services.context import Context
from bot.services.mentorships.block_list import add_to_block_list, open_with
from bot.services.people.access import must_be_member
from bot.services.people.cards import name_of


def my_list(ctx: Context, user_id: UserId) -> tuple[UserId, ...]:
    """Whom somebody would rather not meet, as Slack can show them: nobody whose account is gone.

    Raises `NotSignedUp`, `MayNotTakePart`.
    """
    with ctx.store.read() as tx:
        must_be_member(tx, user_id)
        listed = own_list(tx, user_id)
        gone = {who for who, one in tx.people.many(listed).items() if one.standing is WorkspaceMembership.DEACTIVATED}
    return tuple(sorted(listed - gone))


def own_list(tx: Transaction, user_id: UserId) -> frozenset[UserId]:
    """Whom somebody would rather not meet; never who would rather not meet them."""
    return frozenset(whom for _, whom in tx.block_lists.of([user_id]))


def keep_list(ctx: Context, user_id: UserId, shown: Collection[UserId], chosen: Collection[UserId]) -> BlockListKept:
    """Keep a list that was `shown` and came back as `chosen`.

    Raises `InvalidField` as `bot.domain.people.block_list.changes` does, `NotSignedUp`, `MayNotTakePart`.
    """
    changed = changes(user_id, shown, chosen)
    with ctx.store.write() as tx:
        must_be_member(tx, user_id)
        now = ctx.clock.now()
        taken_back = add_to_block_list(ctx, tx, user_id, changed.added, now)
        for who in changed.taken_off:
            tx.block_lists.remove(user_id, who)
        return _kept(tx, user_id, changed.added, taken_back)


def _kept(
    tx: Transaction, user_id: UserId, added: Collection[UserId], taken_back: Iterable[Mentorship]
) -> BlockListKept:
    partners = {partner_of(ask, user_id) for ask in open_asks(tx, user_id) if ask.state is AskState.ACCEPTED}
    going_on = [pair for pair in open_with(tx, user_id, added) if pair.state.goes_on]
    return BlockListKept(
        count=len(own_list(tx, user_id)),
        pairs=tuple((pair.id, name_of(tx, pair.other(user_id))) for pair in going_on),
        talks=tuple(sorted(name_of(tx, who) for who in partners if who in added)),
        taken_back=tuple(name_of(tx, pair.other(user_id)) for pair in taken_back),
    )
