"""The audit of pairs: each message that a pair is written would be missed, were it lost; and nothing where all is well.

A pair lives its months under the real planner. Every day the audit finds nothing; then each message that was written
since is taken away, found missing, and put back.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text

from bot.content.topics import load_topics
from bot.domain.across.auditing import AuditProblem, Finding
from bot.domain.base.ids import MentorshipId, ProgramId, UserId
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm, Role
from bot.domain.mentorships.mentorship import CheckIn, EndReason, Mentorship, MentorshipState, ProposalAnswer
from bot.domain.mentorships.messages import (
    CheckInMessage,
    FitQuestion,
    LookBack,
    MeetingCalendar,
    MeetingTimes,
    MentorshipChanged,
    MentorshipEnded,
    MentorshipIntroduction,
    MentorshipThanks,
    Nudge,
    ProposalMessage,
    ProposalReminder,
    PulseMessage,
    RequestEnded,
    RequestMade,
    SilenceOffer,
    TopicMessage,
    WrapUpMessage,
)
from bot.domain.people.person import WorkspaceMembership
from bot.domain.people.profile import Format, Limits
from bot.domain.programs.program import Participation, Program, Purpose
from bot.services.across.audit import audit
from bot.services.context import Context
from bot.services.delivery.kinds import kinds_in
from bot.services.mentorships import life, messages, proposals
from bot.services.people import profiles
from bot.services.people.directory import person_changed
from bot.services.programs import programs, self_match
from store.base.sql import table_of
from store.database import SqlStore
from store.delivery.tables import OutboxRow
from tests.support.members import two
from tests.support.team import Team, skills_of

DAY = timedelta(days=1)
UNSEEN = {RequestMade.name}
"""Nothing but the message itself tells who asked a mentor: the wait list, or the one who waits."""
PROPOSALS = {ProposalMessage.name, ProposalReminder.name}
KINDS = {one.message.name for one in kinds_in(messages)}
_outbox = table_of(OutboxRow)


@dataclass
class Couple:
    """Two people and their pair, in a company that lives from evening to evening."""

    team: Team
    mentor: UserId
    mentee: UserId
    mentorship_id: MentorshipId
    seen: set[str] = field(default_factory=set)
    """Messages whose loss was tried."""

    @property
    def ctx(self) -> Context:
        return self.team.ctx

    @property
    def mentorship(self) -> Mentorship:
        with self.team.store.read() as tx:
            pair = tx.mentorships.get(self.mentorship_id)
        assert pair is not None
        return pair

    def proposed(self, rhythm: Rhythm = Rhythm.WEEKLY, weeks: int = 12, **fields: Any) -> None:
        """Laid before each other in a program."""
        now = self.team.clock.now()
        program = replace(
            Program(
                ProgramId("rise"), "Rise", Purpose.SKILL, MentorshipFormat.ONE_TO_ONE, UserId("UADMIN"), now, now.date()
            ),
            rhythm=rhythm,
            length_weeks=weeks,
        )
        pair = Mentorship(
            self.mentorship_id,
            program.id,
            two(self.mentor, self.mentee),
            MentorshipState.PROPOSED,
            now,
            rhythm=rhythm,
        )
        with self.team.store.write() as tx:
            tx.programs.save(program)
            for who, role in ((self.mentor, Role.MENTOR), (self.mentee, Role.MENTEE)):
                tx.programs.save_participation(Participation(program.id, who, role, now))
            proposals.propose(self.ctx, tx, replace(pair, **fields), now)

    def begun(self, **fields: Any) -> None:
        """Agreed."""
        self.proposed(**fields)
        for who in (self.mentor, self.mentee):
            proposals.say_yes(self.ctx, self.mentorship_id, who)

    def says(self, said: CheckIn, about: int) -> None:
        life.check_in(self.ctx, self.mentorship_id, self.mentee, about, said)

    def found(self) -> list[Finding]:
        return audit(self.ctx, self.team.clock.now())

    def lives(self, days: int, each_day: Callable[["Couple"], None] = lambda _: None) -> Counter[str]:
        """So many days; how often the loss of each kind of message was tried."""
        tried: Counter[str] = Counter()
        for _ in range(days):
            self.team.tick()
            each_day(self)
            assert self.found() == []
            for row in self.rows():
                if row["id"] not in self.seen and self.would_miss(row["kind"]):
                    with without(self.team, row):
                        assert (AuditProblem.MISSING, row["kind"]) in {
                            (one.problem, one.kind) for one in self.found()
                        }, row
                    tried[row["kind"]] += 1
                self.seen.add(row["id"])
            self.team.clock.advance(DAY)
        return tried

    def would_miss(self, kind: str) -> bool:
        """Whether the audit asks for such a message: not for proposals that are decided, and that a pause is over
        leaves no trace but the message."""
        state = self.mentorship.state
        over = (PROPOSALS if state is not MentorshipState.PROPOSED else set()) | (
            {MentorshipChanged.name} if state is not MentorshipState.PAUSED else set()
        )
        return kind in KINDS - UNSEEN - over

    def rows(self) -> list[dict[str, Any]]:
        """Every message that is none in place of another."""
        assert isinstance(self.team.store, SqlStore)
        with self.team.store.engine.begin() as connection:
            every = connection.execute(select(_outbox).where(_outbox.c.action != "edit").order_by(_outbox.c.key))
            return [dict(row) for row in every.mappings()]


@contextmanager
def without(team: Team, row: dict[str, Any]) -> Iterator[None]:
    """One message was never written."""
    assert isinstance(team.store, SqlStore)
    with team.store.engine.begin() as connection:
        assert connection.execute(delete(_outbox).where(_outbox.c.id == row["id"])).rowcount == 1
    yield
    with team.store.engine.begin() as connection:
        connection.execute(insert(_outbox), row)


def alter(team: Team, statement: str) -> None:
    """Damage the database, as no service would."""
    assert isinstance(team.store, SqlStore)
    with team.store.engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount > 0, "nothing was damaged"


@pytest.fixture
def couple(team: Team) -> Couple:
    """Mira offers what Bo wants, and both have room."""
    # Mentor has written before: what is so from now on owes its messages.
    mentor, mentee = team.joins("Mira", "SQL"), team.joins("Bo", "Writing")
    team.topics = load_topics()
    team.asks(team.joins("Ada"), "Juggling")
    for who in (mentor, mentee):
        profile = replace(team.profile(who), formats=frozenset({Format.ONE_TO_ONE}), limits=Limits(pairs=2))
        with team.store.write() as tx:
            tx.profiles.save(replace(profile, wants=skills_of(["SQL"])))
    team.clock.advance(timedelta(minutes=1))
    return Couple(team, mentor, mentee, MentorshipId("p1"))


def always_meets(couple: Couple) -> None:
    """Every round they say that they met, once they are asked."""
    number = couple.mentorship.cycle
    if couple.mentorship.state is MentorshipState.ACTIVE and number > 1:
        couple.says(CheckIn.MET, number - 1)


def test_nothing_of_a_life_to_its_end_could_be_lost_unnoticed(couple: Couple) -> None:
    couple.begun(weeks=9)
    tried = couple.lives(65, always_meets)
    assert couple.mentorship.state is MentorshipState.ENDED
    life.wrap_up(couple.ctx, couple.mentorship_id, couple.mentee, "We did.", "Thank you.", "nothing")
    couple.team.clock.advance(DAY)
    tried += couple.lives(1)
    assert {kind: tried[kind] >= 2 for kind in tried} == {
        MentorshipIntroduction.name: False,
        TopicMessage.name: True,
        CheckInMessage.name: True,
        FitQuestion.name: True,
        PulseMessage.name: True,
        LookBack.name: True,
        WrapUpMessage.name: True,
        MentorshipThanks.name: False,
    }


def test_nor_of_a_silence_to_its_end(couple: Couple) -> None:
    couple.begun()
    tried = couple.lives(37)
    assert couple.mentorship.end_reason is EndReason.SILENT
    assert {Nudge.name, SilenceOffer.name, MentorshipEnded.name, TopicMessage.name} < set(tried)
    assert tried[MentorshipEnded.name] == tried[Nudge.name] == tried[SilenceOffer.name] == 2


def test_nor_of_a_proposal_that_lapses(couple: Couple) -> None:
    mentee, mentor = two(couple.mentor, couple.mentee)
    couple.proposed(members=(mentee, replace(mentor, answer=ProposalAnswer.YES)))
    tried = couple.lives(6)
    assert couple.mentorship.state is MentorshipState.LAPSED
    assert set(tried) == {*PROPOSALS, RequestEnded.name}


def test_nor_of_a_request_that_is_declined(couple: Couple) -> None:
    asked = self_match.request(couple.ctx, couple.mentee, couple.mentor, "press").mentorship
    assert asked is not None
    couple.mentorship_id = asked.id
    tried = couple.lives(1)
    assert set(tried) == PROPOSALS
    proposals.say_no(couple.ctx, couple.mentorship_id, couple.mentor)
    assert set(couple.lives(3)) == {RequestEnded.name}


def test_nor_of_one_that_the_wait_list_made(couple: Couple) -> None:
    self_match.wait(couple.ctx, couple.mentee)
    couple.team.later(timedelta(hours=1))
    with couple.team.store.read() as tx:
        (pair,) = tx.mentorships.of_user(couple.mentee)
    couple.mentorship_id = pair.id
    assert set(couple.lives(2)) == PROPOSALS


def leaves_the_company(couple: Couple) -> None:
    with couple.team.store.read() as tx:
        person = tx.people.get(couple.mentor)
    assert person is not None
    person_changed(couple.ctx, replace(person, standing=WorkspaceMembership.DEACTIVATED), "event")


LEAVING: dict[str, Callable[[Couple], object]] = {
    "the company": leaves_the_company,
    "Mentor": lambda couple: profiles.leave(couple.ctx, couple.mentor),
    "the program": lambda couple: programs.leave(couple.ctx, couple.mentor, ProgramId("rise")),
    "the pair": lambda couple: life.part(couple.ctx, couple.mentorship_id, couple.mentor),
}


@pytest.mark.parametrize("what", LEAVING)
def test_nor_the_word_to_the_partner_of_who_leaves(couple: Couple, what: str) -> None:
    couple.begun()
    couple.lives(1)
    LEAVING[what](couple)
    assert couple.lives(1)[MentorshipEnded.name] == 1
    couple.lives(1)


def test_a_pause_over_half_time_loses_nothing(couple: Couple) -> None:
    """The pair rests while half its time passes: the look back comes when it goes on."""
    couple.begun(weeks=6)
    couple.lives(8, always_meets)
    until = couple.team.clock.now().date() + timedelta(days=20)
    life.pause(couple.ctx, couple.mentorship_id, couple.mentee, until, "press")
    assert couple.lives(1)[MentorshipChanged.name] == 1
    assert couple.lives(28, always_meets)[LookBack.name] == 2


def test_nor_times_asked_for_and_picked(couple: Couple) -> None:
    couple.begun()
    couple.lives(1)
    life.new_time(couple.ctx, couple.mentorship_id, couple.mentee, "press")
    with couple.team.store.read() as tx:
        asked = tx.meetings.of(couple.mentorship_id)[-1]
    life.pick_time(couple.ctx, asked.id, couple.mentor, asked.slots[0])
    couple.team.later(timedelta(minutes=20))
    tried = couple.lives(1)
    assert tried[MeetingTimes.name] == tried[MeetingCalendar.name] == 1


STUCK = {
    "a round that never closes": ("next_cycle_on = '2026-11-01'", "its round has not closed"),
    "a round that has no day": ("next_cycle_on = NULL", "its round has not closed"),
    "a round put off": ("next_cycle_on = '2027-03-01'", "its round closes too late"),
    "a pair over its time": ("ends_on = '2026-11-01'", "its time is over, and it goes on"),
    "a pause without an end": ("state = 'paused', paused_until = NULL", "its pause has not ended"),
    "a pause over its time": ("state = 'paused', paused_until = '2026-11-01'", "its pause has not ended"),
    "a proposal over its time": (
        "state = 'proposed', answer_by = '2026-11-01 10:00:00+00:00'",
        "unanswered, and has not lapsed",
    ),
    "a proposal without an end": ("state = 'proposed', answer_by = NULL", "unanswered, and has not lapsed"),
}


@pytest.mark.parametrize("what", STUCK)
def test_time_that_does_not_pass_over_a_pair_is_found(couple: Couple, what: str) -> None:
    change, detail = STUCK[what]
    couple.begun()
    couple.lives(1)
    alter(couple.team, f"UPDATE mentorship SET {change}")
    assert detail in {one.detail for one in couple.found() if one.problem is AuditProblem.STUCK}


GONE = {
    "company": "UPDATE person SET standing = 'deactivated' WHERE user_id = 'UMIRA'",
    "program": "UPDATE participation SET left_at = '2026-11-24 10:00:00+00:00' WHERE user_id = 'UMIRA'",
}


@pytest.mark.parametrize("where", GONE)
def test_a_partner_who_was_not_told_is_found(couple: Couple, where: str) -> None:
    couple.begun()
    couple.lives(1)
    alter(couple.team, GONE[where])
    assert "one of the two is gone, and it goes on" in {one.detail for one in couple.found()}


def test_a_planner_that_never_looks_is_found(couple: Couple) -> None:
    couple.begun()
    couple.lives(9, always_meets)
    couple.team.clock.advance(4 * DAY)
    assert couple.found() == []
    couple.team.clock.advance(timedelta(hours=3))  # The day before the second round closes has begun everywhere.
    assert [(one.problem, one.kind) for one in couple.found()] == [(AuditProblem.MISSING, "topic")]
    couple.team.clock.advance(3 * DAY)
    assert (AuditProblem.STUCK, "pair") in {(one.problem, one.kind) for one in couple.found()}


def test_a_planner_that_does_not_count_silence_is_found(couple: Couple) -> None:
    couple.begun()
    couple.lives(23)
    alter(couple.team, "UPDATE outbox SET kind = 'check_in' WHERE kind = 'nudge'")
    assert [(one.problem, one.kind) for one in couple.found()] == [(AuditProblem.MISSING, "nudge")]


def test_a_silent_pair_that_never_ends_is_found(couple: Couple) -> None:
    couple.begun()
    couple.lives(30)
    alter(couple.team, "UPDATE mentorship SET silence = 0")
    for _ in range(13):
        couple.team.later(DAY)
    assert "silent, and it goes on" in {one.detail for one in couple.found()}


def looks_on(couple: Couple, hours: int) -> list[tuple[AuditProblem, str, str]]:
    """The audit looks every half hour, and nothing else runs."""
    found: list[Finding] = []
    for _ in range(2 * hours):
        couple.team.clock.advance(timedelta(minutes=30))
        found = couple.found()
    return [(one.problem, one.kind, one.subject) for one in found]


def test_who_waits_while_a_mentor_has_room_is_found_when_it_lasts(couple: Couple) -> None:
    self_match.wait(couple.ctx, couple.mentee)
    assert looks_on(couple, 6) == []
    assert looks_on(couple, 1) == [(AuditProblem.MISSING, "proposal", couple.mentee)]
    couple.team.tick()
    assert couple.found() == []


NO_MENTOR = {
    "paused": "UPDATE profile SET paused = TRUE WHERE user_id = 'UMIRA'",
    "gone": "UPDATE person SET standing = 'deactivated' WHERE user_id = 'UMIRA'",
    "above": "UPDATE person SET manager = 'UMIRA' WHERE user_id = 'UBO'",
    "below": "UPDATE person SET manager = 'UBO' WHERE user_id = 'UMIRA'",
    "at work at other hours": "UPDATE profile SET hours_zone = 'Asia/Tokyo' WHERE user_id = 'UMIRA'",
    "no mentor over months": "UPDATE profile SET formats = '[\"flash\"]' WHERE user_id = 'UMIRA'",
    "of the same department": "UPDATE person SET department = 'Sales'",
    "unwanted": "INSERT INTO block VALUES ('UMIRA', 'UBO', '2026-11-01 10:00:00')",
}


@pytest.mark.parametrize("mentor_is", NO_MENTOR)
def test_who_waits_for_nobody_in_particular_is_not_found(couple: Couple, mentor_is: str) -> None:
    self_match.wait(couple.ctx, couple.mentee)
    alter(couple.team, NO_MENTOR[mentor_is])
    assert looks_on(couple, 9) == []
