"""Slack's limits, kept by all replicas together."""

from datetime import datetime, timedelta

import pytest

from bot.domain.asks.ask import Ask, AskId, AskState
from bot.domain.asks.messages import AskAbout, AskEnded
from bot.domain.asks.notes import AskEndedNote
from bot.domain.base.ids import UserId
from bot.domain.delivery.lease import OUTBOX
from bot.domain.delivery.messages import ToPerson
from bot.domain.delivery.outbox import OutboxState
from bot.ports import LockedOut, RateLimited, Unclear
from bot.services.delivery.dispatch import dispatch
from bot.services.delivery.outgoing import put
from bot.services.delivery.pacing import held
from bot.services.delivery.reconcile import reconcile
from tests.services.asks.test_races import at_once
from tests.support.team import ALWAYS, MONDAY, Team, team_on

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def people(team: Team, count: int) -> list[UserId]:
    return [team.joins(f"P{number}", hours=ALWAYS) for number in range(count)]


def write(team: Team, to: list[UserId], *, answers: bool = False) -> list[str]:
    """One message to each, due now; their keys."""
    ask = Ask(AskId("A1"), UserId("UASK"), "Who can juggle?", MONDAY, state=AskState.EXPIRED)
    word = "answer" if answers else "other"
    with team.store.write() as tx:
        tx.asks.save(ask)
        for one in to:
            hours_of = "" if answers else one
            put(tx, team.clock.now(), AskEnded(AskAbout(ask.id)), f"{word}:{one}", ToPerson(one), hours_of=hours_of)
    return [f"{word}:{one}" for one in to]


def sends(team: Team, *replicas: Team) -> int:
    """All replicas send what they may at this moment, at the same instant; how many messages went."""
    before, now = len(team.messenger.messages), team.clock.now()
    at_once([lambda one=one: dispatch(one.ctx, team.messenger, now, str(id(one))) for one in (team, *replicas)])  # type: ignore[misc]
    return len(team.messenger.messages) - before


def test_four_replicas_together_keep_to_the_budget(team: Team, database: str) -> None:
    with team_on(database) as second, team_on(database) as third, team_on(database) as fourth:
        write(team, people(team, 60))
        went = []
        for _ in range(11):
            went.append(sends(team, second, third, fourth))
            team.clock.advance(SECOND)
        assert went[0] == 10, "a short burst"
        assert sum(went) == 55, "then nine tenths of 300 a minute"
        assert max(went[1:]) <= 5


def test_an_answer_does_not_queue_behind_a_bulk(team: Team) -> None:
    everybody = people(team, 40)
    write(team, everybody[:30])
    sends(team)
    answers = write(team, everybody[30:], answers=True)
    assert sends(team) == 10, "the budget of the others is spent; the answers have a share of their own"
    assert {team.item(key).state for key in answers} == {OutboxState.SENT}


def test_answers_are_claimed_before_what_is_due_for_longer(team: Team) -> None:
    everybody = people(team, 12)
    write(team, everybody[:10])
    team.clock.advance(MINUTE)
    write(team, everybody[10:], answers=True)
    dispatch(team.ctx, team.messenger, team.clock.now(), "me", limit=2)
    assert {one.to for one in team.messenger.messages} == set(everybody[10:])


def test_a_channel_gets_one_a_second(team: Team) -> None:
    (one,) = people(team, 1)
    write(team, [one])
    write(team, [one], answers=True)
    assert (sends(team), sends(team)) == (1, 0)
    team.clock.advance(SECOND)
    assert sends(team) == 1


def test_when_slack_asks_to_wait_all_replicas_wait(team: Team, database: str) -> None:
    with team_on(database) as second:
        write(team, people(team, 8))
        team.messenger.ends = [RateLimited(30)]
        assert sends(team) == 0
        assert (sends(second), len(team.messenger.messages)) == (0, 0)
        team.clock.advance(29 * SECOND)
        assert sends(team, second) == 0
        team.clock.advance(SECOND)
        assert sends(team, second) == 8


def test_a_refused_token_holds_everything_and_is_said_once(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    keys = write(team, people(team, 3))
    for _ in range(5):
        team.messenger.ends = [LockedOut("token_revoked")] * 9
        sends(team)
        team.clock.advance(MINUTE + SECOND)
    assert capsys.readouterr().out.count("slack refuses the token") == 1
    with team.store.engine.connect() as connection:
        reason = "SELECT reason FROM wait WHERE scope = '" + held("posts") + "'"
        assert connection.exec_driver_sql(reason).scalar() == "token_revoked"
    team.messenger.ends = []
    team.clock.advance(MINUTE)
    assert sends(team) == 3
    assert {team.item(key).state for key in keys} == {OutboxState.SENT}


def test_looking_up_waits_for_slack_too(team: Team) -> None:
    write(team, people(team, 2))
    team.messenger.ends = [Unclear("timeout")] * 2
    sends(team)
    team.messenger.refuse_to_look = RateLimited(600)
    team.clock.advance(2 * OUTBOX.held_for)
    reconcile(team.ctx, team.messenger, team.clock.now())
    looked = len(team.messenger.looked_for)
    team.clock.advance(9 * MINUTE)
    assert reconcile(team.ctx, team.messenger, team.clock.now()) == 0
    assert len(team.messenger.looked_for) == looked
    team.messenger.refuse_to_look = None
    team.clock.advance(2 * MINUTE)
    team.tick()
    team.tick()
    assert len(team.messenger.notes(AskEndedNote)) == 2


def test_the_channel_that_comes_back_is_kept(team: Team) -> None:
    (one,) = people(team, 1)
    write(team, [one])
    sends(team)
    with team.store.read() as tx:
        assert tx.channels.get([one]) == f"D-{one}"
        assert tx.channels.get([UserId("UNOBODY")]) == ""


def test_waits_long_past_are_forgotten(team: Team) -> None:
    write(team, people(team, 3))
    sends(team)
    with team.store.write() as tx:
        tx.waits.forget(MONDAY)
        assert tx.waits.until(["posts"]) == {"posts": until(team)}
        assert tx.waits.forget(MONDAY + timedelta(days=1)) >= 4
        assert tx.waits.until(["posts"]) == {}


def until(team: Team) -> datetime:
    with team.store.read() as tx:
        return tx.waits.until(["posts"])["posts"]
