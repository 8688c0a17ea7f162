"""People whom somebody would rather not meet here: the button, the form, and what it came to. For their eyes only."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement, PlainTextObject, UserMultiSelectElement

from bot.blocks.base import ids
from bot.blocks.base.forms import field, modal
from bot.blocks.base.kit import BlockDict, Message, actions, button, message, section, small
from bot.blocks.base.words import mrkdwn, plain
from bot.blocks.mentorships.check_in import endings
from bot.domain.base.ids import UserId
from bot.domain.people.block_list import MOST_APART, KeptApart
from bot.domain.people.fields import BlockListField


def apart_button() -> ButtonElement:
    """Opens the list."""
    return button(plain("apart.open"), ids.APART_OPEN)


def apart_form(listed: Sequence[UserId]) -> BlockDict:
    """The list, to add to and take from."""
    element = UserMultiSelectElement(
        action_id=BlockListField.PEOPLE,
        placeholder=PlainTextObject(text=plain("apart.placeholder")),
        initial_users=list(listed) or None,
        # A list may have grown beyond it by answers to whether two fit; it must still open.
        max_selected_items=max(MOST_APART, len(listed)),
    )
    notes = ["apart.next", *(["apart.no_fit"] if listed else [])]
    blocks = [
        section(mrkdwn("apart.intro")),
        field(BlockListField.PEOPLE, plain("apart.list"), element, plain("apart.hint"), optional=True),
        *(small(mrkdwn(note)) for note in notes),
    ]
    return modal(ids.APART_VIEW, plain("apart.title"), plain("apart.submit"), plain("apart.close"), blocks)


def kept_apart(kept: KeptApart) -> Message:
    """What the list came to; a pair that goes on, with the ways to end it."""
    first = mrkdwn("apart.kept" if kept.count else "apart.kept_none", n=kept.count)
    return message(
        first,
        section(f"*{first}*"),
        *(section(mrkdwn("apart.taken_back", name=name)) for name in kept.taken_back),
        *_going_on(kept),
        small(mrkdwn("apart.kept_next")),
    )


def _going_on(kept: KeptApart) -> list[Block]:
    blocks: list[Block] = [section(mrkdwn("apart.talk", name=name)) for name in kept.talks]
    for mentorship_id, name in kept.pairs:
        blocks += [section(mrkdwn("apart.pair", name=name)), actions(endings(mentorship_id, name))]
    return blocks
