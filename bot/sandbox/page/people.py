"""The people of the page: how each is shown, and who can be played."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.sandbox.workspace import Workspace

_HUES = 12


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the screen: `badge` says what is special about the account, `words` are what a search looks in."""

    id: str
    name: str
    title: str = ""
    office: str = ""
    badge: str = ""
    bot: bool = False
    mark: str = ""

    @property
    def words(self) -> str:
        """What the person switcher searches, in small letters."""
        return f"{self.name} {self.title} {self.office} {self.badge}".lower()


def avatar(person: Person) -> Markup:
    """Coloured initials; the app has a picture of its own."""
    if person.bot:
        return Markup('<img class="avatar" src="/static/icon.svg" alt="">')
    digest = hashlib.blake2b(person.id.encode(), digest_size=2).digest()
    hue = int.from_bytes(digest) % _HUES
    return Markup('<span class="avatar hue-{}" aria-hidden="true">{}</span>').format(hue, person.mark)


def person(workspace: Workspace, user_id: str) -> Person:
    """How this user is shown; SlackError user_not_found."""
    with workspace.lock:
        user = workspace.people_store.get(user_id)
    name = user.display_name or user.real_name
    bot = user.id == workspace.bot_user_id
    return Person(user.id, name, user.title, user.fields.get("Office", ""), _badge(user), bot, initials(name))


def playable(workspace: Workspace) -> list[Person]:
    """Everybody whom the visitor can be: people with a live account, by name."""
    with workspace.lock:
        users = [workspace.people_store.get(user) for user in workspace.people_store]
    live = [user.id for user in users if not (user.deleted or user.is_bot or user.id == "USLACKBOT")]
    return sorted((person(workspace, user) for user in live), key=lambda each: each.name)


def handles(workspace: Workspace, query: str) -> list[dict[str, str]]:
    """Who can be meant by `@` and these letters: the handle to write, and the person's name beside it."""
    with workspace.lock:
        users = [workspace.people_store.get(user) for user in workspace.people_store]
    live = [user for user in users if not user.deleted and user.id != "USLACKBOT"]
    words = query.lower()
    found = [user for user in live if words in user.name.lower() or words in user.real_name.lower()]
    return [{"name": f"@{user.name}", "hint": f"{user.real_name} · {user.title}".strip(" ·")} for user in found]


def names(workspace: Workspace) -> dict[str, str]:
    """Every user's name by id."""
    with workspace.lock:
        return {user: workspace.people_store.label(user) for user in workspace.people_store}


def initials(name: str) -> str:
    """The first letters of the first and the last name."""
    words: Iterable[str] = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    letters = [word[0] for word in words]
    return "".join(letters[:1] + letters[1:][-1:]).upper()


def _badge(user: Any) -> str:
    if user.deleted:
        return "deactivated"
    if user.is_restricted or user.is_ultra_restricted:
        return "guest"
    if user.is_owner:
        return "owner"
    return "admin" if user.is_admin else ""
