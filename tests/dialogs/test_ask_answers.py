"""What a mentor may answer, and what happens when they do not."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.domain.base.ids import UserId
from bot.domain.people.person import Workplace
from tests.support.asks import QUESTION, asks, member
from tests.support.dialogs import Seat, buttons
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN

CARO, DAN, EVE = "U0PERSON002", "U0PERSON003", "U0PERSON004"
OFFER = "would like 15 minutes of your experience"


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return member(mentor, ADA, "SQL")


def offered(*seats: Seat) -> list[Seat]:
    """Those of the mentors who have an open offer."""
    return [seat for seat in seats if any(has_offer(message) for message in seat.human.messages(seat.channel))]


def has_offer(message: Mapping[str, Any]) -> bool:
    return any(label == "I can help" for _, _, label in buttons(message))


def test_not_now_goes_to_the_next(mentor: RunningMentor, ada: Seat) -> None:
    caro, dan = member(mentor, CARO, "Negotiation"), member(mentor, DAN, "Negotiation")
    asks(ada)
    mentor.tick()
    [first] = offered(caro, dan)
    first.presses("Not now")
    first.sees("You said not now", QUESTION, "I ask somebody else.")
    mentor.tick()
    [second] = offered(caro, dan)
    assert second is not first
    second.presses("I can help")
    second.sees("You said yes")


def test_not_my_area_says_about_which_skill(mentor: RunningMentor, ada: Seat) -> None:
    caro = member(mentor, CARO, "Negotiation")
    asks(ada)
    mentor.tick()
    caro.presses("Not my area")
    caro.sees("You said this is not your area", "less often about Negotiation")
    mentor.tick()
    ada.sees("I asked one person, who could not take your ask.", "1 said it is not their area")


def test_pause_me_pauses_and_the_ask_moves_on(mentor: RunningMentor, ada: Seat) -> None:
    caro, dan = member(mentor, CARO, "Negotiation"), member(mentor, DAN, "Negotiation")
    asks(ada)
    mentor.tick()
    [first] = offered(caro, dan)
    first.presses("Pause me")
    first.sees("while you were away", "/mentor resume")
    mentor.tick()
    [second] = offered(caro, dan)
    assert second is not first
    first.types("/mentor")
    first.sees("You are out for now")


def test_no_answer_is_reminded_once_and_then_the_next_is_asked(mentor: RunningMentor, ada: Seat) -> None:
    caro, dan = member(mentor, CARO, "Negotiation"), member(mentor, DAN, "Negotiation")
    asks(ada)
    mentor.tick()
    [first] = offered(caro, dan)
    mentor.later(hours=5)
    first.sees("Still open: Ada (Engineer)", QUESTION)
    mentor.later(hours=20)
    first.sees("This one went to somebody else")
    assert [text for text in first.reads() if "Still open" in text] == []
    second = dan if first is caro else caro
    second.sees(OFFER, QUESTION)


def test_urgent_goes_to_three_and_the_first_wins(mentor: RunningMentor, ada: Seat) -> None:
    seats = [member(mentor, who, "Negotiation") for who in (BEN, CARO, DAN, EVE)]
    asks(ada, urgency="today")
    mentor.tick()
    three = offered(*seats)
    assert len(three) == 3
    stale = [seat.sees(OFFER) for seat in three]
    three[0].presses("I can help")
    three[0].sees("You said yes")
    three[1].presses("I can help", stale[1])
    winner = {BEN: "Ben", CARO: "Person 2", DAN: "Person 3", EVE: "Person 4"}[three[0].human.user_id]
    three[1].sees(
        f"{winner} has just taken this one", "Thank you for looking at it.", "in line for the next on Negotiation"
    )
    mentor.tick()
    three[2].sees(f"{winner} has just taken this one")
    assert offered(*seats) == []


def test_a_hidden_name_shows_only_after_the_yes(mentor: RunningMentor, ada: Seat) -> None:
    with mentor.mentor.context.store.write() as tx:
        tx.people.set_workplace(UserId(ADA), Workplace(department="Sales", office="Berlin"))
    caro = member(mentor, CARO, "Negotiation")
    asks(ada, privacy=["hide"])
    mentor.tick()
    caro.sees("A colleague in Sales would like", "You see the name when you say yes.")
    assert not any("Ada" in text or ADA in text for text in caro.reads())
    caro.presses("I can help")
    caro.sees("You said yes", "You, Ada and I")


def test_a_full_mentor_is_told_and_the_offer_stays(mentor: RunningMentor, ada: Seat) -> None:
    ben, caro = member(mentor, BEN, "Negotiation"), member(mentor, CARO, "SQL")
    asks(ada, "How do I ask for more?")
    asks(caro, "How do I ask for less?")
    mentor.tick()
    ben.sees("How do I ask for less?")
    ben.types("/mentor profile")
    ben.sees_modal("Your profile")
    ben.submits()
    ben.sees_modal("Fine-tune")
    ben.fills("open_asks", "1")
    ben.submits()
    assert ben.has_no_modal()
    ben.presses("I can help", ben.sees(OFFER, "How do I ask for more?"))
    ben.sees("You said yes", "How do I ask for more?")
    ben.presses("I can help", ben.sees(OFFER, "How do I ask for less?"))
    ben.sees("You already help with one ask, the most that you wanted at once.", ephemeral=True)
    assert offered(ben) == [ben]


def test_a_mentor_who_leaves_between_offer_and_answer_is_passed_over(mentor: RunningMentor, ada: Seat) -> None:
    caro, dan = member(mentor, CARO, "Negotiation"), member(mentor, DAN, "Negotiation")
    asks(ada)
    mentor.tick()
    [first] = offered(caro, dan)
    mentor.workspace.deactivate(first.human.user_id)
    mentor.workspace.wait_for(lambda: gone(mentor, first.human.user_id))
    mentor.tick()
    second = dan if first is caro else caro
    second.sees(OFFER, QUESTION)


def gone(mentor: RunningMentor, user_id: str) -> bool:
    with mentor.mentor.context.store.read() as tx:
        person = tx.people.get(UserId(user_id))
    return person is not None and not person.may_take_part


def test_a_press_on_an_old_offer_shows_how_it_was_decided(mentor: RunningMentor, ada: Seat) -> None:
    caro = member(mentor, CARO, "Negotiation")
    asks(ada)
    mentor.tick()
    old = caro.sees(OFFER)
    ada.types("/mentor status")
    ada.presses("Withdraw")
    ada.sees("You withdrew this ask", QUESTION)
    caro.presses("I can help", old)
    caro.sees("This ask has ended without needing you")
