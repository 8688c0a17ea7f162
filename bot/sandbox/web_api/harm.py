"""Lets a call run into the failure that is switched on for it."""

import asyncio
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.abort import cut
from bot.sandbox.errors import SlackError
from bot.sandbox.faults import Fault, Harm
from bot.sandbox.seen import Json
from bot.sandbox.state import State

NOT_CARRIED_OUT = (Harm.CALL_LOST, Harm.STATUS, Harm.ERROR, Harm.RATE_LIMITED)


async def suffer(state: State, name: str, args: Json, request: Request, carry_out: Callable[[], Response]) -> Response:
    """Carries a call out, unless and except as a failure says otherwise."""
    fault = state.faults.meet(name, args)
    if fault is None:
        return carry_out()
    state.changed("call", [state.bot_user_id])
    if fault.harm in NOT_CARRIED_OUT:
        state.record(name, args, {"ok": False, "error": fault.code or str(fault.harm)})
        return await _instead(fault, request)
    if fault.harm is Harm.DELAYED:
        await asyncio.sleep(fault.seconds)
    if fault.harm is Harm.FROZEN:
        await run_in_threadpool(fault.released.wait)
    answer = carry_out()
    return await _after(fault, request, answer)


async def _instead(fault: Fault, request: Request) -> Response:
    if fault.harm is Harm.CALL_LOST:
        await cut(request)
    if fault.harm is Harm.ERROR:
        return JSONResponse(SlackError(fault.code).body())
    if fault.harm is Harm.RATE_LIMITED:
        return too_many(int(fault.seconds))
    return Response("upstream trouble", fault.status)


async def _after(fault: Fault, request: Request, answer: Response) -> Response:
    if fault.harm is Harm.REPLY_LOST:
        await cut(request)
    if fault.harm is Harm.STATUS_AFTER:
        return Response("upstream trouble", fault.status)
    return answer


def too_many(seconds: int) -> Response:
    """Slack's answer to too many calls."""
    return JSONResponse(SlackError("ratelimited").body(), 429, {"Retry-After": str(seconds)})
