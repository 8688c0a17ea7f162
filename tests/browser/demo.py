"""A small Bolt app with the kinds of blocks that the page must carry. Not Mentor: the page is tested alone."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

Json = dict[str, Any]
SKILLS = ("Kubernetes", "Kotlin", "Keynote design", "Python", "PostgreSQL")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower().replace(" ", "-")}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(text: str, action: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action, **more}


def field(block: str, label: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": {"action_id": "it", **element},
        **more,
    }


CONFIRM: Json = {
    "title": plain("Pause Mentor?"),
    "text": plain("Nobody asks you until you resume."),
    "confirm": plain("Pause me"),
    "deny": plain("Keep going"),
    "style": "danger",
}


def ask_view(extra: list[Json] | None = None) -> Json:
    """A modal with each common kind of input."""
    question = {"type": "plain_text_input", "multiline": True}
    skills = {"type": "multi_external_select", "min_query_length": 1, "placeholder": plain("Type a skill")}
    further = [button("Add context", "add"), button("Preview", "preview")]
    when = {"type": "radio_buttons", "options": [option("Today"), option("This week")]}
    blocks = [
        field("question", "Your question", question, hint=plain("One or two sentences.")),
        field("skills", "Skills", skills),
        field("how", "Format", {"type": "static_select", "options": [option("Thread"), option("15 minutes")]}),
        field("when", "How soon", when | {"initial_option": option("This week")}),
        field("day", "Not before", {"type": "datepicker"}, optional=True),
        field("not_whom", "Do not ask", {"type": "multi_users_select", "placeholder": plain("People")}, optional=True),
        *(extra or []),
        {"type": "actions", "block_id": "more", "elements": further},
    ]
    words = {"title": plain("Ask a mentor"), "submit": plain("Ask"), "close": plain("Cancel")}
    return {"type": "modal", "callback_id": "ask", "blocks": blocks, **words}


def offer() -> list[Json]:
    """A message with the kinds of elements that messages have."""
    words = "*Someone in Sales would like 20 minutes of your experience.*\n> How do I tell a client that we are late?"
    why = {"type": "mrkdwn", "text": "Why you: _client communication_, mornings in common"}
    menu = {"type": "overflow", "action_id": "menu", "options": [option("Why me"), option("Show my profile")]}
    times = {"options": [option("Nine"), option("Noon")], "placeholder": plain("Pick a time")}
    elements = [
        button("I can help", "yes", style="primary"),
        button("Not now", "no"),
        button("Pause me", "pause", confirm=CONFIRM),
        {"type": "static_select", "action_id": "pick", **times},
    ]
    return [
        section(words) | {"block_id": "top", "accessory": menu},
        {"type": "context", "elements": [why]},
        {"type": "actions", "block_id": "answer", "elements": elements},
    ]


def home_blocks() -> list[Json]:
    """What the Home tab shows."""
    ask = button("Ask a question", "open", style="primary")
    return [
        {"type": "header", "text": plain("Good morning")},
        section("Nothing waits for you."),
        {"type": "actions", "block_id": "do", "elements": [ask]},
    ]


def listen(app: App) -> None:
    """Adds the demo's listeners."""
    _listen_to_people(app)
    _listen_in_the_modal(app)
    for action in ("yes", "no", "pause", "pick", "menu"):
        app.action(action)(decide)


def _listen_to_people(app: App) -> None:
    @app.command("/mentor")
    def command(ack: Ack, body: Json, client: WebClient, respond: Any) -> None:
        ack()
        if body["text"].startswith("ask"):
            client.views_open(trigger_id=body["trigger_id"], view=ask_view())
        elif body["text"].startswith("offer"):
            client.chat_postMessage(channel=body["user_id"], text="Someone would like your help.", blocks=offer())
        else:
            respond(text=f"You said: {body['text']}")

    @app.event("app_home_opened")
    def home(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": home_blocks()})

    @app.action("open")
    def open_ask(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=ask_view())

    @app.shortcut("ask_about_message")
    def about(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=ask_view())


def _listen_in_the_modal(app: App) -> None:
    @app.options({"action_id": "it", "block_id": "skills"})
    def suggest(ack: Ack, payload: Json) -> None:
        ack(options=[option(skill) for skill in SKILLS if payload["value"].lower() in skill.lower()])

    @app.action("add")
    def add(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        extra = field("tried", "What have you tried?", {"type": "plain_text_input"})
        client.views_update(view_id=body["view"]["id"], view=ask_view([extra]))

    @app.action("preview")
    def preview(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        blocks = [section("This is what *your mentor* will see.")]
        view = {"type": "modal", "title": plain("Preview"), "close": plain("Back"), "blocks": blocks}
        client.views_push(trigger_id=body["trigger_id"], view=view)

    @app.view("ask")
    def submitted(ack: Ack, body: Json, view: Json, client: WebClient) -> None:
        question = view["state"]["values"]["question"]["it"]["value"]
        if len(question) < 10:
            ack(response_action="errors", errors={"question": "Please write a little more."})
            return
        ack()
        skills = [one["text"]["text"] for one in view["state"]["values"]["skills"]["it"]["selected_options"]]
        client.chat_postMessage(channel=body["user"]["id"], text=f"Asked: {question} ({', '.join(skills)})")


def decide(ack: Ack, action: Json, respond: Any) -> None:
    """The message changes in place and says what was pressed."""
    ack()
    chosen = action.get("selected_option", {}).get("value") or action["action_id"]
    respond(replace_original=True, text=f"You chose {chosen}.", blocks=[section(f"You chose *{chosen}*.")])
