"""One Slack team on this machine: its state, its people at their clients, and what an admin may do to it."""

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.delivery import ACK_SECONDS, RETRY_DELAYS, Ack
from bot.sandbox.faults import Faults
from bot.sandbox.http_delivery import RequestUrl
from bot.sandbox.human import Human
from bot.sandbox.manifest import Manifest
from bot.sandbox.membership import let_in, take_out
from bot.sandbox.methods import METHODS
from bot.sandbox.rate_limit import RateLimits
from bot.sandbox.seed import SeedChannel, SeedUser
from bot.sandbox.seen import Json
from bot.sandbox.state import State


class Workspace(State):
    """A Slack team: users, conversations, messages, views, connected apps. Thread-safe."""

    def __init__(
        self,
        users: Sequence[SeedUser],
        channels: Sequence[SeedChannel],
        manifest: Manifest,
        clock: Clock,
        *,
        rate_limits: bool = False,
        faults: Faults | None = None,
        team_name: str = "Local",
        ack_seconds: float = ACK_SECONDS,
        retry_delays: Sequence[float] = RETRY_DELAYS,
    ) -> None:
        super().__init__(
            users,
            channels,
            manifest,
            clock,
            team_name=team_name,
            faults=faults,
            ack_seconds=ack_seconds,
            retry_delays=retry_delays,
        )
        self.limits = RateLimits(clock, {name: facts.per_minute for name, facts in METHODS.items()}, rate_limits)

    def human(self, user_id: str) -> Human:
        """This person at their client; SlackError user_not_found."""
        return Human(self, user_id)

    def people(self) -> list[Json]:
        """All users, raw, in the order in which they joined."""
        with self.lock:
            return [self.people_store.raw(user) for user in self.people_store]

    def add_user(self, user: SeedUser) -> None:
        """Somebody joins the team (event team_join)."""
        with self.lock:
            self.people_store.put(user)
            event = {"type": "team_join", "user": self._as_told(user.id), "event_ts": self.stamps.next()}
        self.event("team_join", event)
        self.changed("user", [user.id])

    def update_user(self, user_id: str, **changes: Any) -> None:
        """Changes fields of a SeedUser, by their names (event user_change)."""
        with self.lock:
            self.people_store.change(user_id, changes)
            event = {"type": "user_change", "user": self._as_told(user_id), "cache_ts": self.seconds()}
            event["event_ts"] = self.stamps.next()
        self.event("user_change", event)
        self.changed("user", [user_id])

    def deactivate(self, user_id: str) -> None:
        """Deactivates an account: it leaves all channels (event user_change)."""
        with self.lock:
            for room in self.rooms.of(user_id):
                if room.name:
                    room.members.remove(user_id)
        self.update_user(user_id, deleted=True)

    def invite(self, channel: str, user_id: str) -> None:
        """Adds somebody (the app, too) to a channel; SlackError as `membership.let_in` says."""
        let_in(self, self.rooms.get(channel), user_id)

    def take_out(self, channel: str, user_id: str) -> None:
        """Removes somebody (the app, too) from a channel."""
        take_out(self, self.rooms.get(channel), user_id)

    def uninstall(self) -> None:
        """Removes the app: it is told (tokens_revoked, app_uninstalled), then its tokens are dead."""
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot_user_id]}}
        self.event("tokens_revoked", revoked | {"event_ts": self.stamps.next()})
        self.event("app_uninstalled", {"type": "app_uninstalled", "event_ts": self.stamps.next()})
        self.installed = False
        self.changed("user")

    def deliver_again(self, index: int = -1) -> Future[Ack]:
        """Sends one of the envelopes in `delivery.log` a second time; the future holds the acknowledgement."""
        return self.delivery.again(self.delivery.log[index])

    def deliver_by_http(self, url: str) -> None:
        """Sends what is for the app to this address from now on, beside any Socket Mode connections."""
        self.delivery.connect(RequestUrl(self.delivery, url, self.signing_secret))
        self.changed("connection", [self.bot_user_id])

    def ask_to_reconnect(self) -> None:
        """Refreshes the app's connections, as Slack does every few hours."""
        self.delivery.ask_to_reconnect()

    def expire_triggers(self) -> None:
        """Lets all trigger ids be too old."""
        self.tickets.expire_triggers()

    def _as_told(self, user_id: str) -> Json:
        return self.people_store.raw(user_id, email=self.allows("users:read.email"), locale=True)
