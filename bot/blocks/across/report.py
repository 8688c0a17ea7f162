"""The report: numbers with their base, a period against the one before."""

from datetime import timedelta

from bot.blocks.base.kit import BlockDict, Rendered, message, section, small
from bot.blocks.base.language import lasting, month, number
from bot.blocks.base.words import Raw, listed, mrkdwn, plain, series
from bot.domain.across.report import Figures, HelpedShares, Median, Period, Report

HOURS_UNTIL = timedelta(hours=48)
"""Longer than this is told in days."""
Row = tuple[str, str, str]


def report(value: Report) -> Rendered:
    """The figures as a table and a chart; the same as a sentence for notifications and screen readers."""
    names = {"period": named(value.now.period), "before": named(value.before.period)}
    rows = _rows(value)
    facts = [mrkdwn("report.fact", name=name, now=now, before=names["before"], then=then) for name, now, then in rows]
    return message(
        mrkdwn("report.text", period=names["period"], facts=series(facts)),
        section(mrkdwn("report.first", **names)),
        _table(rows, names),
        _chart(value) if value.now.asks or value.before.asks else None,
        section(_carried(value.now)),
        section(mrkdwn("report.lost", n=value.lost)) if value.lost else None,
        small(mrkdwn("report.next")),
    )


def named(period: Period, *, short: bool = False) -> str:
    """A period in words: "November 2026", "July to September 2026", "2026"."""
    if period.months == 12:
        return str(period.start.year)
    last = month(period.end - timedelta(days=1), short=short)
    if period.months == 1:
        return last
    return plain("report.months", first=month(period.start, short=short, year=False), last=last)


def _rows(value: Report) -> list[Row]:
    now, then = value.now, value.before
    rows = [
        (plain("report.asks"), number(now.asks), number(then.asks)),
        (plain("report.answered"), _of(now.answered, now.asks), _of(then.answered, then.asks)),
        (plain("report.to_accept"), _median(now.to_accept), _median(then.to_accept)),
        (plain("report.to_close"), _median(now.to_close), _median(then.to_close)),
    ]
    kinds = ("a_lot", "some", "not")
    return rows + [
        (plain(f"report.helped_{kind}"), _share(now.helped, kind), _share(then.helped, kind)) for kind in kinds
    ]


def _of(part: int, n: int) -> str:
    return plain("report.of", part=part, n=n) if n else plain("report.none")


def _median(value: Median) -> str:
    return (
        plain("report.no_base") if value.value is None else plain("report.based", value=roughly(value.value), n=value.n)
    )


def _share(shares: HelpedShares | None, kind: str) -> str:
    if shares is None:
        return plain("report.too_few")
    counts = {"a_lot": shares.a_lot, "some": shares.some, "not": shares.not_at_all}
    return plain("report.of", part=counts[kind], n=shares.n)


def roughly(time: timedelta) -> str:
    """A length of time in words, as exact as helps: "25 minutes", "3 hours", "4 days"."""
    if time < timedelta(hours=1):
        return lasting(round(time / timedelta(minutes=1)), "minute")
    if time < HOURS_UNTIL:
        return lasting(round(time / timedelta(hours=1)), "hour")
    return lasting(round(time / timedelta(days=1)), "day")


def _table(rows: list[Row], names: dict[str, str]) -> BlockDict:
    head = (plain("report.column"), names["period"], names["before"])
    cells = [[{"type": "raw_text", "text": text} for text in row] for row in (head, *rows)]
    return {"type": "data_table", "caption": plain("report.caption", **names), "rows": cells, "page_size": len(rows)}


def _chart(value: Report) -> BlockDict:
    # A label of the axis holds 20 characters (docs: data visualization block).
    labels = [named(period, short=True) for period in (value.before.period, value.now.period)]
    counts = {
        "asks": [value.before.asks, value.now.asks],
        "answered": [value.before.answered, value.now.answered],
    }
    series = [
        {
            "name": plain(f"report.series_{name}"),
            "data": [{"label": label, "value": count} for label, count in zip(labels, both, strict=True)],
        }
        for name, both in counts.items()
    ]
    chart = {"type": "bar", "series": series, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": plain("report.chart"), "chart": chart}


def _carried(figures: Figures) -> str:
    if not figures.carried:
        return mrkdwn("report.carried_nobody")
    people = [
        mrkdwn("report.carried_one", name=one.name or one.user_id, n=one.asks, all=figures.answered)
        for one in figures.carried
    ]
    return mrkdwn("report.carried", people=Raw(listed(people)))
