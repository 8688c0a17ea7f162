"""What all tables have in common. Rows never leave `store`: the repositories turn them into domain values."""

from sqlalchemy import Index, MetaData, text
from sqlmodel import Field, SQLModel

from store.base.columns import Words

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """Base of all tables: one catalogue with a naming convention, so that migrations can name every constraint."""

    metadata = MetaData(naming_convention=NAMING)


def partial(name: str, *columns: str, where: str) -> Index:
    """An index over the few rows that `where` lets in, on both databases."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class MemoryRow(Row, table=True):
    """What Mentor remembers for itself: up to when it looked after something, what it saw the last time."""

    __tablename__ = "memory"

    name: str = Field(primary_key=True)
    value: str = Field(sa_type=Words)
