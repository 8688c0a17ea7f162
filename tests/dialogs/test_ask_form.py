"""The ask form: prefilled, forgiving, and nothing typed is ever lost."""

import pytest

from bot.domain.base.ids import UserId
from bot.services.people import profiles
from tests.support.asks import QUESTION, member
from tests.support.dialogs import Seat, text_of
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN, CHIKA, GENERAL


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return member(mentor, ADA, "SQL")


def typed_in(view: dict[str, object], name: str) -> object:
    [element] = view["state"]["values"][name].values()  # type: ignore[index]
    return element.get("value") or element.get("selected_users") or element.get("selected_options")


def test_it_is_filled_in_with_the_question_and_its_skills(ada: Seat) -> None:
    ada.types("/mentor ask How do I get better at negotiation with Kubernetes people?")
    view = ada.sees_modal("Ask a colleague")
    assert typed_in(view, "question") == "How do I get better at negotiation with Kubernetes people?"
    chosen = typed_in(view, "skills")
    assert isinstance(chosen, list)
    assert {option["value"] for option in chosen} == {"Negotiation", "Kubernetes"}


def test_manager_and_reports_are_left_out_unless_one_says_otherwise(mentor: RunningMentor) -> None:
    mentor.workspace.update_user(BEN, fields={"Manager": CHIKA})
    ben = member(mentor, BEN, "Figma")
    profiles.learn_workplace(mentor.mentor.context, UserId(BEN))
    ben.types("/mentor ask")
    assert typed_in(ben.sees_modal("Ask a colleague"), "excluded") == [CHIKA]


@pytest.mark.parametrize(
    ("question", "error"),
    [
        ("   ", "Your question: please write a few words."),
        ("🤷 :tada: 🎉", "Your question: please say it in words; somebody has to be able to answer it."),
    ],
)
def test_no_question_is_an_error_at_its_field(ada: Seat, question: str, error: str) -> None:
    ada.types("/mentor ask")
    ada.sees_modal("Ask a colleague")
    ada.fills("question", question)
    ada.fills("tried", "Everything.")
    assert ada.submits().errors == {"question": error}
    assert typed_in(ada.human.modals()[-1], "tried") == "Everything."
    ada.fills("question", QUESTION)
    assert ada.submits().ok


def test_three_thousand_characters_fit_and_reach_the_mentor_whole(mentor: RunningMentor, ada: Seat) -> None:
    question = ("negotiation & more " * 200)[:2999] + "?"
    ben = member(mentor, BEN, "Negotiation")
    ada.types(f"/mentor ask {question}")
    ada.sees_modal("Ask a colleague")
    assert ada.submits().ok
    mentor.tick()
    ben.sees(question)


def test_what_is_longer_is_cut_and_shown(ada: Seat) -> None:
    ada.types("/mentor ask " + "a" * 3000 + " and the end of it")
    view = ada.sees_modal("Your question has 3,018 characters", " and the end of it")
    assert typed_in(view, "question") == "a" * 3000


def test_hostile_words_are_shown_and_ring_nobody(mentor: RunningMentor, ada: Seat) -> None:
    ben = member(mentor, BEN, "Negotiation")
    ada.types("/mentor ask")
    ada.sees_modal("Ask a colleague")
    ada.fills("question", f"<!channel> <@{CHIKA}> negotiation </script>")
    ada.chooses("skills", "Negotiation")
    ada.submits()
    mentor.tick()
    offer = ben.sees("would like 15 minutes", f"<!channel> <@{CHIKA}> negotiation </script>")
    assert "<!channel>" not in offer["text"]
    assert "&lt;!channel&gt;" in offer["text"]


def test_who_has_not_signed_up_is_told_before_typing(mentor: RunningMentor) -> None:
    ben = Seat(mentor.workspace, BEN)
    ben.types(f"/mentor ask {QUESTION}")
    ben.sees("You have not signed up yet", ephemeral=True)
    assert ben.has_no_modal()
    ben.presses("Sign up")
    ben.sees_modal("Sign up with Mentor")


def test_a_spent_trigger_is_answered_by_a_button_that_opens_it_afresh(mentor: RunningMentor, ada: Seat) -> None:
    mentor.workspace.faults.refuse("views.open", "expired_trigger_id")
    ada.types(f"/mentor ask {QUESTION}")
    ada.sees("What you typed is kept", ephemeral=True)
    ada.presses("Open it")
    assert typed_in(ada.sees_modal("Ask a colleague"), "question") == QUESTION


def test_a_message_becomes_a_question(mentor: RunningMentor, ada: Seat) -> None:
    ben = mentor.human(BEN)
    ts = ben.say(GENERAL, "Does anybody know negotiation & <stuff>?")
    ada.human.shortcut("ask_about_message", GENERAL, ts)
    view = ada.sees_modal("Ask a colleague")
    assert typed_in(view, "question") == "Does anybody know negotiation & <stuff>?"
    assert typed_in(view, "excluded") == [BEN]


def test_the_author_of_a_message_is_not_asked(mentor: RunningMentor, ada: Seat) -> None:
    ben, chika = member(mentor, BEN, "Negotiation"), member(mentor, CHIKA, "Negotiation")
    ts = ben.human.say(GENERAL, "Does anybody know negotiation?")
    ada.human.shortcut("ask_about_message", GENERAL, ts)
    ada.sees_modal("Ask a colleague")
    ada.submits()
    mentor.later(hours=8)
    chika.sees("would like 15 minutes", "Does anybody know negotiation?")
    assert not any("would like" in text for text in ben.reads())


def test_the_status_shows_it_and_the_offer(mentor: RunningMentor, ada: Seat) -> None:
    ben = member(mentor, BEN, "Negotiation")
    ada.types("/mentor status")
    ada.sees("Nothing is open for you at the moment.", ephemeral=True)
    ada.types(f"/mentor ask {QUESTION} negotiation")
    ada.sees_modal("Ask a colleague")
    ada.submits()
    ada.human.close(ada.sees_modal("Your ask is on its way.")["id"])
    mentor.tick()
    ada.types("/mentor status")
    ada.sees("Your asks", "I am asking colleagues who fit", "I ask the next one", QUESTION, ephemeral=True)
    ben.types("/mentor status")
    waiting = ben.sees("Waiting for your answer", QUESTION, ephemeral=True)
    ben.presses("I can help", waiting)
    ben.sees("You said yes", ephemeral=True)
    mentor.tick()
    ben.sees("You said yes", ephemeral=False)
    ben.types("/mentor status")
    assert "You help with" in text_of(ben.sees("You said yes to Ada", ephemeral=True))
