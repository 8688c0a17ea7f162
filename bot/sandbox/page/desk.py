"""One person's desk: everything the page draws for them, as HTML fragments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from bot.sandbox.human import Human
from bot.sandbox.page.messages import Line, lines
from bot.sandbox.page.people import Person, avatar, names, person, playable
from bot.sandbox.page.render import Surface, Viewer, render_blocks
from bot.sandbox.page.render.text import label_of
from bot.sandbox.page.render.viewer import viewer_for
from bot.sandbox.seen import ConversationView, Json, SeenMessage
from bot.sandbox.workspace import Workspace

HOME = "home"
_HASH, _LOCK = Markup('<span class="sign">#</span>'), Markup('<span class="sign">🔒</span>')

_environment = Environment(
    loader=PackageLoader("bot.sandbox.page"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_environment.globals.update(avatar=avatar, hash=_HASH, lock=_LOCK)


@dataclass(frozen=True, slots=True)
class Place:
    """What is open in the middle: a conversation, or the app's Home tab."""

    name: str
    label: str
    topic: str = ""
    members: Sequence[str] = ()
    app: bool = False
    writable: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sidebar."""

    id: str
    kind: str
    name: str
    unread: int
    sign: Markup


class Desk:
    """What one person sees. `errors` are the refusals of a submission, by view id and block id."""

    def __init__(self, workspace: Workspace, user_id: str, errors: Mapping[str, Mapping[str, str]]) -> None:
        self.workspace = workspace
        self.human: Human = workspace.human(user_id)
        self.me: Person = person(workspace, user_id)
        self.bot: Person = person(workspace, workspace.bot_user_id)
        self._errors = errors

    def page(self, at: str, thread: str = "") -> str:
        """The whole page."""
        commands = [
            {"name": name, "hint": self.workspace.manifest.usage_hints.get(name, "")}
            for name in self.workspace.manifest.commands
        ]
        fragments = {name: Markup(html) for name, html in self.fragments(at, thread).items()}
        fragments["thread_pane"] = fragments.pop("thread")
        facts = {"place": self._place(at), "people": playable(self.workspace), "commands": commands, "thread": thread}
        return self._draw("page.html", at=at, **facts, **fragments)

    def fragments(self, at: str, thread: str = "") -> dict[str, str]:
        """The parts that change, by the id of the element that holds them."""
        return {
            "sidebar": self._sidebar(at),
            "pane": self._pane(at),
            "thread": self._thread(at, thread) if thread else "",
            "modal": self._modal(),
            "clock": self._clock(),
        }

    def viewer(self) -> Viewer:
        """This person as a reader."""
        with self.workspace.lock:
            user = self.workspace.people_store.raw(self.me.id, locale=True)
            rooms = {room.id: room.name for room in self.workspace.rooms if room.name}
        return viewer_for(user, self.workspace.clock.now(), names(self.workspace), rooms)

    def options(self, kind: str, query: str) -> list[dict[str, str]]:
        """People or conversations to choose from, for the selects that Slack fills by itself."""
        if "users" in kind:
            found = [{"value": each.id, "text": each.name} for each in playable(self.workspace)]
        else:
            found = [{"value": each.id, "text": _label(each)} for each in self.human.conversations()]
        return [one for one in found if query.lower() in one["text"].lower()][:50]

    def _sidebar(self, at: str) -> str:
        conversations = self.human.conversations()
        channels = sorted((c for c in conversations if c.kind in ("channel", "private")), key=lambda c: c.name)
        directs = [c for c in conversations if c.kind in ("im", "mpim")]
        return self._draw(
            "sidebar.html",
            at=at,
            app=self._app(conversations),
            channels=[self._row(each) for each in channels],
            directs=[self._row(each) for each in directs],
        )

    def _pane(self, at: str) -> str:
        app = self._app(self.human.conversations())
        if at == HOME:
            return self._draw("pane.html", at=at, app=app, place=self._place(at), home=self._home())
        return self._draw("pane.html", at=at, app=app, place=self._place(at), messages=self._messages(at))

    def _thread(self, at: str, ts: str) -> str:
        replies = self.human.messages(at, ts) if at != HOME else []
        drawn = lines(self.workspace, self.viewer(), at, replies, in_thread=True)
        return self._draw("thread.html", messages=drawn)

    def _modal(self) -> str:
        stack = self.human.modals()
        if not stack:
            return ""
        view = self._view(stack[-1], "modal") | {"submit": label_of(stack[-1].get("submit"))}
        view |= {"title": label_of(stack[-1].get("title")), "close": label_of(stack[-1].get("close")) or "Close"}
        return self._draw("modal.html", view=view, depth=len(stack))

    def _home(self) -> Json | None:
        view = self.human.home()
        return self._view(view, "home") if view else None

    def _view(self, view: Json, name: str) -> Json:
        errors = self._errors.get(view["id"], {})
        surface = Surface(self.viewer(), name, view["state"]["values"], errors)
        return {"id": view["id"], "blocks": render_blocks(view["blocks"], surface)}

    def _clock(self) -> str:
        with self.workspace.lock:
            zone = self.workspace.people_store.get(self.me.id).tz
        now = self.workspace.clock.now().astimezone(ZoneInfo(zone))
        return self._draw("clock.html", now=now, zone=zone.rpartition("/")[2].replace("_", " "))

    def _messages(self, channel: str) -> list[Line]:
        shown = [each for each in self.human.messages(channel) if _in_channel(each)]
        return lines(self.workspace, self.viewer(), channel, shown)

    def _place(self, at: str) -> Place:
        if at == HOME:
            return Place(self.bot.name, self.bot.name, app=True, writable=False)
        view = next((each for each in self.human.conversations() if each.id == at), None)
        if view is None:
            room = self.workspace.rooms.get(at)
            return Place(room.name, f"#{room.name}", room.topic, writable=False)
        app = view.kind == "app"
        label = f"#{view.name}" if view.kind in ("channel", "private") else view.name
        known = names(self.workspace)
        members = [known[each] for each in view.members] if len(view.members) > 2 else []
        return Place(view.name, label, view.topic, members, app, not app or self.workspace.manifest.messages_tab)

    def _app(self, conversations: Sequence[ConversationView]) -> Row:
        known = next((each for each in conversations if each.kind == "app"), None)
        unread = known.unread if known else 0
        return Row(self.human.app_dm(), "app", self.bot.name, unread, Markup(""))

    def _row(self, view: ConversationView) -> Row:
        others = [each for each in view.members if each != self.me.id]
        sign = Markup('<span class="avatar several">{}</span>').format(len(others))
        if len(others) < 2:
            sign = avatar(person(self.workspace, others[0] if others else self.me.id))
        return Row(view.id, view.kind, view.name, view.unread, sign)

    def _draw(self, template: str, **facts: object) -> str:
        common = {"me": self.me, "bot": self.bot, "team": self.workspace.team_name}
        common |= {"shortcuts": self._shortcuts("message"), "global_shortcuts": self._shortcuts("global")}
        return _environment.get_template(template).render(common | facts)

    def _shortcuts(self, wanted: str) -> list[tuple[str, str]]:
        """Callback ids and names of the app's shortcuts of one type."""
        manifest = self.workspace.manifest
        return [(id_, manifest.shortcut_names[id_]) for id_, kind in manifest.shortcuts.items() if kind == wanted]


def _in_channel(message: SeenMessage) -> bool:
    return message.get("thread_ts") in (None, message["ts"])


def _label(view: ConversationView) -> str:
    return f"#{view.name}" if view.kind in ("channel", "private") else view.name
