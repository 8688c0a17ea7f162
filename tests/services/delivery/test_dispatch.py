"""The dispatcher: what is due goes out once, or ends with a reason."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.ask import Ask, AskState, OfferState
from bot.domain.asks.notes import IntroductionNote, NobodyYetNote, OfferNote
from bot.domain.base.ids import UserId
from bot.domain.delivery.lease import OUTBOX
from bot.domain.delivery.outbox import OutboxState
from bot.domain.people.person import WorkspaceMembership
from bot.ops.clock import MovableClock
from bot.ports import RateLimited, Refused, Unclear
from bot.services.asks.asking import post_to_channel
from bot.services.asks.outgoing import HELP_CHANNEL
from bot.services.delivery.dispatch import dispatch
from bot.services.delivery.results import GRACE
from tests.support.messenger import Lost
from tests.support.team import MONDAY, Team

MINUTE = timedelta(minutes=1)


@pytest.fixture
def offered(team: Team) -> tuple[Ask, UserId]:
    """An ask, offered but not sent yet, and whom it is offered to."""
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    return team.asks(asker, "Python"), mentor


def key_of(team: Team, offered: tuple[Ask, UserId]) -> str:
    ask, mentor = offered
    return f"offer:{team.offer_to(mentor, ask.id).id}"


def test_sent_once_and_written_down(team: Team, offered: tuple[Ask, UserId]) -> None:
    assert dispatch(team.ctx, team.messenger, MONDAY, "one") == 1
    assert dispatch(team.ctx, team.messenger, MONDAY, "two") == 0
    (message,) = team.messenger.messages
    item = team.item(key_of(team, offered))
    assert (item.state, item.channel, item.ts) == (OutboxState.SENT, message.where.channel, message.where.ts)
    assert message.marker == item.id


def test_the_marker_tells_nothing_personal(team: Team, offered: tuple[Ask, UserId]) -> None:
    team.tick()
    ask, mentor = offered
    (message,) = team.messenger.messages
    assert not any(word in message.marker for word in (ask.id, ask.asker, mentor))


def test_a_process_asked_to_stop_sends_what_it_has_begun_and_puts_the_rest_back(team: Team) -> None:
    asker = team.joins("Ada")
    for number in range(3):
        team.joins(f"P{number}", f"skill{number}")
        team.asks(asker, f"skill{number}", question=f"Who is good at skill{number}?")
    # Nothing is sent yet: after the first message the stop is asked for.
    stopping = replace(team.ctx, may_begin=lambda: not team.messenger.messages)
    dispatch(stopping, team.messenger, MONDAY, "one")
    assert len(team.messenger.messages) == 1
    with team.store.read() as tx:
        counts = tx.outbox.counts()
    assert (counts[OutboxState.SENT], counts[OutboxState.PENDING], counts[OutboxState.SENDING]) == (1, 2, 0)
    assert dispatch(stopping, team.messenger, MONDAY, "one") == 0
    assert dispatch(team.ctx, team.messenger, MONDAY, "two") == 2


def test_a_limit_holds_and_the_rest_comes_next(team: Team) -> None:
    asker = team.joins("Ada")
    for number in range(3):
        team.joins(f"P{number}", f"skill{number}")
        team.asks(asker, f"skill{number}", question=f"Who is good at skill{number}?")
    assert dispatch(team.ctx, team.messenger, MONDAY, "me", limit=2) == 2
    assert dispatch(team.ctx, team.messenger, MONDAY, "me", limit=2) == 1


def test_a_rate_limit_waits_as_long_as_slack_asks(team: Team, offered: tuple[Ask, UserId]) -> None:
    team.messenger.ends = [RateLimited(30)]
    team.tick()
    item = team.item(key_of(team, offered))
    assert (item.state, item.due_at) == (OutboxState.PENDING, MONDAY + timedelta(seconds=30))
    team.later(timedelta(seconds=28))
    assert team.messenger.messages == []
    team.later(timedelta(seconds=2))
    assert len(team.messenger.messages) == 1


def test_an_offer_that_slack_refuses_goes_to_the_next(team: Team) -> None:
    asker, first, second = team.joins("Ada"), team.joins("Bo", "Python"), team.joins("Cy", "Python")
    ask = team.asks(asker, "Python")
    team.messenger.ends = [Refused("user_disabled")]
    team.tick()
    assert team.item(f"offer:{team.offer_to(first, ask.id).id}").reason == "user_disabled"
    assert team.offer_to(first, ask.id).state is OfferState.UNREACHABLE
    team.tick()
    assert len(team.messenger.notes(OfferNote, second)) == 1


def test_a_channel_that_does_not_take_the_ask_gives_it_back(team: Team) -> None:
    asker = team.joins("Ada")
    team.sets(HELP_CHANNEL, "CGONE")
    ask = team.asks(asker, "Python")
    team.tick()
    post_to_channel(team.ctx, ask.id, asker)
    team.messenger.ends = [Refused("is_archived")]
    team.tick()
    team.tick()
    assert team.ask(ask.id).state is AskState.EXHAUSTED
    assert [note.help_channel for note in team.messenger.notes(NobodyYetNote, asker)] == ["CGONE", ""]


@pytest.mark.parametrize("error", [Unclear("timeout"), Lost(Unclear("timeout"))], ids=["never arrived", "reply lost"])
def test_after_an_unclear_end_it_is_looked_up(team: Team, offered: tuple[Ask, UserId], error: Unclear | Lost) -> None:
    team.messenger.ends = [error]
    team.tick()
    assert team.item(key_of(team, offered)).state is OutboxState.UNKNOWN
    team.later(GRACE - timedelta(seconds=1))
    assert team.messenger.looked_for == []
    team.later(timedelta(seconds=1))
    team.tick()
    assert team.item(key_of(team, offered)).state is OutboxState.SENT
    assert len(team.messenger.messages) == 1
    ((channel, marker, since),) = team.messenger.looked_for
    assert (channel, marker) == (f"D-{offered[1]}", team.item(key_of(team, offered)).id)
    assert since < MONDAY


def test_without_the_right_to_look_it_stays_unknown(team: Team, offered: tuple[Ask, UserId]) -> None:
    team.messenger.ends = [Unclear("timeout")]
    team.messenger.refuse_to_look = Refused("missing_scope")
    team.tick()
    for _ in range(5):
        team.later(10 * MINUTE)
    item = team.item(key_of(team, offered))
    assert (item.state, item.reason) == (OutboxState.UNKNOWN, "missing_scope")
    assert team.messenger.messages == []
    assert len(team.messenger.looked_for) == 1


def test_a_sender_that_died_is_looked_after(team: Team, offered: tuple[Ask, UserId]) -> None:
    with team.store.write() as tx:
        tx.outbox.claim(MONDAY, "dead", MONDAY + OUTBOX.held_for, 10)
    team.later(OUTBOX.held_for + GRACE - timedelta(seconds=1))
    assert team.messenger.messages == []
    team.later(timedelta(seconds=1))
    assert len(team.messenger.messages) == 1
    assert team.item(key_of(team, offered)).state is OutboxState.SENT


class Dozing(MovableClock):
    """Falls asleep for 40 seconds each time it has told the time."""

    def now(self) -> datetime:
        told = super().now()
        self.advance(timedelta(seconds=40))
        return told


def test_a_sender_that_wakes_late_does_not_send(team: Team, offered: tuple[Ask, UserId]) -> None:
    """Its lease is nearly over: somebody else may look the message up at any moment."""
    dispatch(replace(team.ctx, clock=Dozing(MONDAY)), team.messenger, MONDAY, "me", limit=1)
    assert team.messenger.messages == []
    assert team.item(key_of(team, offered)).state is OutboxState.PENDING


def test_two_reconcilers_look_once(team: Team, offered: tuple[Ask, UserId]) -> None:
    team.messenger.ends = [Unclear("timeout")]
    team.tick()
    team.clock.advance(GRACE)
    with team.store.read() as tx:
        (unclear,) = tx.outbox.lease_ended(team.clock.now(), 10)
    with team.store.write() as tx:
        assert tx.outbox.take_over(unclear, "one", team.clock.now() + OUTBOX.held_for)
    with team.store.write() as tx:
        assert not tx.outbox.take_over(unclear, "two", team.clock.now() + OUTBOX.held_for)


def test_whoever_signed_out_gets_nothing_that_was_queued(team: Team, offered: tuple[Ask, UserId]) -> None:
    ask, mentor = offered
    with team.store.write() as tx:
        tx.profiles.delete(mentor)
    team.tick()
    assert team.messenger.messages == []
    assert team.item(key_of(team, offered)).reason == "not signed up"
    assert team.offer_to(mentor, ask.id).state is OfferState.UNREACHABLE


def test_whoever_left_gets_nothing_that_was_queued(team: Team, offered: tuple[Ask, UserId]) -> None:
    team.changes(offered[1], standing=WorkspaceMembership.DEACTIVATED)
    team.tick()
    assert team.messenger.messages == []
    assert team.item(key_of(team, offered)).reason == "left"


def test_nothing_is_sent_to_whoever_paused(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    with team.store.write() as tx:
        tx.profiles.save(team.profile(asker).pause(MONDAY + timedelta(days=4)))
    team.later(timedelta(days=3))
    assert team.messenger.to(asker) == []
    team.later(timedelta(days=1))
    assert len(team.messenger.to(asker)) == 1


def test_an_edit_waits_until_its_message_is_there(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.messenger.ends = [Lost(Unclear("timeout"))]
    team.tick()
    team.presses(mentor, ask.id, OfferAnswer.NOT_NOW)
    team.tick()
    (message,) = team.messenger.to(mentor)
    assert message.edits == []
    team.later(GRACE)
    team.later(MINUTE)
    assert len(message.edits) == 1


def test_an_edit_is_simply_repeated(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.tick()
    team.presses(mentor, ask.id, OfferAnswer.NOT_NOW)
    team.messenger.ends = [Unclear("timeout"), None]
    team.tick()
    team.later(2 * MINUTE)
    (message,) = team.messenger.to(mentor)
    assert len(message.edits) == 1


def test_a_lost_reply_does_not_introduce_twice(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.tick()
    team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    team.messenger.ends = [None, Lost(Unclear("reset"))]  # the offer's edit, then the introduction
    team.tick()
    team.later(2 * MINUTE)
    team.later(2 * MINUTE)
    assert len(team.messenger.notes(IntroductionNote)) == 1
    assert team.ask(ask.id).group_channel == f"G-{asker}-{mentor}"
