"""What Mentor listens to, as values: each names what is heard and the function that is called with one argument.

What holds for all of them stands here alone: what Slack gives is read, the function is run, what it did not answer
itself is acknowledged, and whoever changed something sees it on their Home tab. Errors go to `handlers.base.errors`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol

from slack_bolt import Ack, App, Respond
from slack_sdk.web import WebClient

from bot.blocks.base.kit import BlockDict
from bot.domain.base.ids import UserId
from bot.domain.base.references import R
from bot.services.base.changes import noticing
from bot.services.context import Context
from handlers.base.forms import FormValues
from handlers.base.home import draw
from handlers.base.payload import delivery_of, noted, pressed, user_of
from handlers.base.reply import Reply
from handlers.base.turn import Event, Form, MessageShortcut, Press, Typing

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class House:
    """What all listeners are given: the context of services, and how somebody's Home tab looks now."""

    ctx: Context
    home: Callable[[Context, UserId], BlockDict]

    def take(self, client: WebClient, user: UserId, reply: Reply, run: Callable[[Context], None]) -> None:
        """Run what a person asked for, acknowledge it, and draw their Home tab where something was changed."""
        ctx, store = noticing(self.ctx)
        run(ctx)
        reply.acknowledge()
        if store.changed:
            self.draw(client, user)

    def draw(self, client: WebClient, user: UserId) -> None:
        """Draw somebody's Home tab."""
        draw(client, user, lambda: self.home(self.ctx, user))


class Listener(Protocol):
    """Something that is listened to."""

    def listen(self, app: App, house: House) -> None:
        """Let the app call this."""
        ...


@dataclass(frozen=True, slots=True)
class OnPress(Generic[R]):
    """A button, or a menu. Its action id may go on after a colon, where several stand in one block."""

    action_id: str
    about: type[R]
    run: Callable[[Press[R]], None]

    def listen(self, app: App, house: House) -> None:
        """See `Listener`."""

        def press(body: Body, client: WebClient, ack: Ack, respond: Respond) -> None:
            user, reply = user_of(body), Reply(body, client, ack, respond)
            about, delivery = pressed(self.about, body), delivery_of(body)
            house.take(client, user, reply, lambda ctx: self.run(Press(ctx, user, delivery, reply, about, body)))

        app.action(re.compile(rf"^{re.escape(self.action_id)}(:.*)?$"))(press)


@dataclass(frozen=True, slots=True)
class OnForm(Generic[R]):
    """A submitted form."""

    callback_id: str
    about: type[R]
    run: Callable[[Form[R]], None]

    def listen(self, app: App, house: House) -> None:
        """See `Listener`."""

        def submit(body: Body, view: Body, client: WebClient, ack: Ack, respond: Respond) -> None:
            user, reply = user_of(body), Reply(body, client, ack, respond)
            given = (noted(self.about, view), FormValues(view), str(view["id"]), reply)
            delivery = delivery_of(body)
            house.take(client, user, reply, lambda ctx: self.run(Form(ctx, user, delivery, *given)))

        app.view(self.callback_id)(submit)


@dataclass(frozen=True, slots=True)
class OnTyping(Generic[R]):
    """Suggestions for what is being typed into a field. The function gives the options."""

    action_id: str
    about: type[R]
    run: Callable[[Typing[R]], Sequence[BlockDict]]

    def listen(self, app: App, house: House) -> None:
        """See `Listener`."""

        def suggest(body: Body, client: WebClient, ack: Ack, respond: Respond) -> None:
            user, reply = user_of(body), Reply(body, client, ack, respond)
            given = (noted(self.about, body.get("view") or {}), body["value"])

            def answer(ctx: Context) -> None:
                reply.acknowledge(options=list(self.run(Typing(ctx, user, *given))))

            house.take(client, user, reply, answer)

        app.options(self.action_id)(suggest)


@dataclass(frozen=True, slots=True)
class OnShortcut:
    """A shortcut in the menu of any message."""

    callback_id: str
    run: Callable[[MessageShortcut], None]

    def listen(self, app: App, house: House) -> None:
        """See `Listener`."""

        def choose(body: Body, client: WebClient, ack: Ack, respond: Respond) -> None:
            user, reply, message = user_of(body), Reply(body, client, ack, respond), body["message"]
            about = (message.get("text") or "", UserId(message.get("user") or "") or None)
            delivery = delivery_of(body)
            house.take(client, user, reply, lambda ctx: self.run(MessageShortcut(ctx, user, delivery, reply, *about)))

        app.shortcut(self.callback_id)(choose)


@dataclass(frozen=True, slots=True)
class OnEvent:
    """Something that the workspace tells. The function gives whose Home tab is to be drawn, if anybody's.

    It runs as middleware, which Bolt does before it acknowledges an event: Slack sends again what was not kept.
    """

    name: str
    run: Callable[[Event], UserId | None]

    def listen(self, app: App, house: House) -> None:
        """See `Listener`."""

        def hear(context: Body, body: Body, event: Body, next: Callable[[], None]) -> None:
            context["whose_home"] = self.run(Event(house.ctx, delivery_of(body), body.get("team_id", ""), event))
            next()

        def draw_home(context: Body, client: WebClient) -> None:
            if context["whose_home"]:
                house.draw(client, context["whose_home"])

        app.event(self.name, middleware=[hear])(draw_home)
