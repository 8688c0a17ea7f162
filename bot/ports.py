"""What the services need from outside, as Protocols. Adapters live in `store`, `bot.slack`, `bot.clock`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.asks import Ask, AskId, Load, Offer, OfferId
from bot.domain.auditing import Finding
from bot.domain.notes import Note
from bot.domain.outbox import OutboxId, OutboxItem, OutboxState, Priority
from bot.domain.pairs import (
    CheckedIn,
    Goal,
    GoalId,
    Meeting,
    MeetingId,
    Pair,
    PairId,
    PairState,
    Pulse,
    Waiting,
    WrapUp,
)
from bot.domain.people import Member, Person, Profile, Skill, UserId, Workplace
from bot.domain.programs import Invitation, Participation, Program, ProgramId
from bot.domain.ranking import Evidence, Hit
from bot.domain.report import AskRecord
from bot.domain.rounds import Couple, LeftOver, MatchingRound, PlannedPair, RoundId


class Clock(Protocol):
    """Tells the time. Services get `now` passed in; only the edges hold a clock."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...


class Directory(Protocol):
    """The company's people, as Slack knows them."""

    def pages(self) -> Iterator[Sequence[Person]]:
        """Everybody, page by page, within Slack's limits; never all at once. Workplaces are not filled in."""
        ...

    def person(self, user_id: UserId) -> Person:
        """One person, asked for right now."""
        ...

    def workplace(self, user_id: UserId) -> Workplace:
        """Office, department, level and manager from the custom profile fields (one call a person)."""
        ...

    def channel_members(self, channel: str) -> Sequence[UserId]:
        """Who is in a public channel."""
        ...


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message landed."""

    channel: str
    ts: str


class SendError(Exception):
    """Base of what sending can end in. `code` is Slack's error or the kind of the failure, for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(SendError):
    """Slack said no for good (user disabled, channel gone, …): not sent, and trying again is no use."""


class RateLimited(SendError):
    """Not sent; `retry_after` seconds to wait."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class PutBack(RateLimited):
    """Not sent by this process, for a reason of its own; nobody else need wait."""


class LockedOut(RateLimited):
    """Not sent: the token is revoked or lacks a scope. Nothing is wrong with the message; wait for an admin."""

    def __init__(self, code: str) -> None:
        super().__init__(retry_after=60)
        self.code = code


class Unclear(SendError):
    """Connection lost, timeout or 5xx: nobody knows whether it was sent."""


class Messenger(Protocol):
    """Sends notes. Has no retries of its own. `marker` goes into the message metadata (opaque, nothing personal).

    All raise `Refused`, `RateLimited` or `Unclear`.
    """

    def open_group(self, users: Sequence[UserId]) -> str:
        """The channel id of the group DM of the bot with these people; the same people give the same channel."""
        ...

    def post(self, to: str, note: Note, marker: str, thread_ts: str = "") -> Sent:
        """Post a note to a user id or a channel id."""
        ...

    def edit(self, where: Sent, note: Note) -> None:
        """Replace a message in place; safe to repeat."""
        ...

    def upload(self, channel: str, note: Note, marker: str) -> Sent:
        """Upload the file that a note stands for, with its sentence."""
        ...

    def find(self, channel: str, marker: str, since: datetime) -> Sent | None:
        """Look for a message by its marker in the channel's history. Raises `Refused` where we may not look."""
        ...

    def whisper(self, channel: str, user: UserId, text: str) -> None:
        """An ephemeral line of plain text to one person in a channel."""
        ...


class Directories(Protocol):
    """People the directory told us of. (Part of a transaction.)"""

    def get(self, user_id: UserId) -> Person | None: ...

    def many(self, user_ids: Collection[UserId]) -> dict[UserId, Person]: ...

    def upsert(self, people: Sequence[Person], seen_at: datetime) -> None:
        """Insert or update; keeps known workplaces where `person.workplace` is empty, and the later `seen_at`."""
        ...

    def set_workplace(self, user_id: UserId, workplace: Workplace) -> None: ...

    def unseen_members(self, since: datetime) -> Sequence[UserId]:
        """Who has a profile, is not deactivated, and was not seen since a full sync began."""
        ...

    def deactivate_unseen(self, since: datetime) -> int:
        """Whoever was not seen since a full sync began is deactivated; how many."""
        ...

    def reports_of(self, manager: UserId) -> frozenset[UserId]: ...

    def admins(self) -> Sequence[Person]: ...


