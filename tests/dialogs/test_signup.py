"""Signing up, and the profile."""

import pytest

from bot.domain.base.ids import UserId
from bot.domain.people.person import Workplace
from tests.dialogs.conftest import GUEST, sign_up
from tests.support.dialogs import Seat
from tests.support.running import RunningMentor
from tests.support.workspace import BEN, CHIKA


def workplace(mentor: RunningMentor, user_id: str) -> Workplace | None:
    with mentor.mentor.context.store.read() as tx:
        person = tx.people.get(UserId(user_id))
    return person.workplace if person else None


@pytest.fixture
def ben(mentor: RunningMentor) -> Seat:
    return Seat(mentor.workspace, BEN)


def test_one_page_is_enough_to_be_in(ben: Seat) -> None:
    sign_up(ben, "Python")
    ben.types("/mentor")
    ben.sees("Nothing waits for you.", "You help with Python.", "at most 2 questions at once", ephemeral=True)


def test_the_second_page_fine_tunes(ben: Seat) -> None:
    sign_up(ben, "Python", close=False)
    ben.fills("open_asks", "1")
    ben.fills("languages", ["English", "Portuguese"])
    ben.fills("end", "16:00")
    ben.submits()
    assert ben.has_no_modal()
    ben.types("/mentor profile")
    ben.sees_modal("Your profile", "This is what I know about you")
    ben.submits()
    second = ben.sees_modal("Fine-tune", "Saved.", "In Europe/Lisbon")
    values = second["state"]["values"]
    assert values["open_asks"]["open_asks"]["selected_option"]["value"] == "1"
    assert [each["value"] for each in values["languages"]["languages"]["selected_options"]] == ["English", "Portuguese"]
    assert values["end"]["end"]["selected_time"] == "16:00"


def test_a_skill_is_suggested_by_its_alias_and_free_text_can_be_added(ben: Seat) -> None:
    ben.types("/mentor signup")
    ben.sees_modal("Sign up with Mentor")
    assert ben.finds("offers", "k8s")[0] == "Kubernetes"
    assert ben.finds("offers", "Zebra taming") == ["Add “Zebra taming”"]
    assert "Retail" not in ben.finds("offers", "AI")[:1]
    assert ben.finds("wants", "🎉") == []


def test_what_colleagues_typed_is_suggested_to_others(mentor: RunningMentor, ben: Seat) -> None:
    sign_up(ben, "Zebra taming")
    chika = Seat(mentor.workspace, CHIKA)
    chika.types("/mentor signup")
    chika.sees_modal("Sign up with Mentor")
    assert chika.finds("offers", "zeb") == ["Zebra taming", "Add “zeb”"]


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(ben: Seat) -> None:
    ben.types("/mentor signup")
    ben.sees_modal("Sign up with Mentor")
    ben.fills("about", "I like <!channel> whiteboards")
    assert ben.submits().errors == {
        "offers": "What I can help with: name at least one skill, here or in the next field."
    }
    assert ben.human.modals()[-1]["state"]["values"]["about"]["about"]["value"] == "I like <!channel> whiteboards"
    ben.chooses("wants", "SQL")
    assert ben.submits().ok
    ben.sees_modal("You are in.")


def test_a_day_that_ends_before_it_starts_is_refused_at_its_field(ben: Seat) -> None:
    sign_up(ben, "Python", close=False)
    ben.fills("end", "08:00")
    assert ben.submits().errors == {"end": "My day ends at: the day must end after it starts, at 09:00."}
    ben.fills("end", "18:00")
    assert ben.submits().ok


def test_signing_up_again_opens_the_profile_filled_in(ben: Seat) -> None:
    sign_up(ben, "Python", "SQL")
    ben.types("/mentor signup")
    view = ben.sees_modal("Your profile")
    chosen = view["state"]["values"]["offers"]["skills_offers"]["selected_options"]
    assert [option["value"] for option in chosen] == ["Python", "SQL"]


def test_a_form_that_slack_brings_twice_counts_once(mentor: RunningMentor, ben: Seat) -> None:
    sign_up(ben, "Python")
    submitted = next(
        number
        for number, envelope in enumerate(mentor.workspace.delivery.log)
        if envelope.payload.get("type") == "view_submission"
    )
    mentor.workspace.deliver_again(submitted).result(timeout=30)
    ben.types("/mentor")
    ben.sees("You help with Python.")


def test_a_guest_is_told_kindly(mentor: RunningMentor) -> None:
    guest = Seat(mentor.workspace, GUEST.id)
    guest.types("/mentor signup")
    guest.sees("guests and visitors cannot take part", ephemeral=True)
    assert guest.has_no_modal()


def test_the_workplace_is_learned_from_the_directory(mentor: RunningMentor) -> None:
    mentor.workspace.update_user(BEN, fields={"Office": "Lisbon", "Department": "Design"})
    ben = Seat(mentor.workspace, BEN)
    sign_up(ben, "Figma")
    ben.sees_home("You help with Figma.")
    assert workplace(mentor, BEN) == Workplace("Lisbon", "Design")


def test_leaving_deletes_the_profile(ben: Seat) -> None:
    sign_up(ben, "Python")
    ben.types("/mentor")
    ben.presses("Leave Mentor")
    ben.sees("You have left Mentor.")
    ben.types("/mentor pause")
    ben.sees("You have not signed up yet")
