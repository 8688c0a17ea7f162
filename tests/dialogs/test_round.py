"""A matching round: previewed, changed by hand, published once; two programs at once."""

from datetime import timedelta

import pytest

from bot.domain.base.ids import UserId
from bot.domain.base.references import encode
from bot.domain.mentorships.mentorship import Mentorship, MentorshipState
from bot.domain.people.person import WorkspaceMembership
from bot.domain.programs.references import PairEntry, PlannedPairMenu
from bot.domain.programs.rounds import ROUNDS, MatchingRound, RoundState
from bot.domain.programs.views import Adjusted
from bot.ports import Unclear
from bot.services.programs.publishing import publish
from tests.support.dialogs import Seat, text_of
from tests.support.members import mentorships_of
from tests.support.programs import invites, joins, sets_up, takes_part
from tests.support.running import RunningMentor, tends_programs
from tests.support.workspace import ADA, BEN

DORA = "U0PERSON005"
NAME = "First hundred days"
MENTORS = {BEN: "Negotiation", "U0PERSON002": "SQL"}
MENTEES = {DORA: "Negotiation", "U0PERSON003": "SQL", "U0PERSON004": "Rust"}


@pytest.fixture
def ada(mentor: RunningMentor) -> Seat:
    """The admin, in a program that two mentors and three mentees have joined."""
    seats = {who: takes_part(mentor, who, skill, "Leadership") for who, skill in MENTORS.items()}
    seats |= {who: takes_part(mentor, who, "Writing", skill) for who, skill in MENTEES.items()}
    admin = takes_part(mentor, ADA, "Python", "Leadership")
    has_joined(mentor, admin, seats)
    return admin


def has_joined(mentor: RunningMentor, admin: Seat, seats: dict[str, Seat], name: str = NAME) -> None:
    sets_up(admin, name)
    invites(mentor, admin)
    for who, seat in seats.items():
        joins(seat, name, "mentor" if who in MENTORS else "mentee")


def previews(mentor: RunningMentor, admin: Seat, name: str = NAME) -> None:
    """The admin asks for a round, waits for the message that it is ready, and opens the preview."""
    admin.types("/mentor admin programs")
    admin.presses("Open", on=admin.sees_modal("Programs", name))
    admin.presses("Preview a round", on=admin.sees_modal(name, "Joined:"))
    admin.sees_modal("Matching round", "about to begin")
    while admin.human.modals():
        admin.closes()
    mentor.tick()
    admin.presses("Look at the preview", on=admin.sees("The preview is ready", name))
    admin.sees_modal("Matching round", "preview")


def rounds(mentor: RunningMentor) -> list[MatchingRound]:
    with mentor.mentor.context.store.read() as tx:
        return [one for program in tx.programs.all() for one in tx.rounds.of_program(program.id)]


def pairs(mentor: RunningMentor) -> list[Mentorship]:
    with mentor.mentor.context.store.read() as tx:
        return [one for program in tx.programs.all() for one in mentorships_of(tx, program.id)]


def chooses(admin: Seat, entry: str, mentor: str, mentee: str) -> None:
    """Chooses an entry of a pair's menu."""
    view = admin.human.modals()[-1]
    chosen = PlannedPairMenu(PairEntry(entry), UserId(mentor), UserId(mentee))
    admin.human.act(admin._place(view), f"{mentor} {mentee}", "round_pair", encode(chosen))


