"""The few shapes all surfaces are made of, over `slack_sdk.models`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextQuoteElement,
    SectionBlock,
)

from bot.blocks.base.words import shortened
from bot.domain.base.references import NOTHING, Reference, encode

BlockDict = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message: `text` is a whole sentence (the notification, what a screen reader says), `blocks` what is seen."""

    text: str
    blocks: tuple[BlockDict, ...]


def message(text: str, *blocks: Block | BlockDict | None) -> Rendered:
    """A message of the blocks that are not None, checked by the SDK's own rules. Kinds it has none for are dicts."""
    dicts = (block.to_dict() if isinstance(block, Block) else block for block in blocks if block is not None)
    return Rendered(text=text, blocks=tuple(dicts))


def section(words: str, accessory: InteractiveElement | None = None, block_id: str | None = None) -> SectionBlock:
    """A paragraph of mrkdwn (escaped already, see `bot.blocks.base.words`)."""
    text = MarkdownTextObject(text=shortened(words, 3000), verbatim=True)
    return SectionBlock(text=text, accessory=accessory, block_id=block_id)


def quote(typed: str) -> RichTextBlock:
    """What a person wrote, as a quote. Rich text holds no markup: nothing typed becomes a mention, link or command."""
    words = RichTextElementParts.Text(text=shortened(typed, 3000) or " ")
    return RichTextBlock(elements=[RichTextQuoteElement(elements=[words])])


def small(*words: str) -> ContextBlock:
    """The small print at the end: what happens next, and when."""
    return ContextBlock(elements=[MarkdownTextObject(text=shortened(line, 2000), verbatim=True) for line in words])


def divider() -> DividerBlock:
    return DividerBlock()


def actions(elements: Sequence[InteractiveElement], block_id: str | None = None) -> ActionsBlock:
    return ActionsBlock(elements=list(elements), block_id=block_id)


def button(
    label: str,
    action_id: str,
    about: Reference = NOTHING,
    style: str | None = None,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    """A button that carries what it is `about`. Where an action stands several times in a block, its id goes on after
    a colon; nobody reads that."""
    return ButtonElement(
        text=PlainTextObject(text=label), action_id=action_id, value=encode(about) or None, style=style, confirm=confirm
    )


def confirm(title: str, words: str, yes: str, no: str) -> ConfirmObject:
    """The dialog before a destructive press; `words` names what is lost."""
    return ConfirmObject(
        title=PlainTextObject(text=title),
        text=MarkdownTextObject(text=words),
        confirm=PlainTextObject(text=yes),
        deny=PlainTextObject(text=no),
    )
