"""Signing up, changing the profile, and leaving."""

from dataclasses import dataclass

from bot.domain.base.errors import InvalidField, MayNotTakePart, NotSignedUp
from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.people.person import Person
from bot.domain.people.profile import Member, Profile
from bot.domain.people.profile_form import AboutMe, FineTuning, new_profile, with_about, with_tuning
from bot.domain.people.skills import Vocabulary
from bot.ports import Transaction
from bot.services.context import Context
from bot.services.people.access import must_be_member


@dataclass(frozen=True, slots=True)
class SignedUp:
    """What became of a sign-up: the profile, and whether it is a new one."""

    profile: Profile
    is_new: bool


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Skills for what was typed so far; `typed` is the text itself as a skill, where none of them is the same."""

    known: tuple[Skill, ...]
    typed: Skill | None


def person_known(ctx: Context, user_id: UserId) -> Person:
    """The person as the directory has them, asked for right now where they were never seen."""
    with ctx.store.read() as tx:
        person = tx.people.get(user_id)
    if person is None:
        person = ctx.directory.person(user_id)
        with ctx.store.write() as tx:
            tx.people.upsert([person], ctx.clock.now())
    return person


def profile_to_fill_in(ctx: Context, user_id: UserId) -> Profile | None:
    """The profile a person has, or None for a new one. Raises `MayNotTakePart`."""
    if not person_known(ctx, user_id).may_take_part:
        raise MayNotTakePart
    with ctx.store.read() as tx:
        return tx.profiles.get(user_id)


def sign_up(ctx: Context, user_id: UserId, me: AboutMe, tuning: FineTuning | None = None) -> SignedUp:
    """Take somebody in, or change what they said before; doing it twice is doing it once.

    Raises `MayNotTakePart`, and `InvalidField` for what does not hold.
    """
    person_known(ctx, user_id)
    with ctx.store.write() as tx:
        before = tx.profiles.get(user_id, lock=True)
        profile = with_about(before or new_profile(_taking_part(tx, user_id), ctx.clock.now()), me)
        profile = profile if tuning is None else with_tuning(profile, tuning)
        tx.profiles.save(profile)
    return SignedUp(profile, is_new=before is None)


def fine_tune(ctx: Context, user_id: UserId, tuning: FineTuning) -> Profile:
    """Change what has defaults. Raises `NotSignedUp` (they may have left meanwhile) and `InvalidField`."""
    with ctx.store.write() as tx:
        _taking_part(tx, user_id)
        profile = with_tuning(signed_up(tx, user_id, lock=True), tuning)
        tx.profiles.save(profile)
    return profile


def learn_workplace(ctx: Context, user_id: UserId) -> None:
    """Ask the directory for office, department, level and manager, and keep them."""
    workplace = ctx.directory.workplace(user_id)
    with ctx.store.write() as tx:
        tx.people.set_workplace(user_id, workplace)


def leave(ctx: Context, user_id: UserId) -> bool:
    """Sign out: what waits for an answer goes on to others, what was queued is not sent, the profile is deleted.

    Whom they would rather not meet stays kept, should they come back; returns whether there is anybody.
    """
    with ctx.store.write() as tx:
        if tx.profiles.get(user_id) is not None:
            ctx.consequences.left(ctx, tx, user_id, ctx.clock.now())
            tx.profiles.delete(user_id)
        return bool(tx.block_lists.of([user_id]))


def suggest_skills(ctx: Context, vocabulary: Vocabulary, typed: str, limit: int = 20) -> Suggestions:
    """Skills to choose from: the ones the company uses first, then common ones, then the typed words themselves."""
    with ctx.store.read() as tx:
        used = tx.profiles.known_skills(typed, limit)
    common = vocabulary.suggest(typed, limit)
    try:
        meant = vocabulary.skill(typed)
    except InvalidField:
        # Not a skill by itself (yet): there is nothing to add, only what is known.
        return Suggestions(tuple(dict.fromkeys([*used, *common]))[:limit], None)
    known = sorted(dict.fromkeys([*used, *common]), key=lambda skill: skill.key != meant.key)[:limit]
    return Suggestions(tuple(known), None if meant in known else meant)


def signed_up(tx: Transaction, user_id: UserId, *, lock: bool = False) -> Profile:
    """The profile of somebody who has one. Raises `NotSignedUp`."""
    profile = tx.profiles.get(user_id, lock=lock)
    if profile is None:
        raise NotSignedUp
    return profile


def member(ctx: Context, user_id: UserId) -> Member:
    """The member. Raises `NotSignedUp` or `MayNotTakePart`."""
    with ctx.store.read() as tx:
        return must_be_member(tx, user_id)


def _taking_part(tx: Transaction, user_id: UserId) -> Person:
    person = tx.people.get(user_id)
    if person is not None and not person.may_take_part:
        raise MayNotTakePart
    if person is None:
        raise NotSignedUp
    return person
