"""One person at their Slack client: what they see, and what they do."""

from collections.abc import Sequence
from concurrent.futures import wait
from typing import Any

from bot.sandbox import interactions
from bot.sandbox.conversations import Conversation, Kind, Message
from bot.sandbox.errors import ActionFailed
from bot.sandbox.fields import find
from bot.sandbox.payloads import global_shortcut, message_shortcut
from bot.sandbox.people import SLACKBOT
from bot.sandbox.posting import Content, edit, post, react, remove, shown, slackbot_says
from bot.sandbox.seen import ConversationView, Json, MessageRef, SeenMessage, SubmitResult, ViewRef
from bot.sandbox.slash import BUILT_IN
from bot.sandbox.state import State
from bot.sandbox.written import as_blocks, as_stored


class Human:
    """What one person can see and do. Each action returns at once, or raises ActionFailed with what Slack would show.

    Actions that the app must acknowledge wait for it: call them from any thread but the server's event loop.
    """

    def __init__(self, state: State, user_id: str) -> None:
        self.user_id = user_id
        self._state = state
        state.people_store.get(user_id)

    def conversations(self) -> list[ConversationView]:
        """The sidebar: channels joined, DMs, group DMs and the app's DM, the last touched first within each kind."""
        with self._state.lock:
            mine = self._state.rooms.of(self.user_id)
            lines = [self._line(room) for room in mine]
        return sorted(lines, key=lambda line: line.last_ts, reverse=True)

    def messages(self, channel: str, thread_ts: str | None = None) -> list[SeenMessage]:
        """What this person sees in a conversation (or in one thread of it), oldest first, ephemerals included."""
        with self._state.lock:
            room = self._room(channel)
            seen = [message for message in room.messages.values() if message.visible_to(self.user_id)]
            raw = [shown(message) | {"ephemeral": message.only_for is not None} for message in seen]
        return [each for each in raw if thread_ts is None or thread_ts in (each.get("thread_ts"), each["ts"])]

    def mark_read(self, channel: str) -> None:
        """Marks everything in a conversation as read."""
        with self._state.lock:
            room = self._room(channel)
            room.read[self.user_id] = max([message.ts for message in room.history()], default="0")
        self._state.changed("unread", [self.user_id])

    def open_dm(self, user_ids: Sequence[str]) -> str:
        """Opens the DM or group DM with these people; guests reach only those with whom they share a channel."""
        with self._state.lock:
            for other in user_ids:
                self._check_reachable(other)
            return self._state.open_direct([self.user_id, *user_ids]).id

    def app_dm(self) -> str:
        """The DM with the app (its Messages tab)."""
        with self._state.lock:
            return self._state.dm_with_bot(self.user_id).id

    def say(self, channel: str, text: str, thread_ts: str | None = None) -> str:
        """Writes a message; returns its timestamp. `@name` and `#channel` become mentions, as typed in the client."""
        with self._state.lock:
            room = self._room(channel)
            if self._state.bot_user_id in room.members and room.kind is Kind.IM and not self._messages_tab():
                raise ActionFailed("messages_tab_disabled")
            stored = as_stored(self._state, text)
            content = Content(stored, as_blocks(stored), thread_ts=thread_ts)
            return post(self._state, room, self.user_id, content).ts

    def edit_message(self, channel: str, ts: str, text: str) -> None:
        """Writes one of one's own messages anew (event message_changed)."""
        with self._state.lock:
            room, message = self._own(channel, ts)
            stored = as_stored(self._state, text)
            message.raw["edited"] = {"user": self.user_id, "ts": self._state.stamps.next()}
            edit(self._state, room, message, Content(stored, as_blocks(stored)))

    def delete_message(self, channel: str, ts: str) -> None:
        """Takes one of one's own messages away (event message_deleted)."""
        with self._state.lock:
            remove(self._state, *self._own(channel, ts))

    def react(self, channel: str, ts: str, name: str, *, take_back: bool = False) -> None:
        """Puts an emoji (its bare name) under a message, or takes it back (events reaction_added, reaction_removed)."""
        with self._state.lock:
            room = self._room(channel)
            message = interactions.visible(room, ts, self.user_id)
            react(self._state, room, message, self.user_id, name, take_back=take_back)

    def command(self, text: str, channel: str | None = None) -> None:
        """Sends a slash command from a conversation (default: the app's DM).

        What goes wrong is shown as Slack does it: in a line of Slackbot's that only this person sees.
        """
        name, _, rest = text.strip().partition(" ")
        with self._state.lock:
            room = self._room(channel) if channel else self._state.dm_with_bot(self.user_id)
            if name in BUILT_IN:
                answer = BUILT_IN[name](self._state, self.user_id, room, rest)
                slackbot_says(self._state, room, self.user_id, answer)
                return
            if name not in self._state.manifest.commands or not self._state.installed:
                slackbot_says(self._state, room, self.user_id, f"{name} is not a valid command.")
                return
            escape = self._state.manifest.commands[name]
            words = as_stored(self._state, rest.strip(), labelled=True) if escape else rest.strip()
        try:
            interactions.run_command(self._state, self.user_id, room, name, words)
        except ActionFailed as failed:
            told = f'{name} failed with the error "{failed.reason}"'
            slackbot_says(self._state, room, self.user_id, told)

    def act(self, where: MessageRef | ViewRef, block_id: str, action_id: str, value: Any = None) -> None:
        """Presses a button or chooses a value; plain values: an option's value, a list of them, a date, a user id …"""
        if isinstance(where, ViewRef):
            interactions.act_in_view(self._state, self.user_id, where.view_id, block_id, action_id, value)
        else:
            interactions.act_in_message(self._state, self.user_id, where, block_id, action_id, value)

    def type_in(self, view_id: str, block_id: str, action_id: str, value: Any) -> None:
        """Fills an input of a modal; the app hears of it only where the block dispatches its action."""
        with self._state.lock:
            view = interactions.own_view(self._state, self.user_id, view_id)
            block, element = find(view.raw["blocks"], block_id, action_id)
            suggested = view.suggested.get((block_id, action_id), {})
            interactions.choose(self._state, block, element, value, view.values, suggested)
        if block.get("dispatch_action"):
            self.act(ViewRef(view_id), block_id, action_id, value)

    def upload(self, name: str, content: bytes) -> Json:
        """Puts a file into Slack, as a file input does before the form is submitted: what the input then holds."""
        with self._state.lock:
            waiting = self._state.uploads.expect(name, len(content))
            self._state.uploads.receive(waiting.ticket, content)
        return {"id": waiting.id, "name": name, "mimetype": waiting.kind, "size": len(content), "user": self.user_id}

    def submit(self, view_id: str, values: dict[str, dict[str, Any]] | None = None) -> SubmitResult:
        """Fills in `values` (block → action → plain value) and presses the submit button of a modal."""
        with self._state.lock:
            view = interactions.own_view(self._state, self.user_id, view_id)
            for block_id, actions in (values or {}).items():
                for action_id, value in actions.items():
                    block, element = find(view.raw["blocks"], block_id, action_id)
                    suggested = view.suggested.get((block_id, action_id), {})
                    interactions.choose(self._state, block, element, value, view.values, suggested)
        return interactions.submit(self._state, self.user_id, view_id)

    def close(self, view_id: str, *, all_of_them: bool = False) -> None:
        """Closes a modal by its button (the one below shows again), or all of them by the ×."""
        interactions.close(self._state, self.user_id, view_id, all_of_them=all_of_them)

    def suggest(self, where: MessageRef | ViewRef, block_id: str, action_id: str, query: str) -> list[Json]:
        """The options, or option groups, that the app suggests while typing into an external select."""
        found: list[Json] = interactions.suggest(self._state, self.user_id, where, block_id, action_id, query)
        return found

    def global_shortcut(self, callback_id: str) -> None:
        """Chooses a global shortcut, from wherever one is."""
        if self._state.manifest.shortcuts.get(callback_id) != "global":
            raise ActionFailed("no_such_shortcut", callback_id)
        with self._state.lock:
            payload = global_shortcut(self._state, self.user_id, callback_id)
        interactions.ask_app(self._state, "interactive", payload)

    def shortcut(self, callback_id: str, channel: str, ts: str) -> None:
        """Chooses a message shortcut in a message's menu."""
        if self._state.manifest.shortcuts.get(callback_id) != "message":
            raise ActionFailed("no_such_shortcut", callback_id)
        with self._state.lock:
            room = self._room(channel)
            message = interactions.visible(room, ts, self.user_id)
            payload = message_shortcut(self._state, self.user_id, room, message, callback_id)
        interactions.ask_app(self._state, "interactive", payload)

    def open_home(self) -> Json | None:
        """Opens the app's Home tab: tells the app, and returns the view published so far (see `home` for later)."""
        with self._state.lock:
            room = self._state.dm_with_bot(self.user_id)
            event: Json = {"type": "app_home_opened", "user": self.user_id, "channel": room.id, "tab": "home"}
            event["event_ts"] = self._state.stamps.next()
            if (view := self.home()) is not None:
                event["view"] = view
        told = self._state.event("app_home_opened", event)
        if told is not None and not self._state.delivery.on_own_loop():
            wait([told], self._state.delivery.ack_seconds)
        return self.home()

    def home(self) -> Json | None:
        """The Home view published for this person, with its state."""
        with self._state.lock:
            view = self._state.views.home(self.user_id)
            return view.shown() if view else None

    def modals(self) -> list[Json]:
        """The open modals, root first, with their state."""
        with self._state.lock:
            return [view.shown() for view in self._state.views.stack(self.user_id)]

    def _room(self, channel: str) -> Conversation:
        room = self._state.rooms.get(channel)
        if self.user_id not in room.members and room.kind is not Kind.PUBLIC:
            raise ActionFailed("channel_not_found", channel)
        return room

    def _own(self, channel: str, ts: str) -> tuple[Conversation, Message]:
        room = self._room(channel)
        message = interactions.visible(room, ts, self.user_id)
        if message.author != self.user_id:
            raise ActionFailed("cant_update_message", "it is somebody else's")
        return room, message

    def _messages_tab(self) -> bool:
        return self._state.manifest.messages_tab

    def _check_reachable(self, other: str) -> None:
        people = self._state.people_store
        guest = people.is_guest(self.user_id) or people.is_guest(other)
        shared = any(other in room.members for room in self._state.rooms.of(self.user_id))
        if guest and not shared and other not in (self._state.bot_user_id, SLACKBOT):
            raise ActionFailed("restricted_action", "guests reach only people of their channels")

    def _line(self, room: Conversation) -> ConversationView:
        others = [self._state.people_store.label(each) for each in room.members if each != self.user_id]
        app = room.kind is Kind.IM and self._state.bot_user_id in room.members
        kind = "app" if app else {Kind.PUBLIC: "channel", Kind.PRIVATE: "private"}.get(room.kind, str(room.kind))
        name = room.name if room.kind in (Kind.PUBLIC, Kind.PRIVATE) else ", ".join(others) or "you"
        last = max((message.ts for message in room.messages.values()), default="")
        unread = room.unread(self.user_id)
        return ConversationView(room.id, kind, name, room.topic, tuple(room.members), unread, last)
