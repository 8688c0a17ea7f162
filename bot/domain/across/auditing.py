"""What should have been said by now, worked out from what people did alone; and what is wrong where it was not.

Written apart from planning and sending on purpose: the same mistake is not made twice. Only the promises themselves
(how many days, which round) are theirs too: each is stated once.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.asks.ask import Ask, AskState, Offer, OfferState
from bot.domain.asks.messages import (
    AskEnded,
    CalendarFile,
    DidItHelp,
    HelpPost,
    Introduction,
    NobodyYet,
    OfferMessage,
    OfferReminder,
    Thanks,
)
from bot.domain.asks.routing import UNTOUCHED
from bot.domain.delivery.outbox import OutboxItem, OutboxState
from bot.domain.people.profile import Profile

WRITTEN_WITHIN = timedelta(minutes=10)
"""A message is written together with what causes it; so long is more than enough."""
SENT_WITHIN = timedelta(hours=12)
"""A message that is due for longer waits for nothing that would end by itself."""
CLEAR_WITHIN = timedelta(minutes=10)
"""What ended unclear is looked up after two minutes; so long afterwards nobody can."""
MOVED_WITHIN = timedelta(days=1)
"""Time has passed over an ask, an offer or a pair, and nothing happened."""
ASKED_WITHIN = timedelta(hours=1)
"""Somebody is asked at once; who searches for longer without anybody being asked was forgotten."""


class AuditProblem(StrEnum):
    """What is wrong."""

    MISSING = "missing"
    """Never written."""
    LATE = "late"
    UNCLEAR = "unclear"
    """Nobody knows whether it was sent, and Mentor may not look."""
    UNEXPLAINED = "unexplained"
    """Ended without a reason."""
    STUCK = "stuck"
    """Should have moved on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong. `kind` is a kind of message, or what is stuck; `detail` a word for whoever looks into it."""

    problem: AuditProblem
    kind: str
    subject: str
    detail: str = ""

    @property
    def id(self) -> str:
        """The same for the same thing, whenever it is found."""
        return f"{self.problem}:{self.kind}:{self.subject}"


@dataclass(frozen=True, slots=True)
class Owed:
    """A message that must have been written, because of what is so since a moment."""

    kind: str
    subject: str
    since: datetime


def owed_by_ask(ask: Ask, offers: Collection[Offer]) -> Iterator[Owed]:
    """Everything an ask as it stands has to have said."""
    touched = ask.touched_at or ask.created_at
    if ask.state is AskState.EXHAUSTED:
        yield Owed(NobodyYet.name, ask.id, touched)
    if ask.state is AskState.POSTED:
        yield Owed(HelpPost.name, ask.id, touched)
    if ask.state is AskState.EXPIRED:
        yield Owed(AskEnded.name, ask.id, touched)
    if ask.mentor is not None and ask.accepted_at is not None:
        yield Owed(Introduction.name, ask.id, ask.accepted_at)
        yield Owed(DidItHelp.name, ask.id, ask.accepted_at)
    if ask.picked_slot is not None:
        yield Owed(CalendarFile.name, ask.id, touched)
    if ask.thanks and ask.thanks_passed_on:
        yield Owed(Thanks.name, ask.id, touched)
    for offer in offers:
        if offer.state.is_live:
            yield Owed(OfferMessage.name, offer.id, offer.offered_at)
        if offer.state is OfferState.REMINDED:
            yield Owed(OfferReminder.name, offer.id, offer.remind_at)


def missing(owed: Sequence[Owed], written: Collection[OutboxItem], began: datetime, now: datetime) -> Iterator[Finding]:
    """Messages owed that nobody has written. `began`: what was so before Mentor sent anything here owes nothing."""
    there = {(item.kind, item.about.id) for item in written}
    for one in owed:
        if began <= one.since < now - WRITTEN_WITHIN and (one.kind, one.subject) not in there:
            yield Finding(AuditProblem.MISSING, one.kind, one.subject, f"owed since {one.since:%Y-%m-%d %H:%M}")


def stuck_ask(ask: Ask, offers: Collection[Offer], now: datetime) -> Iterator[Finding]:
    """An ask or offer over which time has passed without effect."""
    touched = ask.touched_at or ask.created_at
    if not ask.state.is_over and touched + UNTOUCHED + MOVED_WITHIN < now:
        yield Finding(AuditProblem.STUCK, "ask", ask.id, "untouched, and has not ended")
    live = [offer for offer in offers if offer.state.is_live]
    if ask.state is AskState.ROUTING and not live and touched + ASKED_WITHIN < now:
        yield Finding(AuditProblem.STUCK, "ask", ask.id, "nobody is asked")
    for offer in live:
        if not ask.state.is_open or offer.lapse_at + MOVED_WITHIN < now:
            yield Finding(AuditProblem.STUCK, "offer", offer.id, "over, and still out")


def stuck_pause(profile: Profile, now: datetime) -> Iterator[Finding]:
    """A pause that has not ended by itself."""
    if profile.paused and profile.paused_until is not None and profile.paused_until + MOVED_WITHIN < now:
        yield Finding(AuditProblem.STUCK, "pause", profile.user_id, "over, and has not ended")


def wrong_message(item: OutboxItem, now: datetime) -> Iterator[Finding]:
    """What is wrong with a message as it stands."""
    match item.state:
        case OutboxState.PENDING if item.due_at + SENT_WITHIN < now:
            yield Finding(AuditProblem.LATE, item.kind, item.id, item.reason or "not tried")
        case OutboxState.SENDING if item.lease_until is None or item.lease_until + SENT_WITHIN < now:
            yield Finding(AuditProblem.LATE, item.kind, item.id, "its sender is gone")
        case OutboxState.UNKNOWN if item.due_at + CLEAR_WITHIN < now:
            yield Finding(AuditProblem.UNCLEAR, item.kind, item.id, item.reason)
        case OutboxState.CANCELLED | OutboxState.EXPIRED | OutboxState.FAILED if not item.reason:
            yield Finding(AuditProblem.UNEXPLAINED, item.kind, item.id, item.state)
        case OutboxState.SENT if not item.ts:
            yield Finding(AuditProblem.UNEXPLAINED, item.kind, item.id, "sent nowhere")