class Profiles(Protocol):
    """Profiles of members. (Part of a transaction.)"""

    def get(self, user_id: UserId, *, lock: bool = False) -> Profile | None:
        """The profile; with `lock`, nobody else may change it until the transaction ends (row lock on Postgres)."""
        ...

    def member(self, user_id: UserId) -> Member | None: ...

    def members(self, user_ids: Collection[UserId]) -> dict[UserId, Member]: ...

    def save(self, profile: Profile) -> None:
        """Insert or replace, and refresh the person's search text (skills and about)."""
        ...

    def delete(self, user_id: UserId) -> None: ...

    def count(self) -> int: ...

    def everybody(self) -> Sequence[Person]:
        """The people who have signed up and may take part, by id."""
        ...

    def pauses_ended(self, now: datetime) -> Sequence[Profile]:
        """Profiles whose `paused_until` has passed while `paused` is still set."""
        ...

    def known_skills(self, prefix: str, limit: int) -> Sequence[Skill]:
        """Skills in use in the company that match a typed beginning (of any word), most used first."""
        ...


class Asks(Protocol):
    """Asks and their offers. (Part of a transaction.)"""

    def get(self, ask_id: AskId, *, lock: bool = False) -> Ask | None: ...

    def save(self, ask: Ask) -> None:
        """Insert or update. A closed, helped ask becomes part of the mentor's search text."""
        ...

    def of_asker(self, user_id: UserId, *, open_only: bool = False, limit: int = 50) -> Sequence[Ask]: ...

    def of_mentor(self, user_id: UserId, *, open_only: bool = False, limit: int = 50) -> Sequence[Ask]: ...

    def to_advance(self, now: datetime, limit: int) -> Sequence[AskId]:
        """Asks in ROUTING that have an offer to remind or lapse at `now`, or no live offer at all."""
        ...

    def untouched_since(self, moment: datetime, limit: int) -> Sequence[AskId]:
        """Asks not over whose `touched_at` is before `moment`."""
        ...

    def offer(self, offer_id: OfferId, *, lock: bool = False) -> Offer | None: ...

    def offers(self, ask_id: AskId) -> Sequence[Offer]:
        """All offers of an ask, oldest first."""
        ...

    def live_offers_of(self, mentor: UserId) -> Sequence[Offer]: ...

    def save_offer(self, offer: Offer) -> None: ...

    def load_of(self, mentor: UserId, now: datetime) -> Load: ...

    def records(self, start: datetime, end: datetime) -> Sequence[AskRecord]:
        """Asks made in [start, end) with what the report needs of them."""
        ...


class Search(Protocol):
    """The database's own full text: FTS5 with bm25 on SQLite, tsvector with ts_rank on Postgres."""

    def hits(self, words: Sequence[str], limit: int = 1000) -> Sequence[Hit]:
        """Past answered asks and profile texts matching any of the words, best first; `Hit.position` counts from 0."""
        ...

    def offering(self, skills: Collection[str], limit: int = 500) -> Sequence[UserId]:
        """Members who offer any of the skills (keys), most matches first, then by id."""
        ...

    def longest_unasked(self, limit: int) -> Sequence[UserId]:
        """Members whom nothing was offered for longest, or never, first; then by id."""
        ...

    def evidence(self, user_ids: Collection[UserId], now: datetime) -> dict[UserId, Evidence]:
        """What ranking needs to know of each, in a fixed number of queries whatever the number of people."""
        ...


