"""Settings that admins change while Mentor runs."""

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
    """Let asks be posted in this channel; nowhere, where empty. Raises `NotAnAdmin`."""
    with ctx.store.write() as tx:
        must_be_admin(ctx, tx, user_id)
        tx.settings.set(HELP_CHANNEL, channel)
