"""People whom somebody would rather not meet: said in private, held on every way, read nowhere else."""

import csv
import io
from typing import Any

import pytest

from bot.domain.base.ids import UserId
from bot.domain.base.references import encode
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.programs.program import ProgramState
from bot.domain.programs.references import PairEntry, PlannedPairMenu
from bot.domain.programs.round_csv import written
from bot.domain.programs.rounds import RoundState
from bot.services.programs.previews import file_note
from tests.dialogs.conftest import on_both, sign_up
from tests.support.asks import QUESTION, SKILL, asks, group_of, in_channel, member
from tests.support.dialogs import Seat, buttons, text_of
from tests.support.members import mentorships_of
from tests.support.pairs import a_program, begun, lives, paired_up, proposed, the_pair
from tests.support.pairs import joins as joined_to
from tests.support.programs import invites, joins, sets_up, takes_part
from tests.support.running import RunningMentor
from tests.support.workspace import ADA, BEN, CHIKA, GENERAL

NAME = "First hundred days"
LABEL = "People I would rather not meet"
DANA, EMIL = "U0PERSON002", "U0PERSON003"
SIDES = pytest.mark.parametrize("asker_says_it", [True, False], ids=["the asker's list", "the mentor's list"])
TELLING = ("apart", "rather not", "block", "private", "does not want")
"""What no admin may read about two people."""


def opens_list(seat: Seat) -> dict[str, Any]:
    """Opens the list from the hub."""
    seat.types("/mentor")
    seat.presses(LABEL)
    return seat.sees_modal("Whom would you rather not be matched with")


def puts(seat: Seat, *others: str) -> None:
    """Puts these on the list, and closes what follows."""
    opens_list(seat)
    seat.fills("apart", list(others))
    assert seat.submits().ok
    seat.human.close(seat.sees_modal("Only you and I know this.")["id"])


def listed(view: dict[str, Any]) -> list[str]:
    element = next(block["element"] for block in view["blocks"] if block.get("block_id") == "apart")
    return list(element.get("initial_users") or [])


def says(one: Seat, other: Seat, first_says_it: bool) -> None:
    owner, named = (one, other) if first_says_it else (other, one)
    puts(owner, named.human.user_id)


def test_the_list_opens_on_top_of_the_profile_and_remembers(mentor: RunningMentor) -> None:
    ada = member(mentor, ADA, "SQL")
    ada.types("/mentor profile")
    ada.fills("about", "not saved yet")
    ada.presses(LABEL, on=ada.sees_modal("Your profile"))
    view = ada.sees_modal("Whom would you rather not be matched with", "Only you and I know this. Nobody is told")
    assert listed(view) == []
    ada.fills("apart", [BEN, CHIKA])
    assert ada.submits().ok
    ada.sees_modal("I keep you apart from the 2 people on your list.", "It holds from now on")
    ada.closes()
    profile = ada.sees_modal("Your profile")
    assert profile["state"]["values"]["about"]["about"]["value"] == "not saved yet"
    ada.closes()
    assert listed(opens_list(ada)) == sorted([BEN, CHIKA])
    ada.fills("apart", [CHIKA])
    assert ada.submits().ok
    ada.sees_modal("I keep you and the one person on your list apart.")
    ada.closes()
    opens_list(ada)
    ada.fills("apart", [])
    assert ada.submits().ok
    ada.sees_modal("Your list is empty: I may bring you together with anybody.")


def test_it_is_there_from_the_first_minute_and_on_home(mentor: RunningMentor) -> None:
    ben = Seat(mentor.workspace, BEN)
    sign_up(ben, "SQL", close=False)
    ben.presses(LABEL, on=ben.sees_modal("You are in."))
    ben.sees_modal("Whom would you rather not be matched with")
    ben.closes()
    ben.closes()
    ben.presses(LABEL, on=ben.sees_home("You help with SQL."))
    ben.sees_modal("Whom would you rather not be matched with")


def test_nobody_puts_themselves_or_a_crowd_on_it(mentor: RunningMentor) -> None:
    ada = member(mentor, ADA, "SQL")
    opens_list(ada)
    ada.fills("apart", [BEN, ADA])
    assert "you are on it yourself" in ada.submits().errors["apart"]
    ada.fills("apart", [BEN])
    assert ada.submits().ok


