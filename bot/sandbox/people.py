"""The team's directory: raw user objects as Slack's API returns them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.clock import Clock
from bot.sandbox.errors import SlackError
from bot.sandbox.seed import SeedUser
from bot.sandbox.seen import Json

SLACKBOT = "USLACKBOT"
_COLOURS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "684b6c", "5b89d5")


class People:
    """All users of the team, in the order in which they joined."""

    def __init__(self, team_id: str, clock: Clock) -> None:
        self.team_id = team_id
        self._clock = clock
        self._users: dict[str, SeedUser] = {}
        self._updated: dict[str, int] = {}

    def __contains__(self, user_id: str) -> bool:
        return user_id in self._users

    def __iter__(self) -> Iterator[str]:
        return iter(self._users)

    def put(self, user: SeedUser) -> None:
        """Adds a user, or replaces the one with this id."""
        ZoneInfo(user.tz)  # an unknown zone is the seed's mistake: say so at once
        self._users[user.id] = user
        self._updated[user.id] = int(self._clock.now().timestamp())

    def change(self, user_id: str, changes: Mapping[str, Any]) -> None:
        """Replaces some fields of a user."""
        self.put(replace(self.get(user_id), **changes))

    def get(self, user_id: str) -> SeedUser:
        """The user; SlackError user_not_found."""
        if user_id not in self._users:
            raise SlackError("user_not_found")
        return self._users[user_id]

    def label(self, user_id: str) -> str:
        """How a client names this user."""
        user = self.get(user_id)
        return user.display_name or user.real_name

    def is_guest(self, user_id: str) -> bool:
        """True for guests of one or of several channels."""
        user = self.get(user_id)
        return user.is_restricted or user.is_ultra_restricted

    def raw(self, user_id: str, *, email: bool = True, locale: bool = False) -> Json:
        """The user object of users.info; a deactivated user has neither zone nor roles there."""
        user = self.get(user_id)
        answer: Json = {
            "id": user.id,
            "team_id": "T0ELSEWHERE" if user.is_stranger else self.team_id,
            "name": user.name,
            "deleted": user.deleted,
            "real_name": user.real_name,
            "profile": self._profile(user, email),
            "is_bot": user.is_bot,
            "is_app_user": False,
            "updated": self._updated[user_id],
        }
        if user.is_stranger:
            answer["is_stranger"] = True
        if not user.deleted:
            answer |= self._roles(user) | self._zone(user)
            answer["color"] = _COLOURS[_number(user.id) % len(_COLOURS)]
            answer |= {"locale": user.locale} if locale else {}
        return answer

    def profile(self, user_id: str, *, email: bool, labels: bool) -> Json:
        """The profile of users.profile.get: with the custom fields, which users.info does not carry."""
        user = self.get(user_id)
        fields = {
            field_id(label): {"value": value, "alt": ""} | ({"label": label} if labels else {})
            for label, value in user.fields.items()
        }
        return self._profile(user, email) | {"fields": fields}

    def field_labels(self) -> list[str]:
        """The labels of all custom fields in use, in the order of their first use."""
        return list(dict.fromkeys(label for user in self._users.values() for label in user.fields))

    def _zone(self, user: SeedUser) -> Json:
        local = self._clock.now().astimezone(ZoneInfo(user.tz))
        offset = local.utcoffset()
        return {"tz": user.tz, "tz_label": local.tzname(), "tz_offset": int(offset.total_seconds()) if offset else 0}

    def _roles(self, user: SeedUser) -> Json:
        return {
            "is_admin": user.is_admin or user.is_owner,
            "is_owner": user.is_owner,
            "is_primary_owner": False,
            "is_restricted": user.is_restricted or user.is_ultra_restricted,
            "is_ultra_restricted": user.is_ultra_restricted,
            "is_email_confirmed": True,
            "who_can_share_contact_card": "EVERYONE",
        }

    def _profile(self, user: SeedUser, email: bool) -> Json:
        first, _, last = user.real_name.partition(" ")
        answer: Json = {
            "title": user.title,
            "phone": "",
            "skype": "",
            "real_name": user.real_name,
            "real_name_normalized": user.real_name,
            "display_name": user.display_name,
            "display_name_normalized": user.display_name,
            "status_text": "",
            "status_emoji": "",
            "status_expiration": 0,
            "avatar_hash": f"g{_number(user.id):011x}",
            "first_name": first,
            "last_name": last,
            "team": self.team_id,
        }
        answer |= {"image_original": user.image, "image_192": user.image} if user.image else {}
        return answer | ({"email": user.email} if email and user.email else {})


def field_id(label: str) -> str:
    """The id of a custom profile field: the same for the same label."""
    return "Xf0" + hashlib.blake2b(label.encode(), digest_size=4).hexdigest().upper()


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=5).digest())
