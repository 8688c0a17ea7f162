"""`/mentor`: reads the subcommand and hands over to its function."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz, process
from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.base.errors import unknown_command
from handlers.base.turn import Turn, turn_of

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
class Command:
    """A subcommand. `run` answers by `turn.tell` or `turn.open`; both acknowledge."""

    name: str
    run: Callable[[Turn], None]
    who: Who = Who.MEMBERS


Table = Mapping[str, Command]


def table(commands: Iterable[Command]) -> Table:
    """Commands by name; a name given twice is an error."""
    by_name: dict[str, Command] = {}
    for command in commands:
        if command.name in by_name:
            raise ValueError(f"two commands are called {command.name}")
        by_name[command.name] = command
    return by_name


def register(app: App, commands: Table) -> None:
    """Listen to the command, and to the buttons that stand for one (their value is the line that would be typed)."""

    def typed(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
        run(commands, turn_of(context, body, client, ack, respond, readable(body.get("text") or "")))

    def pressed(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
        run(commands, turn_of(context, body, client, ack, respond))

    app.command(COMMAND)(typed)
    app.action(re.compile(f"^({ids.OPEN_AGAIN}|{ids.RUN}(:.*)?)$"))(pressed)


def run(commands: Table, turn: Turn) -> None:
    """Hand the turn to the subcommand that its words begin with; the bare command is the hub."""
    word, _, rest = turn.words.strip().partition(" ")
    command = commands.get(word.lower() or "hub")
    if command is None:
        near = nearest(word, commands)
        turn.tell(unknown_command(word, near and f"{near} {rest}".strip(), question_in(turn.words)))
    else:
        command.run(replace(turn, words=rest.strip()))


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
