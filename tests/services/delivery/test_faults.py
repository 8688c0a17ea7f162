"""A fault of Mentor's own in one message: the others go on, and it has an end that everybody hears of who waits."""

from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import text

from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.ask import Ask, AskState, OfferState
from bot.domain.asks.messages import AskAbout
from bot.domain.asks.notes import IntroductionNote, NobodyYetNote, OfferNote
from bot.domain.base.errors import StoreDown
from bot.domain.base.ids import UserId
from bot.domain.delivery.lease import OUTBOX
from bot.domain.delivery.outbox import OutboxItem, OutboxState
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.mentorships.notes import ProposalNote, RequestEndedNote
from bot.domain.people.messages import Missed
from bot.domain.people.notes import NotSentNote
from bot.ops.metrics import Metrics
from bot.ports import RateLimited, Unclear
from bot.services.asks.asking import post_to_channel
from bot.services.asks.outgoing import HELP_CHANNEL
from bot.services.asks.routing import advance
from bot.services.delivery.dispatch import dispatch
from bot.services.delivery.reconcile import reconcile
from bot.services.mentorships import cycles, proposals
from store.database import SqlStore
from tests.services.delivery.test_day import written
from tests.services.mentorships.test_mentorships import mentor, proposed, the_pair
from tests.support.messenger import Lost
from tests.support.team import MONDAY, Team

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
SECRET = "what somebody wrote"


def given_up(team: Team, key: str) -> OutboxItem:
    """Let all tries at a message go by, each as soon as it may be."""
    for number, pause in enumerate((*PAUSES, None), 1):
        dispatch(team.ctx, team.messenger, team.clock.now(), "me")
        item = team.item(key)
        assert item.attempts == number
        if pause is not None:
            assert (item.state, item.due_at) == (OutboxState.PENDING, team.clock.now() + pause)
            team.clock.advance(pause - SECOND)
            assert dispatch(team.ctx, team.messenger, team.clock.now(), "me") == 0
            team.clock.advance(SECOND)
    return team.item(key)


def broken_for(team: Team, to: UserId, error: Exception) -> None:
    """Whatever is written to somebody cannot be, but for that something could not."""
    team.messenger.cannot_write = lambda receiver, note: (
        error if receiver == to and not isinstance(note, NotSentNote) else None
    )


def test_seven_of_eight_go_out_at_once_and_the_bad_one_ends(team: Team) -> None:
    people = [team.joins(f"P{number}") for number in range(8)]
    keys = [written(team, who, 1)[0] for who in people]
    broken_for(team, people[2], TypeError(SECRET))
    metrics = Metrics()
    ctx = replace(team.ctx, failures=metrics)
    with structlog.testing.capture_logs() as logs:
        assert dispatch(ctx, team.messenger, MONDAY, "me") == 8
    assert {message.to for message in team.messenger.messages} == {*people} - {people[2]}
    told = [line for line in logs if line["log_level"] == "error"]
    assert [(line["event"], line["kind"], line["cause"].split()[0]) for line in told] == [
        ("message failed", "ask_ended", "TypeError")
    ]
    assert SECRET not in str(logs)
    assert 'mentor_faults_total{kind="ask_ended",work="message"} 1.0' in metrics.text().decode()
    assert team.item(keys[2]).attempts == 1
    team.clock.advance(PAUSES[0])
    for number, pause in enumerate((*PAUSES[1:], None), 2):
        dispatch(ctx, team.messenger, team.clock.now(), "me")
        assert team.item(keys[2]).attempts == number
        team.clock.advance(pause or timedelta())
    ended = team.item(keys[2])
    assert (ended.state, ended.reason, ended.counted_on) == (OutboxState.FAILED, "failed: TypeError", None)
    team.clock.advance(DAY)
    assert dispatch(ctx, team.messenger, team.clock.now(), "me") == 1
    assert [message.note for message in team.messenger.to(people[2])] == [NotSentNote(Missed.NEWS, UserId(""))]
    assert 'mentor_faults_total{kind="ask_ended",work="message"} 5.0' in metrics.text().decode()
    with team.store.read() as tx:
        assert tx.outbox.counts()[OutboxState.FAILED] == 1
        assert tx.outbox.failed_since(MONDAY) == {ended.kind: 1}


def test_it_is_sent_once_it_can_be_written(team: Team) -> None:
    ada = team.joins("Ada")
    (key,) = written(team, ada, 1)
    broken_for(team, ada, KeyError(SECRET))
    team.tick()
    broken_for(team, UserId(""), KeyError())
    team.later(PAUSES[0])
    assert (team.item(key).state, team.item(key).reason) == (OutboxState.SENT, "")


