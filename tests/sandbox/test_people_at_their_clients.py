"""What a person sees and does without the app: sidebar, unread marks, DMs, mentions, waiting."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk import WebClient

from bot.sandbox.clock import ShiftableClock
from bot.sandbox.errors import ActionFailed, SlackError
from bot.sandbox.manifest import Manifest
from bot.sandbox.seed import SeedChannel, SeedUser
from bot.sandbox.workspace import Workspace
from bot.sandbox.written import as_stored
from tests.sandbox.example import example_workspace
from tests.support.workspace import ADA, BEN, CHIKA, GENERAL, MANIFEST, MONDAY_MORNING, person


def test_the_sidebar_shows_what_one_is_in(workspace: Workspace, api: WebClient) -> None:
    ada = workspace.human(ADA)
    dm = ada.open_dm([BEN])
    group = ada.open_dm([BEN, CHIKA])
    api.chat_postMessage(channel=ADA, text="hello")
    lines = {line.id: line for line in ada.conversations()}
    assert {(line.kind, line.name) for line in lines.values()} == {
        ("channel", "general"),
        ("im", "Ben"),
        ("mpim", "Ben, Chika"),
        ("app", "Mentor"),
    }
    assert ada.conversations()[0].kind == "app", "the last touched comes first"
    assert {dm, group} <= lines.keys()
    assert {line.id for line in workspace.human(CHIKA).conversations()} == {GENERAL, group}


def test_unread_counts_what_others_wrote(workspace: Workspace) -> None:
    ada, ben = workspace.human(ADA), workspace.human(BEN)

    def unread() -> int:
        return next(line.unread for line in ada.conversations() if line.id == GENERAL)

    ben.say(GENERAL, "one")
    ada.say(GENERAL, "two")
    assert unread() == 1
    ada.mark_read(GENERAL)
    assert unread() == 0
    ben.say(GENERAL, "three")
    assert unread() == 1


def test_a_dm_is_found_again(workspace: Workspace) -> None:
    assert workspace.human(ADA).open_dm([BEN]) == workspace.human(BEN).open_dm([ADA])


def test_nobody_reads_what_they_are_not_in(workspace: Workspace) -> None:
    room = workspace.human(ADA).open_dm([BEN])
    with pytest.raises(ActionFailed, match="channel_not_found"):
        workspace.human(CHIKA).messages(room)
    with pytest.raises(ActionFailed, match="channel_not_found"):
        workspace.human(CHIKA).say(room, "x")


def test_guests_reach_only_people_of_their_channels() -> None:
    guest = person(1, is_ultra_restricted=True)
    workspace = example_workspace()
    workspace.add_user(guest)
    client = workspace.human(guest.id)
    with pytest.raises(ActionFailed, match="restricted_action"):
        client.open_dm([ADA])
    with pytest.raises(ActionFailed, match="restricted_action"):
        workspace.human(ADA).open_dm([guest.id])
    workspace.invite(GENERAL, guest.id)
    assert client.open_dm([ADA])
    assert client.app_dm()


def test_a_single_channel_guest_has_a_single_channel() -> None:
    guest = person(1, is_ultra_restricted=True)
    workspace = example_workspace(guest)
    workspace.rooms.add_channel(SeedChannel("C0OTHER0001", "other"), 0)
    with pytest.raises(SlackError, match="ura_max_channels"):
        workspace.invite("C0OTHER0001", guest.id)
    workspace.invite("C0OTHER0001", BEN)
    assert "other" in {line.name for line in workspace.human(BEN).conversations()}


def test_who_leaves_is_taken_out_of_channels(workspace: Workspace) -> None:
    workspace.deactivate(BEN)
    assert workspace.human(BEN).conversations() == []
    assert BEN not in workspace.rooms.get(GENERAL).members


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("hello @ben.", f"hello <@{BEN}>."),
        ("mail@ben", "mail@ben"),
        ("@nobody here", "@nobody here"),
        ("in #general", f"in <#{GENERAL}|general>"),
        ("@channel now", "<!channel> now"),
        ("<!channel>", "&lt;!channel&gt;"),
        (f"<@{BEN}>", f"<@{BEN}>"),
        ("<@U0NOBODY001>", "&lt;@U0NOBODY001&gt;"),
    ],
)
def test_what_is_typed_is_stored_as_slack_does(typed: str, stored: str) -> None:
    assert as_stored(example_workspace(), typed) == stored


@given(st.text(alphabet="<>&@#!|ab UC0", max_size=40))
def test_no_markup_of_ones_own_survives(text: str) -> None:
    stored = as_stored(WORKSPACE, text, labelled=True)
    for mention in (f"<@{user}|{WORKSPACE.people_store.get(user).name}>" for user in WORKSPACE.people_store):
        stored = stored.replace(mention, "")
    assert not {"<", ">"} & set(stored)


WORKSPACE = example_workspace()


def test_waiting_wakes_on_a_change_and_says_what_it_saw(workspace: Workspace) -> None:
    ada = workspace.human(ADA)
    ada.say(GENERAL, "is anybody here")
    with pytest.raises(AssertionError, match="is anybody here"):
        workspace.wait_for(lambda: False, timeout=0.01)
    assert workspace.wait_for(lambda: len(ada.messages(GENERAL))) == 1


def test_changes_are_told_to_whoever_draws(workspace: Workspace) -> None:
    with workspace.changes.subscribe() as feed:
        workspace.human(ADA).say(GENERAL, "x")
        assert feed.get(timeout=30) == {"kind": "message", "users": [ADA, BEN, CHIKA]}
        workspace.human(BEN).mark_read(GENERAL)
        assert feed.get(timeout=30) == {"kind": "unread", "users": [BEN]}
        workspace.advance(timedelta(hours=1))
        assert feed.get(timeout=30) == {"kind": "clock", "users": []}
        assert feed.get(timeout=0.01) is None


def test_a_feed_ends_when_it_is_closed(workspace: Workspace) -> None:
    feed = workspace.changes.subscribe()
    workspace.human(ADA).say(GENERAL, "x")
    feed.close()
    workspace.human(ADA).say(GENERAL, "y")
    assert [notice["kind"] for notice in feed] == ["message"]


def test_time_moves_forward_only() -> None:
    clock = ShiftableClock(MONDAY_MORNING)
    clock.advance(timedelta(days=1))
    assert clock.now() == MONDAY_MORNING + timedelta(days=1)
    with pytest.raises(ValueError, match="forward"):
        clock.advance(timedelta(seconds=-1))
    before = datetime.now(UTC)
    assert ShiftableClock().now() >= before


def test_timestamps_follow_the_clock(workspace: Workspace) -> None:
    ada = workspace.human(ADA)
    first = ada.say(GENERAL, "x")
    workspace.advance(timedelta(hours=1))
    second = ada.say(GENERAL, "y")
    assert float(second) - float(first) == pytest.approx(3600, abs=1)
    assert float(first) == pytest.approx(MONDAY_MORNING.timestamp(), abs=1)


def test_an_unknown_zone_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        example_workspace(SeedUser("U0LOST00001", "lost", "Lost", tz="Europe/Atlantis"))


def test_the_manifest_is_read() -> None:
    manifest = Manifest.read(MANIFEST)
    assert manifest.commands == {"/mentor": True}
    assert manifest.shortcuts == {"ask_about_message": "message"}
    assert {"chat:write", "commands"} <= manifest.scopes
    assert "app_home_opened" in manifest.events
    assert (manifest.home_tab, manifest.messages_tab) == (True, True)
