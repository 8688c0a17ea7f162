"""When nobody could take it: widen, post without the name, withdraw, or let it end."""

import pytest

from tests.support.asks import QUESTION, asks, group_of, in_channel, member
from tests.support.dialogs import Seat, buttons, text_of
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN, CHIKA, GENERAL


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    return member(mentor, ADA, "SQL")


@pytest.fixture
def exhausted(mentor: RunningMentor, ada: Seat) -> Seat:
    """Ada, whose ask was declined by the only one who fits."""
    chosen = member(mentor, BEN, "Negotiation")
    asks(ada)
    mentor.tick()
    chosen.presses("Not now")
    chosen.sees("You said not now")
    mentor.tick()
    ada.sees(
        "I asked one person, who could not take your ask.",
        "1 not now",
        QUESTION,
        "if you do nothing, the ask ends then",
    )
    return ada


def test_without_a_help_channel_one_may_widen_or_withdraw(exhausted: Seat) -> None:
    message = exhausted.sees("I asked one person")
    assert [label for _, _, label in buttons(message)] == ["Widen the search", "Withdraw"]


def test_withdrawn_in_place(mentor: RunningMentor, exhausted: Seat) -> None:
    exhausted.presses("Withdraw")
    exhausted.sees("You withdrew this ask", QUESTION, "Nobody is asked any more.")
    assert not any("I asked one person" in text for text in exhausted.reads())
    mentor.later(days=20)
    assert "has ended" not in "".join(exhausted.reads())


def test_withdrawn_from_the_status_leaves_no_dead_buttons(mentor: RunningMentor, exhausted: Seat) -> None:
    choices = exhausted.sees("I asked one person")
    exhausted.types("/mentor status")
    exhausted.presses("Withdraw", on=exhausted.sees(QUESTION, ephemeral=True))
    exhausted.sees("You withdrew this ask")
    mentor.tick()
    changed = next(one for one in exhausted.human.messages(exhausted.channel) if one["ts"] == choices["ts"])
    assert "You withdrew this ask" in text_of(changed)
    assert list(buttons(changed)) == []


def test_widening_asks_somebody_further_away(mentor: RunningMentor, exhausted: Seat) -> None:
    other = member(mentor, "U0PERSON002", "Client communication")
    exhausted.presses("Widen the search")
    exhausted.sees("I am asking colleagues who fit")
    mentor.tick()
    other.sees("would like 15 minutes of your experience", QUESTION)


def test_widening_that_finds_nobody_says_so_and_leaves_the_rest(mentor: RunningMentor, exhausted: Seat) -> None:
    exhausted.presses("Widen the search")
    exhausted.sees("I looked wider and found nobody who has room.")
    mentor.tick()
    left = exhausted.sees("if you do nothing, the ask ends then")
    assert [label for _, _, label in buttons(left)] == ["Withdraw"]


def test_nobody_at_all_is_said_at_once(mentor: RunningMentor, ada: Seat) -> None:
    ada.types(f"/mentor ask {QUESTION}")
    ada.sees_modal("Ask a colleague")
    ada.submits()
    ada.sees_modal("I found nobody yet", "In a moment you get a message")
    mentor.tick()
    ada.sees("I found nobody yet who knows about this and has room for it.", QUESTION)


def test_an_ask_nobody_touches_ends_and_can_be_asked_again(mentor: RunningMentor, exhausted: Seat) -> None:
    mentor.later(days=16)
    exhausted.sees("Your ask has ended: for 14 days nobody touched it.", QUESTION)
    exhausted.presses("Ask again")
    view = exhausted.sees_modal("Ask a colleague")
    assert view["state"]["values"]["question"]["question"]["value"] == QUESTION


def test_a_press_on_the_old_choices_shows_where_it_stands(mentor: RunningMentor, exhausted: Seat) -> None:
    old = exhausted.sees("I asked one person")
    exhausted.types("/mentor status")
    exhausted.presses("Withdraw", exhausted.sees("Your asks", "Nobody could take this one", ephemeral=True))
    exhausted.sees("You withdrew this ask", ephemeral=True)
    exhausted.presses("Widen the search", old)
    exhausted.sees("You withdrew this ask", ephemeral=False)


def test_asked_again_with_the_same_view_is_one_ask(mentor: RunningMentor, ada: Seat) -> None:
    chosen = member(mentor, BEN, "Negotiation")
    ada.types(f"/mentor ask {QUESTION}")
    ada.sees_modal("Ask a colleague")
    ada.chooses("skills", "Negotiation")
    ada.submits()
    ada.sees_modal("Your ask is on its way.")
    mentor.workspace.deliver_again().result(timeout=30)
    mentor.tick()
    assert sum(QUESTION in text for text in chosen.reads()) == 1
    ada.types("/mentor status")
    assert text_of(ada.sees("Your asks", ephemeral=True)).count(QUESTION) == 1


def test_posted_in_the_help_channel_without_the_name(mentor: RunningMentor, ada: Seat) -> None:
    choose_help_channel(mentor, ada)
    declined = member(mentor, BEN, "Negotiation")
    taker = in_channel(member(mentor, CHIKA, "Python"), GENERAL)
    asks(ada)
    mentor.tick()
    declined.presses("Not now")
    declined.sees("You said not now")
    mentor.tick()
    ada.sees("I asked one person", f"ask in <#{GENERAL}> without your name")
    ada.presses("Ask in the channel")
    ada.sees("without your name, for anybody to take", QUESTION)
    mentor.tick()
    post = taker.sees("is looking for 15 minutes of somebody's experience.", QUESTION)
    assert ADA not in str(post)
    assert "Ada" not in text_of(post)

    in_channel(ada, GENERAL).presses("I can help", post)
    in_channel(ada, GENERAL).sees("This is your own ask.", ephemeral=True)
    taker.presses("I can help", post)
    taker.sees("This one is yours.", ephemeral=True)
    late = in_channel(declined, GENERAL)
    late.presses("I can help", post)
    late.sees("Chika has just taken this one.", ephemeral=True)
    mentor.tick()
    taker.sees("Somebody has taken this one.")
    group_of(ada).sees(f"<@{ADA}>, meet <@{CHIKA}>.", QUESTION)


def choose_help_channel(mentor: RunningMentor, admin: Seat) -> None:
    """Ada, an admin, lets asks be posted in #general; first Mentor must be in there."""
    admin.types("/mentor admin")
    admin.sees_modal("Channel for open asks")
    admin.fills("help_channel", GENERAL)
    assert "I am not in that channel" in admin.submits().errors["help_channel"]
    mentor.workspace.invite(GENERAL, mentor.workspace.bot_user_id)
    assert admin.submits().ok
    admin.human.close(admin.sees_modal("Saved.", f"<#{GENERAL}>")["id"])
