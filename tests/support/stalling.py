"""A network between two programs that can go silent: connections stay open, and nothing comes through any more."""

import socket
import threading
from contextlib import suppress


class Stalling:
    """Forwards connections to a port on this machine. What was opened before `stall` is never heard of again."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._silent: set[socket.socket] = set()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        """Where to connect instead."""
        return int(self._listening.getsockname()[1])

    def stall(self) -> None:
        """Let nothing through any more on the connections that are open now; new ones work."""
        self._silent.update(self._open)

    def cut(self) -> None:
        """Let both sides know at last that what was silent is gone."""
        for each in self._silent:
            _end(each)

    def close(self) -> None:
        """End everything."""
        _end(self._listening)
        for each in self._open:
            _end(each)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._to))
            self._open += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._forward, args=(source, target), daemon=True).start()

    def _forward(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                if source not in self._silent:
                    target.sendall(data)
            if source not in self._silent:
                target.shutdown(socket.SHUT_WR)
        except OSError:
            return


def _end(each: socket.socket) -> None:
    """Shut down and close: closing alone would not wake a thread that reads."""
    with suppress(OSError):
        each.shutdown(socket.SHUT_RDWR)
    each.close()
