"""Stores of people and their profiles. (Parts of a transaction.)"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.base.ids import Couple, UserId
from bot.domain.base.skill import Skill
from bot.domain.people.person import Person, Workplace
from bot.domain.people.profile import Member, Profile


class Directories(Protocol):
    """People the directory told us of. (Part of a transaction.)"""

    def get(self, user_id: UserId) -> Person | None:
        """The person; None where the directory never told us of them."""
        ...

    def many(self, user_ids: Collection[UserId]) -> dict[UserId, Person]:
        """Those of the people that are known."""
        ...

    def upsert(self, people: Sequence[Person], seen_at: datetime) -> None:
        """Insert or update; keeps known workplaces where `person.workplace` is empty. The last of doubles counts.

        The later `seen_at` stays: of two replicas that sync at once, neither makes the other take people for gone.
        """
        ...

    def set_workplace(self, user_id: UserId, workplace: Workplace) -> None:
        """Keep what the directory says of their workplace."""
        ...

    def unseen_members(self, since: datetime) -> Sequence[UserId]:
        """Who has a profile, is not deactivated, and was not seen since a full sync began."""
        ...

    def seen(self, user_ids: Collection[UserId], seen_at: datetime) -> None:
        """These are there, whatever else is not known of them."""
        ...

    def deactivate(self, user_id: UserId) -> None:
        """They are not there any more."""
        ...

    def deactivate_unseen(self, since: datetime) -> int:
        """Whoever was not seen since a full sync began is deactivated; how many."""
        ...

    def reports_of(self, manager: UserId) -> frozenset[UserId]:
        """Who reports to this manager."""
        ...


class Profiles(Protocol):
    """Profiles of members. (Part of a transaction.)"""

    def get(self, user_id: UserId, *, lock: bool = False) -> Profile | None:
        """The profile; with `lock`, nobody else may change it until the transaction ends (row lock on Postgres)."""
        ...

    def member(self, user_id: UserId) -> Member | None:
        """The person with their profile; None for somebody who has not signed up."""
        ...

    def members(self, user_ids: Collection[UserId], *, lock: bool = False) -> dict[UserId, Member]:
        """Those of the people who have signed up; with `lock`, nobody else may change their profiles until the
        transaction ends. Locks are taken in the order of the ids, by everybody."""
        ...

    def save(self, profile: Profile) -> None:
        """Insert or replace, and refresh the person's search text (skills and about). The directory must know them."""
        ...

    def delete(self, user_id: UserId) -> None:
        """Sign the person out: the profile, its skills and its search text are gone."""
        ...

    def everybody(self) -> Sequence[Person]:
        """The people who have signed up and may take part, by id."""
        ...

    def pauses_ended(self, now: datetime) -> Sequence[UserId]:
        """Whose `paused_until` has passed while `paused` is still set, oldest end first."""
        ...

    def known_skills(self, prefix: str, limit: int) -> Sequence[Skill]:
        """Skills in use in the company that match a typed beginning (of any word), most used first, then by label."""
        ...


class BlockLists(Protocol):
    """Who would rather not be brought together with whom. Private. (Part of a transaction.)"""

    def add(self, blocker: UserId, blocked: UserId, at: datetime) -> None:
        """Never bring these two together."""
        ...

    def remove(self, blocker: UserId, blocked: UserId) -> None:
        """The blocker has nothing against it any more."""
        ...

    def of(self, user_ids: Collection[UserId]) -> frozenset[Couple]:
        """(who, whom) of all blocks that one of these set."""
        ...

    def blocked_with(self, user_id: UserId) -> frozenset[UserId]:
        """Everybody whom this person blocked, or who blocked them."""
        ...
