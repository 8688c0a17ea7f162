"""Noticing that something was changed, so that what shows it can be drawn afresh."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from bot.ports import Store, Transaction
from bot.services.context import Context


class NoticingStore:
    """The `Store` port over another; `changed` says whether a transaction that writes was committed through it."""

    def __init__(self, inner: Store) -> None:
        self._inner = inner
        self.changed = False

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """As the port says."""
        with self._inner.write() as tx:
            yield tx
        self.changed = True

    def read(self) -> AbstractContextManager[Transaction]:
        """As the port says."""
        return self._inner.read()


def noticing(ctx: Context) -> tuple[Context, NoticingStore]:
    """The same context over a store that notices changes."""
    store = NoticingStore(ctx.store)
    return replace(ctx, store=store), store
