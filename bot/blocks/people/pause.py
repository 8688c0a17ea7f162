"""Out for a while: shown in full before it holds."""

from datetime import datetime

from bot.blocks.base import ids
from bot.blocks.base.kit import Rendered, actions, button, message, section, small
from bot.blocks.base.words import At, Raw, mrkdwn, plain
from bot.domain.people.references import PauseUntil


def proposed(until: datetime | None, zone: str) -> Rendered:
    """What was read, to be confirmed. `zone` is the person's, for readers that do not know dates."""
    words = _words("proposed", until, zone)
    yes = button(plain("pause.yes"), ids.PAUSE_CONFIRM, PauseUntil(until), style="primary")
    no = button(plain("pause.no"), ids.PAUSE_CANCEL)
    return message(words, section(f"*{words}*"), actions([yes, no]), small(mrkdwn("pause.proposed_next")))


def paused(until: datetime | None, zone: str) -> Rendered:
    """It holds."""
    words = _words("paused", until, zone)
    back = actions([button(plain("pause.resume"), ids.RESUME)])
    return message(words, section(f"*{words}*"), back, small(mrkdwn("pause.paused_next")))


def not_paused() -> Rendered:
    """Nothing was changed."""
    return _short("not_paused")


def resumed(*, was_paused: bool) -> Rendered:
    """Back in."""
    return _short("resumed" if was_paused else "was_not_paused")


def _short(name: str) -> Rendered:
    words = mrkdwn(f"pause.{name}")
    return message(words, section(f"*{words}*"), small(mrkdwn(f"pause.{name}_next")))


def _words(name: str, until: datetime | None, zone: str) -> Raw:
    if until is None:
        return Raw(mrkdwn(f"pause.{name}_openly"))
    return Raw(mrkdwn(f"pause.{name}", until=At(until, zone)))
