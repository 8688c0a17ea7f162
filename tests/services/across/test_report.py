"""The report: for admins, with counts and medians, without opinions of few."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.across.auditing import AuditProblem, Finding
from bot.domain.across.report import Span
from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.ask import Helped
from bot.domain.base.errors import NotAnAdmin
from bot.domain.people.person import WorkspaceMembership
from bot.services.across.report import report
from bot.services.asks.closing import say_helped
from tests.support.team import Team


def test_it_is_for_admins(team: Team) -> None:
    plain, admin = team.joins("Ada"), team.joins("Root", admin=True)
    with pytest.raises(NotAnAdmin):
        report(team.ctx, plain)
    assert report(team.ctx, admin).now.asks == 0
    team.admins = frozenset({plain})
    assert report(team.ctx, plain).now.asks == 0


def test_an_admin_who_left_is_none(team: Team) -> None:
    admin = team.joins("Root", admin=True)
    team.changes(admin, standing=WorkspaceMembership.DEACTIVATED)
    with pytest.raises(NotAnAdmin):
        report(team.ctx, admin)


def test_what_it_counts(team: Team) -> None:
    admin, asker, mentor = team.joins("Root", admin=True), team.joins("Ada"), team.joins("Mira", "Python", open_asks=9)
    for said in [Helped.A_LOT, Helped.SOME, Helped.NOT, Helped.A_LOT, Helped.A_LOT, Helped.NOT]:
        ask = team.asks(asker, "Python")
        team.clock.advance(timedelta(minutes=10))
        team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
        team.clock.advance(timedelta(minutes=20))
        say_helped(team.ctx, ask.id, asker, said)
    team.asks(asker, "Juggling", question="Who can juggle?")
    figures = report(team.ctx, admin).now
    assert (figures.asks, figures.answered) == (7, 6)
    assert (figures.to_accept.value, figures.to_accept.n) == (timedelta(minutes=10), 6)
    assert (figures.to_close.value, figures.to_close.n) == (timedelta(minutes=30), 6)
    assert [(one.name, one.asks) for one in figures.carried] == [("Mira", 6)]
    assert figures.helped is not None
    assert (figures.helped.a_lot, figures.helped.some, figures.helped.not_at_all) == (3, 1, 1)


def test_fewer_than_five_opinions_are_not_shown(team: Team) -> None:
    admin, asker, mentor = team.joins("Root", admin=True), team.joins("Ada"), team.joins("Mira", "Python", open_asks=9)
    for _ in range(4):
        ask = team.asks(asker, "Python")
        team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
        say_helped(team.ctx, ask.id, asker, Helped.NOT)
    assert report(team.ctx, admin).now.helped is None


def test_against_the_period_before(team: Team) -> None:
    admin, asker = team.joins("Root", admin=True), team.joins("Ada")
    team.asks(asker, "Juggling")
    team.clock.advance(timedelta(days=20))
    both = report(team.ctx, admin, Span.MONTH)
    assert (both.now.asks, both.before.asks) == (0, 1)
    assert both.now.period.start == datetime(2026, 12, 1, tzinfo=UTC)
    assert both.before.period.start == datetime(2026, 11, 1, tzinfo=UTC)


def test_what_the_audit_of_delivery_found_is_counted(team: Team) -> None:
    admin = team.joins("Root", admin=True)
    assert report(team.ctx, admin).lost == 0
    with team.store.write() as tx:
        tx.audit.keep([Finding(AuditProblem.LATE, "offer", "M1")], team.clock.now())
    assert report(team.ctx, admin).lost == 1
