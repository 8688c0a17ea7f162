"""The shortest way through: a command, answered."""

from typing import Any

from slack_bolt import App

from bot.sandbox.workspace import Workspace
from tests.sandbox.conftest import Connect
from tests.support.workspace import ADA, BEN, GENERAL


def test_a_command_is_answered_to_its_sender_alone(workspace: Workspace, connect: Connect) -> None:
    def listen(app: App) -> None:
        @app.command("/mentor")
        def mentor(ack: Any, respond: Any, command: dict[str, Any]) -> None:
            ack()
            respond(f"you said {command['text']}")

    connect(listen)
    ada, ben = workspace.human(ADA), workspace.human(BEN)
    ada.command("/mentor help", GENERAL)
    seen = workspace.wait_for(lambda: ada.messages(GENERAL))
    assert [(each["text"], each["ephemeral"]) for each in seen] == [("you said help", True)]
    assert ben.messages(GENERAL) == []
