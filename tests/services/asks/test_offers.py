"""Answering an offer, and taking an ask from the help channel."""

from datetime import timedelta

import pytest

from bot.domain.asks.answering import Accepted, AlreadyDecided, Declined, Full, NotForThem, OfferAnswer, TooLate
from bot.domain.asks.ask import Ask, AskState, OfferState, Shape
from bot.domain.asks.notes import HelpPostNote, IntroductionNote, OfferNote, OfferOutcomeNote
from bot.domain.base.errors import MayNotTakePart, NotFound
from bot.domain.base.ids import UserId
from bot.domain.people.person import Workplace, WorkspaceMembership
from bot.services.asks.asking import post_to_channel, withdraw
from bot.services.asks.offers import answer, take_from_channel
from bot.services.asks.outgoing import HELP_CHANNEL
from tests.support.team import MONDAY, Team, urgent


def test_the_first_to_accept_is_introduced(team: Team) -> None:
    lisbon = Workplace(office="Lisbon")
    asker, mentor = team.joins("Ada", workplace=lisbon), team.joins("Mira", "Python", workplace=lisbon)
    ask = team.asks(asker, "Python")
    team.tick()
    outcome = team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    assert isinstance(outcome.decision, Accepted)
    assert outcome.note is not None
    assert outcome.note.state is OfferState.ACCEPTED
    team.tick()
    (note,) = team.messenger.notes(IntroductionNote)
    assert (note.asker.name, note.mentor.name, note.same_office) == ("Ada", "Mira", "Lisbon")
    assert len(note.slots) == 3
    assert all(slot > MONDAY for slot in note.slots)
    assert team.ask(ask.id).group_channel == f"G-{asker}-{mentor}"


def test_a_written_answer_needs_no_times(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python", shape=Shape.THREAD)
    assert team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP).ask.slots == ()


def test_whoever_comes_second_hears_who_was_first(team: Team) -> None:
    asker, first, second = team.joins("Ada"), team.joins("Bo", "Python"), team.joins("Cy", "Python")
    ask = team.asks(asker, "Python", **urgent())
    team.tick()
    team.presses(first, ask.id, OfferAnswer.I_CAN_HELP)
    late = team.presses(second, ask.id, OfferAnswer.I_CAN_HELP)
    assert isinstance(late.decision, TooLate)
    assert (late.decision.by, late.by_name) == (first, "Bo")
    assert late.note is not None
    assert late.note.taken_by == "Bo"
    assert team.ask(ask.id).mentor == first
    team.tick()
    (message,) = team.messenger.to(second)
    assert message.edits == [late.note]


def test_a_second_press_changes_nothing(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    before = team.ask(ask.id)
    again = team.presses(mentor, ask.id, OfferAnswer.NOT_NOW)
    assert again.decision == AlreadyDecided(OfferState.ACCEPTED, MONDAY)
    assert team.ask(ask.id) == before


def test_the_limit_holds_when_accepting(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python", open_asks=2)
    asks = [team.asks(asker, "Python") for _ in range(2)]
    team.joins("Mira", "Python", open_asks=1)  # she lowers her limit while both offers are out
    assert isinstance(team.presses(mentor, asks[0].id, OfferAnswer.I_CAN_HELP).decision, Accepted)
    full = team.presses(mentor, asks[1].id, OfferAnswer.I_CAN_HELP)
    assert full.decision == Full(1)
    assert full.note is None
    assert isinstance(team.presses(mentor, asks[1].id, OfferAnswer.NOT_NOW).decision, Declined)


def test_declined_goes_to_the_next_one_at_once(team: Team) -> None:
    asker, first, second = team.joins("Ada"), team.joins("Bo", "Python"), team.joins("Cy", "Python")
    ask = team.asks(asker, "Python")
    team.presses(first, ask.id, OfferAnswer.NOT_NOW)
    team.tick()
    assert len(team.messenger.notes(OfferNote, second)) == 1
    assert team.messenger.to(first) == []


def test_not_my_area_is_remembered(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.presses(mentor, ask.id, OfferAnswer.NOT_MY_AREA)
    assert team.profile(mentor).not_areas == {"python"}


def test_pause_me_takes_back_all_that_waits(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    asks = [team.asks(asker, "Python") for _ in range(2)]
    team.tick()
    team.presses(mentor, asks[0].id, OfferAnswer.PAUSE_ME)
    assert team.profile(mentor).paused
    assert {team.offer_to(mentor, ask.id).state for ask in asks} == {OfferState.UNREACHABLE}
    team.tick()
    assert {team.ask(ask.id).state for ask in asks} == {AskState.EXHAUSTED}


def test_an_offer_of_a_withdrawn_ask_says_so(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    withdraw(team.ctx, ask.id, asker)
    late = team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    assert late.decision == TooLate(AskState.WITHDRAWN, None, MONDAY)


def test_an_offer_is_for_one_person(team: Team) -> None:
    asker, mentor, other = team.joins("Ada"), team.joins("Mira", "Python"), team.joins("Eve")
    ask = team.asks(asker, "Python")
    with pytest.raises(NotFound):
        answer(team.ctx, team.offer_to(mentor, ask.id).id, other, OfferAnswer.I_CAN_HELP)


def test_whoever_left_cannot_accept(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.changes(mentor, standing=WorkspaceMembership.DEACTIVATED)
    with pytest.raises(MayNotTakePart):
        team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    assert team.ask(ask.id).mentor is None


def posted(team: Team, asker: UserId) -> Ask:
    team.sets(HELP_CHANNEL, "CHELP")
    ask = team.asks(asker, "Python")
    post_to_channel(team.ctx, ask.id, asker)
    team.tick()
    return ask


def test_anybody_may_take_a_posted_ask(team: Team) -> None:
    asker, helper, late = team.joins("Ada"), team.joins("Hal"), team.joins("Lea")
    ask = posted(team, asker)
    taken = take_from_channel(team.ctx, ask.id, helper)
    assert isinstance(taken.decision, Accepted)
    beaten = take_from_channel(team.ctx, ask.id, late)
    assert isinstance(beaten.decision, TooLate)
    assert beaten.by_name == "Hal"
    team.tick()
    (message,) = team.messenger.to("CHELP")
    assert isinstance(message.edits[-1], HelpPostNote)
    assert message.edits[-1].taken
    assert len(team.messenger.notes(IntroductionNote)) == 1


def test_nobody_takes_their_own_ask(team: Team) -> None:
    asker = team.joins("Ada")
    ask = posted(team, asker)
    assert take_from_channel(team.ctx, ask.id, asker).decision == NotForThem(own=True)


def test_the_limit_holds_in_the_help_channel(team: Team) -> None:
    asker, helper = team.joins("Ada"), team.joins("Hal", open_asks=0)
    ask = posted(team, asker)
    assert take_from_channel(team.ctx, ask.id, helper).decision == Full(0)


def test_the_question_whether_it_helped_comes_two_working_days_later(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP)
    assert team.item(f"did_it_help:{ask.id}").due_at == MONDAY + timedelta(days=2)


def test_the_outcome_shown_is_the_outcome_edited_in(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.tick()
    shown = team.presses(mentor, ask.id, OfferAnswer.I_CAN_HELP).note
    team.tick()
    (offer,) = [one for one in team.messenger.messages if one.to == mentor]
    assert isinstance(shown, OfferOutcomeNote)
    assert offer.edits == [shown]
