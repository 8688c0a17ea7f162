"""People whom somebody would rather not meet here: the form, and what it came to. For their eyes only."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, PlainTextObject, UserMultiSelectElement

from bot.blocks.base import ids
from bot.blocks.base.forms import field, modal
from bot.blocks.base.kit import BlockDict, Rendered, actions, message, section, small
from bot.blocks.base.words import mrkdwn, plain
from bot.blocks.mentorships.check_in import endings
from bot.domain.base.ids import UserId
from bot.domain.people.block_list import MOST_BLOCKED, BlockListKept
from bot.domain.people.fields import BlockListField


def block_list_form(listed: Sequence[UserId]) -> BlockDict:
    """The list, to add to and take from."""
    element = UserMultiSelectElement(
        action_id=BlockListField.PEOPLE,
        placeholder=PlainTextObject(text=plain("block_list.placeholder")),
        initial_users=list(listed) or None,
        # A list may have grown beyond it by answers to whether two fit; it must still open.
        max_selected_items=max(MOST_BLOCKED, len(listed)),
    )
    notes = ["block_list.next", *(["block_list.no_fit"] if listed else [])]
    blocks = [
        section(mrkdwn("block_list.intro")),
        field(BlockListField.PEOPLE, plain("block_list.list"), element, plain("block_list.hint"), optional=True),
        *(small(mrkdwn(note)) for note in notes),
    ]
    return modal(
        ids.BLOCK_LIST_VIEW, plain("block_list.title"), plain("block_list.submit"), plain("block_list.close"), blocks
    )


def block_list_kept(kept: BlockListKept) -> Rendered:
    """What the list came to; a pair that goes on, with the ways to end it."""
    first = mrkdwn("block_list.kept" if kept.count else "block_list.kept_none", n=kept.count)
    return message(
        first,
        section(f"*{first}*"),
        *(section(mrkdwn("block_list.taken_back", name=name)) for name in kept.taken_back),
        *_going_on(kept),
        small(mrkdwn("block_list.kept_next")),
    )


def _going_on(kept: BlockListKept) -> list[Block]:
    blocks: list[Block] = [section(mrkdwn("block_list.talk", name=name)) for name in kept.talks]
    for mentorship_id, name in kept.pairs:
        blocks += [section(mrkdwn("block_list.pair", name=name)), actions(endings(mentorship_id, name))]
    return blocks
