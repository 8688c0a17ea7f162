"""After somebody accepted: the talk, the question whether it helped, and thanks."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.asks.ask import Ask, AskState, Helped
from bot.domain.asks.routing import HELPED_AFTER_DAYS
from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import WorkingHours, add_working_days
from bot.domain.people.common_hours import common_slots

THANKS_LIMIT = 1000
"""Characters of a line of thanks."""


def with_slots(ask: Ask, asker: WorkingHours, mentor: WorkingHours, now: datetime) -> Ask:
    """The ask with times for its talk: up to three in the next five working days. None for a written answer."""
    minutes = ask.shape.minutes
    return ask if minutes is None else replace(ask, slots=common_slots((asker, mentor), now, 3, minutes))


def asks_whether_it_helped_at(ask: Ask, hours: WorkingHours) -> datetime:
    """Two working days of the asker after the introduction; a working day after a talk that is later than that."""
    planned = add_working_days(hours, ask.accepted_at or ask.created_at, HELPED_AFTER_DAYS)
    if ask.picked_slot is None:
        return planned
    ends = ask.picked_slot + timedelta(minutes=ask.shape.minutes or 0)
    return max(planned, add_working_days(hours, ends, 1)) if ends > planned else planned


def picked(ask: Ask, slot: datetime, now: datetime) -> Ask | None:
    """The ask with its time. None where a time was picked before, or nothing can be picked any more."""
    may = ask.state is AskState.ACCEPTED and ask.picked_slot is None and slot in ask.slots and slot > now
    return replace(ask, picked_slot=slot, touched_at=now) if may else None


def helped(ask: Ask, said: Helped, now: datetime) -> Ask | None:
    """The ask with the asker's word on it; that closes it. None where it was said before, or nobody had accepted."""
    if ask.helped is not None or ask.mentor is None or ask.state not in {AskState.ACCEPTED, AskState.CLOSED}:
        return None
    return replace(ask, helped=said, state=AskState.CLOSED, closed_at=ask.closed_at or now, touched_at=now)


def thanked(ask: Ask, text: str, pass_on: bool, now: datetime) -> Ask | None:
    """The ask with a line of thanks. None where thanks were given before, or there is nobody to thank."""
    if ask.mentor is None or ask.thanks or not text.strip():
        return None
    return replace(ask, thanks=text.strip()[:THANKS_LIMIT], thanks_passed_on=pass_on, touched_at=now)


def partner_of(ask: Ask, user_id: UserId) -> UserId | None:
    """The other one of an accepted ask; None for a stranger to it, or while nobody has accepted."""
    if ask.mentor is None or user_id not in {ask.asker, ask.mentor}:
        return None
    return ask.mentor if user_id == ask.asker else ask.asker
