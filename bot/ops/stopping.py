"""Being asked to stop: SIGTERM and Ctrl-C are heard from the first moment, and answered in time."""

import os
import signal
import threading
from queue import SimpleQueue

import structlog

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 8
"""How long stopping may take. Docker kills after ten seconds; what is unfinished then has a lease that ends."""


class Stop:
    """Whether this process was asked to stop."""

    def __init__(self) -> None:
        # Of all that threads share, only this queue may be filled by a signal handler at any point of the program.
        self._signals: SimpleQueue[int] = SimpleQueue()
        self._asked = threading.Event()

    def listen(self) -> "Stop":
        """Hear the signals from now on; whoever does not stop in time is ended. For the main thread."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda number, _frame: self._signals.put(number))
        threading.Thread(target=self._watch, name="stop", daemon=True).start()
        return self

    @property
    def is_asked(self) -> bool:
        """True once asked."""
        return self._asked.is_set()

    def ask(self) -> None:
        """Ask from inside the process."""
        self._asked.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Return when asked, or after so many seconds; whether asked."""
        return self._asked.wait(seconds)

    def _watch(self) -> None:
        number = self._signals.get()
        log.info("asked to stop", by=signal.Signals(number).name)
        self._asked.set()
        threading.Event().wait(PATIENCE_SECONDS)
        # Still here: some thread hangs in a request. Nothing is lost: what it holds is looked up after its lease.
        log.error("did not stop in time", seconds=PATIENCE_SECONDS)
        os._exit(1)
