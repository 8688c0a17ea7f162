"""Presses in messages and on the Home tab, and the answers through response URLs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.sandbox.errors import ActionFailed
from bot.sandbox.seen import MessageRef, ViewRef
from bot.sandbox.workspace import Workspace
from tests.sandbox.conftest import Connect
from tests.support.blocks import Json, actions, button, home, option, section, select
from tests.support.workspace import ADA, BEN, GENERAL

OFFER = [section("An offer"), actions(button("yes", value="7"), button("no"))]


def pressing(heard: list[Json], then: Callable[[Any], Any] = lambda _: None) -> Callable[[App], None]:
    """Listeners that keep each press's payload, then answer, then acknowledge."""

    def pressed(ack: Any, body: Json, respond: Any) -> None:
        heard.append(body)
        then(respond)
        ack()

    def listen(app: App) -> None:
        for name in ("yes", "no", "choice", "menu"):
            app.action(name)(pressed)

    return listen


def posted(api: WebClient, blocks: list[Json], channel: str = BEN) -> MessageRef:
    answer = api.chat_postMessage(channel=channel, text="offer", blocks=blocks)
    return MessageRef(answer["channel"], answer["ts"])


def test_a_press_carries_its_message(workspace: Workspace, api: WebClient, connect: Connect) -> None:
    heard: list[Json] = []
    connect(pressing(heard))
    where = posted(api, OFFER)
    workspace.human(BEN).act(where, "actions", "yes")
    body = heard[0]
    action = body["actions"][0]
    assert (action["action_id"], action["block_id"], action["value"], action["type"]) == (
        "yes",
        "actions",
        "7",
        "button",
    )
    assert body["container"]["message_ts"] == body["message"]["ts"] == where.ts
    assert (body["user"]["id"], body["channel"]["name"]) == (BEN, "directmessage")
    assert body["trigger_id"]
    assert body["response_url"].startswith(workspace.base_url)


def test_choices_are_remembered_and_sent_along(workspace: Workspace, api: WebClient, connect: Connect) -> None:
    heard: list[Json] = []
    connect(pressing(heard))
    colours = [option("r"), option("g")]
    row = actions(select(options=colours), select("overflow", "menu", options=colours), button("yes"))
    where = posted(api, [row])
    ben = workspace.human(BEN)
    ben.act(where, "actions", "choice", "g")
    ben.act(where, "actions", "menu", "r")
    ben.act(where, "actions", "yes")
    assert heard[0]["actions"][0]["selected_option"]["value"] == "g"
    assert heard[1]["actions"][0]["selected_option"]["value"] == "r"
    assert heard[2]["state"]["values"]["actions"]["choice"]["selected_option"]["value"] == "g"
    with pytest.raises(ActionFailed, match="no_such_option"):
        ben.act(where, "actions", "choice", "blue")


def test_what_is_gone_can_not_be_pressed(workspace: Workspace, api: WebClient, connect: Connect) -> None:
    connect(pressing([]))
    where = posted(api, OFFER)
    ben = workspace.human(BEN)
    api.chat_update(channel=where.channel, ts=where.ts, text="taken", blocks=[section("taken")])
    with pytest.raises(ActionFailed, match="no_such_element"):
        ben.act(where, "actions", "yes")
    api.chat_delete(channel=where.channel, ts=where.ts)
    with pytest.raises(ActionFailed, match="message_not_found"):
        ben.act(where, "actions", "yes")


def test_without_an_app_a_press_fails(workspace: Workspace, api: WebClient) -> None:
    where = posted(api, OFFER)
    with pytest.raises(ActionFailed, match="dispatch_failed"):
        workspace.human(BEN).act(where, "actions", "yes")


def test_an_unanswered_press_times_out(workspace: Workspace, api: WebClient, connect: Connect) -> None:
    connect(lambda _: None)
    workspace.delivery.ack_seconds = 0.05
    where = posted(api, OFFER)
    with pytest.raises(ActionFailed, match="operation_timeout"):
        workspace.human(BEN).act(where, "actions", "yes")


def test_a_press_can_replace_its_message(workspace: Workspace, api: WebClient, connect: Connect) -> None:
    connect(pressing([], lambda respond: respond(text="You said yes", replace_original=True)))
    where = posted(api, OFFER)
    ben = workspace.human(BEN)
    ben.act(where, "actions", "yes")
    seen = ben.messages(where.channel)
    assert [(each["ts"], each["text"], "blocks" in each) for each in seen] == [(where.ts, "You said yes", False)]


def test_an_answer_is_ephemeral_unless_said_otherwise(workspace: Workspace, api: WebClient, connect: Connect) -> None:
    answers = [{"text": "psst"}, {"text": "all", "response_type": "in_channel"}]
    connect(pressing([], lambda respond: respond(**answers.pop(0))))
    workspace.invite(GENERAL, workspace.bot_user_id)
    where = posted(api, OFFER, GENERAL)
    ben = workspace.human(BEN)
    ben.act(where, "actions", "yes")
    ben.act(where, "actions", "yes")
    assert [each["text"] for each in ben.messages(GENERAL)] == ["offer", "psst", "all"]
    assert [each["text"] for each in workspace.human(ADA).messages(GENERAL)] == ["offer", "all"]


