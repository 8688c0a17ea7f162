"""Somebody leaves, signs out or pauses: nobody who counts on them is left in the dark."""

from datetime import timedelta

from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.ask import AskState, OfferState
from bot.domain.asks.notes import OfferNote, PartnerLeftNote
from bot.domain.base.ids import UserId
from bot.domain.people.person import WorkspaceMembership
from bot.services.across.leaving import left, paused
from tests.support.team import Team


def leaves(team: Team, user_id: UserId) -> None:
    """The directory says they are gone."""
    team.changes(user_id, standing=WorkspaceMembership.DEACTIVATED)
    with team.store.write() as tx:
        left(team.ctx, tx, user_id, team.clock.now())


def test_offers_to_whoever_left_go_to_the_next(team: Team) -> None:
    asker, first, second = team.joins("Ada"), team.joins("Bo", "Python"), team.joins("Cy", "Python")
    ask = team.asks(asker, "Python")
    leaves(team, first)
    team.tick()
    assert team.offer_to(first, ask.id).state is OfferState.UNREACHABLE
    assert [one.to for one in team.messenger.messages] == [second]


def test_a_pause_does_the_same(team: Team) -> None:
    asker, first, second = team.joins("Ada"), team.joins("Bo", "Python"), team.joins("Cy", "Python")
    team.asks(asker, "Python")
    team.tick()
    with team.store.write() as tx:
        tx.profiles.save(team.profile(first).pause(None))
        paused(tx, first, team.clock.now())
    team.tick()
    (offer,) = team.messenger.to(first)
    assert offer.edits[-1].state is OfferState.UNREACHABLE
    assert len(team.messenger.notes(OfferNote, second)) == 1


def test_asks_of_whoever_left_are_withdrawn(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.tick()
    leaves(team, asker)
    team.tick()
    assert team.ask(ask.id).state is AskState.WITHDRAWN
    (offer,) = team.messenger.to(mentor)
    assert offer.edits[-1].state is OfferState.CANCELLED


def test_the_asker_hears_that_the_mentor_left(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    team.tick()
    leaves(team, mentor)
    team.tick()
    (note,) = team.messenger.notes(PartnerLeftNote, asker)
    assert (note.name, note.to_asker) == ("Mira", True)
    assert team.ask(ask.id).state is AskState.CLOSED
    team.later(timedelta(days=3))
    assert len(team.messenger.to(asker)) == 1  # whether it helped is not asked any more


def test_the_mentor_hears_that_the_asker_left(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python", open_asks=1)
    ask = team.asks(asker, "Python")
    team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    team.tick()
    leaves(team, asker)
    team.tick()
    (note,) = team.messenger.notes(PartnerLeftNote, mentor)
    assert (note.name, note.to_asker) == ("Ada", False)
    other = team.joins("Olu")
    assert len(team.offers(team.asks(other, "Python").id)) == 1  # their place is free again


def test_leaving_twice_is_leaving_once(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    leaves(team, mentor)
    leaves(team, mentor)
    team.tick()
    assert len(team.messenger.notes(PartnerLeftNote)) == 1
