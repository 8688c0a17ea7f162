"""What the audit reads: rows by their state alone, in queries that nothing else uses; and what it found."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlmodel import Session

from bot.domain.across.auditing import AuditProblem, Finding, Owed
from bot.domain.across.mentorship_auditing import Trail
from bot.domain.asks.ask import Ask, AskState, Offer
from bot.domain.base.ids import Couple
from bot.domain.delivery.outbox import NEVER_SENT, UNFINISHED, NoteAction, OutboxItem
from bot.domain.people.profile import Profile
from bot.ports import Audit, Holidays
from store.across.tables import FindingRow
from store.across.trails import trails, unwritten
from store.across.unserved import unserved
from store.asks.asks import ask_of
from store.asks.offers import offer_of
from store.asks.tables import AskRow, OfferRow
from store.base.readable import readable
from store.base.sql import Rowlike, among, put_new, rows, table_of
from store.delivery.outbox import item_of
from store.delivery.tables import OutboxRow
from store.people.profiles import profile_of
from store.people.tables import ProfileRow

_ask = table_of(AskRow)
_offer = table_of(OfferRow)
_profile = table_of(ProfileRow)
_outbox = table_of(OutboxRow)
_finding = table_of(FindingRow)


class SqlAudit(Audit):
    """Reading for the audit, over a session."""

    def __init__(self, session: Session, holidays: Holidays) -> None:
        self._session = session
        self._holidays = holidays

    def began(self) -> datetime | None:
        found: datetime | None = self._session.execute(select(func.min(_outbox.c.created_at))).scalar()
        return found

    def asks(self, since: datetime, after: str, limit: int) -> Sequence[tuple[Ask, Sequence[Offer]]]:
        over = _ask.c.state.in_([state.value for state in AskState if state.is_over])
        lately = func.coalesce(_ask.c.touched_at, _ask.c.created_at) >= since
        query = select(_ask).where(or_(~over, lately), _ask.c.id > after).order_by(_ask.c.id).limit(limit)
        asks = [ask_of(row) for row in rows(self._session, query)]
        made = select(_offer).where(among(self._session, _offer.c.ask_id, [ask.id for ask in asks]))
        offers = [offer_of(row) for row in rows(self._session, made)]
        return [(ask, [offer for offer in offers if offer.ask_id == ask.id]) for ask in asks]

    def trails(self, since: datetime, after: str, limit: int) -> Sequence[Trail]:
        return trails(self._session, since, after, limit)

    def unwritten(self, since: datetime) -> Sequence[Owed]:
        return unwritten(self._session, since)

    def unserved(self, since: datetime, limit: int) -> Sequence[Couple]:
        return unserved(self._session, since, limit)

    def pauses(self) -> Sequence[Profile]:
        paused = select(_profile).where(_profile.c.paused, _profile.c.paused_until.is_not(None))
        return list(readable(rows(self._session, paused), self._profile_of))

    def about(self, abouts: Collection[str]) -> Sequence[OutboxItem]:
        mine = among(self._session, _outbox.c.about_id, abouts) & (_outbox.c.action != NoteAction.EDIT.value)
        return list(readable(rows(self._session, select(_outbox).where(mine)), item_of))

    def suspicious(self, now: datetime, limit: int) -> Sequence[OutboxItem]:
        open_ = _outbox.c.state.in_([state.value for state in UNFINISHED]) & (_outbox.c.due_at < now)
        mute = _outbox.c.state.in_([state.value for state in NEVER_SENT]) & (_outbox.c.reason == "")
        oldest = select(_outbox).where(or_(open_, mute)).order_by(_outbox.c.due_at, _outbox.c.id).limit(limit)
        return list(readable(rows(self._session, oldest), item_of))

    def findings(self) -> Sequence[Finding]:
        return [
            Finding(AuditProblem(row.problem), row.kind, row.subject, row.detail)
            for row in rows(self._session, select(_finding).order_by(_finding.c.found_at, _finding.c.id))
        ]

    def keep(self, findings: Collection[Finding], now: datetime) -> Sequence[Finding]:
        gone = _finding.c.id.not_in([one.id for one in findings])
        self._session.execute(delete(_finding).where(gone))
        return [one for one in sorted(findings, key=lambda one: one.id) if self._put(one, now)]

    def _profile_of(self, row: Rowlike) -> Profile:
        return profile_of(row, self._holidays)

    def _put(self, one: Finding, now: datetime) -> bool:
        values = {"id": one.id, "problem": one.problem.value, "kind": str(one.kind), "subject": one.subject}
        return put_new(self._session, _finding, values | {"detail": one.detail, "found_at": now})
