"""`/mentor admin`: what holds for everybody."""

from bot.blocks.across.settings import admin_modal, admin_saved
from bot.blocks.base import ids
from bot.domain.across.fields import AdminField
from bot.domain.base.references import Nothing
from bot.services.across.settings import help_channel, set_help_channel
from handlers.base.commands import OnCommand, Who
from handlers.base.listeners import OnForm
from handlers.base.turn import Command, Form
from handlers.programs import programs


def show(command: Command) -> None:
    """Open the settings; `programs` opens the programs."""
    if command.words == "programs":
        programs.show_list(command)
    else:
        command.open(admin_modal(help_channel(command.ctx, command.user)), again="admin")


def save(form: Form[Nothing]) -> None:
    """Keep them."""
    channel = form.values.conversation(AdminField.HELP_CHANNEL)
    set_help_channel(form.ctx, form.user, channel)
    form.becomes(admin_saved(channel))


LISTENERS = (OnCommand("admin", show, Who.ADMINS), OnForm(ids.ADMIN_VIEW, Nothing, save))
