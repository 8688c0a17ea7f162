"""Messages about asks to be sent, written beside the state that causes them."""

from datetime import datetime

from bot.domain.asks.ask import Ask, AskId, AskState, Offer, OfferId
from bot.domain.asks.messages import (
    AskAbout,
    AskEnded,
    AskStanding,
    CalendarFile,
    DidItHelp,
    HelpAbout,
    HelpPost,
    HelpPostOutcome,
    Introduction,
    NobodyYet,
    OfferAbout,
    OfferMessage,
    OfferOutcome,
    OfferReminder,
    PartnerLeft,
    Thanks,
)
from bot.domain.asks.routing import SEARCHES, search_of
from bot.domain.base.ids import UserId
from bot.domain.delivery.messages import ToChannel, ToGroup, ToPerson
from bot.domain.delivery.outbox import OutboxState
from bot.ports import Transaction
from bot.services.delivery.outgoing import put, put_edit

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


def put_offer(tx: Transaction, offer: Offer, now: datetime) -> None:
    """The offer itself, in the mentor's hours."""
    message, to = OfferMessage(OfferAbout(offer.id)), ToPerson(offer.mentor)
    put(tx, now, message, offer_key(offer.id), to, hours_of=offer.mentor)


def put_reminder(tx: Transaction, offer: Offer, now: datetime) -> None:
    """The one reminder; of no use once the offer has lapsed."""
    message, key, to = OfferReminder(OfferAbout(offer.id)), reminder_key(offer.id), offer.mentor
    put(tx, now, message, key, ToPerson(to), hours_of=to, expires_at=offer.lapse_at)


def settle(tx: Transaction, offer: Offer, now: datetime) -> None:
    """Save a decided offer: what was not sent is not sent any more, what was sent shows the outcome."""
    tx.asks.save_offer(offer)
    about = OfferAbout(offer.id)
    tx.outbox.cancel(about, offer.state)
    for message in (offer_key(offer.id), reminder_key(offer.id)):
        put_edit(tx, now, OfferOutcome(about), f"outcome:{message}", message)


def put_nobody_yet(tx: Transaction, ask: Ask, now: datetime, *, at_once: bool) -> None:
    """The choices, to the asker: at once as the answer to a press, else in their hours."""
    refused = tx.outbox.by_key(help_post_key(ask.id)) is not None
    key = nobody_yet_key(ask.id, UNPOSTED if refused else search_of(ask))
    hours_of = "" if at_once else ask.asker
    put(tx, now, NobodyYet(AskAbout(ask.id)), key, ToPerson(ask.asker), hours_of=hours_of)


def put_help_post(tx: Transaction, ask: Ask, channel: str, now: datetime) -> None:
    """The ask in the help channel, without the asker's name."""
    put(tx, now, HelpPost(AskAbout(ask.id)), help_post_key(ask.id), ToChannel(channel))


def put_introduction(tx: Transaction, ask: Ask, asks_at: datetime, now: datetime) -> None:
    """The group DM at once, and the question whether it helped when it is time."""
    put(tx, now, Introduction(AskAbout(ask.id)), introduction_key(ask.id), together(ask))
    message, key = DidItHelp(HelpAbout(ask.id)), did_it_help_key(ask.id)
    put(tx, now, message, key, ToPerson(ask.asker), hours_of=ask.asker, due_at=asks_at)


def put_picked(tx: Transaction, ask: Ask, now: datetime) -> None:
    """The picked time: shown in the introduction, and as a calendar file beside it."""
    about, introduction = AskAbout(ask.id), introduction_key(ask.id)
    put_edit(tx, now, Introduction(about), f"introduction:picked:{ask.id}", introduction)
    put(tx, now, CalendarFile(about), f"calendar:{ask.id}", together(ask), edits=introduction)


def put_early_question(tx: Transaction, ask: Ask, by: UserId, now: datetime) -> None:
    """Whether it helped, asked now because somebody closed; not when it was asked before."""
    planned = tx.outbox.by_key(did_it_help_key(ask.id))
    if ask.helped is None and (planned is None or planned.state not in _GONE_OUT):
        hours_of = "" if by == ask.asker else ask.asker
        message, key = DidItHelp(HelpAbout(ask.id, early=True)), did_it_help_key(ask.id, early=True)
        put(tx, now, message, key, ToPerson(ask.asker), hours_of=hours_of)


def put_thanks(tx: Transaction, ask: Ask, mentor: UserId, now: datetime) -> None:
    """The line of thanks, in the mentor's hours."""
    put(tx, now, Thanks(AskAbout(ask.id)), f"thanks:{ask.id}", ToPerson(mentor), hours_of=mentor)


def put_ended(tx: Transaction, ask: Ask, now: datetime) -> None:
    """That the ask has ended because nobody touched it."""
    put(tx, now, AskEnded(AskAbout(ask.id)), f"ask_ended:{ask.id}", ToPerson(ask.asker), hours_of=ask.asker)


def put_partner_left(tx: Transaction, ask: Ask, to: UserId, now: datetime) -> None:
    """That the other one is no longer there."""
    put(tx, now, PartnerLeft(AskAbout(ask.id)), f"partner_left:{to}:{ask.id}", ToPerson(to), hours_of=to)


def show_decided(tx: Transaction, ask: Ask, now: datetime) -> None:
    """Change the ask's own messages in place: no button stays that leads nowhere."""
    about = AskAbout(ask.id)
    put_edit(tx, now, HelpPostOutcome(about), f"help_post_outcome:{ask.id}", help_post_key(ask.id))
    if ask.state is AskState.CLOSED:
        put_edit(tx, now, Introduction(about), f"introduction:over:{ask.id}", introduction_key(ask.id))
    show_choice_made(tx, ask, now)


def show_choice_made(tx: Transaction, ask: Ask, now: datetime) -> None:
    """Change the choices after a search in place, once the ask has gone on."""
    for search in (*SEARCHES, UNPOSTED):
        message = nobody_yet_key(ask.id, search)
        put_edit(tx, now, AskStanding(AskAbout(ask.id)), f"standing:{ask.state}:{message}", message)


def show_helped(tx: Transaction, ask: Ask, now: datetime) -> None:
    """Change the question whether it helped in place, once it is answered."""
    for early in (False, True):
        message = did_it_help_key(ask.id, early=early)
        put_edit(tx, now, AskStanding(AskAbout(ask.id)), f"standing:helped:{message}", message)


def together(ask: Ask) -> ToGroup:
    """The group conversation of asker and mentor."""
    assert ask.mentor is not None, "only an ask that was taken brings two together"
    return ToGroup((ask.asker, ask.mentor))
