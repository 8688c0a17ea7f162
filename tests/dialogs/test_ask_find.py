"""Who knows something, and asking one of them."""

import pytest

from tests.support.asks import QUESTION, asks, member
from tests.support.dialogs import Seat, buttons, text_of
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN, CHIKA

OTHERS = [f"U0PERSON{number:03d}" for number in range(2, 8)]


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return member(mentor, ADA, "SQL")


def labels(seat: Seat, *words: str) -> list[str]:
    return [label for _, _, label in buttons(seat.sees(*words, ephemeral=True))]


def test_a_skill_finds_who_has_it_with_the_reason(mentor: RunningMentor, ada: Seat) -> None:
    member(mentor, BEN, "Negotiation")
    member(mentor, CHIKA, "Figma")
    ada.types("/mentor find negotiation")
    seen = ada.sees("Who can help with “negotiation”", "Ben (Designer)", "Negotiation", ephemeral=True)
    assert "Chika" not in str(seen)


def test_more_than_five_are_paged(mentor: RunningMentor, ada: Seat) -> None:
    for who in (BEN, *OTHERS):
        member(mentor, who, "Negotiation")
    ada.types("/mentor find negotiation")
    assert labels(ada, "1 to 5 of 7") == ["Ask"] * 5 + ["Next 2"]
    ada.presses("Next 2")
    assert labels(ada, "6 to 7 of 7") == ["Ask"] * 2 + ["Back"]
    ada.presses("Back")
    assert labels(ada, "1 to 5 of 7") == ["Ask"] * 5 + ["Next 2"]


def test_ask_goes_toward_that_person_alone(mentor: RunningMentor, ada: Seat) -> None:
    ben, chika = member(mentor, BEN, "Negotiation"), member(mentor, CHIKA, "Figma")
    ada.types("/mentor find figma")
    ada.presses("Ask")
    view = ada.sees_modal("This goes to *Chika* alone.")
    assert "excluded" not in view["state"]["values"]
    ada.fills("question", QUESTION)
    ada.submits()
    ada.human.close(ada.sees_modal("to the one person you chose")["id"])
    mentor.later(hours=8)
    chika.sees("would like 15 minutes of your experience", QUESTION)
    assert not any(QUESTION in text for text in ben.reads())
    chika.presses("Not now")
    chika.sees("You said not now")
    mentor.later(hours=16)
    ada.sees("Chika could not take your ask.", QUESTION)
    other = member(mentor, OTHERS[0], "Figma")
    ada.presses("Ask others")
    ada.sees("I am asking colleagues who fit")
    mentor.tick()
    other.sees("would like 15 minutes of your experience", QUESTION)


def test_a_question_is_carried_into_the_form(mentor: RunningMentor, ada: Seat) -> None:
    member(mentor, BEN, "Negotiation")
    ada.types("/mentor find who knows negotiation with suppliers")
    ada.presses("Ask")
    view = ada.sees_modal("This goes to *Ben* alone.")
    assert view["state"]["values"]["question"]["question"]["value"] == "who knows negotiation with suppliers"


def test_nobody_found_says_what_to_do(mentor: RunningMentor, ada: Seat) -> None:
    ada.types("/mentor find glass blowing")
    ada.sees("I found nobody for “glass blowing” who has signed up here.", ephemeral=True)
    ada.presses("Ask a question")
    ada.sees_modal("Ask a colleague")


def test_without_words_it_asks_what_to_look_for(mentor: RunningMentor, ada: Seat) -> None:
    member(mentor, BEN, "Negotiation")
    ada.types("/mentor find")
    ada.sees_modal("What should they know?")
    ada.fills("words", "negotiation")
    ada.submits()
    found = ada.sees_modal("Ben (Designer)")
    ada.presses("Ask", found)
    ada.sees_modal("This goes to *Ben* alone.")


def test_who_has_no_room_is_shown_and_cannot_be_asked(mentor: RunningMentor, ada: Seat) -> None:
    ben = member(mentor, BEN, "Negotiation")
    for question in ("How do I begin a talk?", "How do I end a talk?"):
        asks(ada, question)
        mentor.tick()
        ben.presses("I can help", ben.sees("would like", question))
        ben.sees("You said yes", question)
    chika = member(mentor, CHIKA, "Figma")
    chika.types("/mentor find negotiation")
    chika.sees("Ben (Designer)", "No room for another ask at the moment.", ephemeral=True)
    assert "Ask" not in labels(chika, "Ben (Designer)")


def test_who_unticks_flash_is_found_but_cannot_be_asked(mentor: RunningMentor, ada: Seat) -> None:
    ben = member(mentor, BEN, "Figma")
    ben.types("/mentor profile")
    view = ben.sees_modal("Your profile")
    assert "Circle" not in text_of(view)
    ben.fills("formats", ["peer"])
    assert ben.submits().ok
    ben.sees_home("I bring you no single questions")
    ada.types("/mentor find figma")
    assert labels(ada, "Ben (Designer)", "Takes no single questions at the moment") == []
