"""Pairs on both databases: several presses at once, several replicas at once, and people who leave."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.delivery.outbox import OutboxState
from bot.domain.mentorships import pairing
from bot.domain.mentorships.formats import MentorshipFormat
from bot.domain.mentorships.mentorship import (
    CheckIn,
    DeclineReason,
    EndReason,
    Mentorship,
    MentorshipState,
    ProposalAnswer,
)
from bot.domain.mentorships.messages import MentorshipIntroduction
from bot.domain.mentorships.notes import (
    CheckInNote,
    MentorshipEndedNote,
    MentorshipIntroductionNote,
    ProposalNote,
    ProposalStatus,
    RequestMadeNote,
)
from bot.domain.people.profile import Format, Limits
from bot.domain.programs.program import Program, Purpose
from bot.domain.programs.self_match import RequestProblem
from bot.services.across.leaving import left
from bot.services.mentorships import cycles, life, proposals
from bot.services.programs import self_match
from tests.services.asks.test_races import at_once
from tests.support.members import two
from tests.support.team import Team, skills_of, team_on


def mentor(team: Team, name: str, *skills: str, pairs: int = 2) -> UserId:
    """Somebody who is open to pairs over months."""
    user_id = team.joins(name, *skills)
    profile = replace(team.profile(user_id), formats=frozenset({Format.ONE_TO_ONE}), limits=Limits(pairs=pairs))
    with team.store.write() as tx:
        tx.profiles.save(replace(profile, wants=skills_of(["Writing"])))
    return user_id


def proposed(team: Team, older: UserId, younger: UserId, name: str = "p1") -> MentorshipId:
    """The two, laid before each other."""
    pair = Mentorship(MentorshipId(name), None, two(older, younger), MentorshipState.PROPOSED, team.clock.now())
    with team.store.write() as tx:
        return proposals.propose(team.ctx, tx, pair, team.clock.now()).id


def the_pair(team: Team, mentorship_id: MentorshipId) -> Mentorship:
    with team.store.read() as tx:
        pair = tx.mentorships.get(mentorship_id)
    assert pair is not None
    return pair


def begun(team: Team, older: UserId, younger: UserId, name: str = "p1") -> MentorshipId:
    """The two, agreed."""
    mentorship_id = proposed(team, older, younger, name)
    for who in (older, younger):
        proposals.say_yes(team.ctx, mentorship_id, who)
    return mentorship_id


def test_two_yeses_at_once_begin_one_pair(team: Team, database: str) -> None:
    with team_on(database) as second:
        ada, bo = mentor(team, "Ada"), mentor(team, "Bo")
        mentorship_id = proposed(team, ada, bo)
        at_once(
            [
                lambda: proposals.say_yes(team.ctx, mentorship_id, ada),
                lambda: proposals.say_yes(second.ctx, mentorship_id, bo),
            ]
        )
        assert the_pair(team, mentorship_id).state is MentorshipState.ACTIVE
        team.tick()
        assert len(team.messenger.notes(MentorshipIntroductionNote)) == 1


def test_changes_that_wait_for_their_turn_are_one_edit_that_shows_the_last(team: Team) -> None:
    ada, bo = mentor(team, "Ada"), mentor(team, "Bo")
    mentorship_id = proposed(team, ada, bo)
    team.tick()
    proposals.say_no(team.ctx, mentorship_id, ada)
    proposals.say_why(team.ctx, mentorship_id, ada, DeclineReason.GOALS)
    team.tick()
    edits = {one.to: one.edits for one in team.messenger.messages if isinstance(one.note, ProposalNote)}
    assert {who: [note.standing for note in notes] for who, notes in edits.items()} == {
        ada: [ProposalStatus.NO_TOLD],
        bo: [ProposalStatus.OTHER_NO],
    }


def test_a_mentor_with_room_for_one_is_asked_by_one(team: Team, database: str) -> None:
    with team_on(database) as second:
        ada = mentor(team, "Ada", "Writing", pairs=1)
        bo, cy = mentor(team, "Bo"), mentor(team, "Cy")
        made = at_once(
            [
                lambda: self_match.request(team.ctx, bo, ada, "press1").problem,
                lambda: self_match.request(second.ctx, cy, ada, "press2").problem,
            ]
        )
        assert sorted(map(str, made)) == ["None", str(RequestProblem.NO_ROOM)]
        with team.store.read() as tx:
            assert tx.mentorships.load_of(ada) == 1


def test_two_mentors_say_yes_at_once_to_one_who_asked_both(team: Team, database: str) -> None:
    with team_on(database) as second:
        ada, bo = mentor(team, "Ada", "Writing"), mentor(team, "Bo", "Writing")
        cy = mentor(team, "Cy")
        asked = [self_match.request(team.ctx, cy, who, f"press {who}").mentorship for who in (ada, bo)]
        one, other = (pair.id for pair in asked if pair is not None)
        at_once(
            [
                lambda: proposals.say_yes(team.ctx, one, ada),
                lambda: proposals.say_yes(second.ctx, other, bo),
            ]
        )
        states = sorted(the_pair(team, mentorship_id).state for mentorship_id in (one, other))
        assert states == [MentorshipState.ACTIVE, MentorshipState.DECLINED]


def test_replicas_that_plan_at_once_write_each_thing_once(team: Team, database: str) -> None:
    with team_on(database) as second, team_on(database) as third:
        people = [mentor(team, f"P{number}", pairs=5) for number in range(6)]
        for number in range(5):
            begun(team, people[number], people[number + 1], f"pair{number}")
        later = team.clock.now() + timedelta(days=7, hours=1)
        at_once([lambda one=one: cycles.look_after(one.ctx, later) for one in (team, second, third)])  # type: ignore[misc]
        with team.store.read() as tx:
            keys = [f"pair:check_in:pair{n}:{people[n + side]}:2026-11-30" for n in range(5) for side in (0, 1)]
            assert all(tx.outbox.by_key(key) is not None for key in keys)
        assert {the_pair(team, MentorshipId(f"pair{number}")).cycle for number in range(5)} == {2}


def test_a_mentor_with_room_is_found_behind_hundreds_without(team: Team) -> None:
    mentee = mentor(team, "Zoe")
    for number in range(self_match.LOOKED_AT + 1):
        mentor(team, f"A{number:03}", "Writing", pairs=0)
    last = mentor(team, "Last", "Writing")
    self_match.wait(team.ctx, mentee)
    assert self_match.serve_waiting(team.ctx, team.clock.now()) == 1
    with team.store.read() as tx:
        assert [pair.leader for pair in tx.mentorships.of_user(mentee)] == [last]
    assert self_match.serve_waiting(team.ctx, team.clock.now()) == 0


def test_a_pair_whose_time_ran_out_in_its_pause_ends_when_the_pause_does(team: Team) -> None:
    ada, bo = mentor(team, "Ada"), mentor(team, "Bo")
    mentorship_id, today = begun(team, ada, bo), team.clock.now().date()
    life.pause(team.ctx, mentorship_id, ada, today + timedelta(days=21), "press")
    with team.store.write() as tx:
        tx.mentorships.save(replace(the_pair(team, mentorship_id), ends_on=today + timedelta(days=14)))
    cycles.look_after(team.ctx, team.clock.now() + timedelta(days=21))
    assert (the_pair(team, mentorship_id).state, the_pair(team, mentorship_id).end_reason) == (
        MentorshipState.ENDED,
        EndReason.COMPLETED,
    )


def test_an_hour_is_planned_once_and_a_gap_changes_nothing_but_the_time(team: Team) -> None:
    ada, bo = mentor(team, "Ada"), mentor(team, "Bo")
    begun(team, ada, bo)
    team.clock.advance(timedelta(days=9))
    assert cycles.plan(team.ctx, team.clock.now()) == 1
    assert cycles.plan(team.ctx, team.clock.now()) == 0
    team.tick()
    assert len(team.messenger.notes(CheckInNote)) == 2


def test_only_what_stands_is_sent(team: Team) -> None:
    """A check-in that was planned is not sent once the pair is over."""
    ada, bo = mentor(team, "Ada"), mentor(team, "Bo")
    mentorship_id = begun(team, ada, bo)
    team.tick()
    team.clock.advance(timedelta(days=7))
    cycles.plan(team.ctx, team.clock.now())
    life.part(team.ctx, mentorship_id, bo)
    team.tick()
    item = team.item(f"pair:check_in:{mentorship_id}:{ada}:2026-11-30")
    assert (item.state, item.reason) == (OutboxState.CANCELLED, MentorshipState.ENDED)
    assert [note.reason for note in team.messenger.notes(MentorshipEndedNote, to=ada)] == [EndReason.PARTED]
    assert not team.messenger.notes(MentorshipEndedNote, to=bo)


def test_who_leaves_ends_all_their_pairs_and_nothing_more_goes_to_them(team: Team) -> None:
    ada, bo, cy = mentor(team, "Ada"), mentor(team, "Bo"), mentor(team, "Cy")
    running, waiting = begun(team, ada, bo), proposed(team, cy, ada, "p2")
    team.tick()
    proposals.say_yes(team.ctx, waiting, cy)
    with team.store.write() as tx:
        left(team.ctx, tx, ada, team.clock.now())
        tx.profiles.delete(ada)
    before = len(team.messenger.to(ada))
    team.tick()
    assert the_pair(team, running).end_reason is EndReason.LEFT
    assert the_pair(team, waiting).state is MentorshipState.DECLINED
    assert [note.reason for note in team.messenger.notes(MentorshipEndedNote, to=bo)] == [EndReason.LEFT]
    team.later(timedelta(days=30))
    assert len(team.messenger.to(ada)) == before


def test_a_later_answer_takes_the_place_of_an_earlier(team: Team) -> None:
    ada, bo = mentor(team, "Ada"), mentor(team, "Bo")
    mentorship_id = begun(team, ada, bo)
    life.check_in(team.ctx, mentorship_id, bo, 1, CheckIn.NOT_YET)
    assert the_pair(team, mentorship_id).meetings == 0
    life.check_in(team.ctx, mentorship_id, bo, 1, CheckIn.MET)
    life.check_in(team.ctx, mentorship_id, ada, 1, CheckIn.MET)
    assert the_pair(team, mentorship_id).meetings == 1
    assert not life.check_in(team.ctx, mentorship_id, bo, 9, CheckIn.MET).changed


def test_who_waits_is_served_when_somebody_has_room(team: Team) -> None:
    ada, cy = mentor(team, "Ada", "Writing", pairs=1), mentor(team, "Cy", pairs=1)
    full = begun(team, ada, cy)
    bo = mentor(team, "Bo")
    self_match.wait(team.ctx, bo)
    assert self_match.serve_waiting(team.ctx, team.clock.now()) == 0
    life.part(team.ctx, full, cy)
    assert self_match.serve_waiting(team.ctx, team.clock.now()) == 1
    assert self_match.serve_waiting(team.ctx, team.clock.now()) == 0
    team.tick()
    assert [note.mentor.user_id for note in team.messenger.notes(RequestMadeNote, to=bo)] == [ada]
    assert team.messenger.notes(ProposalNote, to=ada)


def test_pairs_agreed_beforehand_begin_without_being_asked(team: Team) -> None:
    ada, bo = mentor(team, "Ada"), mentor(team, "Bo")
    laid = Mentorship(MentorshipId("p1"), None, two(ada, bo), MentorshipState.PROPOSED, team.clock.now())
    pair = pairing.with_answer(laid, ProposalAnswer.YES)
    with team.store.write() as tx:
        proposals.propose(team.ctx, tx, pair, team.clock.now())
    team.tick()
    assert team.item("pair_introduction:p1").kind == MentorshipIntroduction.name
    assert the_pair(team, pair.id).group_channel.startswith("G-")


def test_a_reverse_pair_without_an_objective_is_asked_for_one_even_where_nobody_must_accept(team: Team) -> None:
    ada, bo = mentor(team, "Ada"), mentor(team, "Bo")
    program = Program(
        *(ProgramId("up"), "Upside down", Purpose.SKILL, MentorshipFormat.REVERSE, ada),
        *(team.clock.now(), team.clock.now().date()),
    )
    laid = Mentorship(
        MentorshipId("p1"),
        program.id,
        two(ada, bo, program.format),
        MentorshipState.PROPOSED,
        team.clock.now(),
        format=program.format,
    )
    pair = pairing.with_answer(laid, ProposalAnswer.YES)
    with team.store.write() as tx:
        tx.programs.save(program)
        proposals.propose(team.ctx, tx, pair, team.clock.now())
    assert proposals.say_yes(team.ctx, pair.id, bo).needs_objective
    assert the_pair(team, pair.id).state is MentorshipState.PROPOSED
    assert proposals.say_yes(team.ctx, pair.id, bo, "Short videos").mentorship.state is MentorshipState.ACTIVE
