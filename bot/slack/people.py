"""What Slack says about somebody, as a `Person`."""

from collections.abc import Mapping
from typing import Any

from bot.domain.base.ids import UserId
from bot.domain.people.person import Person, WorkspaceMembership


def person_of(user: Mapping[str, Any], team_id: str = "") -> Person:
    """A Slack user object (https://docs.slack.dev/reference/objects/user-object) as a person."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user["id"]
    return Person(
        user_id=UserId(user["id"]),
        name=name,
        title=profile.get("title") or "",
        zone=user.get("tz") or "UTC",
        standing=_standing(user, team_id),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
    )


def _standing(user: Mapping[str, Any], team_id: str) -> WorkspaceMembership:
    if user.get("deleted"):
        return WorkspaceMembership.DEACTIVATED
    if user.get("is_bot") or user.get("is_app_user") or user["id"] == "USLACKBOT":
        return WorkspaceMembership.BOT
    if user.get("is_stranger") or (team_id and user.get("team_id", team_id) != team_id):
        return WorkspaceMembership.EXTERNAL
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return WorkspaceMembership.GUEST
    return WorkspaceMembership.MEMBER