def test_what_was_named_meanwhile_stays_on_the_list(mentor: RunningMentor) -> None:
    """The form was opened before the answer that two do not fit came in."""
    ada, ben = paired_up(mentor, ADA, "SQL"), paired_up(mentor, BEN, "Python")
    pair = begun(mentor, None, ada, ben)
    opens_list(ben)
    ben.fills("apart", [CHIKA])
    answers_that_they_do_not_fit(mentor, ada, ben)
    assert ben.submits().ok
    ben.sees_modal("I keep you apart from the 2 people on your list.")
    assert the_pair(mentor, pair).state is MentorshipState.ENDED


def answers_that_they_do_not_fit(mentor: RunningMentor, older: Seat, younger: Seat) -> None:
    """The check-in after a week says that they met; then the younger one answers the question about it."""
    lives(mentor, 7)
    younger.presses("We met")
    younger.sees("You met Ada")
    lives(mentor, 1)
    younger.presses("Not good", on=younger.sees("Do the two of you fit?"))
    younger.sees("I have ended the pair", "I do not bring you and Ada together again.", LABEL)


def test_who_said_that_they_do_not_fit_may_take_it_back(mentor: RunningMentor) -> None:
    ada, ben = paired_up(mentor, ADA, "Public speaking"), paired_up(mentor, BEN, "Python")
    begun(mentor, None, ada, ben)
    answers_that_they_do_not_fit(mentor, ada, ben)
    assert listed(opens_list(ada)) == []
    view = opens_list(ben)
    assert listed(view) == [ADA]
    assert "stands here too, until you take them off" in text_of(view)
    ben.fills("apart", [])
    assert ben.submits().ok
    ben.types("/mentor find public speaking")
    ben.sees("Ada", ephemeral=True)


@on_both
@SIDES
def test_an_ask_goes_past_them(mentor: RunningMentor, asker_says_it: bool) -> None:
    ada, ben = member(mentor, ADA, "SQL"), member(mentor, BEN, SKILL)
    says(ada, ben, asker_says_it)
    dana = member(mentor, DANA, SKILL)
    asks(ada)
    mentor.tick()
    dana.presses("Not now", on=dana.sees("would like 15 minutes of your experience", QUESTION))
    mentor.later(hours=8)
    ada.sees("I asked one person, who could not take your ask.", "1 not now")
    assert not any(QUESTION in text for text in ben.reads())


@SIDES
def test_an_offer_that_is_out_goes_to_somebody_else(mentor: RunningMentor, asker_says_it: bool) -> None:
    ada, ben = member(mentor, ADA, "SQL"), member(mentor, BEN, SKILL)
    asks(ada)
    mentor.tick()
    ben.sees("would like 15 minutes of your experience", QUESTION)
    dana = member(mentor, DANA, SKILL)
    says(ada, ben, asker_says_it)
    mentor.tick()
    assert list(buttons(ben.sees("This ask has ended without needing you"))) == []
    dana.sees("would like 15 minutes of your experience", QUESTION)


@SIDES
def test_an_ask_toward_one_of_them_ends_like_any_other(mentor: RunningMentor, asker_says_it: bool) -> None:
    """The page with their button was opened before; what the asker reads does not tell why."""
    ada, ben = member(mentor, ADA, "SQL"), member(mentor, BEN, SKILL)
    ada.types("/mentor find negotiation")
    found = ada.sees("Ben (Designer)", ephemeral=True)
    says(ada, ben, asker_says_it)
    ada.presses("Ask", on=found)
    ada.sees_modal("This goes to *Ben* alone.")
    ada.fills("question", QUESTION)
    assert ada.submits().ok
    ada.closes()
    mentor.tick()
    ada.sees("Ben could not take your ask.", QUESTION)
    assert not any(QUESTION in text for text in ben.reads())


@SIDES
def test_neither_is_found_by_the_other(mentor: RunningMentor, asker_says_it: bool) -> None:
    ada, ben = member(mentor, ADA, SKILL), member(mentor, BEN, SKILL)
    says(ada, ben, asker_says_it)
    chika = member(mentor, CHIKA, "SQL")
    for seat, other in ((ada, "Ben"), (ben, "Ada")):
        seat.types("/mentor find negotiation")
        assert other not in text_of(seat.sees("I found nobody for “negotiation”", ephemeral=True))
    chika.types("/mentor find negotiation")
    chika.sees("Ada", "Ben", ephemeral=True)


