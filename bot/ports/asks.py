"""Stores of asks and offers, and the search for who can help. (Parts of a transaction.)"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.asks.ask import Ask, AskId, AskRecord, Load, Offer, OfferId
from bot.domain.asks.ranking import Evidence, Hit
from bot.domain.base.ids import UserId


class Asks(Protocol):
    """Asks and their offers. (Part of a transaction.)"""

    def get(self, ask_id: AskId, *, lock: bool = False) -> Ask | None:
        """The ask; with `lock`, nobody else may change it until the transaction ends.

        Whoever locks an ask and a profile locks the ask first.
        """
        ...

    def save(self, ask: Ask) -> None:
        """Insert or update. A closed, helped ask becomes part of the mentor's search text."""
        ...

    def of_asker(self, user_id: UserId, *, open_only: bool = False, limit: int = 50) -> Sequence[Ask]:
        """What somebody asked, newest first; with `open_only`, only what is not over."""
        ...

    def of_mentor(self, user_id: UserId, *, open_only: bool = False, limit: int = 50) -> Sequence[Ask]:
        """What somebody accepted, newest first; with `open_only`, only what is not over."""
        ...

    def to_advance(self, now: datetime, limit: int) -> Sequence[AskId]:
        """Asks in ROUTING that have an offer to remind or lapse at `now`, or no live offer at all; oldest first."""
        ...

    def untouched_since(self, moment: datetime, limit: int) -> Sequence[AskId]:
        """Asks not over that nobody touched since `moment`; longest untouched first."""
        ...

    def offer(self, offer_id: OfferId, *, lock: bool = False) -> Offer | None:
        """One offer; with `lock`, nobody else may change it until the transaction ends."""
        ...

    def offers(self, ask_id: AskId) -> Sequence[Offer]:
        """All offers of an ask, oldest first."""
        ...

    def live_offers_of(self, mentor: UserId) -> Sequence[Offer]:
        """Offers that wait for this mentor's answer, oldest first."""
        ...

    def save_offer(self, offer: Offer) -> None:
        """Insert or update. The ask must be saved first."""
        ...

    def load_of(self, mentor: UserId, now: datetime) -> Load:
        """What the mentor carries at `now`."""
        ...

    def records(self, start: datetime, end: datetime) -> Sequence[AskRecord]:
        """Asks made in [start, end) with what the report needs of them, oldest first."""
        ...


class Search(Protocol):
    """The database's own full text: FTS5 with bm25 on SQLite, tsvector with ts_rank on Postgres."""

    def hits(self, words: Sequence[str], limit: int = 1000) -> Sequence[Hit]:
        """Past answered asks and profile texts matching any of the words, best first; `Hit.position` counts from 0."""
        ...

    def offering(self, skills: Collection[str], limit: int = 500, *, with_room: bool = False) -> Sequence[UserId]:
        """Members who offer any of the skills (keys), most matches first, then by id. `with_room`: for another pair."""
        ...

    def longest_unasked(self, limit: int, *, with_room: bool = False) -> Sequence[UserId]:
        """Members whom nothing was offered for longest, or never, first; then by id. `with_room`: for another pair."""
        ...

    def evidence(self, user_ids: Collection[UserId], now: datetime) -> dict[UserId, Evidence]:
        """What ranking needs to know of each member among the people, in a fixed number of queries however many they
        are."""
        ...
