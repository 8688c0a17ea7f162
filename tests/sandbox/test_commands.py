"""Slash commands and message shortcuts, from the person through a Bolt app and back."""

import threading
from typing import Any

import pytest
from slack_bolt import App

from bot.sandbox.errors import ActionFailed
from bot.sandbox.workspace import Workspace
from tests.sandbox.conftest import Connect
from tests.sandbox.example import example_workspace
from tests.support.hosting import connected, served
from tests.support.workspace import ADA, BEN, GENERAL

Json = dict[str, Any]


def echo(app: App) -> None:
    """Answers a command with what was said."""

    @app.command("/mentor")
    def mentor(ack: Any, respond: Any, command: Json) -> None:
        ack()
        respond(f"you said {command['text']}")


def test_a_command_is_answered_to_its_sender_alone(workspace: Workspace, connect: Connect) -> None:
    connect(echo)
    ada, ben = workspace.human(ADA), workspace.human(BEN)
    ada.command("/mentor help", GENERAL)
    seen = workspace.wait_for(lambda: ada.messages(GENERAL))
    assert [(each["text"], each["ephemeral"]) for each in seen] == [("you said help", True)]
    assert ben.messages(GENERAL) == []


def test_a_command_carries_slacks_fields(workspace: Workspace, connect: Connect) -> None:
    heard: list[Json] = []

    def listen(app: App) -> None:
        @app.command("/mentor")
        def mentor(ack: Any, command: Json) -> None:
            heard.append(command)
            ack("right away")

    connect(listen)
    ada = workspace.human(ADA)
    ada.command("/mentor thanks @ben for R&D <!channel> in #general")
    command = heard[0]
    assert command["text"] == (f"thanks <@{BEN}|ben> for R&amp;D &lt;!channel&gt; in <#{GENERAL}|general>")
    assert command["channel_id"] == ada.app_dm()
    assert command["channel_name"] == "directmessage"
    assert (command["user_id"], command["user_name"], command["command"]) == (ADA, "ada", "/mentor")
    assert command["is_enterprise_install"] == "false"
    assert [each["text"] for each in ada.messages(ada.app_dm())] == ["right away"]


def test_an_acknowledgement_in_channel_is_seen_by_all(workspace: Workspace, connect: Connect) -> None:
    def listen(app: App) -> None:
        app.command("/mentor")(lambda ack: ack(text="for all", response_type="in_channel"))

    connect(listen)
    workspace.human(ADA).command("/mentor", GENERAL)
    assert [each["text"] for each in workspace.human(BEN).messages(GENERAL)] == ["for all"]


def test_an_unknown_command_is_slackbots_affair(workspace: Workspace, connect: Connect) -> None:
    connect(echo)
    ada = workspace.human(ADA)
    ada.command("/menor help", GENERAL)
    assert [(each["user"], each["text"]) for each in ada.messages(GENERAL)] == [
        ("USLACKBOT", "/menor is not a valid command.")
    ]


def test_without_a_connection_the_dispatch_fails(workspace: Workspace) -> None:
    ada = workspace.human(ADA)
    ada.command("/mentor", GENERAL)
    assert 'failed with the error "dispatch_failed"' in ada.messages(GENERAL)[0]["text"]


def test_a_late_acknowledgement_is_shown_as_a_timeout() -> None:
    workspace = example_workspace(ack_seconds=0.05)
    hold = threading.Event()

    def listen(app: App) -> None:
        @app.command("/mentor")
        def mentor(ack: Any) -> None:
            hold.wait(10)
            ack()

    with served(workspace), connected(workspace, listen):
        ada = workspace.human(ADA)
        ada.command("/mentor", GENERAL)
        hold.set()
        assert 'failed with the error "operation_timeout"' in ada.messages(GENERAL)[0]["text"]


def test_a_message_shortcut_carries_the_message(workspace: Workspace, connect: Connect) -> None:
    heard: list[Json] = []

    def listen(app: App) -> None:
        @app.shortcut("ask_about_message")
        def ask(ack: Any, shortcut: Json, respond: Any) -> None:
            ack()
            heard.append(shortcut)
            respond("noted")

    connect(listen)
    ada, ben = workspace.human(ADA), workspace.human(BEN)
    ts = ben.say(GENERAL, "How do I say no?")
    ada.shortcut("ask_about_message", GENERAL, ts)
    seen = workspace.wait_for(lambda: [each for each in ada.messages(GENERAL) if each["ephemeral"]])
    assert seen[0]["text"] == "noted"
    assert heard[0]["type"] == "message_action"
    assert heard[0]["message"]["text"] == "How do I say no?"
    assert (heard[0]["message"]["user"], heard[0]["user"]["id"], heard[0]["channel"]["id"]) == (BEN, ADA, GENERAL)


def test_a_shortcut_that_the_manifest_does_not_name_is_not_there(workspace: Workspace) -> None:
    ben = workspace.human(BEN)
    with pytest.raises(ActionFailed, match="no_such_shortcut"):
        ben.shortcut("other", GENERAL, ben.say(GENERAL, "x"))
