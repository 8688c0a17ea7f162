"""The kinds of messages about asks: what each says, and what follows when it was sent, or never will be."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.asks import messages, routing
from bot.domain.asks.ask import AskState
from bot.domain.asks.messages import AskAbout, OfferAbout
from bot.domain.asks.routing import Step
from bot.domain.people.messages import Missed
from bot.services.asks import composing, outgoing
from bot.services.delivery.kinds import Moment, NobodyIsTold, kind
from bot.services.people.messages import tells

JUST_NOW = timedelta(minutes=10)
"""So long after a press its answer need not wait for somebody's hours."""


def _next_person(at: Moment, about: OfferAbout) -> None:
    """The mentor cannot be reached: routing goes on with the next person."""
    offer = at.tx.asks.offer(about.offer_id, lock=True)
    if offer is not None and offer.state.is_live:
        outgoing.settle(at.tx, routing.stepped(offer, Step.UNREACHABLE, at.now), at.now)


def _choose_again(at: Moment, about: AskAbout) -> None:
    """The channel does not take it: the asker chooses again, without it."""
    ask = at.tx.asks.get(about.ask_id, lock=True)
    if ask is not None and ask.state is AskState.POSTED:
        asked_for_it_now = at.now - (ask.touched_at or ask.created_at) < JUST_NOW
        ask = routing.exhausted(ask, at.now)
        at.tx.asks.save(ask)
        outgoing.put_nobody_yet(at.tx, ask, at.now, at_once=asked_for_it_now)


def _keep_group(at: Moment, about: AskAbout) -> None:
    ask = at.tx.asks.get(about.ask_id, lock=True)
    if ask is not None and ask.group_channel != at.item.channel:
        at.tx.asks.save(replace(ask, group_channel=at.item.channel))


PRESSED_IS_SAID = NobodyIsTold("the message stays as it was, and a press on it is told what became of it")

offer = kind(messages.OfferMessage, compose=composing.offer, never_sent=_next_person)
offer_reminder = kind(
    messages.OfferReminder,
    compose=composing.reminder,
    never_sent=NobodyIsTold("the mentor has the offer; without an answer it goes to the next person in time"),
)
offer_outcome = kind(messages.OfferOutcome, compose=composing.outcome, never_sent=PRESSED_IS_SAID)
introduction = kind(
    messages.Introduction, compose=composing.introduction, sent=_keep_group, never_sent=tells(Missed.INTRODUCTION)
)
calendar_file = kind(
    messages.CalendarFile,
    compose=composing.calendar,
    never_sent=tells(Missed.CALENDAR),
)
nobody_yet = kind(messages.NobodyYet, compose=composing.nobody_yet, never_sent=tells(Missed.CHOICES))
help_post = kind(messages.HelpPost, compose=composing.help_post, never_sent=_choose_again)
help_post_outcome = kind(messages.HelpPostOutcome, compose=composing.help_post_outcome, never_sent=PRESSED_IS_SAID)
did_it_help = kind(
    messages.DidItHelp,
    compose=composing.did_it_help,
    never_sent=NobodyIsTold("Home asks the same until it is answered"),
)
thanks = kind(
    messages.Thanks,
    compose=composing.thanks,
    never_sent=NobodyIsTold("nobody waits for thanks; they stay with the ask"),
)
ask_ended = kind(messages.AskEnded, compose=composing.ask_ended, never_sent=tells(Missed.NEWS))
partner_left = kind(messages.PartnerLeft, compose=composing.partner_left, never_sent=tells(Missed.NEWS))
ask_standing = kind(messages.AskStanding, compose=composing.standing, never_sent=PRESSED_IS_SAID)
