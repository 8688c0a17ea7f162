"""Modals from the person's side: filling in, submitting, what the app answers."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import App

from bot.sandbox.errors import ActionFailed
from bot.sandbox.human import Human
from bot.sandbox.seen import ViewRef
from bot.sandbox.workspace import Workspace
from tests.sandbox.conftest import Connect
from tests.support.blocks import Json, actions, button, field, modal, option, select, typed
from tests.support.workspace import ADA, BEN

Opened = Callable[..., tuple[Human, str]]


class Desk:
    """A Bolt app that opens a modal on /mentor and keeps what it hears."""

    def __init__(self, workspace: Workspace, connect: Connect) -> None:
        self.workspace = workspace
        self.heard: list[Json] = []
        self._connect = connect

    def open(self, view: Json, listen: Callable[[App], None] = lambda _: None) -> tuple[Human, str]:
        """Connects with these listeners and has Ada open the modal."""

        def both(app: App) -> None:
            @app.command("/mentor")
            def mentor(ack: Any, client: Any, command: Json) -> None:
                client.views_open(trigger_id=command["trigger_id"], view=view)
                ack()

            listen(app)

        self._connect(both)
        ada = self.workspace.human(ADA)
        ada.command("/mentor")
        return ada, ada.modals()[0]["id"]

    def answering(self, *args: Any, **kwargs: Any) -> Callable[[App], None]:
        """Listeners that keep a submission's payload and acknowledge it with these arguments."""

        def listen(app: App) -> None:
            @app.view("ask")
            def ask(ack: Any, body: Json) -> None:
                self.heard.append(body)
                ack(*args, **kwargs)

        return listen


@pytest.fixture
def desk(workspace: Workspace, connect: Connect) -> Desk:
    return Desk(workspace, connect)


def test_a_submission_carries_every_kind_of_input(desk: Desk) -> None:
    colours = [option("r"), option("g"), option("b")]
    view = modal(
        typed("words"),
        field("one", select(options=colours)),
        field("some", select("multi_static_select", options=colours)),
        field("boxes", select("checkboxes", options=colours)),
        field("radio", select("radio_buttons", options=colours, initial_option=option("g"))),
        field("day", select("datepicker")),
        field("hour", select("timepicker")),
        field("who", select("users_select")),
        field("team", select("multi_users_select")),
        field("count", select("number_input", is_decimal_allowed=False)),
        field("none", select("datepicker"), optional=True),
        callback_id="ask",
        private_metadata="row 7",
    )
    ada, view_id = desk.open(view, desk.answering())
    result = ada.submit(
        view_id,
        {
            "words": {"text": "R&D"},
            "one": {"choice": "r"},
            "some": {"choice": ["r", "b"]},
            "boxes": {"choice": ["g"]},
            "day": {"choice": "2026-12-24"},
            "hour": {"choice": "09:30"},
            "who": {"choice": BEN},
            "team": {"choice": [ADA, BEN]},
            "count": {"choice": "3"},
        },
    )
    assert result.ok
    assert ada.modals() == []
    heard = desk.heard[0]
    assert (heard["type"], heard["view"]["private_metadata"]) == ("view_submission", "row 7")
    values = {block: state.popitem()[1] for block, state in heard["view"]["state"]["values"].items()}
    assert values["words"] == {"type": "plain_text_input", "value": "R&D"}
    assert values["one"]["selected_option"]["value"] == "r"
    assert [each["value"] for each in values["some"]["selected_options"]] == ["r", "b"]
    assert [each["value"] for each in values["boxes"]["selected_options"]] == ["g"]
    assert values["radio"]["selected_option"]["value"] == "g"
    assert (values["day"]["selected_date"], values["hour"]["selected_time"]) == ("2026-12-24", "09:30")
    assert (values["who"]["selected_user"], values["team"]["selected_users"]) == (BEN, [ADA, BEN])
    assert values["count"] == {"type": "number_input", "value": "3"}
    assert values["none"] == {"type": "datepicker", "selected_date": None}


