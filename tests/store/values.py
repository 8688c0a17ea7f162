"""Values that the store's tests are made of."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from bot.domain.asks.ask import Ask, AskId, AskState, Helped, Offer, OfferId
from bot.domain.asks.messages import OfferAbout, OfferMessage
from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.delivery.hours import WorkingHours
from bot.domain.delivery.messages import About, Kind, ToPerson
from bot.domain.delivery.outbox import OutboxId, OutboxItem
from bot.domain.people.person import Person
from bot.domain.people.profile import Format, Limits, Profile
from store.database import SqlStore, SqlTransaction

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

PYTHON = Skill("python", "Python")
SQL = Skill("sql", "SQL databases")
TALKS = Skill("public speaking", "Public speaking")


OFFER = OfferAbout(OfferId("O1"))


def uid(name: str) -> UserId:
    """A user id."""
    return UserId(name)


def person(user_id: str, **fields: Any) -> Person:
    """Somebody in the directory."""
    defaults: dict[str, Any] = {"name": f"Name of {user_id}"}
    return Person(uid(user_id), **(defaults | fields))


def profile(user_id: str, *offers: Skill, **fields: Any) -> Profile:
    """What somebody says who offers these skills."""
    defaults: dict[str, Any] = {"wants": (), "hours": WorkingHours("Europe/Berlin"), "signed_up_at": NOW}
    return Profile(uid(user_id), offers, **(defaults | fields))


def full_profile(user_id: str) -> Profile:
    """A profile in which nothing is as it is by default."""
    return Profile(
        user_id=uid(user_id),
        offers=(SQL, PYTHON),
        wants=(TALKS,),
        hours=WorkingHours("Asia/Kolkata", frozenset({0, 6}), time(10, 15), time(19, 45)),
        signed_up_at=NOW - DAY,
        about="I keep databases calm 🐘",
        formats=frozenset({Format.PEER, Format.CIRCLE}),
        languages=("Deutsch", "English"),
        limits=Limits(open_asks=5, pairs=0),
        paused=True,
        paused_until=NOW + DAY,
        not_areas=frozenset({"excel", "c++"}),
    )


def ask(ask_id: str, asker: str = "UASK", **fields: Any) -> Ask:
    """One question."""
    defaults: dict[str, Any] = {"question": "How do I say no?", "created_at": NOW}
    return Ask(AskId(ask_id), uid(asker), **(defaults | fields))


def answered(ask_id: str, mentor: str, question: str, **fields: Any) -> Ask:
    """A question that this mentor helped with."""
    done: dict[str, Any] = {"state": AskState.CLOSED, "accepted_at": NOW, "closed_at": NOW, "helped": Helped.SOME}
    return ask(ask_id, mentor=uid(mentor), question=question, **(done | fields))


def offer(offer_id: str, ask_id: str, mentor: str, **fields: Any) -> Offer:
    """An ask laid before a mentor, to be reminded of in an hour and lapsing in two."""
    times: dict[str, Any] = {"offered_at": NOW, "remind_at": NOW + HOUR, "lapse_at": NOW + 2 * HOUR}
    return Offer(OfferId(offer_id), AskId(ask_id), uid(mentor), **(times | fields))


def message(item_id: str, kind: Kind = OfferMessage, about: About = OFFER, **fields: Any) -> OutboxItem:
    """A message that is due now."""
    defaults: dict[str, Any] = {
        "key": f"key of {item_id}",
        "message": kind(about),
        "to": ToPerson(uid("UMIRA")),
        "due_at": NOW,
    }
    return OutboxItem(OutboxId(item_id), **(defaults | fields))


def sign_up(tx: SqlTransaction, *profiles: Profile) -> None:
    """Put people with these profiles into the company."""
    tx.people.upsert([person(one.user_id) for one in profiles], NOW)
    for one in profiles:
        tx.profiles.save(one)


def with_members(store: SqlStore, *profiles: Profile) -> None:
    """The same, in a transaction of its own."""
    with store.write() as tx:
        sign_up(tx, *profiles)
