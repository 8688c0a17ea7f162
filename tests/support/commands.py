"""The `mentor` command, typed: each time a process of its own, with its own folder, environment and exit code.

A process that starts from nothing spends seconds on reading the program before it says its sentence. So one process has
read it (`bot.__main__`, and nothing has run in it), and each command is a fork of that one.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

PATIENCE_SECONDS = 60


def type_mentor(*words: str, folder: Path, environment: Mapping[str, str]) -> "CompletedProcess[str]":
    """Run `mentor` with these words to its end."""
    with TemporaryDirectory() as kept:
        streams = Path(kept) / "out", Path(kept) / "err"
        process = _ready().Process(target=_run, args=(words, folder, dict(environment), streams))
        process.start()
        process.join(PATIENCE_SECONDS)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"mentor {' '.join(words)} takes longer than {PATIENCE_SECONDS} s")
        out, err = (stream.read_text("utf-8") for stream in streams)
        return CompletedProcess(words, process.exitcode, out, err)


@cache
def _ready() -> "multiprocessing.context.ForkServerContext":
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bot.__main__"])
    return context


def _run(words: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Sequence[Path]) -> None:
    """What the child does in place of `exec`."""
    for number, stream in enumerate(streams, start=1):
        os.dup2(os.open(stream, os.O_WRONLY | os.O_CREAT, 0o600), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["mentor", *words]
    from bot.__main__ import main

    main()
