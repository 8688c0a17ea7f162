"""Who may do what."""

from datetime import datetime

from bot.domain.base.errors import MayNotTakePart, NotAnAdmin, NotSignedUp
from bot.domain.base.ids import UserId
from bot.domain.people.profile import Member, Profile
from bot.ports import Transaction
from bot.services.context import Context


def is_admin(ctx: Context, tx: Transaction, user_id: UserId) -> bool:
    """Whether somebody runs Mentor here: named in the settings, or admin or owner of the workspace."""
    person = tx.people.get(user_id)
    if person is not None and not person.may_take_part:
        return False
    return user_id in ctx.admins or (person is not None and person.is_admin)


def must_be_admin(ctx: Context, tx: Transaction, user_id: UserId) -> None:
    """Raises `NotAnAdmin`."""
    if not is_admin(ctx, tx, user_id):
        raise NotAnAdmin


def must_be_member(tx: Transaction, user_id: UserId) -> Member:
    """The person, signed up and in the company. Raises `MayNotTakePart` or `NotSignedUp`."""
    member = tx.profiles.member(user_id)
    person = member.person if member else tx.people.get(user_id)
    if person is not None and not person.may_take_part:
        raise MayNotTakePart
    if member is None:
        raise NotSignedUp
    return member


def reachable(tx: Transaction, user_id: UserId, now: datetime) -> Profile | None:
    """The profile of somebody to whom something may be offered at `now`, else None."""
    member = tx.profiles.member(user_id)
    return member.profile if member is not None and member.is_reachable(now) else None
