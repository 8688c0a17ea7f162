"""`/mentor pause [until]` and `/mentor resume`."""

from bot.blocks.base import ids
from bot.blocks.people.pause import not_paused, paused, proposed, resumed
from bot.content.dates import read_date
from bot.domain.base.references import Nothing
from bot.domain.delivery.hours import next_open
from bot.domain.people.references import PauseUntil
from bot.services.people import pause as service
from bot.services.people import profiles
from handlers.base.commands import OnCommand
from handlers.base.listeners import OnPress
from handlers.base.turn import Command, Press


def propose(command: Command) -> None:
    """Show what was read, before it holds: up to when their day begins, for nothing is sent outside their hours."""
    hours = profiles.member(command.ctx, command.user).profile.hours
    read = read_date(command.words, command.ctx.clock.now(), hours.zone) if command.words else None
    command.tell(proposed(next_open(hours, read) if read else None, hours.zone))


def confirm(press: Press[PauseUntil]) -> None:
    """Out, at once."""
    profile = service.pause(press.ctx, press.user, press.about.until, press.delivery)
    said = paused(profile.paused_until, profile.hours.zone) if profile.paused else resumed(was_paused=False)
    press.tell(said, in_place=True)


def cancel(press: Press[Nothing]) -> None:
    """Thought better of it."""
    press.tell(not_paused(), in_place=True)


def resume(command: Command) -> None:
    """Back in."""
    was_paused = service.resume(command.ctx, command.user, command.delivery)
    command.tell(resumed(was_paused=was_paused), in_place=command.by_button)


def press_resume(press: Press[Nothing]) -> None:
    """The same, by a button."""
    was_paused = service.resume(press.ctx, press.user, press.delivery)
    press.tell(resumed(was_paused=was_paused), in_place=True)


LISTENERS = (
    OnCommand("pause", propose),
    OnCommand("resume", resume),
    OnPress(ids.PAUSE_CONFIRM, PauseUntil, confirm),
    OnPress(ids.PAUSE_CANCEL, Nothing, cancel),
    OnPress(ids.RESUME, Nothing, press_resume),
)