class Outbox(Protocol):
    """Messages to be sent. (Part of a transaction.)"""

    def add(self, item: OutboxItem) -> bool:
        """Insert unless its key exists already; whether it was new."""
        ...

    def add_all(self, items: Sequence[OutboxItem]) -> int:
        """Insert those whose keys are new; how many. For planning thousands at once."""
        ...

    def get(self, item_id: OutboxId) -> OutboxItem | None: ...

    def by_key(self, key: str) -> OutboxItem | None: ...

    def claim(
        self,
        now: datetime,
        owner: str,
        lease_until: datetime,
        limit: int,
        priorities: Sequence[Priority] = tuple(Priority),
    ) -> Sequence[OutboxItem]:
        """Take due pending rows for this owner: state SENDING. No two owners get the same row.

        The best priority first, within it what is due longest.
        """
        ...

    def count_in(self, item_id: OutboxId, day: date) -> None:
        """Let a message count among those of the receiver's day, until it is known not to be sent."""
        ...

    def day_of(self, item: OutboxItem, day: date, now: datetime) -> tuple[int, int]:
        """How many messages count on a day of the receiver's; and how many not counted yet are due for the same
        person (or just being sent) and have a better priority."""
        ...

    def finish(self, item: OutboxItem, owner: str) -> bool:
        """Write the outcome, if `owner` still holds the row."""
        ...

    def lease_ended(self, now: datetime, limit: int) -> Sequence[OutboxItem]:
        """Rows in SENDING whose lease has passed, and rows in UNKNOWN: to be looked up."""
        ...

    def take_over(self, item: OutboxItem, owner: str, lease_until: datetime) -> bool:
        """Hold a row that `lease_ended` gave, to look it up: state SENDING, for this owner.

        False where anything about it has changed meanwhile: somebody else is at it.
        """
        ...

    def cancel(self, subject: str, reason: str) -> int:
        """Cancel all pending rows about a subject; how many."""
        ...

    def cancel_to(self, user_id: UserId, reason: str) -> int:
        """Cancel all pending rows to a person (or in their hours); how many."""
        ...

    def counts(self) -> dict[OutboxState, int]: ...

    def due_count(self, now: datetime) -> int: ...

    def oldest_due(self, now: datetime) -> datetime | None:
        """When the pending row that is due for longest became due; None where none is."""
        ...


class Waits(Protocol):
    """Until when something is spent or held back; all replicas share it. (Part of a transaction.)"""

    def until(self, scopes: Collection[str], *, lock: str = "") -> dict[str, datetime]:
        """The moments kept. `lock` is a scope that nobody else locks until the transaction ends: lock it last."""
        ...

    def keep(self, untils: Mapping[str, datetime], reason: str = "") -> None: ...

    def reasons(self, now: datetime) -> dict[str, str]:
        """What is held back at `now` for a reason, and the reason."""
        ...

    def forget(self, before: datetime) -> int:
        """Drop moments long past; how many."""
        ...


class Channels(Protocol):
    """The bot's conversations by the people in them: user ids in order, joined by `,`. (Part of a transaction.)"""

    def get(self, people: str) -> str:
        """The channel, or empty where none is known."""
        ...

    def keep(self, people: str, channel: str) -> None: ...


class Audit(Protocol):
    """Reading for the audit, in queries of its own; and what it found. (Part of a transaction.)"""

    def began(self) -> datetime | None:
        """When the first message was written here; None where none was."""
        ...

    def asks(self, since: datetime, after: str, limit: int) -> Sequence[tuple[Ask, Sequence[Offer]]]:
        """Asks with their offers, of which something happened since a moment or which are not over, in order of ids."""
        ...

    def pairs(self, after: str, limit: int) -> Sequence[Pair]:
        """Pairs that are not over, in order of ids."""
        ...

    def pauses(self) -> Sequence[Profile]:
        """Everybody whose pause has an end."""
        ...

    def about(self, subjects: Collection[str]) -> Sequence[OutboxItem]:
        """Messages about these things, whatever became of them; changes in place left out."""
        ...

    def suspicious(self, now: datetime, limit: int) -> Sequence[OutboxItem]:
        """Messages not settled although due, and those that ended without saying why; oldest first."""
        ...

    def findings(self) -> Sequence[Finding]:
        """What the last audit found."""
        ...

    def keep(self, findings: Collection[Finding], now: datetime) -> Sequence[Finding]:
        """Keep these in place of what was found before; those that are new."""
        ...


class Settings(Protocol):
    """Settings that admins change at run time. (Part of a transaction.)"""

    def get(self, name: str) -> str: ...

    def set(self, name: str, value: str) -> None: ...


