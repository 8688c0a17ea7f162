"""People whom somebody would rather not meet here: their list, opened and kept. It touches all that brings together."""

from bot.blocks.across.block_list import block_list_form, block_list_kept
from bot.blocks.base import ids
from bot.blocks.base.notice import notice
from bot.domain.base.references import Nothing
from bot.domain.people.fields import BlockListField
from bot.services.across import block_list
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Form, Press


def show(press: Press[Nothing]) -> None:
    """Open the list, on top of the profile where it was pressed there."""
    press.open(block_list_form(block_list.my_list(press.ctx, press.user)), again="profile")


def keep(form: Form[Nothing]) -> None:
    """Keep the list; what it came to takes its place."""
    shown, chosen = form.values.shown_users(BlockListField.PEOPLE), form.values.users(BlockListField.PEOPLE)
    form.becomes(notice(block_list_kept(block_list.keep_list(form.ctx, form.user, shown, chosen))))


LISTENERS = (OnPress(ids.BLOCK_LIST_OPEN, Nothing, show), OnForm(ids.BLOCK_LIST_VIEW, Nothing, keep))
