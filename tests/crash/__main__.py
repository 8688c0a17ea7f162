"""The long storms: `python -m tests.crash --messages 2000 --kills 100`."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash.storm import Storm, Toll
from tests.support.databases import Databases

PROCESSES = {"sqlite": 1, "postgres": 4}


def main() -> int:
    """The exit code: 1 where a message was lost, or came twice."""
    given = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    given.add_argument("--messages", type=int, default=2_000, help="how many, on both databases together")
    given.add_argument("--kills", type=int, default=100, help="how many, on both databases together")
    given.add_argument("--seed", type=int, default=1)
    chosen = given.parse_args()
    tolls = [_storm(kind, chosen.messages // 2, chosen.kills // 2, chosen.seed) for kind in PROCESSES]
    return int(any(toll.lost or toll.twice for toll in tolls))


def _storm(kind: str, messages: int, kills: int, seed: int) -> Toll:
    with TemporaryDirectory() as folder:
        databases = Databases(Path(folder))
        try:
            toll = Toll(kind, PROCESSES[kind], messages)
            Storm(Path(folder), databases, toll, seed=seed, in_real_time=True).rages(kills)
        finally:
            databases.close()
    print(toll, flush=True)
    for name, numbers in (("Lost", toll.lost), ("Twice", toll.twice)):
        if numbers:
            print(f"{name}: {numbers}")
    return toll


if __name__ == "__main__":
    sys.exit(main())