@SIDES
def test_a_nameless_ask_in_the_channel_is_kept_for_others(mentor: RunningMentor, asker_says_it: bool) -> None:
    ada, ben = member(mentor, ADA, "SQL"), member(mentor, BEN, "Python")
    mentor.workspace.invite(GENERAL, mentor.workspace.bot_user_id)
    with mentor.store.write() as tx:
        tx.settings.set("help_channel", GENERAL)
    says(ada, ben, asker_says_it)
    asks(ada)
    mentor.tick()
    ada.presses("Ask in the channel")
    ada.sees("without your name, for anybody to take")
    mentor.tick()
    there = in_channel(ben, GENERAL)
    there.presses("I can help", there.sees("is looking for 15 minutes"))
    there.sees("I keep this ask for somebody else. Thank you for offering.", ephemeral=True)
    assert [each.kind for each in ben.human.conversations() if each.kind == "mpim"] == []


@SIDES
def test_neither_becomes_the_others_mentor(mentor: RunningMentor, asker_says_it: bool) -> None:
    """Not by the list of five, not by an old button, not from the wait list."""
    ada, ben = paired_up(mentor, ADA, "Public speaking"), paired_up(mentor, BEN, "SQL")
    ben.types("/mentor match")
    old = ben.sees("could be your mentor", "Ada", ephemeral=True)
    says(ben, ada, asker_says_it)
    ben.presses("Request as mentor", old)
    ben.sees_modal("I ask Ada")
    assert ben.submits().ok
    ben.sees_modal("Ada does not take on pairs at the moment.")
    ben.closes()
    ben.types("/mentor match")
    ben.presses("Ask for me when somebody has room", ben.sees("Nobody who fits has room", ephemeral=True))
    lives(mentor, 2)
    assert not any("would like you as a mentor" in text for text in ada.reads())
    dana = paired_up(mentor, DANA, "Public speaking")
    lives(mentor, 1)
    dana.sees("Ben would like you as a mentor")


@SIDES
def test_the_line_of_a_program_passes_them_by(mentor: RunningMentor, asker_says_it: bool) -> None:
    ben, dana = paired_up(mentor, BEN, "SQL"), paired_up(mentor, DANA, "Public speaking")
    program = a_program(mentor, NAME, state=ProgramState.RUNNING)
    joined_to(mentor, program, dana, Role.MENTOR)
    joined_to(mentor, program, ben, Role.MENTEE, queued_since=mentor.clock.now())
    says(ben, dana, asker_says_it)
    lives(mentor, 2)
    assert not any("somebody for you to mentor" in text for text in dana.reads())
    emil = paired_up(mentor, EMIL, "Public speaking")
    joined_to(mentor, program, emil, Role.MENTOR)
    lives(mentor, 1)
    emil.sees("Ben could be somebody for you to mentor.")
    assert not any("somebody for you to mentor" in text for text in dana.reads())


def test_a_request_that_waits_is_taken_back_without_a_word_of_why(mentor: RunningMentor) -> None:
    ada, ben = paired_up(mentor, ADA, "Public speaking"), paired_up(mentor, BEN, "SQL")
    ben.types("/mentor match")
    ben.presses("Request as mentor", ben.sees("could be your mentor", "Ada", ephemeral=True))
    ben.sees_modal("I ask Ada")
    assert ben.submits().ok
    ben.closes()
    mentor.tick()
    ada.sees("Ben would like you as a mentor")
    opens_list(ada)
    ada.fills("apart", [BEN])
    assert ada.submits().ok
    ada.sees_modal("What I had proposed to you and Ben does not come about")
    lives(mentor, 1)
    ben.sees("Ada", "wait list")
    reads_nothing_telling(ben)


def test_a_pair_that_has_begun_goes_on_until_it_is_ended(mentor: RunningMentor) -> None:
    ada, ben = paired_up(mentor, ADA, "SQL"), paired_up(mentor, BEN, "Python")
    pair = begun(mentor, None, ada, ben)
    before = len(group_of(ada).reads())
    opens_list(ben)
    ben.fills("apart", [ADA])
    assert ben.submits().ok
    view = ben.sees_modal("You and Ada are a pair, and that goes on", "one press does it")
    assert the_pair(mentor, pair).state is MentorshipState.ACTIVE
    lives(mentor, 1)
    assert len(group_of(ada).reads()) == before
    ben.presses("End it well", on=view)
    ben.sees_modal("Your pair with Ada is over.")
    lives(mentor, 1)
    assert the_pair(mentor, pair).state is MentorshipState.ENDED
    reads_nothing_telling(ada)


