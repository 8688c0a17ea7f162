"""Many runs, each with its own weather: nothing is lost, nothing comes twice, nobody is written to who is out."""

import pytest

from tests.simulation.memory import Memory
from tests.simulation.run import Simulation
from tests.support.volume import by_volume, volume

SEEDS = volume(120, 1_000)
"""`make simulate` runs as many as it is told."""
CHUNK = 20


@by_volume
@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
def test_promises_hold(memory: Memory, first: int) -> None:
    for seed in range(first, first + CHUNK):
        Simulation(memory, seed).run()


def test_a_seed_is_a_run(memory: Memory) -> None:
    """Whoever sees a seed fail sees the same again."""
    told = []
    for _ in range(2):
        simulation = Simulation(memory, 7)
        simulation.run()
        told.append(simulation.world.trace)
    assert told[0] == told[1]
    assert len(told[0]) > 10


def test_runs_reach_what_they_are_for(memory: Memory) -> None:
    """Bad weather is met and work is done: a simulation in which nothing happens would find nothing."""
    told = []
    for seed in range(30):
        simulation = Simulation(memory, seed)
        simulation.run()
        told += simulation.world.trace
    all_of_it = "\n".join(told)
    for word in ("dies", "freezes", "no answer", "is refused", "before the commit", "after the commit", "i_can_help"):
        assert word in all_of_it, f"nobody met {word!r}"
    for note in ("OfferNote", "IntroductionNote", "NobodyYetNote", "DidItHelpNote", "AskEndedNote"):
        assert f"{note} for" in all_of_it, f"no {note} was sent"
