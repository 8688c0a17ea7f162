"""What `mentor migrate --copy-from` and `mentor backup` do and say."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.base.errors import StoreDown
from store.base.engine import UnsupportedDatabase
from store.copy import CannotCopy, Copied, CopyObstacle, backup, copy_all

Say = Callable[[str], None]
Stop = Callable[[str], NoReturn]

_AWAY = "The database does not answer, or cannot be written. Check the addresses, and that the servers run."
_SENTENCES = {
    CopyObstacle.NOT_THERE: "There is no such database file to copy from.",
    CopyObstacle.BEHIND: "The database to copy from is not up to date. Run: DATABASE_URL=<its address> mentor migrate",
    CopyObstacle.NOT_EMPTY: "The database to copy into has rows already (table {where}). Choose an empty one.",
    CopyObstacle.DIFFERENT: "What was written does not read back the same (table {where}). Nothing was kept.",
    CopyObstacle.TAKEN: "That file exists already. Choose another name.",
}


def copied(source: str, target: str, say: Say, stop: Stop) -> None:
    """Copy all rows, and say of each table what arrived; `stop` is told in a sentence why not."""
    try:
        tables = copy_all(source, target)
    except CannotCopy as problem:
        stop(_SENTENCES[problem.obstacle].format(where=problem.where))
    except (UnsupportedDatabase, ArgumentError):
        stop(
            "--copy-from should be an address like sqlite:///var/mentor.db or postgresql+psycopg://user@host/database."
        )
    except StoreDown:
        stop(_AWAY)
    _listed(tables, say)
    say(f"{len(tables)} tables were copied, and are the same on both sides, row for row.")
    say(f"From now on, set DATABASE_URL={make_url(target).render_as_string(hide_password=True)}")


def saved(source: str, file: Path, say: Say, stop: Stop) -> None:
    """Write a backup, and say what is in it; `stop` is told in a sentence why not."""
    try:
        tables = backup(source, file)
    except CannotCopy as problem:
        stop(_SENTENCES[problem.obstacle].format(where=problem.where))
    except StoreDown:
        stop(_AWAY)
    except OSError:
        stop(f"{file} cannot be written. Check the folder, and its rights.")
    _listed(tables, say)
    say(f"Saved to {file}. To restore it into an empty database: mentor migrate --copy-from sqlite:///{file}")


def _listed(tables: list[Copied], say: Say) -> None:
    width = max(len(one.table) for one in tables)
    for one in tables:
        say(f"  {one.table:{width}}  {one.rows:8} rows  {one.digest[:16]}")