def test_leaving_keeps_the_list_and_says_so(mentor: RunningMentor) -> None:
    ada = member(mentor, ADA, SKILL)
    puts(ada, BEN)
    ada.types("/mentor")
    ada.presses("Leave Mentor")
    ada.sees("You have left Mentor.", "One thing I keep to myself, should you come back")
    member(mentor, ADA, SKILL)
    assert listed(opens_list(ada)) == [BEN]


@pytest.fixture
def admin(mentor: RunningMentor) -> Seat:
    """Chika runs a program that two mentors (Ben, Dana) and two mentees (Ada, Emil) have joined."""
    mentor.workspace.update_user(CHIKA, is_admin=True)
    seats = {who: takes_part(mentor, who, "SQL", "Leadership") for who in (BEN, DANA)}
    seats |= {who: takes_part(mentor, who, "Writing", "SQL") for who in (ADA, EMIL)}
    chika = takes_part(mentor, CHIKA, "Python", "Leadership")
    sets_up(chika, NAME)
    invites(mentor, chika)
    for who, seat in seats.items():
        joins(seat, NAME, "mentor" if who in (BEN, DANA) else "mentee")
    return chika


def previews(mentor: RunningMentor, admin: Seat) -> None:
    admin.types("/mentor admin programs")
    admin.presses("Open", on=admin.sees_modal("Programs", NAME))
    admin.presses("Preview a round", on=admin.sees_modal(NAME, "Joined:"))
    admin.sees_modal("Matching round", "about to begin")
    while admin.human.modals():
        admin.closes()
    mentor.tick()
    admin.presses("Look at the preview", on=admin.sees("The preview is ready", NAME))
    admin.sees_modal("Matching round", "preview")


def with_whom(mentor: RunningMentor, mentee: str) -> list[str]:
    """Whom the preview pairs a mentee with."""
    with mentor.store.read() as tx:
        (program,) = tx.programs.all()
        newest = tx.rounds.of_program(program.id)[0]
        return [pair.mentor for pair in tx.rounds.pairs(newest.id) if pair.mentee == mentee]


def reads_nothing_telling(seat: Seat) -> None:
    """Nothing that this person has read since the beginning tells of anybody's list."""
    seen = [text_of(message) for message in seat.human.messages(seat.channel)]
    seen += [text_of(view) for view in seat.human.modals()]
    for words in seen:
        about = "\n".join(line for line in words.splitlines() if LABEL not in line)
        assert [word for word in TELLING if word in about.lower()] == []


def looks_everywhere(admin: Seat) -> None:
    """All lists of the preview, one after the other."""
    for tab in ("Without a partner", "Load", "Pairs"):
        view = admin.human.modals()[-1]
        label = next(label for *_, label in buttons(view) if label.startswith(tab))
        admin.presses(label, on=view)
        reads_nothing_telling(admin)


@SIDES
def test_a_round_goes_another_way(mentor: RunningMentor, admin: Seat, asker_says_it: bool) -> None:
    says(Seat(mentor.workspace, ADA), Seat(mentor.workspace, BEN), asker_says_it)
    previews(mentor, admin)
    assert with_whom(mentor, ADA) == [DANA]
    looks_everywhere(admin)


def test_who_is_unmatched_for_it_is_told_like_all_others(mentor: RunningMentor, admin: Seat) -> None:
    ada = Seat(mentor.workspace, ADA)
    puts(ada, BEN, DANA)
    previews(mentor, admin)
    looks_everywhere(admin)
    admin.presses("Without a partner (2)", on=admin.human.modals()[-1])
    admin.sees_modal("nobody who joined can be paired with them")


@SIDES
def test_an_admin_cannot_put_them_together_by_hand(mentor: RunningMentor, admin: Seat, asker_says_it: bool) -> None:
    says(Seat(mentor.workspace, ADA), Seat(mentor.workspace, BEN), asker_says_it)
    previews(mentor, admin)
    view = admin.human.modals()[-1]
    given = PlannedPairMenu(PairEntry.GIVE, UserId(DANA), UserId(ADA))
    admin.human.act(admin._place(view), f"{DANA} {ADA}", "round_pair", encode(given))
    admin.sees_modal("Whom shall *Ada* get?")
    assert admin.finds("mentor", "ben") == ["Ben (Designer)"], "who is offered to choose from tells nothing either"
    admin.fills("mentor", BEN)
    assert admin.submits().errors == {
        "mentor": "Mentor: these two cannot be paired, or all pairs of this mentor are locked."
    }
    assert with_whom(mentor, ADA) == [DANA]


