"""Messages to be sent, written beside the state that causes them. Nothing here talks to Slack."""

from datetime import datetime

from bot.domain.asks.ask import Ask, AskId, AskState, Offer, OfferId
from bot.domain.asks.routing import SEARCHES, search_of
from bot.domain.base.ids import UserId
from bot.domain.delivery.outbox import NEVER_SENT, NoteAction, NoteKind, OutboxId, OutboxItem, OutboxState
from bot.domain.delivery.policy import POLICIES, of_use_until, priority_of
from bot.ports import Transaction
from bot.services.base.ids import stable_id

UNPOSTED = "unposted"
HELP_CHANNEL = "help_channel"
"""Name of the setting that holds the channel where asks may be posted."""
_GONE_OUT = {OutboxState.SENDING, OutboxState.SENT, OutboxState.UNKNOWN}


def offer_key(offer_id: OfferId) -> str:
    """The key of an offer's first message."""
    return f"offer:{offer_id}"


def reminder_key(offer_id: OfferId) -> str:
    """The key of an offer's reminder."""
    return f"offer_reminder:{offer_id}"


def introduction_key(ask_id: AskId) -> str:
    """The key of the first message of the group DM."""
    return f"introduction:{ask_id}"


def help_post_key(ask_id: AskId) -> str:
    """The key of the nameless ask in the help channel."""
    return f"help_post:{ask_id}"


def nobody_yet_key(ask_id: AskId, search: str) -> str:
    """The key of the choices after one search (`routing.search_of`), or after the channel refused the post."""
    return f"nobody_yet:{search}:{ask_id}"


def did_it_help_key(ask_id: AskId, *, early: bool = False) -> str:
    """The key of the question whether it helped: the planned one, or the one put when somebody closes early."""
    return f"did_it_help:early:{ask_id}" if early else f"did_it_help:{ask_id}"


