"""Slash commands of Slack's own, which never reach an app."""

import re
from collections.abc import Callable, Mapping

from bot.sandbox.conversations import Conversation
from bot.sandbox.errors import SlackError
from bot.sandbox.membership import let_in, take_out
from bot.sandbox.state import State
from bot.sandbox.written import as_stored

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>")


def invite(state: State, user: str, room: Conversation, words: str) -> str:
    """`/invite @somebody`: they are in this channel."""
    return _each(state, room, words, lambda who: let_in(state, room, who, user), "added to")


def remove(state: State, _user: str, room: Conversation, words: str) -> str:
    """`/remove @somebody`: they are out of it."""
    return _each(state, room, words, lambda who: take_out(state, room, who), "removed from")


def _each(state: State, room: Conversation, words: str, act: Callable[[str], bool], done: str) -> str:
    named = _MENTION.findall(as_stored(state, words))
    if not room.name:
        return "This works in channels only."
    if not named:
        return "Name somebody with @, for example: /invite @mentor"
    try:
        changed = [who for who in named if act(who)]
    except SlackError as refused:
        return f"Slack refuses that: {refused.code}."
    people = ", ".join(state.people_store.label(who) for who in changed)
    return f"{people} was {done} #{room.name}." if people else "Nothing to do: nobody's place changes."


BUILT_IN: Mapping[str, Callable[[State, str, Conversation, str], str]] = {"/invite": invite, "/remove": remove}
"""Name → what it does and answers, to the person alone."""