@SIDES
def test_nor_by_a_file(mentor: RunningMentor, admin: Seat, asker_says_it: bool) -> None:
    """The words are the same for every rule that keeps two apart by hand, as for Emil and his manager here."""
    says(Seat(mentor.workspace, ADA), Seat(mentor.workspace, BEN), asker_says_it)
    with mentor.store.write() as tx:
        emil = tx.people.get(UserId(EMIL))
        assert emil is not None
        tx.people.set_workplace(UserId(EMIL), emil.workplace.__class__(manager=UserId(DANA)))
    previews(mentor, admin)
    admin.presses("Read a CSV file", on=admin.human.modals()[-1])
    file = f"mentor_id,mentee_id\n{BEN},{ADA}\n{DANA},{EMIL}\n"
    admin.fills("file", [admin.human.upload("round.csv", file.encode())])
    assert admin.submits().ok
    admin.sees_modal("of your file read")
    mentor.tick()
    admin.sees("Nothing was taken", "Line 2: these two cannot be paired.", "Line 3: these two cannot be paired.")
    reads_nothing_telling(admin)
    assert with_whom(mentor, ADA) == [DANA]


@SIDES
def test_a_preview_made_before_does_not_bring_them_together(
    mentor: RunningMentor, admin: Seat, asker_says_it: bool
) -> None:
    puts(Seat(mentor.workspace, ADA), DANA)
    previews(mentor, admin)
    assert with_whom(mentor, ADA) == [BEN]
    says(Seat(mentor.workspace, ADA), Seat(mentor.workspace, BEN), asker_says_it)
    admin.presses("Publish", on=admin.human.modals()[-1])
    admin.sees_modal("being published")
    mentor.later(minutes=2)
    with mentor.store.read() as tx:
        (program,) = tx.programs.all()
        assert tx.rounds.of_program(program.id)[0].state is RoundState.PUBLISHED
        assert {pair.timekeeper for pair in mentorships_of(tx, program.id)} == {UserId(EMIL)}
    admin.presses("Look again", on=admin.human.modals()[-1])
    admin.sees_modal("published by")
    looks_everywhere(admin)
    admin.presses("Without a partner (2)", on=admin.human.modals()[-1])
    admin.sees_modal("something changed between preview and publishing")


def test_the_file_of_a_round_tells_nothing(mentor: RunningMentor, admin: Seat) -> None:
    puts(Seat(mentor.workspace, ADA), BEN, DANA)
    previews(mentor, admin)
    admin.presses("As a CSV file", on=admin.human.modals()[-1])
    admin.sees_modal("The file comes into our conversation")
    mentor.tick()
    admin.sees("Round 1 of First hundred days, as a file")
    with mentor.store.read() as tx:
        (program,) = tx.programs.all()
        note = file_note(tx, tx.rounds.of_program(program.id)[0].id)
    rows = csv.DictReader(io.StringIO(written(note.pairs, note.unmatched, note.names)))
    (alone,) = (row for row in rows if row["mentee_id"] == ADA)
    assert (alone["mentor_id"], alone["reasons"]) == ("", "rules")


def test_a_proposal_of_a_program_comes_to_nothing_like_any_other(mentor: RunningMentor, admin: Seat) -> None:
    ada, ben = Seat(mentor.workspace, ADA), Seat(mentor.workspace, BEN)
    with mentor.store.read() as tx:
        (program,) = tx.programs.all()
    pair = proposed(mentor, program, ben, ada)
    ada.presses("Yes, gladly")
    ada.sees("You said yes")
    puts(ada, BEN)
    assert the_pair(mentor, pair).state is MentorshipState.DECLINED
    lives(mentor, 1)
    assert list(buttons(ben.sees("This pair does not come about"))) == []
    reads_nothing_telling(ben)
    admin.types("/mentor admin programs")
    admin.presses("Open", on=admin.sees_modal("Programs", NAME))
    reads_nothing_telling(admin)
