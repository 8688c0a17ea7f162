"""The page's addresses: whole pages, fragments, a person's actions, and the stream of changes.

Endpoints are plain functions, run in threads: an action waits for the app's acknowledgement, which arrives on
the server's event loop.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.errors import SlackError
from bot.sandbox.page.actions import Actions, action_endpoint
from bot.sandbox.page.desk import HOME, Desk
from bot.sandbox.page.people import handles, playable
from bot.sandbox.page.stream import stream_endpoint
from bot.sandbox.web_api.side_doors import download
from bot.sandbox.workspace import Workspace

_STATIC = Path(__file__).with_name("static")
# Nothing is fetched from elsewhere, whatever a message says.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
Endpoint = Callable[[Request], Response]


def page_routes(workspace: Workspace, start_as: str | None = None) -> list[BaseRoute]:
    """The routes of the page; `start_as` is the person whom a visitor of `/` plays first."""
    actions = Actions(workspace)
    return [
        Route("/", _front(workspace, start_as)),
        Route("/as/{user}", _desk(workspace)),
        Route("/as/{user}/home", _page(workspace, actions)),
        Route("/as/{user}/c/{channel}", _page(workspace, actions)),
        Route("/as/{user}/parts", _parts(workspace, actions)),
        Route("/as/{user}/options", _options(workspace)),
        Route("/as/{user}/mentions", _mentions(workspace)),
        Route("/as/{user}/files/{file_id}/{name}", _file(workspace)),
        Route("/as/{user}/stream", stream_endpoint(workspace)),
        *(Route(f"/as/{{user}}/{name}", action_endpoint(do), methods=["POST"]) for name, do in actions.by_name()),
        Route("/clock", _clock(workspace), methods=["POST"]),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


def _front(workspace: Workspace, start_as: str | None) -> Endpoint:
    def front(_: Request) -> Response:
        people = playable(workspace)
        first = start_as or (people[0].id if people else "")
        return RedirectResponse(f"/as/{first}", 303) if first else Response("Nobody works here yet.", 404)

    return front


def _desk(workspace: Workspace) -> Endpoint:
    def desk(request: Request) -> Response:
        user = request.path_params["user"]
        home = workspace.manifest.home_tab
        return RedirectResponse(f"/as/{user}/{HOME if home else 'c/' + workspace.human(user).app_dm()}", 303)

    return _known(desk)


def _page(workspace: Workspace, actions: Actions) -> Endpoint:
    def page(request: Request) -> Response:
        at = request.path_params.get("channel", HOME)
        desk = Desk(workspace, request.path_params["user"], actions.errors)
        if at == HOME:
            desk.human.open_home()
        html = desk.page(at, request.query_params.get("thread", ""))
        return HTMLResponse(html, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"})

    return _known(page)


def _parts(workspace: Workspace, actions: Actions) -> Endpoint:
    def parts(request: Request) -> Response:
        query = request.query_params
        desk = Desk(workspace, request.path_params["user"], actions.errors)
        return JSONResponse(desk.fragments(query.get("at", HOME), query.get("thread", "")))

    return _known(parts)


def _options(workspace: Workspace) -> Endpoint:
    def options(request: Request) -> Response:
        desk = Desk(workspace, request.path_params["user"], {})
        return JSONResponse(desk.options(request.query_params.get("kind", ""), request.query_params.get("query", "")))

    return _known(options)


def _file(workspace: Workspace) -> Endpoint:
    """A file for somebody who reads a message with it."""

    def file(request: Request) -> Response:
        user, file_id = request.path_params["user"], request.path_params["file_id"]
        with workspace.lock:
            mine = workspace.rooms.of(workspace.human(user).user_id)
            shared = (
                file["id"] for room in mine for message in room.history() for file in message.raw.get("files", ())
            )
            if file_id not in shared:
                raise SlackError("file_not_found")
        return download(workspace, file_id)

    return _known(file)


def _mentions(workspace: Workspace) -> Endpoint:
    def mentions(request: Request) -> Response:
        return JSONResponse(handles(workspace, request.query_params.get("query", "")))

    return mentions


def _clock(workspace: Workspace) -> Any:
    async def clock(request: Request) -> Response:
        hours = (await request.json()).get("hours")
        if not isinstance(hours, int) or hours <= 0:
            return JSONResponse({"ok": False, "error": "Time only moves forward."}, 400)
        workspace.advance(timedelta(hours=hours))
        return JSONResponse({"ok": True, "now": workspace.clock.now().isoformat()})

    return clock


def _known(endpoint: Endpoint) -> Endpoint:
    """What does not exist (any more) is said in a sentence."""

    def answer(request: Request) -> Response:
        try:
            return endpoint(request)
        except SlackError:
            return Response("That is not here (any more).", 404, media_type="text/plain")

    return answer
