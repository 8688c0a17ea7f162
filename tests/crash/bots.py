"""Processes of the bot, as an admin would start them, and all that may befall them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_KEPT = {"PATH", "HOME", "LANG"}


class Bot:
    """A place in which a process of the bot runs; it is started again whenever it has ended, as systemd does."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def keep_running(self) -> None:
        """Start a process where none runs."""
        if self._process is not None and self._process.poll() is None:
            return
        kept = {name: value for name, value in os.environ.items() if name in _KEPT}
        with (self._folder / "log.txt").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=self._folder,
                env=kept | {"PYTHONPATH": str(ROOT)} | self._settings,
                stdout=log,
                stderr=log,
            )
        self.starts += 1

    def kill(self) -> bool:
        """`kill -9`; whether there was a process."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return False
        process.kill()
        process.wait()
        return True

    def freeze(self) -> None:
        """Stop the process where it stands."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def said(self) -> str:
        """What the processes here have logged."""
        return (self._folder / "log.txt").read_text("utf-8")

    def _signal(self, which: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(which)
