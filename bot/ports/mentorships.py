"""Stores of mentorships, and of what becomes of them. (Parts of a transaction.)"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.base.ids import Couple, MentorshipId, ProgramId, UserId
from bot.domain.mentorships.mentorship import (
    CheckedIn,
    Goal,
    GoalId,
    Meeting,
    MeetingId,
    Mentorship,
    MentorshipState,
    Pulse,
    Waiting,
    WrapUp,
)


class Mentorships(Protocol):
    """Mentorships with their members. (Part of a transaction.)"""

    def get(self, mentorship_id: MentorshipId, *, lock: bool = False) -> Mentorship | None:
        """The mentorship; with `lock`, nobody else may change it until the transaction ends."""
        ...

    def many(self, mentorship_ids: Collection[MentorshipId]) -> Sequence[Mentorship]:
        """Those that are there, oldest first."""
        ...

    def save(self, mentorship: Mentorship) -> None:
        """Insert or update, with its members. The program must be saved first."""
        ...

    def save_all(self, mentorships: Sequence[Mentorship]) -> None:
        """The same of many."""
        ...

    def of_user(self, user_id: UserId, *, open_only: bool = False) -> Sequence[Mentorship]:
        """Newest first; with `open_only`, only those that take capacity."""
        ...

    def states_of(self, program_id: ProgramId) -> dict[MentorshipState, int]:
        """How many mentorships of a program are in each state."""
        ...

    def people_of(self, program_id: ProgramId, *, open_only: bool = False) -> frozenset[UserId]:
        """Everybody who is, or once was, in a mentorship of a program that has begun; with `open_only`, one that takes
        capacity."""
        ...

    def between(self, one: UserId, other: UserId) -> Sequence[Mentorship]:
        """Mentorships in which both of these are, newest first."""
        ...

    def earlier(self, user_ids: Collection[UserId]) -> Sequence[Mentorship]:
        """All mentorships in which two or more of these people are, oldest first."""
        ...

    def declined_by(self, user_ids: Collection[UserId]) -> Sequence[Mentorship]:
        """Mentorships that one of these declined and said why, oldest first. The reason stays with Mentor."""
        ...

    def open_among(self, user_ids: Collection[UserId]) -> frozenset[Couple]:
        """Any two of these people who are in one mentorship that takes capacity; who leads comes first."""
        ...

    def asking(self, user_ids: Collection[UserId]) -> frozenset[UserId]:
        """Those of the people who have a request of their own out, to somebody who has not answered."""
        ...

    def asked_in(self, program_id: ProgramId, user_ids: Collection[UserId]) -> frozenset[UserId]:
        """Those of the people to whom a mentorship in a program is proposed."""
        ...

    def with_room(self, user_ids: Collection[UserId]) -> frozenset[UserId]:
        """Those of the people who have fewer mentorships than they want."""
        ...

    def load_of(self, user_id: UserId) -> int:
        """How many mentorships that take capacity somebody is in, over all programs together."""
        ...

    def loads_of(self, user_ids: Collection[UserId]) -> dict[UserId, int]:
        """The same of many, in a fixed number of queries. Who carries none is left out."""
        ...

    def unanswered(self, now: datetime, limit: int) -> Sequence[MentorshipId]:
        """Proposed mentorships whose `answer_by` has passed, oldest first."""
        ...

    def due(self, day: date, limit: int) -> Sequence[MentorshipId]:
        """Active mentorships whose `next_cycle_on` or `ends_on` is not after `day`, earliest first."""
        ...

    def pauses_ended(self, day: date, limit: int) -> Sequence[MentorshipId]:
        """Paused mentorships whose `paused_until` is not after `day`."""
        ...


class Meetings(Protocol):
    """Meetings of mentorships. (Part of a transaction.)"""

    def get(self, meeting_id: MeetingId, *, lock: bool = False) -> Meeting | None:
        """One meeting; with `lock`, nobody else may change it until the transaction ends."""
        ...

    def of(self, mentorship_id: MentorshipId) -> Sequence[Meeting]:
        """The meetings of a mentorship, oldest first."""
        ...

    def save(self, meeting: Meeting) -> None:
        """Insert or update. The mentorship must be saved first."""
        ...

    def save_all(self, meetings: Sequence[Meeting]) -> None:
        """The same of many."""
        ...


class Answers(Protocol):
    """What people in mentorships answer: check-ins, pulses and last words. (Part of a transaction.)"""

    def check_ins(self, mentorship_id: MentorshipId) -> Sequence[CheckedIn]:
        """By cycle, then by person."""
        ...

    def save_check_in(self, said: CheckedIn) -> None:
        """Insert, or take the place of what the same person said in the same cycle."""
        ...

    def save_pulse(self, pulse: Pulse) -> None:
        """Insert, or take the place of an earlier answer to the same question."""
        ...

    def ratings_of(self, user_ids: Collection[UserId]) -> dict[UserId, float]:
        """The mean (1–5) of what their partners' pulses said; who has none is left out. Never shown to anybody."""
        ...

    def wrap_ups(self, mentorship_id: MentorshipId) -> Sequence[WrapUp]:
        """By person."""
        ...

    def save_wrap_up(self, wrap_up: WrapUp) -> None:
        """Insert or update."""
        ...


class Goals(Protocol):
    """Goals of people in mentorships. (Part of a transaction.)"""

    def get(self, goal_id: GoalId, *, lock: bool = False) -> Goal | None:
        """One goal; with `lock`, nobody else may change it until the transaction ends."""
        ...

    def of(self, mentorship_id: MentorshipId) -> Sequence[Goal]:
        """The goals of all members, oldest first."""
        ...

    def save(self, goal: Goal) -> None:
        """Insert or update."""
        ...

    def delete(self, goal_id: GoalId) -> None:
        """The goal is gone."""
        ...


class Waitlist(Protocol):
    """Who waits for a mentor with room. (Part of a transaction.)"""

    def add(self, waiting: Waiting) -> None:
        """Insert, or take the place of an earlier wish of the same person."""
        ...

    def of(self, user_id: UserId) -> Waiting | None:
        """What somebody waits for; None where they do not."""
        ...

    def longest(self, limit: int) -> Sequence[Waiting]:
        """Who waits, longest first."""
        ...

    def remove(self, user_id: UserId) -> None:
        """They wait no more."""
        ...
