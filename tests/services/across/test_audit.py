"""The audit finds what was lost, whoever lost it; and nothing where all is well."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.across.auditing import AuditProblem, Finding
from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.ask import AskId, AskState, Helped, OfferState
from bot.ports import Refused, Unclear
from bot.services.across.audit import audit, findings
from bot.services.asks.asking import post_to_channel
from bot.services.asks.closing import say_helped, thank
from bot.services.asks.meeting import pick_slot
from bot.services.asks.outgoing import HELP_CHANNEL
from store.database import SqlStore
from tests.support.team import Team

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def alter(team: Team, statement: str) -> None:
    """Damage the database, as no service would."""
    assert isinstance(team.store, SqlStore)
    with team.store.engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount > 0, "nothing was damaged"


def found(team: Team) -> list[tuple[AuditProblem, str]]:
    return sorted((one.problem, one.kind) for one in audit(team.ctx, team.clock.now()))


def helped(team: Team) -> None:
    """Two asks go their whole way: one to its thanks, one to nobody."""
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.tick()
    team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    team.tick()
    team.later(HOUR)
    nobody = team.asks(asker, "Juggling", question="Who can juggle?")
    team.tick()
    team.later(DAY)
    assert team.ask(nobody.id).state is AskState.EXHAUSTED


def test_nothing_is_wrong_where_all_went_its_way(team: Team) -> None:
    helped(team)
    for _ in range(20):
        team.later(DAY)
        assert found(team) == []


DAMAGES = {
    "an introduction": ("DELETE FROM outbox WHERE kind = 'introduction' AND action = 'post'", AuditProblem.MISSING),
    "the choices": ("DELETE FROM outbox WHERE kind = 'nobody_yet'", AuditProblem.MISSING),
    "the question": ("DELETE FROM outbox WHERE kind = 'did_it_help'", AuditProblem.MISSING),
    "a reason": (
        "UPDATE outbox SET state = 'cancelled', reason = '' WHERE kind = 'did_it_help'",
        AuditProblem.UNEXPLAINED,
    ),
    "a sender": (
        "UPDATE outbox SET state = 'sending', lease_until = due_at WHERE kind = 'introduction' AND action = 'post'",
        AuditProblem.LATE,
    ),
    "a turn": (
        "UPDATE outbox SET state = 'pending' WHERE kind = 'introduction' AND action = 'post'",
        AuditProblem.LATE,
    ),
}


@pytest.mark.parametrize("lost", DAMAGES)
def test_what_was_lost_is_found(team: Team, lost: str) -> None:
    statement, problem = DAMAGES[lost]
    helped(team)
    alter(team, statement)
    kind = statement.split("kind = '")[1].split("'")[0]
    assert found(team) == [(problem, kind)]


def test_an_offer_never_written(team: Team) -> None:
    asker, _ = team.joins("Ada"), team.joins("Mira", "Python")
    team.tick()
    team.asks(asker, "SQL")
    ask = team.asks(asker, "Python", question="How do I learn it?")
    alter(team, f"DELETE FROM outbox WHERE kind = 'offer' AND about_id = '{team.offers(ask.id)[0].id}'")
    team.clock.advance(HOUR)
    assert (AuditProblem.MISSING, "offer") in found(team)


STUCK: dict[str, Callable[[Team], None]] = {
    "ask": lambda team: alter(team, "UPDATE offer SET state = 'unanswered'"),
    "offer": lambda team: team.clock.advance(3 * DAY),
    "pause": lambda team: alter(team, "UPDATE profile SET paused = TRUE, paused_until = '2026-11-01 00:00:00+00:00'"),
}


@pytest.mark.parametrize("what", STUCK)
def test_time_that_does_not_pass_is_found(team: Team, what: str) -> None:
    asker, _ = team.joins("Ada"), team.joins("Mira", "Python")
    team.asks(asker, "Python")
    team.tick()
    STUCK[what](team)
    team.clock.advance(2 * HOUR)
    assert (AuditProblem.STUCK, what) in found(team)


def test_what_stays_unknown_is_found_with_its_reason(team: Team) -> None:
    asker, _ = team.joins("Ada"), team.joins("Mira", "Python")
    team.asks(asker, "Python")
    team.messenger.ends = [Unclear("timeout")]
    team.messenger.refuse_to_look = Refused("missing_scope")
    team.tick()
    assert found(team) == []
    team.later(timedelta(minutes=30))
    assert [(one.problem, one.detail) for one in audit(team.ctx, team.clock.now())] == [
        (AuditProblem.UNCLEAR, "missing_scope")
    ]


def test_it_is_said_once_kept_and_forgotten_when_mended(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    helped(team)
    alter(team, "UPDATE outbox SET reason = '', state = 'expired' WHERE kind = 'did_it_help'")
    first = audit(team.ctx, team.clock.now())
    assert findings(team.ctx) == audit(team.ctx, team.clock.now()) == first
    assert [type(one) for one in first] == [Finding]
    assert capsys.readouterr().out.count("event='audit'") == 1
    alter(team, "UPDATE outbox SET reason = 'by hand' WHERE kind = 'did_it_help'")
    assert audit(team.ctx, team.clock.now()) == findings(team.ctx) == []


def test_what_was_so_before_mentor_wrote_anything_owes_nothing(team: Team) -> None:
    """A company's past answers are read in; nobody is introduced for them."""
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    past = replace(ask, state=AskState.CLOSED, mentor=mentor, accepted_at=team.clock.now() - DAY, touched_at=None)
    with team.store.write() as tx:
        tx.asks.save(replace(past, id=AskId("past"), created_at=team.clock.now() - 2 * DAY))
    team.clock.advance(HOUR)
    assert found(team) == []
    team.later(DAY)
    assert found(team) == []


def test_a_whole_way_owes_all_its_messages(team: Team) -> None:
    """Posted, taken, met, thanked: each step leaves a message that the audit asks for."""
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    team.sets(HELP_CHANNEL, "CHELP")
    ask = team.asks(asker, "Python")
    team.tick()
    assert team.offer_to(mentor, ask.id).state is OfferState.OFFERED
    team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    pick_slot(team.ctx, ask.id, asker, team.ask(ask.id).slots[0])
    team.tick()
    say_helped(team.ctx, ask.id, asker, Helped.A_LOT)
    thank(team.ctx, ask.id, asker, "That was kind.", True)
    other = team.asks(asker, "Juggling", question="Who can juggle?")
    team.tick()
    post_to_channel(team.ctx, other.id, asker)
    team.tick()
    alter(team, "UPDATE outbox SET about_id = 'lost', about = '{}' WHERE action <> 'edit'")
    team.clock.advance(HOUR)
    missing = {kind for problem, kind in found(team) if problem is AuditProblem.MISSING}
    assert missing == {"introduction", "did_it_help", "calendar", "thanks", "help_post"}