def test_a_bad_record_behind_a_message_stays_with_it(team: Team) -> None:
    """The composer cannot read what the message is about."""
    ada, bo = team.joins("Ada"), team.joins("Bo")
    (bad,), (good,) = written(team, ada, 1), written(team, bo, 1)
    assert isinstance(team.store, SqlStore)
    with team.store.engine.begin() as connection:
        connection.execute(text("UPDATE ask SET state = 'nonsense' WHERE asker = :who"), {"who": ada})
    assert given_up(team, bad).state is OutboxState.FAILED
    assert (team.item(good).state, team.item(good).sent_at) == (OutboxState.SENT, MONDAY)


@pytest.fixture
def offered(team: Team) -> Ask:
    """An ask that two people could answer, offered to the first and not sent yet."""
    asker = team.joins("Ada")
    team.joins("Bo", "Python")
    team.joins("Cy", "Python")
    return team.asks(asker, "Python")


def test_an_offer_that_cannot_be_written_goes_to_the_next(team: Team, offered: Ask) -> None:
    first = UserId("UBO")
    broken_for(team, first, TypeError())
    item = given_up(team, f"offer:{team.offer_to(first, offered.id).id}")
    assert item.state is OutboxState.FAILED
    assert team.offer_to(first, offered.id).state is OfferState.UNREACHABLE
    team.tick()
    assert len(team.messenger.notes(OfferNote, UserId("UCY"))) == 1


def test_a_post_that_cannot_be_written_gives_the_ask_back(team: Team) -> None:
    asker = team.joins("Ada")
    team.sets(HELP_CHANNEL, "CHELP")
    ask = team.asks(asker, "Python")
    team.tick()
    post_to_channel(team.ctx, ask.id, asker)
    broken_for(team, UserId("CHELP"), TypeError())
    given_up(team, f"help_post:{ask.id}")
    assert team.ask(ask.id).state is AskState.EXHAUSTED
    team.later(timedelta(days=1))
    assert [note.help_channel for note in team.messenger.notes(NobodyYetNote, asker)] == ["CHELP", ""]


def test_a_fault_after_the_request_may_have_left_never_sends_twice(team: Team) -> None:
    ada = team.joins("Ada")
    (key,) = written(team, ada, 1)
    team.messenger.ends = [Lost(KeyError("ts"))]
    team.tick()
    assert team.item(key).state is OutboxState.UNKNOWN
    team.later(timedelta(minutes=3))
    assert team.item(key).state is OutboxState.SENT
    assert len(team.messenger.messages) == 1


def test_a_fault_of_which_nobody_knows_when_it_came_up_has_an_end(team: Team) -> None:
    """Each time it is looked up, and not there."""
    ada = team.joins("Ada")
    (key,) = written(team, ada, 1)
    team.messenger.ends = [OverflowError() for _ in range(9)]
    for number in range(1, OUTBOX.tries + 1):
        team.tick()
        assert (team.item(key).state, team.item(key).attempts) == (OutboxState.UNKNOWN, number)
        team.clock.advance(timedelta(minutes=1))
        reconcile(team.ctx, team.messenger, team.clock.now())
        if number < OUTBOX.tries:
            assert team.item(key).due_at == team.clock.now() + PAUSES[number - 1]
            team.clock.advance(PAUSES[number - 1])
    assert (team.item(key).state, team.item(key).reason) == (OutboxState.FAILED, "failed: OverflowError")
    assert len(team.messenger.looked_for) == OUTBOX.tries
    assert len(team.messenger.ends) == 9 - OUTBOX.tries


def test_what_slack_asks_to_wait_for_is_no_try(team: Team) -> None:
    ada = team.joins("Ada")
    (key,) = written(team, ada, 1)
    for error in [RateLimited(30), Unclear("timeout")] * 4:
        team.messenger.ends = [error]
        team.tick()
        team.clock.advance(timedelta(minutes=2))
        reconcile(team.ctx, team.messenger, team.clock.now())
        assert (team.item(key).state, team.item(key).attempts) == (OutboxState.PENDING, 0)
    team.tick()
    assert team.item(key).state is OutboxState.SENT


