"""Stores of programs and their matching rounds. (Parts of a transaction.)"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.base.ids import Couple, MentorshipId, ProgramId, UserId
from bot.domain.programs.program import Invitation, Participation, Program
from bot.domain.programs.rounds import MatchingRound, PlannedPair, RoundId, UnmatchedPerson


class Programs(Protocol):
    """Programs, who was invited, and who joined. (Part of a transaction.)"""

    def get(self, program_id: ProgramId, *, lock: bool = False) -> Program | None:
        """The program; with `lock`, nobody else may change it until the transaction ends."""
        ...

    def save(self, program: Program) -> None:
        """Insert or update."""
        ...

    def all(self, *, over: bool = False) -> Sequence[Program]:
        """Programs that have not ended (with `over`: all of them), newest first."""
        ...

    def invite(self, program_id: ProgramId, user_ids: Collection[UserId], at: datetime) -> Sequence[UserId]:
        """Remember that these were asked to join; who of them was not before."""
        ...

    def invitation(self, program_id: ProgramId, user_id: UserId) -> Invitation | None:
        """How somebody was invited; None where they were not."""
        ...

    def decline(self, program_id: ProgramId, user_id: UserId, at: datetime) -> None:
        """They said no to the invitation, whether they were asked by name or not."""
        ...

    def invitations_of(self, user_id: UserId) -> dict[ProgramId, Invitation]:
        """All invitations of somebody, also the declined ones."""
        ...

    def to_write(self, limit: int) -> Sequence[Invitation]:
        """Invitations whose message is not written yet."""
        ...

    def written(self, program_id: ProgramId, user_id: UserId) -> bool:
        """An invitation counts as written from now on; whether it did not before."""
        ...

    def invited_count(self, program_id: ProgramId) -> int:
        """How many were invited."""
        ...

    def participation(self, program_id: ProgramId, user_id: UserId, *, lock: bool = False) -> Participation | None:
        """How somebody is in a program, also of somebody who left."""
        ...

    def participants(self, program_id: ProgramId, only: Collection[UserId] | None = None) -> Sequence[Participation]:
        """Who is in a program (of `only` these) and has not left, by user id."""
        ...

    def participations_of(self, user_id: UserId) -> Sequence[Participation]:
        """How somebody is in programs that they have not left."""
        ...

    def save_participation(self, participation: Participation) -> None:
        """Insert or update. The program must be saved first."""
        ...

    def left_out(self, program_id: ProgramId, user_ids: Collection[UserId]) -> None:
        """A round was published: these got nobody (one round more), all others of the program start again at 0."""
        ...

    def queue(self, program_id: ProgramId | None = None, limit: int | None = None) -> Sequence[Participation]:
        """Who looks for another partner, in one program or in all, longest first."""
        ...

    def queue_of_closed(self, limit: int) -> Sequence[Participation]:
        """Who still looks in a program that takes up no new pairs, and has none in it that is open."""
        ...

    def into_queue(self, program_id: ProgramId, user_ids: Collection[UserId], at: datetime) -> None:
        """They look for a partner in a program from now on; who does already keeps their place."""
        ...

    def out_of_queue(self, program_id: ProgramId, user_ids: Collection[UserId]) -> None:
        """They have a partner: they stand in line no more, and were left out no more."""
        ...

    def queue_unpaired(self, program_id: ProgramId, at: datetime) -> None:
        """Whoever never had a partner in a program is in its line too, so that all who wait are found in one place."""
        ...

    def open_in_ended(self, limit: int) -> Sequence[MentorshipId]:
        """Mentorships that take capacity although their program has ended, by id."""
        ...


class Rounds(Protocol):
    """Matching rounds with their previews. (Part of a transaction.)"""

    def get(self, round_id: RoundId, *, lock: bool = False) -> MatchingRound | None:
        """The round; with `lock`, nobody else may change it until the transaction ends."""
        ...

    def save(self, matching: MatchingRound) -> None:
        """Insert or update."""
        ...

    def of_program(self, program_id: ProgramId) -> Sequence[MatchingRound]:
        """The rounds of a program, newest first."""
        ...

    def claim(self, now: datetime, owner: str, lease_until: datetime) -> MatchingRound | None:
        """Take the oldest round in which there is something to be done and at which nobody works, one try more: one
        that waits is WORKING from now on. No two owners get the same."""
        ...

    def keep_plan(self, round_id: RoundId, pairs: Sequence[PlannedPair], unmatched: Sequence[UnmatchedPerson]) -> None:
        """Put this preview in place of an older one."""
        ...

    def pairs(self, round_id: RoundId, *, offset: int = 0, limit: int | None = None) -> Sequence[PlannedPair]:
        """The planned pairs, lowest score first: those to look at come first."""
        ...

    def pair(self, round_id: RoundId, couple: Couple) -> PlannedPair | None:
        """One planned pair; None where these two are not planned."""
        ...

    def pairs_with(self, round_id: RoundId, user_ids: Collection[UserId]) -> Sequence[PlannedPair]:
        """The planned pairs in which any of these is."""
        ...

    def unmade(self, round_id: RoundId, limit: int) -> Sequence[PlannedPair]:
        """Planned pairs that are not made yet, in the order of their ids."""
        ...

    def pair_count(self, round_id: RoundId) -> int:
        """How many pairs are planned."""
        ...

    def made(self, round_id: RoundId, couples: Collection[Couple]) -> None:
        """These planned pairs are made: there is a pair of the two."""
        ...

    def save_pair(self, round_id: RoundId, pair: PlannedPair) -> None:
        """Insert or update one planned pair."""
        ...

    def drop_pair(self, round_id: RoundId, couple: Couple) -> None:
        """Take one planned pair out."""
        ...

    def unmatched(self, round_id: RoundId, *, offset: int = 0, limit: int | None = None) -> Sequence[UnmatchedPerson]:
        """Who has no pair, mentees first, then by id."""
        ...

    def unmatched_one(self, round_id: RoundId, user_id: UserId) -> UnmatchedPerson | None:
        """Somebody who has no pair; None for who has one."""
        ...

    def unmatched_count(self, round_id: RoundId) -> int:
        """How many have no pair."""
        ...

    def add_unmatched(self, round_id: RoundId, unmatched: Collection[UnmatchedPerson]) -> None:
        """These have no pair."""
        ...

    def now_matched(self, round_id: RoundId, user_ids: Collection[UserId]) -> None:
        """These have a pair now."""
        ...

    def loads(self, round_id: RoundId) -> dict[UserId, int]:
        """How many pairs of the preview each mentor has, most first."""
        ...
