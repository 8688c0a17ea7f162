"""After the last offer: what was tried, and what the asker may choose."""

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot.blocks.base import ids
from bot.blocks.base.kit import Rendered, actions, button, confirm, message, quote, section, small
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import At, Raw, listed, mrkdwn, plain
from bot.domain.asks.ask import AskId, Tried
from bot.domain.asks.notes import NobodyYetNote
from bot.domain.asks.references import AskRef


@renders(NobodyYetNote)
def nobody_yet(note: NobodyYetNote) -> Rendered:
    """What was tried, the choices, and when the ask ends by itself."""
    first = _first_line(note)
    return message(
        first,
        section(f"*{first}*"),
        quote(note.question),
        section("\n".join([*_how(note.tried), _choices(note)])),
        _buttons(note),
        small(mrkdwn("nobody_yet.next", when=At(note.ends_at))),
    )


def _first_line(note: NobodyYetNote) -> str:
    if note.only_name:
        return mrkdwn("nobody_yet.only_one", name=note.only_name)
    if note.tried.offered == 0:
        return mrkdwn("nobody_yet.nobody_found")
    return mrkdwn("nobody_yet.asked", n=note.tried.offered)


def _how(tried: Tried) -> list[str]:
    counts = {
        "not_now": tried.not_now,
        "not_their_area": tried.not_their_area,
        "unanswered": tried.unanswered,
        "unreachable": tried.unreachable,
    }
    parts = [mrkdwn(f"nobody_yet.{key}", n=n) for key, n in counts.items() if n]
    lines = [mrkdwn("nobody_yet.how", parts=Raw(listed(parts)))] if parts else []
    if tried.no_room:
        lines.append(mrkdwn("nobody_yet.no_room", n=tried.no_room))
    return lines


def _choices(note: NobodyYetNote) -> str:
    asks = "widen" if note.can_widen and not note.only_name else "ask_others" if note.can_widen else "alone"
    posts = "_post" if note.help_channel else ""
    return mrkdwn(f"nobody_yet.choices_{asks}{posts}", channel=Raw(f"<#{note.help_channel}>"))


def _buttons(note: NobodyYetNote) -> ActionsBlock:
    buttons: list[ButtonElement] = []
    if note.can_widen:
        label = plain("nobody_yet.ask_others" if note.only_name else "nobody_yet.widen")
        buttons.append(button(label, ids.ASK_WIDEN, AskRef(note.ask_id), style="primary"))
    if note.help_channel:
        style = None if note.can_widen else "primary"
        buttons.append(button(plain("nobody_yet.post"), ids.ASK_POST, AskRef(note.ask_id), style=style))
    return actions([*buttons, withdraw_button(note.ask_id)])


def withdraw_button(ask_id: AskId) -> ButtonElement:
    """*Withdraw*, which asks first."""
    sure = confirm(
        plain("nobody_yet.withdraw_title"),
        mrkdwn("nobody_yet.withdraw_words"),
        plain("nobody_yet.withdraw_yes"),
        plain("nobody_yet.withdraw_no"),
    )
    return button(plain("nobody_yet.withdraw"), ids.ASK_WITHDRAW, AskRef(ask_id), confirm=sure)
