"""The store over SQL: sessions, transactions, and what a silent database looks like from outside."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from bot.domain.base.errors import StoreDown
from bot.ports import Holidays, Store, no_holidays
from store.across.audit import SqlAudit
from store.across.settings import SqlSettings
from store.asks.asks import SqlAsks
from store.asks.search import SqlSearch
from store.base.engine import BUSY_TIMEOUT_MS, MODE, Mode
from store.base.memory import SqlMemory
from store.base.turns import Turns
from store.delivery.deliveries import SqlDeliveries
from store.delivery.outbox import SqlOutbox
from store.delivery.waits import SqlChannels, SqlWaits
from store.mentorships.answers import SqlAnswers
from store.mentorships.goals import SqlGoals
from store.mentorships.meetings import SqlMeetings
from store.mentorships.mentorships import SqlMentorships, has_room
from store.mentorships.waitlist import SqlWaitlist
from store.people.block_list import SqlBlockLists
from store.people.directory import SqlDirectories
from store.people.profiles import SqlProfiles
from store.programs.programs import SqlPrograms
from store.programs.rounds import SqlRounds

_SQLITE_DOWN = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}


class SqlTransaction:
    """All repositories over one session."""

    def __init__(self, session: Session, holidays: Holidays) -> None:
        self.people = SqlDirectories(session)
        self.profiles = SqlProfiles(session, holidays)
        self.asks = SqlAsks(session)
        self.search = SqlSearch(session, self.profiles, has_room())
        self.outbox = SqlOutbox(session)
        self.settings = SqlSettings(session)
        self.memory = SqlMemory(session)
        self.waits = SqlWaits(session)
        self.channels = SqlChannels(session)
        self.audit = SqlAudit(session, holidays)
        self.programs = SqlPrograms(session)
        self.rounds = SqlRounds(session)
        self.block_lists = SqlBlockLists(session)
        self.mentorships = SqlMentorships(session)
        self.meetings = SqlMeetings(session)
        self.answers = SqlAnswers(session)
        self.goals = SqlGoals(session)
        self.waitlist = SqlWaitlist(session)
        self._deliveries = SqlDeliveries(session)

    def first_time(self, key: str, now: datetime) -> bool:
        return self._deliveries.first_time(key, now)

    def forget_deliveries(self, before: datetime) -> int:
        return self._deliveries.forget(before)


class SqlStore(Store):
    """Opens transactions on an engine made by `new_engine`.

    Raises `StoreDown` where the database does not answer, is locked for too long, or cannot be written. Of a connection
    lost in the very moment of the commit nobody knows whether it took effect: callers repeat by the same keys.

    The working hours of every profile read come with the public holidays of their zone.
    """

    def __init__(self, engine: Engine, holidays: Holidays = no_holidays) -> None:
        self.engine = engine
        self._holidays = holidays
        self._reading = engine.execution_options(**{MODE: Mode.READ, **_reading_options(engine)})
        self._writing = engine.execution_options(**{MODE: Mode.WRITE})
        # SQLite has one writer at a time, and lets those who wait find out by polling; a lock wakes the next at once.
        self._writer = Turns() if engine.dialect.name == "sqlite" else None

    @contextmanager
    def write(self) -> Iterator[SqlTransaction]:
        with self._turn(), _down_is_said(), Session(self._writing) as session, session.begin():
            session.connection()
            yield SqlTransaction(session, self._holidays)

    @contextmanager
    def read(self) -> Iterator[SqlTransaction]:
        with _down_is_said(), Session(self._reading) as session, session.begin():
            yield SqlTransaction(session, self._holidays)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._writer is None:
            yield
            return
        if not self._writer.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
            raise StoreDown("no turn to write")
        try:
            yield
        finally:
            self._writer.release()


def _reading_options(engine: Engine) -> dict[str, object]:
    if engine.dialect.name == "sqlite":
        return {}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


@contextmanager
def _down_is_said() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise StoreDown("no free connection") from error
    except DBAPIError as error:
        if _is_down(error):
            raise StoreDown(type(error.orig).__name__) from error
        raise


def _is_down(error: DBAPIError) -> bool:
    """Whether the database, not the statement, is at fault."""
    if isinstance(error.orig, sqlite3.Error):
        return (getattr(error.orig, "sqlite_errorcode", 0) & 0xFF) in _SQLITE_DOWN
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
