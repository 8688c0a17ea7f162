"""An ask that ended without success: why, and what can be done."""

from slack_sdk.models.blocks import ActionsBlock

from bot.blocks.base import ids
from bot.blocks.base.kit import Rendered, actions, button, message, quote, section, small
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import mrkdwn, plain, shortened
from bot.domain.asks.ask import AskId
from bot.domain.asks.notes import AskEndedNote, PartnerLeftNote
from bot.domain.asks.references import AskRef


@renders(AskEndedNote)
def ask_ended(note: AskEndedNote) -> Rendered:
    """Nobody touched it for `days` days."""
    return message(
        mrkdwn("ended.text", n=note.days, question=shortened(note.question, 150)),
        section(mrkdwn("ended.first", n=note.days)),
        quote(note.question),
        _again(note.ask_id),
        small(mrkdwn("ended.next")),
    )


@renders(PartnerLeftNote)
def partner_left(note: PartnerLeftNote) -> Rendered:
    """The other one has left; the asker may ask again with the same words."""
    side = "asker" if note.to_asker else "mentor"
    return message(
        mrkdwn("ended.left_text", name=note.name),
        section(mrkdwn("ended.left_first", name=note.name)),
        section(mrkdwn(f"ended.left_{side}", name=note.name)),
        quote(note.question),
        _again(note.ask_id) if note.to_asker else None,
        small(mrkdwn(f"ended.left_{side}_next")),
    )


def _again(ask_id: AskId) -> ActionsBlock:
    return actions([button(plain("ended.ask_again"), ids.ASK_AGAIN, AskRef(ask_id), style="primary")])
