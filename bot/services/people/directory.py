"""Keeping up with the company's directory: who is there, what they may do, in which zone they live."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.domain.delivery.hours import hours_for
from bot.domain.people.person import Person
from bot.ports import Stopping, Transaction
from bot.services.across.leaving import left
from bot.services.context import Context

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Synced:
    """What a full sync saw: people in all, and how many are no longer there."""

    people: int
    gone: int


def sync_directory(ctx: Context, now: datetime) -> Synced:
    """Read everybody, a page and a transaction at a time. Only after the last page is who was not seen deactivated:
    a sync that breaks off makes nobody leave. Raises `Stopping`."""
    count = 0
    for page in ctx.directory.pages():
        if not ctx.may_begin():
            raise Stopping
        with ctx.store.write() as tx:
            _take(tx, list(page), now)
        count += len(page)
    with ctx.store.write() as tx:
        for user_id in tx.people.unseen_members(now):
            left(tx, user_id, now)
        gone = tx.people.deactivate_unseen(now)
    log.info("directory read", people=count, gone=gone)
    return Synced(count, gone)


def person_changed(ctx: Context, person: Person, delivery: str) -> bool:
    """Take over what the directory says about one person, at once; whether that changed anything for a member.

    A second delivery changes nothing.
    """
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        return tx.first_time(delivery, now) and _take(tx, [person], now) > 0


def _take(tx: Transaction, people: list[Person], now: datetime) -> int:
    """Keep a page of people; how many members are someone or somewhere else now."""
    members = tx.profiles.members([person.user_id for person in people])
    tx.people.upsert(people, now)
    return sum(
        _follow(tx, members[person.user_id].person, person, now) for person in people if person.user_id in members
    )


def _follow(tx: Transaction, before: Person, person: Person, now: datetime) -> bool:
    if before.may_take_part and not person.may_take_part:
        left(tx, person.user_id, now)
    elif before.zone != person.zone:
        _follow_zone(tx, person)
    return (before.standing, before.zone) != (person.standing, person.zone)


def _follow_zone(tx: Transaction, person: Person) -> None:
    """Somebody who moves keeps their days and hours, in the new zone."""
    profile = tx.profiles.get(person.user_id, lock=True)
    if profile is not None:
        tx.profiles.save(replace(profile, hours=replace(profile.hours, zone=hours_for(person.zone).zone)))