def test_a_look_up_that_fails_holds_up_nobodys_and_sends_nothing(team: Team) -> None:
    ada, bo = team.joins("Ada"), team.joins("Bo")
    (bad,), (good,) = written(team, ada, 1), written(team, bo, 1)
    team.messenger.ends = [Unclear("timeout"), Lost(Unclear("timeout"))]
    team.tick()
    kinds = {team.item(bad).channel or f"D-{ada}"}
    team.messenger.cannot_look = lambda channel: TypeError(SECRET) if channel in kinds else None
    team.later(timedelta(minutes=3))
    assert (team.item(bad).state, team.item(bad).reason) == (OutboxState.UNKNOWN, "failed: TypeError")
    assert team.item(good).state is OutboxState.SENT
    team.messenger.cannot_look = lambda _channel: None
    team.later(timedelta(hours=2))
    assert team.item(bad).state is OutboxState.SENT
    assert len(team.messenger.to(ada)) == 1


def test_that_it_was_sent_is_kept_though_what_follows_fails(team: Team, offered: Ask) -> None:
    """The ask's record goes bad while its introduction is on the way."""
    assert isinstance(team.store, SqlStore)
    engine = team.store.engine
    team.tick()
    team.presses(UserId("UBO"), offered.id, OfferAnswer.I_CAN_HELP)

    def goes_bad(_to: str, _note: object) -> None:
        with engine.begin() as connection:
            connection.execute(text("UPDATE ask SET state = 'nonsense'"))

    team.messenger.cannot_write = goes_bad
    dispatch(team.ctx, team.messenger, team.clock.now(), "me", limit=1)
    introduction = team.item(f"introduction:{offered.id}")
    assert (introduction.state, introduction.reason) == (OutboxState.SENT, "")


def test_what_concerns_everybody_is_no_fault_of_the_message(team: Team) -> None:
    ada = team.joins("Ada")
    (key,) = written(team, ada, 1)
    team.messenger.ends = [StoreDown("away")]
    with pytest.raises(StoreDown):
        dispatch(team.ctx, team.messenger, MONDAY, "me")
    assert team.item(key).state is OutboxState.SENDING


def told(team: Team, *people: UserId) -> list[tuple[UserId, Missed, UserId]]:
    """Who reads that something did not come, what, and whom else it was for."""
    team.later(DAY)
    notes = [(one.to, one.note) for one in team.messenger.messages if one.to in people]
    return [(UserId(to), note.what, note.other) for to, note in notes if isinstance(note, NotSentNote)]


def test_both_are_told_when_their_introduction_cannot_be_written(team: Team, offered: Ask) -> None:
    ada, bo = offered.asker, UserId("UBO")
    team.tick()
    team.presses(bo, offered.id, OfferAnswer.I_CAN_HELP)
    team.messenger.cannot_write = lambda _to, note: TypeError() if isinstance(note, IntroductionNote) else None
    assert given_up(team, f"introduction:{offered.id}").state is OutboxState.FAILED
    assert sorted(told(team, ada, bo)) == [(ada, Missed.INTRODUCTION, bo), (bo, Missed.INTRODUCTION, ada)]
    assert told(team, ada, bo) == told(team, ada, bo), "once"


def test_whoever_asked_is_told_when_their_choices_cannot_be_written(team: Team) -> None:
    asker = team.joins("Ada")
    ask = team.asks(asker, "Juggling")
    team.messenger.cannot_write = lambda _to, note: TypeError() if isinstance(note, NobodyYetNote) else None
    advance(team.ctx, team.clock.now())
    with team.store.read() as tx:
        (item,) = tx.audit.about([ask.id])
    assert given_up(team, item.key).state is OutboxState.FAILED
    assert told(team, asker) == [(asker, Missed.CHOICES, "")]


def test_a_proposal_that_cannot_be_laid_before_somebody_ends_and_the_other_is_told(team: Team) -> None:
    ada, bo = mentor(team, "Ada"), mentor(team, "Bo")
    its = proposed(team, ada, bo)
    broken_for(team, bo, TypeError())
    team.tick()
    assert len(team.messenger.notes(ProposalNote, ada)) == 1
    proposals.say_yes(team.ctx, its, ada)
    given_up(team, f"proposal:{bo}:{its}")
    broken_for(team, UserId(""), TypeError())
    cycles.plan(team.ctx, team.clock.now())
    assert the_pair(team, its).state is MentorshipState.LAPSED
    team.later(DAY)
    assert len(team.messenger.notes(RequestEndedNote, ada)) == 1


def test_what_was_dropped_because_its_state_changed_is_missed_by_nobody(team: Team, offered: Ask) -> None:
    ada, bo = offered.asker, UserId("UBO")
    team.tick()
    team.presses(bo, offered.id, OfferAnswer.I_CAN_HELP)
    with team.store.write() as tx:
        tx.outbox.cancel(AskAbout(offered.id), "closed")
    assert told(team, ada, bo) == []
