"""SQLite in memory: put back to a small company for each run, and looked at without any of Mentor's own queries."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import WorkingHours
from bot.services.asks.outgoing import HELP_CHANNEL
from bot.services.delivery.results import GRACE
from store import migrate
from store.base.engine import begin_sqlite, prepare_sqlite
from store.database import SqlStore
from tests.support.team import Team

COMPANIES = 8
HELP = "CHELP"
"""The channel where asks may be posted."""
UNTOUCHED = timedelta(days=14)
SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database says about somebody at this moment."""

    is_in: bool
    """Signed up, and in the company."""
    paused: bool
    paused_until: datetime | None

    def is_paused(self, now: datetime) -> bool:
        return self.paused and (self.paused_until is None or now < self.paused_until)


class Memory:
    """One database for all runs of a process."""

    def __init__(self) -> None:
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_sqlite)
        self.store = SqlStore(engine)
        borrowed = engine.raw_connection()
        self._raw: sqlite3.Connection = borrowed.driver_connection  # type: ignore[assignment]
        borrowed.close()
        self._companies = [self._company(Random(number)) for number in range(COMPANIES)]

    def close(self) -> None:
        """Give everything back."""
        for company in self._companies:
            company.close()
        self.store.close()

    def found(self, number: int) -> None:
        """Put the database back to the beginning of a company."""
        self._companies[number].backup(self._raw)

    def rows(self, query: str, *values: Any) -> list[Any]:
        """What the database says, past all of Mentor's code."""
        assert query.lstrip().startswith("SELECT"), "looked at, and left as it is"
        return self._raw.execute(query, values).fetchall()

    def standings(self) -> dict[str, Standing]:
        """Everybody in the directory."""
        found = self.rows(
            "SELECT person.user_id, standing = 'member' AND profile.user_id IS NOT NULL, paused, paused_until "
            "FROM person LEFT JOIN profile ON profile.user_id = person.user_id"
        )
        return {who: Standing(bool(is_in), bool(paused), moment(until)) for who, is_in, paused, until in found}

    def hours(self, who: str) -> WorkingHours:
        """When somebody may be written to."""
        found = self.rows("SELECT hours_zone, hours_days, hours_start, hours_end FROM profile WHERE user_id = ?", who)
        ((zone, days, start, end),) = found
        return WorkingHours(zone, frozenset(map(int, days)), time.fromisoformat(start), time.fromisoformat(end))

    def due(self, grace: timedelta = GRACE) -> dict[str, datetime]:
        """When something may be due next, by anything that the state says, for each job that has work in sight.

        `grace`: how long after its lease a message that ended unclear is due.
        """
        due: dict[str, datetime] = {}
        for job, stored in self.rows(_DUE, text(grace), text(UNTOUCHED)):
            at = moment(stored)
            if at is not None:
                due[job] = min(at, due.get(job, at))
        return due

    def _company(self, chance: Random) -> sqlite3.Connection:
        _empty().backup(self._raw)
        team = Team(self.store)
        for name, hours in _HOURS.items():
            skills = ["Python", *(["SQL"] if chance.random() < 0.6 else [])]
            team.joins(name, *skills, open_asks=chance.choice((1, 1, 2)), hours=hours)
        if chance.random() < 0.7:
            team.sets(HELP_CHANNEL, HELP)
        kept = sqlite3.connect(":memory:")
        self._raw.backup(kept)
        return kept


_HOURS = {
    "Ada": WorkingHours("Europe/Berlin"),
    "Bo": WorkingHours("America/New_York"),
    "Cy": WorkingHours("Asia/Kolkata", start=time(10), end=time(18)),
    "Di": WorkingHours("Asia/Dubai", SUNDAY_TO_THURSDAY),
    "Eve": WorkingHours("Australia/Lord_Howe", start=time(8), end=time(12)),
}
HOURS = {UserId(f"U{name.upper()}"): hours for name, hours in _HOURS.items()}
"""When each person of the company may be written to."""

_DUE = """
SELECT 'dispatch', min(due_at) FROM outbox WHERE state = 'pending'
UNION ALL SELECT 'reconcile', strftime('%Y-%m-%d %H:%M:%f', min(lease_until), ?1) FROM outbox
    WHERE state IN ('sending', 'unknown')
UNION ALL SELECT 'plan', min(remind_at) FROM offer WHERE state = 'offered'
UNION ALL SELECT 'plan', min(lapse_at) FROM offer WHERE state IN ('offered', 'reminded')
UNION ALL SELECT 'plan', min(created_at) FROM ask WHERE state = 'routing' AND NOT EXISTS
    (SELECT 1 FROM offer WHERE ask_id = ask.id AND offer.state IN ('offered', 'reminded'))
UNION ALL SELECT 'plan', min(paused_until) FROM profile WHERE paused
UNION ALL SELECT 'expire', strftime('%Y-%m-%d %H:%M:%f', min(coalesce(touched_at, created_at)), ?2) FROM ask
    WHERE state NOT IN ('closed', 'withdrawn', 'expired')"""


def moment(stored: str | None) -> datetime | None:
    """A moment as SQLite keeps it."""
    return None if stored is None else datetime.fromisoformat(stored).replace(tzinfo=UTC)


def text(duration: timedelta) -> str:
    """A duration as SQLite adds it."""
    return f"+{duration.total_seconds()} seconds"


@cache
def _empty() -> sqlite3.Connection:
    kept = sqlite3.connect(":memory:")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        migrate.upgrade(f"sqlite:///{file}")
        written = sqlite3.connect(file)
        written.backup(kept)
        written.close()
    return kept