def test_a_preview_tells_pairs_reasons_and_who_is_left(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    seen = text_of(ada.sees_modal("Pairs (3)", "Ben* and *Person 5"))
    assert "Negotiation" in seen
    ada.presses("Load", on=ada.human.modals()[-1])
    ada.sees_modal("*Ben* · 1 pair")
    assert pairs(mentor) == []


def test_every_part_of_a_score_is_shown_but_what_is_private(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    chooses(ada, "score", BEN, DORA)
    seen = text_of(ada.sees_modal("How it is scored", "Ben* and *Person 5"))
    assert "Wanted skills, offered:* 10 of 10 · weighs 31 %" in seen
    assert seen.count("· weighs") == 7
    assert "change what weighs most in the program" in seen


def test_the_message_keeps_up_and_nothing_is_sent_before(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    told = [line for line in ada.reads() if "Round 1 of" in line]
    assert len(told) == 1
    assert not [line for line in Seat(mentor.workspace, BEN).reads() if "Person 5" in line]


def test_publishing_asks_both_sides_once(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    ada.presses("Publish", on=ada.human.modals()[-1])
    ada.sees_modal("being published")
    (its,) = rounds(mentor)
    assert publish(mentor.mentor.context, UserId(ADA), its.id) is Adjusted.TOO_LATE
    mentor.later(minutes=2)
    assert [one.state for one in pairs(mentor)] == [MentorshipState.PROPOSED] * 3
    ada.sees("Published", "3 pairs")
    mentor.later(hours=6)
    dora = Seat(mentor.workspace, DORA)
    assert sum("Ben" in line for line in dora.reads()) == 1
    ada.types("/mentor admin programs")
    ada.presses("Open", on=ada.sees_modal("Programs", "running"))
    ada.sees_modal("3 proposed")


def test_where_nobody_is_asked_pairs_begin(mentor: RunningMentor) -> None:
    admin = takes_part(mentor, ADA, "Python", "Leadership")
    seats = {BEN: takes_part(mentor, BEN, "SQL", "Leadership"), DORA: takes_part(mentor, DORA, "Writing", "SQL")}
    sets_up(admin, NAME, rules={"holds": []})
    invites(mentor, admin)
    for who, seat in seats.items():
        joins(seat, NAME, "mentor" if who == BEN else "mentee")
    previews(mentor, admin)
    admin.presses("Publish", on=admin.human.modals()[-1])
    mentor.tick()
    assert [one.state for one in pairs(mentor)] == [MentorshipState.ACTIVE]


def test_locked_stays_and_what_was_taken_out_does_not_come_back(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    chooses(ada, "lock", BEN, DORA)
    ada.sees_modal("· locked")
    other = next(pair for pair in planned(mentor) if DORA not in pair)
    chooses(ada, "take_out", *other)
    ada.sees_modal("Pairs (2)", "Without a partner (1)")
    ada.presses("Match again", on=ada.human.modals()[-1])
    ada.sees_modal("about to begin")
    mentor.tick()
    assert (BEN, DORA) in planned(mentor)
    assert other not in planned(mentor)
    assert len(planned(mentor)) == 3


def planned(mentor: RunningMentor) -> list[tuple[str, str]]:
    (its,) = rounds(mentor)
    with mentor.mentor.context.store.read() as tx:
        return [pair.couple for pair in tx.rounds.pairs(its.id)]


def test_who_got_nobody_is_told_and_matched_when_somebody_joins(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    chooses(ada, "take_out", next(who for who, mentee in planned(mentor) if mentee == DORA), DORA)
    ada.sees_modal("Pairs (2)")
    ada.presses("Publish", on=ada.human.modals()[-1])
    ada.sees_modal("being published")
    mentor.later(minutes=2)
    dora = Seat(mentor.workspace, DORA)
    dora.sees(f"I found nobody for you in this round of {NAME}.", f"You are first in line in {NAME}.")
    assert not any("I found nobody" in line for line in Seat(mentor.workspace, "U0PERSON003").reads())
    late = takes_part(mentor, "U0PERSON006", "Negotiation", "Leadership")
    late.types("/mentor")
    late.presses("Join", on=late.sees(NAME, ephemeral=True))
    late.sees_modal("Join", NAME)
    late.fills("role", "mentor")
    assert late.submits().ok
    mentor.later(days=1)
    dora.sees("could be your mentor. Shall I bring you together?")


def test_another_mentor_is_chosen_by_hand(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    chooses(ada, "give", BEN, DORA)
    ada.sees_modal("Whom shall *Person 5* get?")
    assert ada.finds("mentor", "person 2") == ["Person 2"]
    ada.fills("mentor", "U0PERSON002")
    assert ada.submits().ok
    ada.sees_modal("Person 2* and *Person 5", "locked")
    assert ("U0PERSON002", DORA) in planned(mentor)
    assert (BEN, DORA) not in planned(mentor)


def test_a_file_goes_out(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    ada.presses("As a CSV file", on=ada.human.modals()[-1])
    ada.sees_modal("The file comes into our conversation")
    mentor.tick()
    ada.sees("Round 1 of First hundred days, as a file: 3 pairs.")


def gives_file(admin: Seat, content: str) -> None:
    admin.fills("file", [admin.human.upload("round.csv", content.encode())])
    assert admin.submits().ok


def test_a_file_comes_back_in_and_bad_lines_are_named(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    ada.presses("Read a CSV file", on=ada.human.modals()[-1])
    ada.sees_modal("The pairs of the file take the place")
    bad = f"mentor_id,mentee_id\n{BEN},{DORA}\n{BEN},U0NOBODY\n{DORA},{BEN}\n"
    gives_file(ada, bad)
    assert text_of(ada.sees_modal("of your file read"))
    mentor.tick()
    ada.sees("Nothing was taken from your file", "Line 3: nobody with the id U0NOBODY has joined.", "Line 4")
    assert len(planned(mentor)) == 3
    ada.presses("Look again", on=ada.human.modals()[-1])
    ada.presses("Read a CSV file", on=ada.sees_modal("Nothing was taken from your file", "Pairs (3)"))
    ada.sees_modal("The pairs of the file take the place")
    gives_file(ada, f"mentor_id,mentor,mentee_id\n{BEN},Ben,U0PERSON003\n")
    mentor.tick()
    ada.presses("Look again", on=ada.human.modals()[-1])
    ada.sees_modal("Pairs (1)", "Without a partner (3)", "locked")
    assert planned(mentor) == [(BEN, "U0PERSON003")]
    mentor.later(minutes=2)
    assert sum("The preview is ready" in line for line in ada.reads()) == 1


def test_a_preview_is_thrown_away_and_the_next_round_begins(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    ada.presses("Throw away", on=ada.human.modals()[-1])
    ada.sees_modal("thrown away")
    ada.closes()
    mentor.later(minutes=2)
    ada.sees("Thrown away", "Nobody heard of it")
    ada.types("/mentor admin programs")
    ada.presses("Open", on=ada.sees_modal("Programs"))
    ada.presses("Preview a round", on=ada.sees_modal(NAME, "Joined:"))
    ada.sees_modal("Round 2 of")
    assert {one.state for one in rounds(mentor)} == {RoundState.DISCARDED, RoundState.WAITING}


def is_gone(mentor: RunningMentor, user_id: str) -> bool:
    with mentor.mentor.context.store.read() as tx:
        person = tx.people.get(UserId(user_id))
    return person is not None and person.standing is WorkspaceMembership.DEACTIVATED


def test_a_file_that_slack_does_not_hand_out_is_tried_and_then_told(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    before = planned(mentor)
    ada.presses("Read a CSV file", on=ada.human.modals()[-1])
    ada.sees_modal("The pairs of the file take the place")
    fault = mentor.workspace.faults.refuse("files.info", "internal_error", times=ROUNDS.tries)
    gives_file(ada, f"mentor_id,mentee_id\n{BEN},U0PERSON003\n")
    for wait in (timedelta(), *ROUNDS.pauses):
        mentor.clock.advance(wait)
        with pytest.raises(Unclear):
            tends_programs(mentor.mentor)
    assert fault.hits == ROUNDS.tries
    mentor.tick()
    seen = ada.sees("I could not read your file", "The preview is as it was before", "Run it again")
    assert planned(mentor) == before
    ada.closes()
    ada.presses("Run it again", on=seen)
    ada.sees_modal("of your file read")
    mentor.tick()
    ada.sees("The preview is ready", "1 pair")
    assert planned(mentor) == [(BEN, "U0PERSON003")]


def test_whoever_leaves_between_preview_and_publishing_is_in_no_pair(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    mentor.workspace.deactivate(DORA)
    mentor.workspace.wait_for(lambda: is_gone(mentor, DORA))
    ada.presses("Publish", on=ada.human.modals()[-1])
    ada.sees_modal("being published")
    mentor.tick()
    assert DORA not in {who for one in pairs(mentor) for who in one.people}


def test_capacity_holds_over_two_programs_at_once(mentor: RunningMentor, ada: Seat) -> None:
    previews(mentor, ada)
    ada.presses("Publish", on=ada.human.modals()[-1])
    mentor.tick()
    ada.closes()
    seats = {who: Seat(mentor.workspace, who) for who in (*MENTORS, *MENTEES)}
    mentor.later(days=1)
    has_joined(mentor, ada, seats, "Side by side")
    previews(mentor, ada, "Side by side")
    ada.presses("Publish", on=ada.human.modals()[-1])
    mentor.tick()
    with mentor.mentor.context.store.read() as tx:
        loads = tx.mentorships.loads_of([UserId(who) for who in seats])
        limits = {who: tx.profiles.members([UserId(who)])[UserId(who)].profile.limits.pairs for who in seats}
    assert all(load <= limits[who] for who, load in loads.items())
    assert len({one.people for one in pairs(mentor)}) == len(pairs(mentor)) > 3
