"""Stores of people and their profiles. (Parts of a transaction.)"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.people.person import Person, Workplace
from bot.domain.people.profile import Member, Profile


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

    def members(self, user_ids: Collection[UserId], *, lock: bool = False) -> dict[UserId, Member]:
        """Those of the people who have signed up; with `lock`, nobody else may change their profiles until the
        transaction ends. Locks are taken in the order of the ids, by everybody."""
        ...

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