@pytest.mark.parametrize(
    ("block", "bad", "good", "word"),
    [
        (typed("b"), "", "x", "required"),
        (typed("b", min_length=3), "ab", "abc", "at least 3"),
        (typed("b", max_length=3), "abcd", "abc", "at most 3"),
        (typed("b"), "x" * 3001, "x" * 3000, "at most 3000"),
        (field("b", select("number_input", "text", is_decimal_allowed=False)), "three", "3", "valid number"),
        (field("b", select("number_input", "text", is_decimal_allowed=False)), "1.5", "1", "whole"),
        (field("b", select("number_input", "text", is_decimal_allowed=True, max_value="9")), "9.5", "8.5", "at most 9"),
        (field("b", select("number_input", "text", is_decimal_allowed=True, min_value="1")), "0", "1", "at least 1"),
        (field("b", select("email_text_input", "text")), "ada", "ada@example.com", "email"),
        (field("b", select("url_text_input", "text")), "example", "https://example.com", "URL"),
        (field("b", select("users_select", "text")), None, BEN, "required"),
        (field("b", select("multi_users_select", "text")), [], [BEN], "required"),
    ],
)
def test_the_client_checks_before_it_sends(desk: Desk, block: Json, bad: Any, good: Any, word: str) -> None:
    ada, view_id = desk.open(modal(block, callback_id="ask"), desk.answering())
    refused = ada.submit(view_id, {"b": {"text": bad}})
    assert word in refused.errors["b"]
    assert desk.heard == []
    assert ada.submit(view_id, {"b": {"text": good}}).ok
    assert len(desk.heard) == 1


def test_errors_of_the_app_leave_the_modal_with_its_words(desk: Desk) -> None:
    listen = desk.answering(response_action="errors", errors={"b": "Please say more."})
    ada, view_id = desk.open(modal(typed("b"), callback_id="ask"), listen)
    result = ada.submit(view_id, {"b": {"text": "hm"}})
    assert result.errors == {"b": "Please say more."}
    assert ada.modals()[0]["state"]["values"]["b"]["text"]["value"] == "hm"


@pytest.mark.parametrize("errors", [{"unknown": "x"}, {"buttons": "x"}])
def test_errors_must_name_inputs(desk: Desk, errors: Json) -> None:
    view = modal(typed("b", initial_value="x"), actions(button("go"), block_id="buttons"), callback_id="ask")
    ada, view_id = desk.open(view, desk.answering(response_action="errors", errors=errors))
    with pytest.raises(ActionFailed, match="invalid_errors"):
        ada.submit(view_id)


def test_an_answer_can_update_push_or_clear(desk: Desk) -> None:
    answers = [
        {"response_action": "push", "view": modal(callback_id="ask")},
        {"response_action": "update", "view": modal(typed("b"), callback_id="ask")},
        {"response_action": "clear"},
    ]

    def listen(app: App) -> None:
        app.view("ask")(lambda ack: ack(answers.pop(0)))

    ada, root = desk.open(modal(callback_id="ask"), listen)
    pushed = ada.submit(root).view
    assert pushed is not None
    assert [each["id"] for each in ada.modals()] == [root, pushed["id"]]
    with pytest.raises(ActionFailed, match="view_not_in_front"):
        ada.submit(root)
    updated = ada.submit(pushed["id"]).view
    assert updated is not None
    assert (updated["id"], updated["blocks"][0]["block_id"]) == (pushed["id"], "b")
    assert ada.submit(pushed["id"], {"b": {"text": "x"}}).view is None
    assert ada.modals() == []


def test_an_unsound_view_in_an_answer_is_trouble(desk: Desk) -> None:
    listen = desk.answering(response_action="update", view=modal(title={"type": "plain_text", "text": "x" * 25}))
    ada, view_id = desk.open(modal(callback_id="ask"), listen)
    with pytest.raises(ActionFailed, match="invalid_response"):
        ada.submit(view_id)
    assert len(ada.modals()) == 1


def test_a_submitted_modal_is_gone(desk: Desk) -> None:
    ada, view_id = desk.open(modal(callback_id="ask"), desk.answering())
    ada.submit(view_id)
    with pytest.raises(ActionFailed, match="view_not_found"):
        ada.submit(view_id)


def test_a_submission_may_come_twice(desk: Desk) -> None:
    ada, view_id = desk.open(modal(callback_id="ask"), desk.answering())
    ada.submit(view_id)
    desk.workspace.deliver_again().result(timeout=30)
    assert [body["view"]["id"] for body in desk.heard] == [view_id, view_id]


