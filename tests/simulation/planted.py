"""Jobs with a known fault, to see that the simulation finds it: four that dispatch, one that reconciles."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.delivery.lease import OUTBOX
from bot.domain.delivery.messages import address, people_of
from bot.domain.delivery.outbox import NoteAction, OutboxItem, OutboxState
from bot.domain.delivery.policy import Dropped, Later
from bot.ports import Messenger, SendError, Sent, Transaction
from bot.services.context import Context
from bot.services.delivery.sending import Ready, plan

_LONG_AGO = timedelta(days=30)


def send_then_mark(ctx: Context, messenger: Messenger, now: datetime, owner: str) -> None:
    """Writes nothing down before it sends: after a crash or a lost reply, it is sent again."""
    by_hand = _Sender(ctx, messenger, now, owner)
    for item, ready in by_hand.due(held=False):
        where = by_hand.send(item, ready)
        if where is not None:
            with ctx.store.write() as tx:
                tx.outbox.take_over(item, owner, ctx.clock.now() + OUTBOX.held_for)
                by_hand.mark(tx, item, where)


def mark_then_send(ctx: Context, messenger: Messenger, now: datetime, owner: str) -> None:
    """Writes down first that it was sent: after a crash or a lost request, nobody sends it."""
    by_hand = _Sender(ctx, messenger, now, owner)
    for item, ready in by_hand.due(held=True):
        with ctx.store.write() as tx:
            by_hand.mark(tx, item, Sent("somewhere", "0"))
        by_hand.send(item, ready)


def all_or_nothing(ctx: Context, messenger: Messenger, now: datetime, owner: str) -> None:
    """Ends with the first message that cannot be written: those claimed with it wait for the end of their lease."""
    by_hand = _Sender(ctx, messenger, now, owner)
    for item, ready in by_hand.due(held=True):
        where = by_hand.request(item, ready)
        with ctx.store.write() as tx:
            by_hand.mark(tx, item, where)


def for_ever(ctx: Context, messenger: Messenger, now: datetime, owner: str) -> None:
    """Tries what cannot be written again and again."""
    by_hand = _Sender(ctx, messenger, now, owner)
    for item, ready in by_hand.due(held=True):
        where = by_hand.send(item, ready)
        with ctx.store.write() as tx:
            if where is None:
                again = replace(item, state=OutboxState.PENDING, due_at=now + timedelta(minutes=2), owner="")
                tx.outbox.finish(again, owner)
            else:
                by_hand.mark(tx, item, where)


def without_grace(ctx: Context, messenger: Messenger, now: datetime, owner: str) -> None:
    """Believes at once that what the history does not show was never sent."""
    _Sender(ctx, messenger, now, owner).look()


@dataclass
class _Sender:
    ctx: Context
    messenger: Messenger
    now: datetime
    owner: str

    def due(self, *, held: bool) -> Iterator[tuple[OutboxItem, Ready]]:
        """What is due, with its content; `held`: in the sender's hands, else given back before it is sent."""
        with self.ctx.store.write() as tx:
            items = tx.outbox.claim(self.now, self.owner, self.ctx.clock.now() + OUTBOX.held_for, 10)
            for item in [] if held else items:
                tx.outbox.finish(replace(item, state=OutboxState.PENDING, owner="", lease_until=None), self.owner)
        for item in items:
            mine = item if held else replace(item, state=OutboxState.PENDING, owner="", lease_until=None)
            ready = self._planned(mine)
            if ready is not None:
                yield mine, ready

    def _planned(self, item: OutboxItem) -> Ready | None:
        with self.ctx.store.write() as tx:
            planned = plan(self.ctx, tx, item, self.now)
            if isinstance(planned, Ready):
                return planned
            if item.state is OutboxState.PENDING:
                tx.outbox.take_over(item, self.owner, self.ctx.clock.now() + OUTBOX.held_for)
            tx.outbox.finish(_put_away(item, planned), self.owner)
        return None

    def channel(self, item: OutboxItem) -> str:
        people, where = people_of(item.to), address(item.to)
        return self.messenger.open_group(people) if len(people) > 1 else f"D-{where}" if people else where

    def send(self, item: OutboxItem, ready: Ready) -> Sent | None:
        try:
            return self.request(item, ready)
        except SendError:
            return None

    def request(self, item: OutboxItem, ready: Ready) -> Sent:
        """Raises what the messenger does."""
        if item.action is NoteAction.EDIT and ready.target is not None:
            return ready.target
        return self.messenger.post(self.channel(item), ready.note, item.id)

    def mark(self, tx: Transaction, item: OutboxItem, where: Sent) -> None:
        sent = replace(item, state=OutboxState.SENT, channel=where.channel, ts=where.ts, sent_at=self.now, reason="")
        tx.outbox.finish(sent, self.owner)

    def look(self) -> None:
        with self.ctx.store.read() as tx:
            unclear = tx.outbox.lease_ended(self.now, 50)
        for item in unclear:
            with self.ctx.store.write() as tx:
                mine = tx.outbox.take_over(item, self.owner, self.ctx.clock.now() + OUTBOX.held_for)
            if mine:
                self._look(item)

    def _look(self, item: OutboxItem) -> None:
        try:
            there = self.messenger.find(self.channel(item), item.id, self.now - _LONG_AGO)
        except SendError:
            return
        with self.ctx.store.write() as tx:
            if there is None:
                tx.outbox.finish(replace(item, state=OutboxState.PENDING, due_at=self.now, owner=""), self.owner)
            else:
                self.mark(tx, item, there)


def _put_away(item: OutboxItem, planned: object) -> OutboxItem:
    if isinstance(planned, Later):
        return replace(item, state=OutboxState.PENDING, due_at=planned.due_at, owner="", reason=planned.reason)
    if isinstance(planned, Dropped):
        return replace(item, state=OutboxState.CANCELLED, reason=planned.reason)
    return replace(item, state=OutboxState.EXPIRED, reason="its time has passed")
