"""What is served besides the methods: response URLs, uploads and downloads."""

import json
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from bot.sandbox.errors import SlackError
from bot.sandbox.posting import Content, edit, post, remove
from bot.sandbox.seen import Json
from bot.sandbox.state import State
from bot.sandbox.tickets import ResponseUrl
from bot.sandbox.web_api.chat import read_blocks
from bot.sandbox.web_api.harm import suffer

Endpoint = Callable[[Request], Awaitable[Response]]


def response_route(state: State) -> Endpoint:
    """POST /response/{key}: an answer to an interaction, where it took place."""

    async def endpoint(request: Request) -> Response:
        try:
            body = json.loads(await request.body())
        except ValueError:
            return PlainTextResponse("invalid_payload", 400)
        if not isinstance(body, dict):
            return PlainTextResponse("invalid_payload", 400)
        return await suffer(state, "response_url", body, request, lambda: _respond(state, request, body))

    return endpoint


def _respond(state: State, request: Request, body: Json) -> Response:
    with state.lock:
        try:
            _carry_out(state, state.tickets.answer(request.path_params["key"]), body)
        except SlackError as error:
            state.record("response_url", body, error.body())
            return PlainTextResponse(error.code, 404 if error.code.endswith("_url") else 400)
        state.record("response_url", body, {"ok": True})
    return PlainTextResponse("ok")


def _carry_out(state: State, url: ResponseUrl, body: Json) -> None:
    room = state.rooms.get(url.channel)
    original = room.messages.get(url.original.ts) if url.original else None
    if body.get("delete_original") and original is not None:
        remove(state, room, original)
        return
    content = Content(body.get("text") or "", read_blocks(body.get("blocks")), None, body.get("thread_ts"))
    if not content.text and not content.blocks:
        raise SlackError("no_text")
    if body.get("replace_original") and original is not None and original.author == state.bot_user_id:
        edit(state, room, original, content)
        return
    hidden_before = original is not None and original.only_for is not None
    everybody = body.get("response_type") == "in_channel" and not hidden_before
    post(state, room, state.bot_user_id, content, None if everybody else url.user)


def receive_upload(state: State) -> Endpoint:
    """POST /upload/{ticket}: the bytes of an announced file, as the body or as the form's field `file`."""

    async def endpoint(request: Request) -> Response:
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            async with request.form() as form:
                sent = next(iter(form.values()), "")
                content = sent.encode() if isinstance(sent, str) else await sent.read()
        else:
            content = await request.body()
        try:
            upload = state.uploads.receive(request.path_params["ticket"], content)
        except SlackError as error:
            return PlainTextResponse(error.code, 400)
        return PlainTextResponse(f"OK - {upload.length}")

    return endpoint


def send_file(state: State) -> Endpoint:
    """GET /files/{file_id}/{name}: an uploaded file, always as a download; who brings no token is asked to sign in."""

    async def endpoint(request: Request) -> Response:
        if request.headers.get("authorization", "") != f"Bearer {state.bot_token}":
            return HTMLResponse("<!doctype html><title>Sign in</title><p>Sign in to see this file.</p>")
        return download(state, request.path_params["file_id"])

    return endpoint


def download(state: State, file_id: str) -> Response:
    """A file's content, never shown in place: whatever it holds, it is no page of this workspace."""
    try:
        upload = state.uploads.get(file_id)
    except SlackError as error:
        return JSONResponse(error.body(), 404)
    headers = {"content-disposition": "attachment", "x-content-type-options": "nosniff"}
    return Response(upload.content, media_type=upload.kind, headers=headers)
