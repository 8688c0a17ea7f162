"""After the introduction: the time of the talk, closing, whether it helped, thanks."""

from datetime import timedelta

import pytest

from bot.domain.asks.answering import OfferAnswer
from bot.domain.asks.ask import Ask, AskState, Helped
from bot.domain.asks.notes import CalendarNote, DidItHelpNote, IntroductionNote, ThanksNote
from bot.domain.base.errors import NotFound, TextTooLong
from bot.domain.base.ids import UserId
from bot.services.asks.asking import close, withdraw
from bot.services.asks.closing import say_helped, thank
from bot.services.asks.meeting import pick_slot
from tests.support.team import MONDAY, Team

ADA, MIRA = UserId("UADA"), UserId("UMIRA")
TOGETHER = "G-UADA-UMIRA"
DAY = timedelta(days=1)


@pytest.fixture
def accepted(team: Team) -> Ask:
    """Ada's ask, accepted by Mira and introduced."""
    team.joins("Ada")
    team.joins("Mira", "Python")
    ask = team.asks(ADA, "Python")
    team.presses(MIRA, ask.id, OfferAnswer.I_CAN_HELP)
    team.tick()
    return team.ask(ask.id)


def test_a_picked_time_is_shown_and_comes_as_a_file(team: Team, accepted: Ask) -> None:
    slot = accepted.slots[1]
    assert pick_slot(team.ctx, accepted.id, MIRA, slot).changed
    team.tick()
    introduction, file = team.messenger.to(TOGETHER)
    assert isinstance(introduction.edits[-1], IntroductionNote)
    assert introduction.edits[-1].picked == slot
    assert isinstance(file.note, CalendarNote)
    assert (file.is_file, file.note.start, file.note.minutes) == (True, slot, 15)


def test_a_time_is_picked_once(team: Team, accepted: Ask) -> None:
    pick_slot(team.ctx, accepted.id, MIRA, accepted.slots[0])
    second = pick_slot(team.ctx, accepted.id, ADA, accepted.slots[1])
    assert not second.changed
    assert second.ask.picked_slot == accepted.slots[0]
    team.tick()
    assert len(team.messenger.notes(CalendarNote)) == 1


def test_a_time_that_was_not_proposed_or_has_passed_is_not_picked(team: Team, accepted: Ask) -> None:
    assert not pick_slot(team.ctx, accepted.id, ADA, MONDAY + timedelta(minutes=7)).changed
    team.clock.advance(7 * DAY)
    assert not pick_slot(team.ctx, accepted.id, ADA, accepted.slots[0]).changed


def test_a_stranger_picks_and_closes_nothing(team: Team, accepted: Ask) -> None:
    eve = team.joins("Eve")
    with pytest.raises(NotFound):
        pick_slot(team.ctx, accepted.id, eve, accepted.slots[0])
    with pytest.raises(NotFound):
        close(team.ctx, accepted.id, eve)
    with pytest.raises(NotFound):
        say_helped(team.ctx, accepted.id, MIRA, Helped.A_LOT)
    with pytest.raises(NotFound):
        thank(team.ctx, accepted.id, MIRA, "Me", True)


def test_the_asker_is_asked_once_whether_it_helped(team: Team, accepted: Ask) -> None:
    team.later(2 * DAY - timedelta(minutes=1))
    assert team.messenger.to(ADA) == []
    team.later(timedelta(minutes=1))
    (note,) = team.messenger.notes(DidItHelpNote, ADA)
    assert note.mentor.name == "Mira"
    for _ in range(5):
        team.later(DAY)
    assert len(team.messenger.to(ADA)) == 1


def test_it_is_asked_after_the_talk_and_not_before(team: Team, accepted: Ask) -> None:
    slot = accepted.slots[-1]
    assert slot > MONDAY + 2 * DAY
    pick_slot(team.ctx, accepted.id, ADA, slot)
    while team.clock.now() <= slot:
        team.later(timedelta(hours=6))
        assert team.messenger.to(ADA) == []
    team.later(2 * DAY)
    assert len(team.messenger.notes(DidItHelpNote, ADA)) == 1


def test_saying_so_closes_the_ask(team: Team, accepted: Ask) -> None:
    outcome = say_helped(team.ctx, accepted.id, ADA, Helped.A_LOT)
    assert (outcome.changed, outcome.ask.state, outcome.mentor_name) == (True, AskState.CLOSED, "Mira")
    team.later(3 * DAY)
    assert team.messenger.to(ADA) == []  # it is not asked what was said already
    again = say_helped(team.ctx, accepted.id, ADA, Helped.NOT)
    assert not again.changed
    assert again.ask.helped is Helped.A_LOT


@pytest.mark.parametrize("who", [ADA, MIRA])
def test_closing_early_asks_at_once(team: Team, accepted: Ask, who: UserId) -> None:
    assert close(team.ctx, accepted.id, who).changed
    team.tick()
    assert len(team.messenger.notes(DidItHelpNote, ADA)) == 1
    (introduction,) = team.messenger.to(TOGETHER)
    assert introduction.edits[-1].over
    team.later(4 * DAY)
    assert len(team.messenger.notes(DidItHelpNote, ADA)) == 1
    assert not close(team.ctx, accepted.id, who).changed
    assert say_helped(team.ctx, accepted.id, ADA, Helped.SOME).changed


def test_the_mentor_closing_in_the_night_waits_for_the_asker(team: Team, accepted: Ask) -> None:
    team.clock.advance(timedelta(hours=10))
    close(team.ctx, accepted.id, MIRA)
    team.tick()
    assert team.messenger.to(ADA) == []
    team.later(timedelta(hours=13))
    assert len(team.messenger.to(ADA)) == 1


def test_closing_after_the_question_does_not_ask_again(team: Team, accepted: Ask) -> None:
    team.later(2 * DAY)
    close(team.ctx, accepted.id, ADA)
    team.tick()
    assert len(team.messenger.notes(DidItHelpNote, ADA)) == 1


def test_an_accepted_ask_is_closed_and_not_withdrawn(team: Team, accepted: Ask) -> None:
    outcome = withdraw(team.ctx, accepted.id, ADA)
    assert not outcome.changed
    assert outcome.mentor_name == "Mira"


def test_thanks_are_passed_on_where_the_asker_says_so(team: Team, accepted: Ask) -> None:
    say_helped(team.ctx, accepted.id, ADA, Helped.A_LOT)
    assert thank(team.ctx, accepted.id, ADA, " That saved my week. ", True).changed
    assert not thank(team.ctx, accepted.id, ADA, "Again", True).changed
    team.tick()
    (note,) = team.messenger.notes(ThanksNote, MIRA)
    assert (note.thanks, note.asker.name) == ("That saved my week.", "Ada")


def test_thanks_that_stay_between_us_are_kept_and_not_sent(team: Team, accepted: Ask) -> None:
    assert thank(team.ctx, accepted.id, ADA, "Hm.", False).changed
    team.tick()
    assert team.messenger.notes(ThanksNote) == []
    assert team.ask(accepted.id).thanks == "Hm."


def test_thanks_have_an_end(team: Team, accepted: Ask) -> None:
    with pytest.raises(TextTooLong):
        thank(team.ctx, accepted.id, ADA, "x" * 1001, True)


def test_past_help_counts_in_the_next_ranking(team: Team, accepted: Ask) -> None:
    say_helped(team.ctx, accepted.id, ADA, Helped.A_LOT)
    team.joins("Aaron", "Python")  # before Mira by name, with nothing behind him
    asker = team.joins("Olu")
    ask = team.asks(asker, "Python")
    assert team.offers(ask.id)[0].mentor == MIRA
