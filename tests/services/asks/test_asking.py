"""Asking: what becomes an ask, who is offered it, and what the asker can do with it."""

from datetime import timedelta

import pytest

from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.ask import AskState, OfferState
from bot.domain.asks.notes import HelpPostNote, NobodyYetNote, OfferNote, OfferOutcomeNote
from bot.domain.base.errors import InvalidField, MayNotTakePart, NotFound, NotSignedUp
from bot.domain.base.ids import UserId
from bot.domain.people.person import Workplace, WorkspaceMembership
from bot.services.asks.asking import post_to_channel, suggested_exclusions, widen, withdraw
from bot.services.asks.outgoing import HELP_CHANNEL
from tests.support.team import Team, urgent


def test_an_ask_is_offered_to_the_best_one_at_once(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.tick()
    assert ask.state is AskState.ROUTING
    assert [offer.mentor for offer in team.offers(ask.id)] == [mentor]
    (note,) = team.messenger.notes(OfferNote, mentor)
    assert (note.asker.name, note.question) == ("Ada", ask.question)


def test_an_urgent_ask_is_offered_to_three(team: Team) -> None:
    asker = team.joins("Ada")
    for name in ("Bo", "Cy", "Di", "Ed"):
        team.joins(name, "Python")
    ask = team.asks(asker, "Python", **urgent())
    assert len(team.offers(ask.id)) == 3


def test_the_same_view_submitted_twice_makes_one_ask(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    first, second = (team.asks(asker, "Python", key="V1") for _ in range(2))
    team.tick()
    assert first.id == second.id
    assert len(team.messenger.notes(OfferNote, mentor)) == 1


@pytest.mark.parametrize(
    ("question", "problem"),
    [("", "empty"), (" \n ", "empty"), ("🎉🎉", "only_emoji"), (":tada: :+1:", "only_emoji"), ("x" * 3001, "too_long")],
)
def test_a_question_that_nobody_could_answer_is_refused(team: Team, question: str, problem: str) -> None:
    asker = team.joins("Ada")
    with pytest.raises(InvalidField) as refused:
        team.asks(asker, "Python", question=question)
    assert (refused.value.field, refused.value.problem) == ("question", problem)


def test_three_thousand_characters_fit(team: Team) -> None:
    asker = team.joins("Ada")
    assert len(team.asks(asker, "Python", question="x" * 3000).question) == 3000


def test_only_members_may_ask(team: Team) -> None:
    with pytest.raises(NotSignedUp):
        team.asks(UserId("USTRANGER"), "Python")
    guest = team.joins("Gus")
    team.changes(guest, standing=WorkspaceMembership.GUEST)
    with pytest.raises(MayNotTakePart):
        team.asks(guest, "Python")


def test_manager_and_reports_are_suggested_to_be_left_out(team: Team) -> None:
    boss = team.joins("Boss", "Python")
    asker = team.joins("Ada", workplace=Workplace(manager=boss))
    report = team.joins("Rae", workplace=Workplace(manager=asker))
    with team.store.read() as tx:
        assert suggested_exclusions(tx, asker) == {boss, report}


def test_whoever_is_left_out_is_never_offered_it(team: Team) -> None:
    asker, boss = team.joins("Ada"), team.joins("Boss", "Python")
    ask = team.asks(asker, "Python", excluded=frozenset({boss}))
    assert team.offers(ask.id) == []
    assert ask.state is AskState.EXHAUSTED


def test_a_hidden_name_is_not_in_the_offer(team: Team) -> None:
    asker = team.joins("Ada", workplace=Workplace(department="Sales", office="Lisbon"))
    mentor = team.joins("Mira", "Python")
    team.asks(asker, "Python", name_hidden=True)
    team.tick()
    (note,) = team.messenger.notes(OfferNote, mentor)
    assert note.asker.department == "Sales"
    assert not note.asker.known
    assert "Ada" not in repr(note)
    assert asker not in repr(note)
    assert "Lisbon" not in repr(note)


def test_an_ask_for_one_person_goes_to_nobody_else(team: Team) -> None:
    asker, wanted = team.joins("Ada"), team.joins("Will")
    team.joins("Mira", "Python")
    ask = team.asks(asker, "Python", only=wanted)
    assert [offer.mentor for offer in team.offers(ask.id)] == [wanted]
    team.presses(wanted, ask.id, OfferAnswer.NOT_NOW)
    team.later(timedelta(hours=1))
    (note,) = team.messenger.notes(NobodyYetNote, asker)
    assert (note.only_name, note.can_widen) == ("Will", True)


def test_widening_an_ask_for_one_person_asks_the_others(team: Team) -> None:
    asker, wanted, other = team.joins("Ada"), team.joins("Will"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python", only=wanted)
    team.presses(wanted, ask.id, OfferAnswer.NOT_NOW)
    assert widen(team.ctx, ask.id, asker).changed
    assert {offer.mentor for offer in team.offers(ask.id)} == {wanted, other}


def test_nobody_is_asked_beyond_their_limit(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python", open_asks=1)
    first, second = team.asks(asker, "Python"), team.asks(asker, "Python")
    assert [offer.mentor for offer in team.offers(first.id)] == [mentor]
    assert team.offers(second.id) == []


def test_after_the_last_the_asker_hears_what_was_tried(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.tick()
    team.presses(mentor, ask.id, OfferAnswer.NOT_NOW)
    team.tick()
    (note,) = team.messenger.notes(NobodyYetNote, asker)
    assert (note.tried.offered, note.tried.not_now) == (1, 1)
    assert note.can_widen
    assert team.ask(ask.id).state is AskState.EXHAUSTED


def test_widening_twice_changes_nothing_the_second_time(team: Team) -> None:
    asker = team.joins("Ada")
    ask = team.asks(asker, "Python")
    assert widen(team.ctx, ask.id, asker).changed
    again = widen(team.ctx, ask.id, asker)
    assert not again.changed
    assert again.ask.state is AskState.EXHAUSTED


def test_posting_goes_to_the_help_channel_without_the_name(team: Team) -> None:
    asker = team.joins("Ada", workplace=Workplace(department="Sales"))
    team.sets(HELP_CHANNEL, "CHELP")
    ask = team.asks(asker, "Python")
    assert post_to_channel(team.ctx, ask.id, asker).changed
    team.tick()
    (note,) = team.messenger.notes(HelpPostNote, "CHELP")
    assert note.department == "Sales"
    assert "Ada" not in repr(note)
    assert not post_to_channel(team.ctx, ask.id, asker).changed


def test_posting_needs_a_channel(team: Team) -> None:
    asker = team.joins("Ada")
    ask = team.asks(asker, "Python")
    with pytest.raises(NotFound):
        post_to_channel(team.ctx, ask.id, asker)


def test_withdrawing_takes_the_offers_back(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    team.tick()
    assert withdraw(team.ctx, ask.id, asker).changed
    team.tick()
    (offer,) = team.messenger.to(mentor)
    assert isinstance(offer.edits[-1], OfferOutcomeNote)
    assert offer.edits[-1].state is OfferState.CANCELLED
    assert not withdraw(team.ctx, ask.id, asker).changed


def test_what_was_withdrawn_before_sending_is_not_sent(team: Team) -> None:
    asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(asker, "Python")
    withdraw(team.ctx, ask.id, asker)
    team.tick()
    assert team.messenger.to(mentor) == []


def test_only_the_asker_decides_about_an_ask(team: Team) -> None:
    asker, other = team.joins("Ada"), team.joins("Eve")
    ask = team.asks(asker, "Python")
    for press in (withdraw, widen, post_to_channel):
        with pytest.raises(NotFound):
            press(team.ctx, ask.id, other)
