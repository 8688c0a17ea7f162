"""`/mentor admin`: what holds for everybody."""

from slack_sdk.models.blocks import ConversationFilter, ConversationSelectElement, InputBlock
from slack_sdk.models.views import View

from bot.blocks.base import ids
from bot.blocks.base.kit import BlockDict, button, section, small
from bot.blocks.base.words import Raw, mrkdwn, plain
from bot.domain.across.fields import AdminField


def admin_modal(help_channel: str) -> BlockDict:
    """The settings, as they are now."""
    element = ConversationSelectElement(
        action_id=AdminField.HELP_CHANNEL,
        initial_conversation=help_channel or None,
        filter=ConversationFilter(include=["public"], exclude_external_shared_channels=True, exclude_bot_users=True),
    )
    view = View(
        type="modal",
        callback_id=ids.ADMIN_VIEW,
        title=plain("settings.title"),
        submit=plain("settings.submit"),
        close=plain("settings.close"),
        blocks=[
            section(mrkdwn("settings.programs_what"), accessory=button(plain("settings.programs"), ids.PROGRAMS)),
            section(mrkdwn("settings.first")),
            InputBlock(
                block_id=AdminField.HELP_CHANNEL,
                label=plain("settings.help_channel"),
                hint=plain("settings.help_channel_hint"),
                element=element,
                optional=True,
            ),
        ],
    )
    return view.to_dict()


def admin_saved(help_channel: str) -> BlockDict:
    """What holds now."""
    channel = Raw(f"<#{help_channel}>")
    words = mrkdwn("settings.saved", channel=channel) if help_channel else mrkdwn("settings.saved_none")
    view = View(
        type="modal",
        title=plain("settings.saved_title"),
        close=plain("settings.saved_close"),
        blocks=[section(words), small(mrkdwn("settings.saved_next"))],
    )
    return view.to_dict()
