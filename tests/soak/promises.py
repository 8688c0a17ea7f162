"""What must hold at every moment, asked of the database past all of Mentor's own queries."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

OPEN = ("proposed", "active", "paused")
AGAIN_AFTER = timedelta(weeks=12)


def broken(path: str, now: datetime) -> list[str]:
    """Every promise that does not hold, in words."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        found = [*_capacity(database), *_forbidden(database), *_states(database, now), *_in_the_dark(database)]
        return [*found, *_messages(database)]


def _pairs(database: sqlite3.Connection) -> list[sqlite3.Row]:
    return database.execute(
        "SELECT mentorship.*, mentor.person AS mentor, mentee.person AS mentee,"
        " coalesce(mentor.decline_reason, mentee.decline_reason) AS decline_reason,"
        " CASE 'no' WHEN mentor.answer THEN mentor.person WHEN mentee.answer THEN mentee.person END AS declined_by"
        " FROM mentorship"
        " JOIN membership AS mentee ON mentee.mentorship_id = mentorship.id AND mentee.seat = 0"
        " JOIN membership AS mentor ON mentor.mentorship_id = mentorship.id AND mentor.seat = 1"
        " ORDER BY mentorship.created_at, mentorship.id"
    ).fetchall()


def _capacity(database: sqlite3.Connection) -> Iterator[str]:
    """Nobody has more pairs than they wanted, over all programs together."""
    loads = Counter(who for row in _pairs(database) if row["state"] in OPEN for who in (row["mentor"], row["mentee"]))
    limits = dict(database.execute("SELECT user_id, most_pairs FROM profile").fetchall())
    for who, load in loads.items():
        if load > limits.get(who, 0):
            yield f"{who} has {load} pairs of {limits.get(who, 0)}"


def _forbidden(database: sqlite3.Connection) -> Iterator[str]:
    """No pair of somebody and their line, of two who blocked each other, of somebody gone, or too soon again."""
    people = {row["user_id"]: row for row in database.execute("SELECT * FROM person")}
    blocks = {(row["blocker"], row["blocked"]): _moment(row["at"]) for row in database.execute("SELECT * FROM block")}
    last: dict[frozenset[str], sqlite3.Row] = {}
    for row in _pairs(database):
        both = (row["mentor"], row["mentee"])
        made, before = _moment(row["created_at"]), last.get(frozenset(both))
        for one, other in (both, both[::-1]):
            if other in _line(people, one):
                yield f"{row['id']}: {one} is in the line of {other}"
            if (one, other) in blocks and blocks[one, other] < made:
                yield f"{row['id']}: {one} did not want {other}"
            if row["state"] in OPEN and people[one]["standing"] != "member":
                yield f"{row['id']}: {one} is gone"
        if before is not None and (before["state"] in OPEN or made < _ended(before) + AGAIN_AFTER):
            yield f"{row['id']}: too soon after {before['id']}"
        if row["decline_reason"] != "time":
            # Where one had no time, the two fit each other all the same.
            last[frozenset(both)] = row


def _line(people: dict[str, sqlite3.Row], who: str) -> set[str]:
    boss = people[who]["manager"]
    above = people[boss]["manager"] if boss in people else None
    return {one for one in (boss, above) if one}


def _states(database: sqlite3.Connection, now: datetime) -> Iterator[str]:
    """Every pair waits for something that is to come, or has ended for a reason."""
    today = now.date() - timedelta(days=2)
    for row in _pairs(database):
        if not _is_fine(row, now, today):
            yield f"pair {row['id']} is {row['state']} without a next step or a reason"


def _is_fine(row: sqlite3.Row, now: datetime, today: date) -> bool:
    match row["state"]:
        case "proposed":
            return _moment(row["answer_by"]) > now - timedelta(days=1)
        case "active":
            return _day(row["next_cycle_on"]) > today and _day(row["ends_on"]) > today
        case "paused":
            return _day(row["paused_until"]) > today
        case "ended":
            return bool(row["end_reason"]) and bool(row["ended_at"])
        case "declined":
            return bool(row["declined_by"]) and bool(row["ended_at"])
        case _:
            return bool(row["ended_at"])


def _in_the_dark(database: sqlite3.Connection) -> Iterator[str]:
    """Who is in a program that has had its round has, or had, a pair in it, or a reason why not."""
    told = {(row["program_id"], who) for row in _pairs(database) for who in (row["mentor"], row["mentee"])}
    rounds = "JOIN matching_round r ON r.id = l.round_id WHERE r.state = 'published'"
    left = f"SELECT r.program_id, l.user_id, l.why FROM unmatched l {rounds}"
    told |= {(row["program_id"], row["user_id"]) for row in database.execute(left) if row["why"]}
    published = {row[0] for row in database.execute("SELECT program_id FROM matching_round WHERE state = 'published'")}
    for row in database.execute("SELECT program_id, user_id FROM participation WHERE left_at IS NULL"):
        if row["program_id"] in published and tuple(row) not in told:
            yield f"{row['user_id']} waits in {row['program_id']} and does not know for what"


def _messages(database: sqlite3.Connection) -> Iterator[str]:
    """At most two a day by Mentor's own wish; whatever was not sent says why."""
    counted = "SELECT in_hours_of, counted_on, count(*) FROM outbox WHERE state = 'sent' AND counted_on IS NOT NULL"
    for who, on, count in database.execute(f"{counted} GROUP BY 1, 2 HAVING count(*) > 2"):
        yield f"{who} got {count} messages on {on}"
    silent = "SELECT key FROM outbox WHERE state IN ('cancelled', 'expired', 'failed') AND reason = ''"
    yield from (f"{row[0]} was not sent and does not say why" for row in database.execute(silent))


def _ended(row: sqlite3.Row) -> datetime:
    return _moment(row["ended_at"])


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _day(stored: str | None) -> date:
    """A day; for what has no end, one far away."""
    return date.fromisoformat(stored) if stored else date.max