def test_closing_is_told_where_it_was_asked_for(desk: Desk) -> None:
    def listen(app: App) -> None:
        @app.view_closed("ask")
        def closed(ack: Any, body: Json) -> None:
            ack()
            desk.heard.append(body)

    ada, view_id = desk.open(modal(callback_id="ask", notify_on_close=True), listen)
    ada.close(view_id)
    assert ada.modals() == []
    desk.workspace.wait_for(lambda: desk.heard, timeout=30)
    assert (desk.heard[0]["type"], desk.heard[0]["is_cleared"]) == ("view_closed", False)


def test_buttons_in_a_modal_send_its_state(desk: Desk) -> None:
    def listen(app: App) -> None:
        @app.action("more")
        def more(ack: Any, body: Json, client: Any) -> None:
            desk.heard.append(body)
            client.views_update(
                view_id=body["view"]["id"], hash=body["view"]["hash"], view=modal(typed("b"), typed("c"))
            )
            ack()

    ada, view_id = desk.open(modal(typed("b"), actions(button("more", value="7"))), listen)
    ada.type_in(view_id, "b", "text", "so far")
    ada.act(ViewRef(view_id), "actions", "more")
    body = desk.heard[0]
    assert body["container"] == {"type": "view", "view_id": view_id}
    assert body["actions"][0]["value"] == "7"
    assert body["view"]["state"]["values"]["b"]["text"]["value"] == "so far"
    shown = ada.modals()[0]
    assert [block["block_id"] for block in shown["blocks"]] == ["b", "c"]
    assert shown["state"]["values"]["b"]["text"]["value"] == "so far"


def test_inputs_are_silent_unless_they_dispatch(desk: Desk) -> None:
    def listen(app: App) -> None:
        @app.action("text")
        def changed(ack: Any, action: Json) -> None:
            ack()
            desk.heard.append(action)
            desk.workspace.changed("test")

    view = modal(typed("quiet"), typed("loud", dispatch_action=True))
    ada, view_id = desk.open(view, listen)
    ada.type_in(view_id, "quiet", "text", "a")
    ada.type_in(view_id, "loud", "text", "b")
    desk.workspace.wait_for(lambda: desk.heard)
    assert [(each["block_id"], each["value"]) for each in desk.heard] == [("loud", "b")]


def test_suggestions_are_what_can_be_chosen(desk: Desk) -> None:
    def listen(app: App) -> None:
        @app.options("choice")
        def suggest(ack: Any, payload: Json) -> None:
            ack(options=[option(f"{payload['value']}-{number}") for number in range(2)])

        desk.answering()(app)

    view = modal(field("b", select("multi_external_select", max_selected_items=2)), callback_id="ask")
    ada, view_id = desk.open(view, listen)
    where = ViewRef(view_id)
    with pytest.raises(ActionFailed, match="no_such_option"):
        ada.type_in(view_id, "b", "choice", ["py-0"])
    assert [each["value"] for each in ada.suggest(where, "b", "choice", "py")] == ["py-0", "py-1"]
    ada.type_in(view_id, "b", "choice", ["py-0"])
    ada.suggest(where, "b", "choice", "sql")
    ada.type_in(view_id, "b", "choice", ["py-0", "sql-1"])
    with pytest.raises(ActionFailed, match="too_many_selected"):
        ada.type_in(view_id, "b", "choice", ["py-0", "sql-0", "sql-1"])
    assert ada.submit(view_id).ok
    chosen = desk.heard[0]["view"]["state"]["values"]["b"]["choice"]["selected_options"]
    assert [each["value"] for each in chosen] == ["py-0", "sql-1"]


def test_what_is_not_offered_can_not_be_chosen(desk: Desk) -> None:
    view = modal(field("b", select(options=[option("r")])), field("who", select("users_select")))
    ada, view_id = desk.open(view)
    with pytest.raises(ActionFailed, match="no_such_option"):
        ada.type_in(view_id, "b", "choice", "blue")
    with pytest.raises(ActionFailed, match="no_such_option"):
        ada.type_in(view_id, "who", "choice", "U0NOBODY")
    with pytest.raises(ActionFailed, match="no_such_element"):
        ada.type_in(view_id, "b", "other", "r")
    with pytest.raises(ActionFailed, match="view_not_found"):
        desk.workspace.human(BEN).type_in(view_id, "b", "choice", "r")
