"""Files: asked for, uploaded, shared."""

import httpx2
from slack_sdk import WebClient

from bot.sandbox.workspace import Workspace
from tests.support.refusals import refused
from tests.support.workspace import BEN, GENERAL

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def fetched(workspace: Workspace, address: str) -> httpx2.Response:
    return httpx2.get(address, headers={"Authorization": f"Bearer {workspace.bot_token}"})


def test_a_file_reaches_the_dm(workspace: Workspace, api: WebClient) -> None:
    room = api.chat_postMessage(channel=BEN, text="x")["channel"]
    api.files_upload_v2(channel=room, filename="talk.ics", content=CALENDAR, title="Our talk", initial_comment="Here")
    message = workspace.human(BEN).messages(room)[-1]
    file = message["files"][0]
    assert (message["text"], file["name"], file["title"], file["mimetype"]) == (
        "Here",
        "talk.ics",
        "Our talk",
        "text/calendar",
    )
    answer = fetched(workspace, file["url_private_download"])
    assert answer.content == CALENDAR
    assert answer.headers["content-disposition"] == "attachment"


def test_a_file_has_a_length(api: WebClient) -> None:
    assert api.files_getUploadURLExternal(filename="a.txt", length=1)["upload_url"]
    refused("invalid_arguments", api.files_getUploadURLExternal, filename="a.txt", length=-1)


def test_the_bytes_must_be_those_announced(api: WebClient) -> None:
    ticket = api.files_getUploadURLExternal(filename="a.txt", length=3)
    assert httpx2.post(ticket["upload_url"], content=b"ab").status_code == 400
    refused("file_not_found", api.files_completeUploadExternal, files=[{"id": ticket["file_id"]}])
    assert httpx2.post(ticket["upload_url"], files={"file": b"abc"}).text == "OK - 3"
    assert api.files_completeUploadExternal(files=[{"id": ticket["file_id"]}])["files"][0]["title"] == "a.txt"


def test_unknown_addresses_hold_nothing(workspace: Workspace) -> None:
    assert httpx2.post(f"{workspace.base_url}/upload/other", content=b"x").status_code == 400
    assert fetched(workspace, f"{workspace.base_url}/files/F0/a.txt").status_code == 404


def test_only_where_the_app_is(workspace: Workspace, api: WebClient) -> None:
    ticket = api.files_getUploadURLExternal(filename="a.txt", length=1)
    httpx2.post(ticket["upload_url"], content=b"x")
    listed = [{"id": ticket["file_id"]}]
    refused("not_in_channel", api.files_completeUploadExternal, files=listed, channel_id=GENERAL)
    refused("channel_not_found", api.files_completeUploadExternal, files=listed, channel_id="C0NOWHERE")
    refused("invalid_arguments", api.files_completeUploadExternal, files=[])
    workspace.invite(GENERAL, workspace.bot_user_id)
    assert api.files_completeUploadExternal(files=listed, channel_id=GENERAL)["ok"]


def test_a_file_is_looked_up_and_fetched_by_its_id(workspace: Workspace, api: WebClient) -> None:
    room = api.chat_postMessage(channel=BEN, text="x")["channel"]
    sent = api.files_upload_v2(channel=room, filename="talk.ics", content=CALENDAR, title="Our talk")["file"]
    file = api.files_info(file=sent["id"])["file"]
    facts = (file["id"], file["name"], file["title"], file["mimetype"], file["filetype"], file["size"])
    assert facts == (sent["id"], "talk.ics", "Our talk", "text/calendar", "ics", len(CALENDAR))
    assert fetched(workspace, file["url_private_download"]).content == CALENDAR


def test_nothing_is_known_of_a_file_that_never_came(api: WebClient) -> None:
    refused("file_not_found", api.files_info, file="F0NOWHERE")
    ticket = api.files_getUploadURLExternal(filename="a.txt", length=3)
    refused("file_not_found", api.files_info, file=ticket["file_id"])
    refused("invalid_arguments", api.files_info, file="")


def test_without_a_token_there_is_a_page_to_sign_in_and_no_content(workspace: Workspace, api: WebClient) -> None:
    room = api.chat_postMessage(channel=BEN, text="x")["channel"]
    sent = api.files_upload_v2(channel=room, filename="talk.ics", content=CALENDAR)["file"]
    address = api.files_info(file=sent["id"])["file"]["url_private"]
    for headers in ({}, {"Authorization": "Bearer xoxb-other"}):
        answer = httpx2.get(address, headers=headers)
        assert answer.headers["content-type"].startswith("text/html")
        assert CALENDAR not in answer.content
