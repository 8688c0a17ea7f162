"""Offers of asks to mentors."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, func, or_, select
from sqlmodel import Session

from bot.domain.asks.ask import AskId, AskState, Load, Offer, OfferId, OfferState
from bot.domain.base.ids import UserId
from store.asks.tables import AskRow, OfferRow
from store.base.columns import UtcDateTime
from store.base.reasons import reason_of, written
from store.base.sql import Rowlike, among, fixed, one_of, put, rows, table_of

_ask = table_of(AskRow)
_offer = table_of(OfferRow)

LATELY = timedelta(days=14)
"""How far back offers weigh on a mentor (`Load.lately`)."""

# Written as the partial indexes have it, so that they are used.
IS_LIVE = _offer.c.state.in_([fixed(OfferState.OFFERED), fixed(OfferState.REMINDED)])


def offer_of(row: Rowlike) -> Offer:
    """The offer a row stands for."""
    return Offer(
        id=OfferId(row.id),
        ask_id=AskId(row.ask_id),
        mentor=UserId(row.mentor),
        offered_at=row.offered_at,
        remind_at=row.remind_at,
        lapse_at=row.lapse_at,
        state=OfferState(row.state),
        reasons=tuple(reason_of(reason) for reason in row.reasons),
        score=row.score,
        decided_at=row.decided_at,
    )


def _values(offer: Offer) -> dict[str, Any]:
    return {
        "id": offer.id,
        "ask_id": offer.ask_id,
        "mentor": offer.mentor,
        "offered_at": offer.offered_at,
        "remind_at": offer.remind_at,
        "lapse_at": offer.lapse_at,
        "state": offer.state.value,
        "reasons": [written(reason) for reason in offer.reasons],
        "score": offer.score,
        "decided_at": offer.decided_at,
    }


def loads_of(session: Session, mentors: Sequence[UserId], now: datetime) -> dict[UserId, Load]:
    """What each mentor carries at `now`, in three queries."""
    accepted = _ask.c.state == AskState.ACCEPTED.value
    open_asks = _counts(session, _ask.c.mentor, mentors, accepted)
    live = _counts(session, _offer.c.mentor, mentors, IS_LIVE)
    lately = _counts(session, _offer.c.mentor, mentors, _offer.c.offered_at > now - LATELY)
    return {who: Load(open_asks.get(who, 0), live.get(who, 0), lately.get(who, 0)) for who in mentors}


def _counts(session: Session, column: Any, mentors: Sequence[UserId], condition: Any) -> dict[str, int]:
    query: Select[Any] = select(column.label("who"), func.count().label("times"))
    found = query.where(among(session, column, mentors), condition).group_by(column)
    return {row.who: row.times for row in rows(session, found)}


def _advancing() -> Select[Any]:
    """Built once: every replica asks every second."""
    now = bindparam("now", type_=UtcDateTime)
    remind = and_(_offer.c.state == fixed(OfferState.OFFERED), _offer.c.remind_at <= now)
    lapse = and_(IS_LIVE, _offer.c.lapse_at <= now)
    its_own = select(_offer.c.id).where(_offer.c.ask_id == _ask.c.id)
    due = _ask.c.id.in_(select(_offer.c.ask_id).where(remind).union(select(_offer.c.ask_id).where(lapse)))
    idle = ~its_own.where(IS_LIVE).exists()
    routing = _ask.c.state == fixed(AskState.ROUTING)
    query = select(_ask.c.id).where(routing, or_(due, idle)).order_by(_ask.c.created_at, _ask.c.id)
    return query.limit(bindparam("most", type_=Integer))


_TO_ADVANCE = _advancing()


class SqlOffers:
    """Offers over a session. (A part of the asks.)"""

    def __init__(self, session: Session) -> None:
        self._session = session

    def offer(self, offer_id: OfferId, *, lock: bool = False) -> Offer | None:
        row = self._session.execute(one_of(_offer, "id", lock=lock), {"id": offer_id}).first()
        return offer_of(row) if row else None

    def offers(self, ask_id: AskId) -> Sequence[Offer]:
        return self._offers(_offer.c.ask_id == ask_id)

    def live_offers_of(self, mentor: UserId) -> Sequence[Offer]:
        return self._offers(and_(_offer.c.mentor == mentor, IS_LIVE))

    def save_offer(self, offer: Offer) -> None:
        put(self._session, _offer, _values(offer))

    def load_of(self, mentor: UserId, now: datetime) -> Load:
        return loads_of(self._session, [mentor], now)[mentor]

    def to_advance(self, now: datetime, limit: int) -> Sequence[AskId]:
        return [AskId(row.id) for row in self._session.execute(_TO_ADVANCE, {"now": now, "most": limit}).all()]

    def _offers(self, condition: Any) -> Sequence[Offer]:
        query = select(_offer).where(condition).order_by(_offer.c.offered_at, _offer.c.id)
        return [offer_of(row) for row in rows(self._session, query)]
