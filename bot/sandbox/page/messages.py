"""Messages as lines of the pane: who, when, what, grouped as Slack groups them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from bot.sandbox.page.people import Person, person
from bot.sandbox.page.render import Surface, Viewer, mrkdwn, render_blocks
from bot.sandbox.page.render.dates import clock_time, format_date
from bot.sandbox.page.render.emojis import glyph
from bot.sandbox.seen import SeenMessage
from bot.sandbox.workspace import Workspace

_GROUP_SECONDS = 300
_SIGNS = {"text/calendar": "📅", "text/csv": "📊", "application/json": "🗂"}


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file under a message."""

    name: str
    title: str
    about: str
    url: str
    sign: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji under a message: how many put it there, and whether the viewer did."""

    name: str
    sign: str
    count: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One message, ready to be drawn. `day` opens a new day, `follows` continues the author's last one."""

    channel: str
    ts: str
    author: Person
    body: Markup
    time: str
    when: str
    day: str
    follows: bool
    ephemeral: bool
    edited: bool
    mine: bool
    replies: int
    thread: str
    in_thread: bool
    files: Sequence[FileCard]
    reactions: Sequence[Reaction]


def lines(
    workspace: Workspace, viewer: Viewer, channel: str, messages: Sequence[SeenMessage], *, in_thread: bool = False
) -> list[Line]:
    """The messages as lines, oldest first."""
    drawn: list[Line] = []
    last: SeenMessage | None = None
    for message in messages:
        drawn.append(_line(workspace, viewer, channel, message, last, in_thread))
        last = message
    return drawn


def _line(
    workspace: Workspace, viewer: Viewer, channel: str, raw: SeenMessage, last: SeenMessage | None, in_thread: bool
) -> Line:
    moment = float(raw["ts"])
    new_day = last is None or viewer.local(float(last["ts"])).date() != viewer.local(moment).date()
    return Line(
        channel=channel,
        ts=raw["ts"],
        author=person(workspace, raw["user"]),
        body=_body(raw, viewer, _chosen(workspace, viewer, channel, raw["ts"])),
        time=clock_time(viewer.local(moment), viewer),
        when=format_date(moment, "{date_long} at {time_secs}", viewer),
        day=format_date(moment, "{day_divider_pretty}", viewer) if new_day else "",
        follows=not new_day and last is not None and _follows(raw, last),
        ephemeral=bool(raw.get("ephemeral")),
        # A change of blocks alone is not marked: Slack says "edited" only of words.
        edited="edited" in raw,
        mine=raw["user"] == viewer.user_id,
        replies=int(raw.get("reply_count", 0)),
        thread=str(raw.get("thread_ts") or raw["ts"]),
        in_thread=in_thread,
        files=[_card(file, viewer.user_id) for file in raw.get("files", ())],
        reactions=[
            Reaction(
                each["name"], glyph(each["name"]) or f":{each['name']}:", each["count"], viewer.user_id in each["users"]
            )
            for each in raw.get("reactions", ())
        ],
    )


def _follows(raw: SeenMessage, last: SeenMessage) -> bool:
    near = float(raw["ts"]) - float(last["ts"]) < _GROUP_SECONDS
    return near and raw["user"] == last["user"] and not raw.get("ephemeral") and not last.get("ephemeral")


def _chosen(workspace: Workspace, viewer: Viewer, channel: str, ts: str) -> Mapping[str, Any]:
    with workspace.lock:
        message = workspace.rooms.get(channel).messages.get(ts)
        return dict(message.values.get(viewer.user_id, {})) if message else {}


def _body(raw: SeenMessage, viewer: Viewer, chosen: Mapping[str, Any]) -> Markup:
    surface = Surface(viewer, state=chosen)
    blocks = raw.get("blocks")
    text = raw.get("text", "")
    # What a person typed is drawn from its text: there the marks for bold and code still stand.
    typed = "client_msg_id" in raw
    body = render_blocks(blocks, surface) if blocks and not typed else mrkdwn(text, viewer) if text else Markup("")
    for attachment in raw.get("attachments", ()):
        inner = attachment.get("blocks")
        words = attachment.get("text") or attachment.get("fallback", "")
        drawn = render_blocks(inner, surface) if inner else mrkdwn(words, viewer)
        body += Markup('<div class="attachment">{}</div>').format(drawn)
    return body


def _reaction(raw: Mapping[str, Any], viewer_id: str) -> Reaction:
    name = str(raw["name"])
    return Reaction(name, str(glyph(name) or f":{name}:"), int(raw["count"]), viewer_id in raw["users"])


def _card(file: Mapping[str, Any], viewer_id: str) -> FileCard:
    name = str(file.get("name", "file"))
    kind = str(file.get("mimetype", "application/octet-stream"))
    size = int(file.get("size", 0))
    about = f"{kind} · {size / 1024:.1f} kB" if size >= 1024 else f"{kind} · {size} bytes"
    address = f"/as/{viewer_id}/files/{file['id']}/{quote(name)}"
    return FileCard(name, str(file.get("title") or name), about, address, _SIGNS.get(kind, "📄"))
