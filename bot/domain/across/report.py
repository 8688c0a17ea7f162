"""What `/mentor report` counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from bot.domain.asks.ask import AskRecord, AskState, Helped
from bot.domain.base.ids import UserId

GROUP = 5
"""Opinions are shown in groups of so many."""
TOP = 5
"""How many of those who carried most are named."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to, not including, `end`. Whole calendar months, so that no two periods differ by a few days."""

    start: datetime
    end: datetime
    months: int

    def before(self) -> "Period":
        """The period of the same length just before."""
        return Period(_months_on(self.start, -self.months), self.start, self.months)


class Span(StrEnum):
    """The periods a report can be asked for."""

    MONTH = "month"
    LAST_MONTH = "last_month"
    QUARTER = "quarter"
    LAST_QUARTER = "last_quarter"
    YEAR = "year"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class Median:
    """A median with its base: how many asks it stands on. `value` is None where there are none."""

    value: timedelta | None
    n: int


@dataclass(frozen=True, slots=True)
class HelpedShares:
    """What askers said, as counts. Only ever whole groups of five, the earliest first: one answer more changes nothing
    that is shown, so two reports cannot be subtracted to find one person's."""

    a_lot: int
    some: int
    not_at_all: int

    @property
    def n(self) -> int:
        """How many answers are counted."""
        return self.a_lot + self.some + self.not_at_all


@dataclass(frozen=True, slots=True)
class Carried:
    """Who carried how many of the accepted asks."""

    user_id: UserId
    asks: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """One period in numbers. `answered`: asks that somebody accepted; `carried`: the five who took most."""

    period: Period
    asks: int
    answered: int
    to_accept: Median
    to_close: Median
    helped: HelpedShares | None
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A period against the one before. `lost`: messages that the audit of delivery misses, now."""

    now: Figures
    before: Figures
    lost: int = 0


def period_of(span: Span, now: datetime) -> Period:
    """The calendar period (UTC) a span means at `now`; a period that is not over ends in the future."""
    months = {"month": 1, "quarter": 3, "year": 12}[span.removeprefix("last_")]
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    start = _months_on(first, -((first.month - 1) % months))
    period = Period(start, _months_on(start, months), months)
    return period.before() if span.startswith("last_") else period


def figures(records: Sequence[AskRecord], period: Period) -> Figures:
    """Count the asks made in a period."""
    accepted = [one for one in records if one.accepted_at is not None]
    closed = [one for one in accepted if one.state is AskState.CLOSED]
    carried = Counter(one.mentor for one in accepted if one.mentor is not None)
    most = sorted(carried.items(), key=lambda entry: (-entry[1], entry[0]))[:TOP]
    return Figures(
        period=period,
        asks=len(records),
        answered=len(accepted),
        to_accept=_median([one.accepted_at - one.created_at for one in accepted if one.accepted_at]),
        to_close=_median([one.closed_at - one.created_at for one in closed if one.closed_at]),
        helped=_helped(records),
        carried=tuple(Carried(user_id, count) for user_id, count in most),
    )


def _helped(records: Sequence[AskRecord]) -> HelpedShares | None:
    said = [(one.closed_at, one.helped) for one in records if one.helped is not None and one.closed_at is not None]
    whole = len(said) - len(said) % GROUP
    counts = Counter(helped for _, helped in sorted(said)[:whole])
    return HelpedShares(counts[Helped.A_LOT], counts[Helped.SOME], counts[Helped.NOT]) if whole else None


def _median(values: Sequence[timedelta]) -> Median:
    if not values:
        return Median(None, 0)
    return Median(timedelta(seconds=median(value.total_seconds() for value in values)), len(values))


def _months_on(first: datetime, months: int) -> datetime:
    """The first of a month, so many months later."""
    count = first.year * 12 + first.month - 1 + months
    return first.replace(year=count // 12, month=count % 12 + 1)
