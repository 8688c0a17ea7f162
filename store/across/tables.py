"""The tables of what touches all: settings of the admins, and what the audit found."""

from datetime import datetime

from sqlmodel import Field

from store.base.columns import UtcDateTime, Words
from store.base.tables import Row


class SettingRow(Row, table=True):
    """A setting that admins change at run time."""

    __tablename__ = "setting"

    name: str = Field(primary_key=True)
    value: str = Field(sa_type=Words)


class FindingRow(Row, table=True):
    """Something that the audit found: a message that should have come and did not."""

    __tablename__ = "finding"

    id: str = Field(primary_key=True)
    problem: str
    kind: str
    subject: str
    detail: str
    found_at: datetime = Field(sa_type=UtcDateTime)