class Programs(Protocol):
    """Programs, who was invited, and who joined. (Part of a transaction.)"""

    def get(self, program_id: ProgramId, *, lock: bool = False) -> Program | None: ...

    def save(self, program: Program) -> None:
        """Insert or update."""
        ...

    def all(self, *, over: bool = False) -> Sequence[Program]:
        """Programs that have not ended (with `over`: all of them), newest first."""
        ...

    def of_user(self, user_id: UserId, *, over: bool = False) -> Sequence[Program]:
        """Programs that somebody is in and has not left, newest first; with `over`, also those that have ended."""
        ...

    def invite(self, program_id: ProgramId, user_ids: Collection[UserId], at: datetime) -> Sequence[UserId]:
        """Remember that these were asked to join; who of them was not before."""
        ...

    def invitation(self, program_id: ProgramId, user_id: UserId) -> Invitation | None: ...

    def decline(self, program_id: ProgramId, user_id: UserId, at: datetime) -> None:
        """They said no to the invitation, whether they were asked by name or not."""
        ...

    def invitations_of(self, user_id: UserId) -> dict[ProgramId, Invitation]:
        """All invitations of somebody, also the declined ones."""
        ...

    def to_write(self, limit: int) -> Sequence[Invitation]:
        """Invitations whose message is not written yet; they count as written from now on."""
        ...

    def invited_count(self, program_id: ProgramId) -> int: ...

    def participation(self, program_id: ProgramId, user_id: UserId, *, lock: bool = False) -> Participation | None:
        """How somebody is in a program, also of somebody who left."""
        ...

    def participants(self, program_id: ProgramId) -> Sequence[Participation]:
        """Who is in a program and has not left, by user id."""
        ...

    def participations_of(self, user_id: UserId) -> Sequence[Participation]:
        """How somebody is in programs that they have not left."""
        ...

    def save_participation(self, participation: Participation) -> None: ...

    def left_out(self, program_id: ProgramId, user_ids: Collection[UserId]) -> None:
        """A round was published: these got nobody (one round more), all others of the program start again at 0."""
        ...


class Rounds(Protocol):
    """Matching rounds with their previews. (Part of a transaction.)"""

    def get(self, round_id: RoundId, *, lock: bool = False) -> MatchingRound | None: ...

    def save(self, matching: MatchingRound) -> None: ...

    def of_program(self, program_id: ProgramId) -> Sequence[MatchingRound]:
        """Newest first."""
        ...

    def claim(self, now: datetime, owner: str, lease_until: datetime) -> MatchingRound | None:
        """Take the oldest round that waits, or whose worker is gone: state WORKING (one that is being published
        stays so). No two owners get the same."""
        ...

    def keep_plan(self, round_id: RoundId, pairs: Sequence[PlannedPair], left_over: Sequence[LeftOver]) -> None:
        """Put this preview in place of an older one."""
        ...

    def pairs(self, round_id: RoundId, *, offset: int = 0, limit: int | None = None) -> Sequence[PlannedPair]:
        """The planned pairs, lowest score first: those to look at come first."""
        ...

    def pair(self, round_id: RoundId, couple: Couple) -> PlannedPair | None: ...

    def pairs_with(self, round_id: RoundId, user_id: UserId) -> Sequence[PlannedPair]: ...

    def unmade(self, round_id: RoundId, limit: int) -> Sequence[PlannedPair]:
        """Planned pairs that are not made yet, in the order of their ids."""
        ...

    def pair_count(self, round_id: RoundId) -> int: ...

    def save_pair(self, round_id: RoundId, pair: PlannedPair) -> None: ...

    def drop_pair(self, round_id: RoundId, couple: Couple) -> None: ...

    def left_over(self, round_id: RoundId, *, offset: int = 0, limit: int | None = None) -> Sequence[LeftOver]:
        """Who has no pair, mentees first, then by id."""
        ...

    def left_over_count(self, round_id: RoundId) -> int: ...

    def leave_over(self, round_id: RoundId, left_over: LeftOver) -> None: ...

    def not_left_over(self, round_id: RoundId, user_ids: Collection[UserId]) -> None: ...

    def loads(self, round_id: RoundId) -> dict[UserId, int]:
        """How many pairs of the preview each mentor has, most first."""
        ...