def test_an_ephemeral_can_be_replaced_or_deleted_but_not_shown(
    workspace: Workspace, api: WebClient, connect: Connect
) -> None:
    heard: list[Json] = []
    answers: list[Json] = [{"text": "new", "blocks": OFFER, "replace_original": True}, {"delete_original": True}]
    connect(pressing(heard, lambda respond: respond(**answers.pop(0))))
    workspace.invite(GENERAL, workspace.bot_user_id)
    ts = api.chat_postEphemeral(channel=GENERAL, user=BEN, text="old", blocks=OFFER)["message_ts"]
    ben = workspace.human(BEN)
    with pytest.raises(ActionFailed, match="message_not_found"):
        workspace.human(ADA).act(MessageRef(GENERAL, ts), "actions", "yes")
    ben.act(MessageRef(GENERAL, ts), "actions", "yes")
    assert (heard[0]["container"]["is_ephemeral"], "message" in heard[0]) == (True, False)
    assert [(each["ts"], each["text"]) for each in ben.messages(GENERAL)] == [(ts, "new")]
    ben.act(MessageRef(GENERAL, ts), "actions", "yes")
    assert ben.messages(GENERAL) == []


def test_five_answers_in_half_an_hour(workspace: Workspace, api: WebClient, connect: Connect) -> None:
    heard: list[Json] = []
    connect(pressing(heard))
    where = posted(api, OFFER)
    ben = workspace.human(BEN)
    ben.act(where, "actions", "yes")
    url = heard[0]["response_url"]
    answers = [httpx2.post(url, json={"text": str(number)}) for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert answers[-1].text == "used_url"
    ben.act(where, "actions", "yes")
    workspace.advance(timedelta(minutes=31))
    assert httpx2.post(heard[1]["response_url"], json={"text": "late"}).text == "expired_url"


@pytest.mark.parametrize(
    ("body", "code"), [({}, "no_text"), ({"text": "x", "blocks": [{"type": "marquee"}]}, "invalid_blocks")]
)
def test_answers_are_checked_as_messages_are(
    workspace: Workspace, api: WebClient, connect: Connect, body: Json, code: str
) -> None:
    heard: list[Json] = []
    connect(pressing(heard))
    workspace.human(BEN).act(posted(api, OFFER), "actions", "yes")
    answer = httpx2.post(heard[0]["response_url"], json=body)
    assert (answer.status_code, answer.text) == (400, code)


def test_a_commands_answer_can_not_be_edited(workspace: Workspace, connect: Connect) -> None:
    def listen(app: App) -> None:
        @app.command("/mentor")
        def mentor(ack: Any, respond: Any) -> None:
            respond("one")
            respond(text="two", replace_original=True)
            ack()

    connect(listen)
    ben = workspace.human(BEN)
    ben.command("/mentor", GENERAL)
    assert [each["text"] for each in ben.messages(GENERAL)] == ["one", "two"]


def test_a_press_on_home(workspace: Workspace, api: WebClient, connect: Connect) -> None:
    heard: list[Json] = []
    connect(pressing(heard))
    view = api.views_publish(user_id=BEN, view=home(actions(button("yes", value="7"))))["view"]
    workspace.human(BEN).act(ViewRef(view["id"]), "actions", "yes")
    assert (heard[0]["view"]["type"], heard[0]["actions"][0]["value"]) == ("home", "7")
    assert "response_url" not in heard[0]


def test_opening_home_is_told_and_answered(workspace: Workspace, connect: Connect) -> None:
    def listen(app: App) -> None:
        @app.event("app_home_opened")
        def opened(event: Json, client: Any) -> None:
            client.views_publish(user_id=event["user"], view=home(section("Welcome")))

    connect(listen)
    ben = workspace.human(BEN)
    ben.open_home()
    view = workspace.wait_for(ben.home)
    assert view["blocks"][0]["text"]["text"] == "Welcome"


def test_presses_on_cards_and_thumbs_arrive(workspace: Workspace, api: WebClient, connect: Connect) -> None:
    heard: list[Json] = []
    connect(pressing(heard))
    card = {
        "type": "card",
        "block_id": "card",
        "title": {"type": "plain_text", "text": "Ada"},
        "actions": [button("yes")],
    }
    good, bad = ({"text": {"type": "plain_text", "text": words}, "value": words} for words in ("good", "bad"))
    thumbs = {"type": "feedback_buttons", "action_id": "no", "positive_button": good, "negative_button": bad}
    rows = [
        {"type": "carousel", "block_id": "cards", "elements": [card]},
        {"type": "context_actions", "block_id": "fit", "elements": [thumbs]},
    ]
    where, ben = posted(api, rows), workspace.human(BEN)
    ben.act(where, "card", "yes")
    ben.act(where, "fit", "no", "bad")
    assert [(each["actions"][0]["type"], each["actions"][0].get("value")) for each in heard] == [
        ("button", None),
        ("feedback_buttons", "bad"),
    ]
    with pytest.raises(ActionFailed, match="no_such_option"):
        ben.act(where, "fit", "no", "neither")
