"""Settings that admins change while Mentor runs."""

from bot.domain.across.fields import AdminField
from bot.domain.base.errors import InvalidField
from bot.domain.base.ids import UserId
from bot.services.asks.outgoing import HELP_CHANNEL
from bot.services.context import Context
from bot.services.people.access import must_be_admin


def help_channel(ctx: Context, user_id: UserId) -> str:
    """The channel where asks may be posted without a name, or empty. Raises `NotAnAdmin`."""
    with ctx.store.read() as tx:
        must_be_admin(ctx, tx, user_id)
        return tx.settings.get(HELP_CHANNEL)


def set_help_channel(ctx: Context, user_id: UserId, channel: str) -> None:
    """Let asks be posted in this channel; nowhere, where empty.

    Raises `NotAnAdmin`, and `InvalidField` for a channel that Mentor is not in.
    """
    with ctx.store.read() as tx:
        must_be_admin(ctx, tx, user_id)
    if channel and not ctx.directory.is_in(channel):
        raise InvalidField(AdminField.HELP_CHANNEL, "not_in_channel")
    with ctx.store.write() as tx:
        must_be_admin(ctx, tx, user_id)
        tx.settings.set(HELP_CHANNEL, channel)
