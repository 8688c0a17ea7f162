"""Two a day, in their day: what Mentor begins by itself does not pile up on anybody."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.asks.ask import Ask, AskId, AskState
from bot.domain.asks.messages import AskAbout, AskEnded, PartnerLeft
from bot.domain.asks.notes import AskEndedNote, PartnerLeftNote
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.delivery.messages import Kind, ToPerson
from bot.domain.delivery.outbox import OutboxState
from bot.domain.mentorships.messages import CycleAbout, Nudge
from bot.ports import Unclear
from bot.services.delivery.dispatch import dispatch
from bot.services.delivery.outgoing import put
from store.database import SqlStore
from tests.services.asks.test_races import at_once
from tests.support.messenger import Lost
from tests.support.team import MONDAY, Team, team_on

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def written(team: Team, to: UserId, count: int, kind: Kind = AskEnded, hours_of: str | None = None) -> list[str]:
    """So many messages to somebody, due now; their keys."""
    ask = Ask(
        AskId(f"of {to}"), to, "Who can juggle?", team.clock.now(), state=AskState.EXPIRED, mentor=UserId("UGONE")
    )
    keys = [f"{kind.name}:{to}:{number}" for number in range(count)]
    about = CycleAbout(MentorshipId("none"), 1) if kind is Nudge else AskAbout(ask.id)
    with team.store.write() as tx:
        tx.asks.save(ask)
        for key in keys:
            put(tx, team.clock.now(), kind(about), key, ToPerson(to), hours_of=to if hours_of is None else hours_of)
    return keys


def states(team: Team, keys: list[str]) -> list[OutboxState]:
    return [team.item(key).state for key in keys]


def test_the_third_waits_for_the_next_working_day(team: Team) -> None:
    ada = team.joins("Ada")
    keys = written(team, ada, 5)
    team.tick()
    assert len(team.messenger.to(ada)) == 2
    assert {team.item(key).due_at for key in keys if team.item(key).state is OutboxState.PENDING} == {
        MONDAY.replace(hour=9) + DAY
    }
    team.later(23 * timedelta(hours=1))
    assert len(team.messenger.to(ada)) == 4
    team.later(DAY)
    assert len(team.messenger.to(ada)) == 5


def test_the_cap_holds_against_four_replicas_at_once(team: Team, database: str) -> None:
    with team_on(database) as second, team_on(database) as third, team_on(database) as fourth:
        replicas = [team, second, third, fourth]
        ada, bo = team.joins("Ada"), team.joins("Bo")
        written(team, ada, 6)
        written(team, bo, 6)
        for _ in range(4):
            now = team.clock.now()
            at_once([lambda one=one, now=now: dispatch(one.ctx, team.messenger, now, str(id(one))) for one in replicas])  # type: ignore[misc]
            team.clock.advance(2 * SECOND)
        assert [len(team.messenger.to(one)) for one in (ada, bo)] == [2, 2]


def test_what_somebody_waits_for_goes_first(team: Team) -> None:
    """Though written last."""
    ada = team.joins("Ada")
    late = written(team, ada, 2, AskEnded)
    soon = written(team, ada, 2, PartnerLeft)
    team.tick()
    assert states(team, soon) == [OutboxState.SENT] * 2
    assert states(team, late) == [OutboxState.PENDING] * 2
    assert len(team.messenger.notes(PartnerLeftNote, ada)) == 2


def test_replies_to_presses_are_not_counted(team: Team) -> None:
    ada = team.joins("Ada")
    keys = written(team, ada, 4, hours_of="")
    team.tick()
    assert states(team, keys) == [OutboxState.SENT] * 4
    assert [team.item(key).counted_on for key in keys] == [None] * 4


def test_what_may_have_been_sent_counts_until_it_is_known_not_to_be(team: Team) -> None:
    ada = team.joins("Ada")
    keys = written(team, ada, 3)
    team.messenger.ends = [Unclear("timeout"), Unclear("timeout")]
    team.tick()
    assert states(team, keys).count(OutboxState.UNKNOWN) == 2
    assert len(team.messenger.to(ada)) == 0, "the third has to wait, for two may be there"
    team.later(timedelta(minutes=3))
    team.tick()
    assert len(team.messenger.to(ada)) == 2


def test_lost_replies_are_not_sent_on_top(team: Team) -> None:
    ada = team.joins("Ada")
    written(team, ada, 3)
    team.messenger.ends = [Lost(Unclear("timeout")), Lost(Unclear("timeout"))]
    team.tick()
    team.later(timedelta(minutes=3))
    assert len(team.messenger.notes(AskEndedNote, ada)) == 2


def test_nothing_comes_on_a_public_holiday(team: Team) -> None:
    """Not on Tuesday, where Tuesday is one."""
    tuesday = (MONDAY + DAY).date()
    assert isinstance(team.store, SqlStore)
    free: dict[str, frozenset[date]] = {"UTC": frozenset({tuesday})}
    here = replace(team, store=SqlStore(team.store.engine, lambda zone: free.get(zone, frozenset())))
    ada = here.joins("Ada")
    written(here, ada, 3)
    here.tick()
    here.later(DAY)
    assert len(here.messenger.to(ada)) == 2
    here.later(DAY)
    assert len(here.messenger.to(ada)) == 3
    assert here.profile(ada).hours.days_off == {tuesday}


def test_a_nudge_that_is_too_late_expires_with_a_reason(team: Team) -> None:
    ada = team.joins("Ada")
    (nudge,) = written(team, ada, 1, Nudge)
    assert team.item(nudge).expires_at == MONDAY + DAY
    team.later(DAY)
    assert (team.item(nudge).state, team.item(nudge).reason) == (OutboxState.EXPIRED, "its time has passed")
    assert team.messenger.to(ada) == []
