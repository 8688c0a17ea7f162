"""Whose turn it is to write, where there is one writer at a time."""

from collections import deque
from threading import Event, Lock


class Turns:
    """A lock that is handed on in the order in which it was asked for.

    Python's own goes to whoever comes first when it is free: a thread that writes on and on keeps the others waiting,
    and one of them may be a press that somebody waits for.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._is_held = False
        self._waiting: deque[Event] = deque()

    def acquire(self, timeout: float) -> bool:
        """Wait for one's turn, so many seconds at most; whether it came."""
        with self._guard:
            if not self._is_held:
                self._is_held = True
                return True
            mine = Event()
            self._waiting.append(mine)
        if mine.wait(timeout):
            return True
        with self._guard:
            if mine.is_set():
                return True
            self._waiting.remove(mine)
        return False

    def release(self) -> None:
        """Hand the turn on."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_held = False
