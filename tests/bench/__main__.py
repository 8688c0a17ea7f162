"""Runs one measurement by name, or all that need no data from outside.

A measurement is a module of this folder named in `BENCHES`, with `NEEDS_DATA` (whether it reads a folder given on the
command line) and `main(arguments)`, which prints a table.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

BENCHES = ("acks", "crowd", "delivery", "matching", "refresh", "rounds", "routing")


def main(arguments: Sequence[str]) -> int:
    """Dispatches; the exit code for the shell."""
    if not arguments:
        for name in BENCHES:
            _run_or_tell(name)
        return 0
    name, *rest = arguments
    if name not in BENCHES:
        print(f"No measurement {name!r}. There are: {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    import_module(f"tests.bench.{name}").main(rest)
    return 0


def _run_or_tell(name: str) -> None:
    bench = import_module(f"tests.bench.{name}")
    if bench.NEEDS_DATA:
        print(f'{name}: needs data. make bench ARGS="{name} --help" tells which.\n')
    else:
        bench.main([])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
