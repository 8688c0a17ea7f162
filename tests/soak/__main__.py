"""`make soak`: five thousand people over six simulated months."""

import argparse
import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import structlog

from tests.soak.run import Soak


def main() -> int:
    """Run it, print what came of it; 1 where a promise was broken."""
    parser = argparse.ArgumentParser("soak", description=__doc__)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--days", type=int, default=183)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    begin = perf_counter()
    with TemporaryDirectory() as folder:
        soaked = Soak(Path(folder), given.people, given.seed).run(given.days)
    print(f"{given.people:,} people, {given.days} days, seed {given.seed}: {perf_counter() - begin:.0f} s")
    print(f"{soaked.messages:,} messages; {soaked.gone} people left; pairs of programs: {soaked.pairs}")
    for line in soaked.broken[:20]:
        print("BROKEN:", line)
    return 1 if soaked.broken else 0


if __name__ == "__main__":
    sys.exit(main())
