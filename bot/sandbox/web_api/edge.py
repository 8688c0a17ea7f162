"""Where calls of the Web API come in: read, checked against the method's facts, carried out, logged."""

import json
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.errors import SlackError
from bot.sandbox.methods import METHODS, Facts, real_methods
from bot.sandbox.seen import Json
from bot.sandbox.web_api import auth, chat, conversations, files, users, views
from bot.sandbox.web_api.call import Call
from bot.sandbox.web_api.harm import suffer, too_many
from bot.sandbox.workspace import Workspace

Handler = Callable[[Call], Json]
HANDLERS: Mapping[str, Handler] = {
    **auth.HANDLERS,
    **chat.HANDLERS,
    **conversations.HANDLERS,
    **files.HANDLERS,
    **users.HANDLERS,
    **views.HANDLERS,
}


def api_routes(workspace: Workspace) -> list[BaseRoute]:
    """A route for each method, and one that refuses all others as unknown."""
    known = [Route(f"/api/{name}", _endpoint(workspace, name), methods=["GET", "POST"]) for name in HANDLERS]
    return [*known, Route("/api/{method:path}", _unknown, methods=["GET", "POST"])]


async def _unknown(request: Request) -> Response:
    """A typing mistake, as Slack answers it; a method of Slack's that is not served here is named as that."""
    name = request.path_params["method"]
    if name in real_methods():
        words = f"{name} is a method of Slack's that the local workspace does not serve"
        return JSONResponse(SlackError("not_served_by_local_workspace", [words], req_method=name).body())
    return JSONResponse(SlackError("unknown_method", req_method=name).body())


def _endpoint(workspace: Workspace, name: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        args, token, complaint = await _read(request, METHODS[name])
        return await suffer(workspace, name, args, request, lambda: _answer(workspace, name, args, token, complaint))

    return endpoint


async def _read(request: Request, facts: Facts) -> tuple[Json, str, str]:
    """The arguments, the token, and an error code when the body cannot be read."""
    kind = request.headers.get("content-type", "").partition(";")[0]
    args: Json = dict(request.query_params)
    complaint = ""
    if kind == "application/json":
        args_of_body, complaint = _json_args(await request.body())
        args |= args_of_body if facts.json else {}
    elif request.method == "POST":
        async with request.form() as form:
            args |= {name: value for name, value in form.items() if isinstance(value, str)}
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    return args, str(args.pop("token", "") or bearer), complaint


def _json_args(body: bytes) -> tuple[Json, str]:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        return {}, "invalid_json"
    return (given, "") if isinstance(given, dict) else ({}, "json_not_object")


def _answer(workspace: Workspace, name: str, args: Json, token: str, complaint: str) -> Response:
    with workspace.lock:
        wait = workspace.limits.wait(name, str(args.get("channel", "")))
        if wait is not None:
            workspace.record(name, args, {"ok": False, "error": "ratelimited"})
            return too_many(wait)
        body = _carried_out(workspace, name, args, token, complaint)
        workspace.record(name, args, body)
        headers = {"X-OAuth-Scopes": ",".join(sorted(workspace.manifest.scopes))}
        headers["X-Accepted-OAuth-Scopes"] = ",".join(METHODS[name].scopes)
        headers["X-Slack-Req-Id"] = workspace.ids.secret("")
        return JSONResponse(body, headers=headers)


def _carried_out(workspace: Workspace, name: str, args: Json, token: str, complaint: str) -> Json:
    facts = METHODS[name]
    try:
        _check_token(workspace, token, facts)
        if complaint:
            raise SlackError(complaint)
        call = Call(workspace, name, args)
        call.need(*facts.scopes)
        missing = [each for each in facts.required if args.get(each) in (None, "")]
        if missing:
            raise SlackError("invalid_arguments", [f"missing required field: {each}" for each in missing])
        return {"ok": True} | HANDLERS[name](call)
    except SlackError as error:
        return error.body()


def _check_token(workspace: Workspace, token: str, facts: Facts) -> None:
    if not token:
        raise SlackError("not_authed")
    if token not in (workspace.bot_token, workspace.app_token):
        raise SlackError("invalid_auth")
    if not workspace.installed:
        raise SlackError("account_inactive")
    if not facts.any_token and facts.app_token != (token == workspace.app_token):
        raise SlackError("not_allowed_token_type")
