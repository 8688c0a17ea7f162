"""Keeping up with the company's directory: who is there, what they may do, in which zone they live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import hours_for
from bot.domain.people.person import Person
from bot.ports import Stopping, Transaction, UnreadPerson
from bot.services.base.batches import each, failed, in_portions
from bot.services.context import Context

log = structlog.get_logger(__name__)

AT_ONCE = 1_000
"""People kept in one transaction: a page, however large."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What a full sync saw: people in all, and how many are no longer there."""

    people: int
    gone: int


def sync_directory(ctx: Context, now: datetime) -> Synced:
    """Read everybody, a page and a transaction at a time. Only after the last page is who was not seen deactivated:
    a sync that breaks off makes nobody leave; nor does a record that cannot be read or kept. Raises `Stopping`."""
    count, all_known = 0, True
    for page in ctx.directory.pages():
        if not ctx.may_begin():
            raise Stopping
        all_known = _take_page(ctx, page, now) and all_known
        count += len(page)
    gone = _who_left(ctx, now) if all_known else 0
    log.info("directory read", people=count, gone=gone, all_known=all_known)
    return Synced(count, gone)


def _take_page(ctx: Context, page: Sequence[Person | UnreadPerson], now: datetime) -> bool:
    """Keep a page of people, whatever is wrong with one of them; whether it is known of everybody who they are."""
    people = {one.user_id: one for one in page if isinstance(one, Person)}
    for one in page:
        if isinstance(one, UnreadPerson):
            failed(ctx, "read person", one.user_id, one.error)
    taken = in_portions(ctx, "take person", list(people), AT_ONCE, lambda some: _take_all(ctx, people, some, now))
    there = {one.user_id for one in page}.difference(*taken)
    if there:
        with ctx.store.write() as tx:
            tx.people.seen(there, now)
    return "" not in there


def _take_all(ctx: Context, people: Mapping[UserId, Person], some: Sequence[UserId], now: datetime) -> Sequence[UserId]:
    with ctx.store.write() as tx:
        _take(ctx, tx, [people[who] for who in some], now)
    return some


def _who_left(ctx: Context, now: datetime) -> int:
    """Whoever was not seen is deactivated, members with all that follows; how many. With whom that fails, it is tried
    again by the next sync."""
    with ctx.store.read() as tx:
        unseen = tx.people.unseen_members(now)
    gone = each(ctx, "leave", unseen, lambda who: _leave(ctx, who, now))
    with ctx.store.write() as tx:
        tx.people.seen(set(unseen).difference(gone), now)
        return len(gone) + tx.people.deactivate_unseen(now)


def _leave(ctx: Context, user_id: UserId, now: datetime) -> UserId:
    with ctx.store.write() as tx:
        ctx.consequences.left(ctx, tx, user_id, now)
        tx.people.deactivate(user_id)
    return user_id


def person_changed(ctx: Context, person: Person, delivery: str) -> bool:
    """Take over what the directory says about one person, at once; whether that changed anything for a member.

    A second delivery changes nothing.
    """
    now = ctx.clock.now()
    with ctx.store.write() as tx:
        return tx.first_time(delivery, now) and _take(ctx, tx, [person], now) > 0


def _take(ctx: Context, tx: Transaction, people: list[Person], now: datetime) -> int:
    """Keep a page of people; how many members are someone or somewhere else now."""
    members = tx.profiles.members([person.user_id for person in people])
    tx.people.upsert(people, now)
    before = {who: member.person for who, member in members.items()}
    return sum(_follow(ctx, tx, before[one.user_id], one, now) for one in people if one.user_id in before)


def _follow(ctx: Context, tx: Transaction, before: Person, person: Person, now: datetime) -> bool:
    if before.may_take_part and not person.may_take_part:
        ctx.consequences.left(ctx, tx, person.user_id, now)
    elif before.zone != person.zone:
        _follow_zone(tx, person)
    return (before.standing, before.zone) != (person.standing, person.zone)


def _follow_zone(tx: Transaction, person: Person) -> None:
    """Somebody who moves keeps their days and hours, in the new zone."""
    profile = tx.profiles.get(person.user_id, lock=True)
    if profile is not None:
        tx.profiles.save(replace(profile, hours=replace(profile.hours, zone=hours_for(person.zone).zone)))
