"""`make soak`: five thousand people over six simulated months."""

import argparse
import logging
import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter

import structlog

from tests.soak.run import Soak, Week


def main() -> int:
    """Run it, print what came of it; 1 where a promise was broken."""
    parser = argparse.ArgumentParser("soak", description=__doc__)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--days", type=int, default=183)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    begin = perf_counter()

    def tell(week: Week) -> None:
        used = getrusage(RUSAGE_SELF)
        spent = f"{perf_counter() - begin:6.0f} s {used.ru_utime + used.ru_stime:6.0f} s of CPU"
        counts = f"{week.open_pairs:6,} open pairs {week.messages:8,} messages {week.edits:8,} edits"
        print(f"week {week.number:2} {counts} {spent} {used.ru_maxrss >> 10:5,} MB", flush=True)

    with TemporaryDirectory() as folder:
        soaked = Soak(Path(folder), given.people, given.seed).run(given.days, tell)
    print(f"{given.people:,} people, {given.days} days, seed {given.seed}: {perf_counter() - begin:.0f} s")
    print(
        f"{soaked.messages:,} messages and {soaked.edits:,} edits in {soaked.ticks:,} ticks; {soaked.rounds} rounds;",
        end=" ",
    )
    print(f"{sum(soaked.pairs.values()):,} pairs of programs: {soaked.pairs}")
    print(f"{soaked.gone} people left; {len(soaked.broken)} promises broken in {soaked.checks} looks at all of them")
    for line in soaked.broken[:20]:
        print("BROKEN:", line)
    return 1 if soaked.broken else 0


if __name__ == "__main__":
    sys.exit(main())
