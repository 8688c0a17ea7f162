"""What admins see of it: counts, states and dates, never words."""

from dataclasses import replace

from bot.domain.across.report import Figures, Period, Report, Span, figures, period_of
from bot.domain.base.ids import UserId
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.people.access import must_be_admin


def report(ctx: Context, user: UserId, span: Span = Span.MONTH) -> Report:
    """The figures of a period against the one before. Raises `NotAnAdmin`."""
    with ctx.store.read() as tx:
        must_be_admin(ctx, tx, user)
        period = period_of(span, ctx.clock.now())
        return Report(_figures(tx, period), _figures(tx, period.before()), len(tx.audit.findings()))


def _figures(tx: Transaction, period: Period) -> Figures:
    counted = figures(tx.asks.records(period.start, period.end), period)
    people = tx.people.many([one.user_id for one in counted.carried])
    named = (replace(one, name=people[one.user_id].name) for one in counted.carried if one.user_id in people)
    return replace(counted, carried=tuple(named))