def put(
    tx: Transaction,
    now: datetime,
    kind: NoteKind,
    key: str,
    to: str,
    subject: str,
    *,
    action: NoteAction = NoteAction.POST,
    edits: str = "",
    hours_of: str = "",
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Write one message, unless the same one is written already. How it is delivered is its kind's policy."""
    until = expires_at or _of_use_until(tx, kind, hours_of, due_at or now)
    made = item(
        now, kind, key, to, subject, action=action, edits=edits, hours_of=hours_of, due_at=due_at, expires_at=until
    )
    tx.outbox.add(made)


def item(
    now: datetime,
    kind: NoteKind,
    key: str,
    to: str,
    subject: str,
    *,
    action: NoteAction = NoteAction.POST,
    edits: str = "",
    hours_of: str = "",
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> OutboxItem:
    """One message, not written yet. `put` looks up until when it is of use; here it is the caller's to say."""
    return OutboxItem(
        id=OutboxId(stable_id(key)),
        key=key,
        kind=kind,
        to=to,
        subject=subject,
        due_at=due_at or now,
        action=action,
        edits=edits,
        in_hours_of=hours_of,
        expires_at=expires_at,
        created_at=now,
        priority=priority_of(kind, action, hours_of),
    )


def _of_use_until(tx: Transaction, kind: NoteKind, hours_of: str, due_at: datetime) -> datetime | None:
    policy = POLICIES[kind]
    if policy.good_for is None or not hours_of:
        return None
    profile = tx.profiles.get(UserId(hours_of))
    return None if profile is None else of_use_until(policy, profile.hours, due_at)


def put_offer(tx: Transaction, offer: Offer, now: datetime) -> None:
    """The offer itself, in the mentor's hours."""
    put(tx, now, NoteKind.OFFER, offer_key(offer.id), offer.mentor, offer.id, hours_of=offer.mentor)


def put_reminder(tx: Transaction, offer: Offer, now: datetime) -> None:
    """The one reminder; of no use once the offer has lapsed."""
    key, to = reminder_key(offer.id), offer.mentor
    put(tx, now, NoteKind.OFFER_REMINDER, key, to, offer.id, hours_of=to, expires_at=offer.lapse_at)


def settle(tx: Transaction, offer: Offer, now: datetime) -> None:
    """Save a decided offer: what was not sent is not sent any more, what was sent shows the outcome."""
    tx.asks.save_offer(offer)
    tx.outbox.cancel(offer.id, offer.state)
    for message in (offer_key(offer.id), reminder_key(offer.id)):
        put_edit(tx, now, NoteKind.OFFER_OUTCOME, f"outcome:{message}", message, offer.id)


def put_nobody_yet(tx: Transaction, ask: Ask, now: datetime, *, at_once: bool) -> None:
    """The choices, to the asker: at once as the answer to a press, else in their hours."""
    refused = tx.outbox.by_key(help_post_key(ask.id)) is not None
    key = nobody_yet_key(ask.id, UNPOSTED if refused else search_of(ask))
    put(tx, now, NoteKind.NOBODY_YET, key, ask.asker, ask.id, hours_of="" if at_once else ask.asker)


def put_help_post(tx: Transaction, ask: Ask, channel: str, now: datetime) -> None:
    """The ask in the help channel, without the asker's name."""
    put(tx, now, NoteKind.HELP_POST, help_post_key(ask.id), channel, ask.id)


def put_introduction(tx: Transaction, ask: Ask, asks_at: datetime, now: datetime) -> None:
    """The group DM at once, and the question whether it helped when it is time."""
    together = f"{ask.asker},{ask.mentor}"
    put(tx, now, NoteKind.INTRODUCTION, introduction_key(ask.id), together, ask.id)
    key = did_it_help_key(ask.id)
    put(tx, now, NoteKind.DID_IT_HELP, key, ask.asker, ask.id, hours_of=ask.asker, due_at=asks_at)


def put_picked(tx: Transaction, ask: Ask, now: datetime) -> None:
    """The picked time: shown in the introduction, and as a calendar file beside it."""
    introduction = introduction_key(ask.id)
    put_edit(tx, now, NoteKind.INTRODUCTION, f"introduction:picked:{ask.id}", introduction, ask.id)
    together = f"{ask.asker},{ask.mentor}"
    file = NoteAction.FILE
    put(tx, now, NoteKind.CALENDAR, f"calendar:{ask.id}", together, ask.id, action=file, edits=introduction)


def put_early_question(tx: Transaction, ask: Ask, by: UserId, now: datetime) -> None:
    """Whether it helped, asked now because somebody closed; not when it was asked before."""
    planned = tx.outbox.by_key(did_it_help_key(ask.id))
    if ask.helped is None and (planned is None or planned.state not in _GONE_OUT):
        hours_of = "" if by == ask.asker else ask.asker
        put(tx, now, NoteKind.DID_IT_HELP, did_it_help_key(ask.id, early=True), ask.asker, ask.id, hours_of=hours_of)


def put_thanks(tx: Transaction, ask: Ask, mentor: UserId, now: datetime) -> None:
    """The line of thanks, in the mentor's hours."""
    put(tx, now, NoteKind.THANKS, f"thanks:{ask.id}", mentor, ask.id, hours_of=mentor)


def put_ended(tx: Transaction, ask: Ask, now: datetime) -> None:
    """That the ask has ended because nobody touched it."""
    put(tx, now, NoteKind.ASK_ENDED, f"ask_ended:{ask.id}", ask.asker, ask.id, hours_of=ask.asker)


def put_partner_left(tx: Transaction, ask: Ask, to: UserId, now: datetime) -> None:
    """That the other one is no longer there."""
    put(tx, now, NoteKind.PARTNER_LEFT, f"partner_left:{to}:{ask.id}", to, ask.id, hours_of=to)


def show_decided(tx: Transaction, ask: Ask, now: datetime) -> None:
    """Change the ask's own messages in place: no button stays that leads nowhere."""
    put_edit(tx, now, NoteKind.HELP_POST_OUTCOME, f"help_post_outcome:{ask.id}", help_post_key(ask.id), ask.id)
    if ask.state is AskState.CLOSED:
        key = f"introduction:over:{ask.id}"
        put_edit(tx, now, NoteKind.INTRODUCTION, key, introduction_key(ask.id), ask.id)
    show_choice_made(tx, ask, now)


def show_choice_made(tx: Transaction, ask: Ask, now: datetime) -> None:
    """Change the choices after a search in place, once the ask has gone on."""
    for search in (*SEARCHES, UNPOSTED):
        message = nobody_yet_key(ask.id, search)
        put_edit(tx, now, NoteKind.ASK_STANDING, f"standing:{ask.state}:{message}", message, ask.id)


def show_helped(tx: Transaction, ask: Ask, now: datetime) -> None:
    """Change the question whether it helped in place, once it is answered."""
    for early in (False, True):
        message = did_it_help_key(ask.id, early=early)
        put_edit(tx, now, NoteKind.ASK_STANDING, f"standing:helped:{message}", message, ask.id)


def put_edit(tx: Transaction, now: datetime, kind: NoteKind, key: str, edits: str, subject: str) -> None:
    """An edit of a message that has gone out, or is about to; nothing where there is none.

    One that still waits, or whose edit does, says what is so when it is sent: Slack takes few edits a minute.
    """
    message = tx.outbox.by_key(edits)
    if message is None or message.state in NEVER_SENT:
        return
    if not tx.outbox.hold(edits, kind, subject):
        put(tx, now, kind, key, message.to, subject, action=NoteAction.EDIT, edits=edits)
