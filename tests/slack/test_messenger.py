"""The messenger over Slack: files come once, and what is unclear is told apart from what is refused."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from bot.domain.asks.ask import AskId
from bot.domain.asks.notes import AskEndedNote, CalendarNote
from bot.domain.base.cards import Card
from bot.domain.base.ids import UserId
from bot.ports import LockedOut, NotSent, RateLimited, Refused, SendError, Unclear
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.server import start
from bot.sandbox.workspace import Workspace
from bot.slack.client import new_client
from bot.slack.messenger import SlackMessenger
from tests.support.workspace import ADA, BEN, MONDAY_MORNING, small_workspace

NOTE = CalendarNote(
    AskId("A1"), Card(UserId(ADA), "Ada"), Card(UserId(BEN), "Ben"), "How?", MONDAY_MORNING + timedelta(1), 15, ""
)
SINCE = MONDAY_MORNING - timedelta(minutes=1)
ENDED = AskEndedNote(AskId("A1"), "How?", 14)


@pytest.fixture
def workspace() -> Workspace:
    return small_workspace()


@pytest.fixture
def messenger(workspace: Workspace) -> Iterator[SlackMessenger]:
    running = start(workspace)
    yield SlackMessenger(new_client(workspace.bot_token, running.api_url))
    running.stop()


def called(workspace: Workspace, method: str) -> int:
    return sum(call.method == method and call.response.get("ok", False) for call in workspace.calls)


@pytest.mark.parametrize("send", ["post", "edit", "upload"])
def test_what_cannot_be_written_is_surely_not_sent(workspace: Workspace, messenger: SlackMessenger, send: str) -> None:
    bad = replace(ENDED, question=cast(str, 3)) if send != "upload" else ENDED
    where = messenger.post(ADA, ENDED, "marker0")
    before = len(workspace.calls)
    to: tuple[object, ...] = (where, bad) if send == "edit" else (ADA, bad, "marker1")
    with pytest.raises(NotSent) as caught:
        getattr(messenger, send)(*to)
    assert isinstance(caught.value.__cause__, TypeError)
    assert len(workspace.calls) == before


def test_a_file_is_uploaded_once_when_its_sentence_was_lost(workspace: Workspace, messenger: SlackMessenger) -> None:
    """The process died, or the connection, between the file and the sentence that carries the marker."""
    group = messenger.open_group([UserId(ADA), UserId(BEN)])
    workspace.faults.lose_call("chat.postMessage")
    with pytest.raises(Unclear):
        messenger.upload(group, NOTE, "marker1")
    assert messenger.find(group, "marker1", SINCE) is None
    sent = messenger.upload(group, NOTE, "marker1")
    assert called(workspace, "files.completeUploadExternal") == 1
    assert messenger.find(group, "marker1", SINCE) == sent


def test_a_file_whose_reply_was_lost_is_there_already(workspace: Workspace, messenger: SlackMessenger) -> None:
    group = messenger.open_group([UserId(ADA), UserId(BEN)])
    workspace.faults.lose_reply("files.completeUploadExternal")
    with pytest.raises(Unclear):
        messenger.upload(group, NOTE, "marker1")
    messenger.upload(group, NOTE, "marker1")
    shared = workspace.human(ADA).messages(group)
    files = [file for message in shared for file in message.get("files", [])]
    assert [file["title"] for file in files] == ["mentor.ics"]


def test_another_file_is_another_one(workspace: Workspace, messenger: SlackMessenger) -> None:
    group = messenger.open_group([UserId(ADA), UserId(BEN)])
    messenger.upload(group, NOTE, "marker1")
    messenger.upload(group, NOTE, "marker2")
    assert called(workspace, "files.completeUploadExternal") == 2


def test_without_the_right_to_look_it_is_uploaded(workspace: Workspace, messenger: SlackMessenger) -> None:
    group = messenger.open_group([UserId(ADA), UserId(BEN)])
    workspace.faults.refuse("conversations.history", "missing_scope")
    messenger.upload(group, NOTE, "marker1")
    assert called(workspace, "files.completeUploadExternal") == 1


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (lambda one: one.limit("chat.postMessage", retry_after=7), RateLimited),
        (lambda one: one.fail("chat.postMessage", status=503), Unclear),
        (lambda one: one.lose_reply("chat.postMessage"), Unclear),
        (lambda one: one.refuse("chat.postMessage", "internal_error"), Unclear),
        (lambda one: one.refuse("chat.postMessage", "channel_not_found"), Refused),
        (lambda one: one.refuse("chat.postMessage", "token_revoked"), LockedOut),
    ],
)
def test_how_a_request_ended_is_what_is_known(
    workspace: Workspace, messenger: SlackMessenger, fault: Callable[[Faults], Fault], expected: type[SendError]
) -> None:
    fault(workspace.faults)
    with pytest.raises(SendError) as ended:
        messenger.post(ADA, ENDED, "marker1")
    assert type(ended.value) is expected
    if type(ended.value) is RateLimited:
        assert ended.value.retry_after == 7


def test_a_message_to_a_user_tells_its_channel(messenger: SlackMessenger) -> None:
    sent = messenger.post(ADA, ENDED, "marker1")
    assert sent.channel.startswith("D")
    assert messenger.find(sent.channel, "marker1", SINCE) == sent
    assert messenger.find(sent.channel, "marker2", SINCE) is None
