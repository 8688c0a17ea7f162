"""Failures that a test switches on: what a network and a large service do to a caller, on demand."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.sandbox.seen import Json

Where = Callable[[Json], bool]


class Harm(StrEnum):
    """What happens to a call."""

    REPLY_LOST = "reply_lost"
    """Carried out, then the connection is cut."""
    CALL_LOST = "call_lost"
    """The connection is cut before anything is carried out."""
    STATUS = "status"
    """Not carried out; an HTTP error."""
    STATUS_AFTER = "status_after"
    """Carried out, yet answered with an HTTP error."""
    ERROR = "error"
    """Refused with an error code in the body."""
    RATE_LIMITED = "rate_limited"
    """429 with Retry-After."""
    DELAYED = "delayed"
    """Carried out and answered late."""
    FROZEN = "frozen"
    """Held until released, then carried out."""


@dataclass(slots=True)
class Fault:
    """A failure that is switched on: for calls of `method` whose arguments satisfy `where`.

    It strikes `times` more times; None: until it is switched off.
    """

    method: str
    harm: Harm
    times: int | None = 1
    where: Where | None = None
    status: int = 500
    seconds: float = 0.0
    code: str = ""
    hits: int = 0
    released: threading.Event = field(default_factory=threading.Event)

    def release(self) -> None:
        """Lets frozen calls go on, and freezes no more."""
        self.times = 0
        self.released.set()

    def applies(self, method: str, args: Json) -> bool:
        """True when this failure meets this call."""
        return self.method in (method, "*") and self.times != 0 and (self.where is None or self.where(args))


class Faults:
    """The failures in force. `method` is a Web API method, "*" for all, or "response_url"."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> Fault:
        """Switches a failure on; returns it, for its `hits` and `release`."""
        with self._lock:
            self._faults.append(fault)
        return fault

    def lose_reply(self, method: str, times: int | None = 1, where: Where | None = None) -> Fault:
        """The call is carried out, then its connection is cut."""
        return self.add(Fault(method, Harm.REPLY_LOST, times, where))

    def lose_call(self, method: str, times: int | None = 1, where: Where | None = None) -> Fault:
        """The connection is cut before the call is carried out."""
        return self.add(Fault(method, Harm.CALL_LOST, times, where))

    def fail(self, method: str, status: int = 500, times: int | None = 1, where: Where | None = None) -> Fault:
        """An HTTP error instead of carrying the call out."""
        return self.add(Fault(method, Harm.STATUS, times, where, status=status))

    def fail_after(self, method: str, status: int = 503, times: int | None = 1, where: Where | None = None) -> Fault:
        """An HTTP error although the call was carried out."""
        return self.add(Fault(method, Harm.STATUS_AFTER, times, where, status=status))

    def refuse(self, method: str, code: str, times: int | None = 1, where: Where | None = None) -> Fault:
        """An error code in the body, such as internal_error."""
        return self.add(Fault(method, Harm.ERROR, times, where, code=code))

    def limit(self, method: str, retry_after: int = 30, times: int | None = 1, where: Where | None = None) -> Fault:
        """429 with Retry-After in seconds."""
        return self.add(Fault(method, Harm.RATE_LIMITED, times, where, status=429, seconds=retry_after))

    def delay(self, method: str, seconds: float, times: int | None = 1, where: Where | None = None) -> Fault:
        """Answers only after so many seconds of real time."""
        return self.add(Fault(method, Harm.DELAYED, times, where, seconds=seconds))

    def freeze(self, method: str, where: Where | None = None) -> Fault:
        """Holds all calls until the fault's `release`."""
        return self.add(Fault(method, Harm.FROZEN, None, where))

    def clear(self) -> None:
        """Switches everything off and lets frozen calls go."""
        with self._lock:
            faults, self._faults = self._faults, []
        for fault in faults:
            fault.release()

    def meet(self, method: str, args: Json) -> Fault | None:
        """The failure that this call runs into, used up by one."""
        with self._lock:
            fault = next((each for each in self._faults if each.applies(method, args)), None)
            if fault is not None:
                fault.hits += 1
                fault.times = None if fault.times is None else fault.times - 1
            return fault
