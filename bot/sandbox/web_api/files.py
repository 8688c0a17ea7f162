"""Files, in Slack's three steps: ask for an address, upload, share."""

from bot.sandbox.conversations import Conversation
from bot.sandbox.errors import SlackError
from bot.sandbox.posting import Content, post
from bot.sandbox.seen import Json
from bot.sandbox.uploads import Upload
from bot.sandbox.web_api.call import Call
from bot.sandbox.web_api.chat import read_blocks


def upload_url(call: Call) -> Json:
    """files.getUploadURLExternal."""
    length = call.number("length", 0)
    if length < 1:
        raise SlackError("invalid_arguments", ["must be greater than 0 [json-pointer:/length]"])
    upload = call.state.uploads.expect(call.text("filename"), length)
    return {"upload_url": f"{call.state.base_url}/upload/{upload.ticket}", "file_id": upload.id}


def complete(call: Call) -> Json:
    """files.completeUploadExternal: shares uploaded files in a conversation, if one is named."""
    listed = call.structure("files", "invalid_arguments")
    if not isinstance(listed, list) or not listed or not all(isinstance(each, dict) for each in listed):
        raise SlackError("invalid_arguments", ["must be a list of files [json-pointer:/files]"])
    rooms = [_room(call, channel) for channel in _channels(call)]
    uploads = [call.state.uploads.get(str(each.get("id"))) for each in listed]
    for upload, each in zip(uploads, listed, strict=True):
        upload.title = str(each.get("title") or upload.name)
    files = [file_object(call, upload, [room.id for room in rooms]) for upload in uploads]
    comment = call.text("initial_comment")
    blocks = None if comment else read_blocks(call.structure("blocks", "invalid_blocks"))
    for room in rooms:
        content = Content(comment, blocks, None, call.text("thread_ts") or None, None, files)
        post(call.state, room, call.state.bot_user_id, content)
    return {"files": files}


def file_object(call: Call, upload: Upload, channels: list[str]) -> Json:
    """The file object as Slack returns it."""
    address = f"{call.state.base_url}/files/{upload.id}/{upload.name}"
    return {
        "id": upload.id,
        "created": call.state.seconds(),
        "name": upload.name,
        "title": upload.title,
        "mimetype": upload.kind,
        "filetype": upload.name.rpartition(".")[2].lower(),
        "user": call.state.bot_user_id,
        "size": upload.length,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
        "channels": channels,
    }


def _channels(call: Call) -> list[str]:
    return [each for each in (call.text("channel_id") or call.text("channels")).split(",") if each]


def _room(call: Call, channel: str) -> Conversation:
    room = call.room_of(channel)
    if call.state.bot_user_id not in room.members:
        raise SlackError("not_in_channel")
    return room


def info(call: Call) -> Json:
    """files.info: what is known of one file."""
    return {"file": file_object(call, call.state.uploads.get(call.text("file")), []), "comments": []}


HANDLERS = {"files.info": info, "files.completeUploadExternal": complete, "files.getUploadURLExternal": upload_url}