class Pairs(Protocol):
    """Pairs, and what becomes of them. (Part of a transaction.)"""

    def get(self, pair_id: PairId, *, lock: bool = False) -> Pair | None: ...

    def save(self, pair: Pair) -> None:
        """Insert or update."""
        ...

    def of_user(self, user_id: UserId, *, open_only: bool = False) -> Sequence[Pair]:
        """Newest first; with `open_only`, only those that take capacity."""
        ...

    def of_program(self, program_id: ProgramId, *, open_only: bool = False) -> Sequence[Pair]:
        """Oldest first."""
        ...

    def states_of(self, program_id: ProgramId) -> dict[PairState, int]:
        """How many pairs of a program are in each state."""
        ...

    def between(self, one: UserId, other: UserId) -> Sequence[Pair]:
        """Pairs of these two, whichever way round, newest first."""
        ...

    def earlier(self, user_ids: Collection[UserId]) -> Sequence[Pair]:
        """All pairs in which both are among these people, oldest first."""
        ...

    def load_of(self, user_id: UserId) -> int:
        """How many pairs that take capacity somebody is in, over all programs together."""
        ...

    def loads_of(self, user_ids: Collection[UserId]) -> dict[UserId, int]:
        """The same of many, in a fixed number of queries. Who carries none is left out."""
        ...

    def ratings_of(self, user_ids: Collection[UserId]) -> dict[UserId, float]:
        """The mean (1–5) of what their partners' pulses said; who has none is left out. Never shown to anybody."""
        ...

    def unanswered(self, now: datetime, limit: int) -> Sequence[PairId]:
        """Proposed pairs whose `answer_by` has passed, oldest first."""
        ...

    def due(self, day: date, limit: int) -> Sequence[PairId]:
        """Active pairs whose `next_round_on` or `ends_on` is not after `day`, earliest first."""
        ...

    def active(self, *, after: PairId | None = None, limit: int = 500) -> Sequence[Pair]:
        """Active pairs page by page, by id, beginning after one."""
        ...

    def pauses_ended(self, day: date, limit: int) -> Sequence[PairId]:
        """Paused pairs whose `paused_until` is not after `day`."""
        ...

    def meeting(self, meeting_id: MeetingId, *, lock: bool = False) -> Meeting | None: ...

    def meetings(self, pair_id: PairId) -> Sequence[Meeting]:
        """Oldest first."""
        ...

    def save_meeting(self, meeting: Meeting) -> None: ...

    def check_ins(self, pair_id: PairId) -> Sequence[CheckedIn]:
        """By round, then by person."""
        ...

    def save_check_in(self, said: CheckedIn) -> None:
        """Insert, or take the place of what the same person said in the same round."""
        ...

    def pulses(self, pair_id: PairId) -> Sequence[Pulse]: ...

    def save_pulse(self, pulse: Pulse) -> None: ...

    def goal(self, goal_id: GoalId, *, lock: bool = False) -> Goal | None: ...

    def goals(self, pair_id: PairId) -> Sequence[Goal]:
        """Of both, oldest first."""
        ...

    def save_goal(self, goal: Goal) -> None: ...

    def delete_goal(self, goal_id: GoalId) -> None: ...

    def wrap_ups(self, pair_id: PairId) -> Sequence[WrapUp]: ...

    def save_wrap_up(self, wrap_up: WrapUp) -> None: ...

    def block(self, blocker: UserId, blocked: UserId, at: datetime) -> None:
        """Never match these two. Private."""
        ...

    def unblock(self, blocker: UserId, blocked: UserId) -> None: ...

    def blocks_of(self, user_ids: Collection[UserId]) -> frozenset[Couple]:
        """(who, whom) of all blocks that one of these set."""
        ...

    def wait(self, waiting: Waiting) -> None:
        """Insert, or take the place of an earlier wish of the same person."""
        ...

    def waiting_of(self, user_id: UserId) -> Waiting | None: ...

    def waiting(self, limit: int) -> Sequence[Waiting]:
        """Who waits for a mentor, longest first."""
        ...

    def stop_waiting(self, user_id: UserId) -> None: ...


class Transaction(Protocol):
    """All of the stores in one transaction."""

    @property
    def people(self) -> Directories: ...
    @property
    def profiles(self) -> Profiles: ...
    @property
    def asks(self) -> Asks: ...
    @property
    def search(self) -> Search: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def waits(self) -> Waits: ...
    @property
    def channels(self) -> Channels: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def programs(self) -> Programs: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def pairs(self) -> Pairs: ...

    def first_time(self, key: str, now: datetime) -> bool:
        """Whether this delivery (event, view or action id) is seen for the first time; remembers it."""
        ...

    def forget_deliveries(self, before: datetime) -> int:
        """Drop remembered deliveries older than `before`; how many."""
        ...


class Store(Protocol):
    """Opens transactions. Raises `StoreDown` where the database does not answer."""

    def write(self) -> AbstractContextManager[Transaction]:
        """A transaction that commits at the end of the block, and rolls back on any error."""
        ...

    def read(self) -> AbstractContextManager[Transaction]:
        """A transaction for reading only."""
        ...
