"""Runs many seeds on all cores, or one seed again: `python -m tests.simulation 10000`, `… --seed 7`."""

import argparse
import logging
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import structlog

from tests.simulation.memory import Memory
from tests.simulation.run import Ran, Simulation
from tests.simulation.world import Violation

CHUNK = 50


def main() -> int:
    """The exit code: 1 where a promise is broken."""
    given = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    given.add_argument("seeds", nargs="?", type=int, default=1_000, help="how many seeds to run")
    given.add_argument("--first", type=int, default=0, help="the first seed")
    given.add_argument("--seed", type=int, help="run this one seed, and tell all that happens")
    chosen = given.parse_args()
    if chosen.seed is not None:
        return _tell(chosen.seed)
    return _run_all(range(chosen.first, chosen.first + chosen.seeds))


def _tell(seed: int) -> int:
    _be_quiet()
    simulation = Simulation(_memory(), seed)
    print(simulation.world.weather)
    try:
        ran = simulation.run()
    except Violation as broken:
        print(*simulation.world.trace, sep="\n")
        print(str(broken).splitlines()[0])
        return 1
    print(*simulation.world.trace, sep="\n")
    print(f"All promises hold: {ran.messages} messages, {ran.steps} steps.")
    return 0


def _run_all(seeds: range) -> int:
    began, cores = time.monotonic(), os.cpu_count() or 1
    chunks = [seeds[at : at + CHUNK] for at in range(0, len(seeds), CHUNK)]
    with ProcessPoolExecutor(cores, initializer=_be_quiet) as pool:
        came_of = [one for some in pool.map(_run_some, chunks) for one in some]
    broken = [one for one in came_of if isinstance(one, str)]
    ran = [one for one in came_of if isinstance(one, Ran)]
    print(*broken, sep="\n\n")
    messages, steps, days = (sum(getattr(one, name) for one in ran) for name in ("messages", "steps", "days"))
    took = time.monotonic() - began
    print(f"{len(seeds):,} seeds, {steps:,} steps, {messages:,} messages, {days:,} days in {took:.0f} s.")
    print(f"{len(broken)} broke a promise.")
    return 1 if broken else 0


def _run_some(seeds: range) -> list[Ran | str]:
    return list(_each(seeds))


def _each(seeds: range) -> Iterator[Ran | str]:
    for seed in seeds:
        try:
            yield Simulation(_memory(), seed).run()
        except Violation as broken:
            yield str(broken)


def _be_quiet() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


@cache
def _memory() -> Memory:
    return Memory()


if __name__ == "__main__":
    sys.exit(main())
