"""`/mentor`: reads the subcommand and hands over to its function."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz, process
from slack_bolt import Ack, App, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.base.errors import unknown_command
from bot.domain.base.references import CommandLine
from handlers.base.listeners import House, OnPress
from handlers.base.payload import delivery_of, user_of
from handlers.base.reply import Reply
from handlers.base.turn import Command, Press

COMMAND = "/mentor"
NEAR = 60
"""How alike (0–100) a word must be to be taken for a mistyped command."""
QUESTION_WORDS = 3
"""This many unknown words are taken for a question."""


class Who(StrEnum):
    """Whom a command is listed for in the help."""

    EVERYBODY = "everybody"
    NEWCOMERS = "newcomers"
    MEMBERS = "members"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class OnCommand:
    """A subcommand. Its function answers."""

    name: str
    run: Callable[[Command], None]
    who: Who = Who.MEMBERS


Table = Mapping[str, OnCommand]


def table(commands: Iterable[OnCommand]) -> Table:
    """Commands by name; a name given twice is an error."""
    by_name: dict[str, OnCommand] = {}
    for command in commands:
        if command.name in by_name:
            raise ValueError(f"two commands are called {command.name}")
        by_name[command.name] = command
    return by_name


def listen(app: App, house: House, commands: Table) -> None:
    """Listen to the command, and to the buttons that stand for one."""

    def typed(body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
        user, reply, words = user_of(body), Reply(body, client, ack, respond), readable(body.get("text") or "")
        delivery = delivery_of(body)
        house.take(client, user, reply, lambda ctx: run(commands, Command(ctx, user, delivery, reply, words)))

    def by_button(press: Press[CommandLine]) -> None:
        run(commands, Command(press.ctx, press.user, press.delivery, press.reply, press.about.line, by_button=True))

    app.command(COMMAND)(typed)
    for action_id in (ids.OPEN_AGAIN, ids.RUN):
        OnPress(action_id, CommandLine, by_button).listen(app, house)


def run(commands: Table, command: Command) -> None:
    """Hand over to the subcommand that the words begin with; the bare command is the hub."""
    word, _, rest = command.words.strip().partition(" ")
    found = commands.get(word.lower() or "hub")
    if found is None:
        near = nearest(word, commands)
        meant = near and f"{near} {rest}".strip()
        command.tell(unknown_command(word, meant, question_in(command.words)))
    else:
        found.run(replace(command, words=rest.strip()))


def nearest(word: str, commands: Iterable[str]) -> str | None:
    """The command a mistyped word is nearest to, or None where none is near."""
    found = process.extractOne(word.lower(), list(commands), scorer=fuzz.ratio, score_cutoff=NEAR)
    return found[0] if found else None


def question_in(words: str) -> str:
    """The words, where they look like a question that was typed without `ask`; else empty."""
    return words.strip() if len(words.split()) >= QUESTION_WORDS else ""


def readable(text: str) -> str:
    """What the person typed, from what Slack makes of it: mentions and links as read, the three escapes undone."""
    text = re.sub(r"<([@#])[A-Z0-9]+\|([^<>]*)>", r"\1\2", text)
    text = re.sub(r"<((?:https?|mailto)[^<>|]*)(?:\|[^<>]*)?>", r"\1", text)
    return html.unescape(text)
