"""The simulation finds what is wrong: each of these senders is caught within some dozens of runs."""

import pytest

from tests.simulation import planted
from tests.simulation.memory import Memory
from tests.simulation.replica import REAL, Jobs
from tests.simulation.run import Simulation
from tests.simulation.world import Violation

SEEDS = 100


@pytest.mark.parametrize(
    ("faulty", "found"),
    [
        ({"dispatch": planted.send_then_mark}, "came twice"),
        ({"dispatch": planted.mark_then_send}, "is sent, and 0 of it are in Slack"),
        ({"reconcile": planted.without_grace}, "came twice"),
    ],
    ids=["send, then mark", "mark, then send", "no grace"],
)
def test_a_planted_fault_is_caught(memory: Memory, faulty: Jobs, found: str) -> None:
    assert any(found in broken(memory, seed, {**REAL, **faulty}) for seed in range(SEEDS)), f"not found in {SEEDS} runs"


def broken(memory: Memory, seed: int, jobs: Jobs) -> str:
    """The promise that a run breaks, if any."""
    try:
        Simulation(memory, seed, jobs).run()
    except Violation as violation:
        return str(violation).splitlines()[0]
    return ""


def test_a_failure_says_how_to_see_it_again(memory: Memory) -> None:
    faulty = {**REAL, "dispatch": planted.send_then_mark}
    seed = next(one for one in range(SEEDS) if broken(memory, one, faulty))
    with pytest.raises(Violation, match=f"seed {seed}: ") as caught:
        Simulation(memory, seed, faulty).run()
    assert " sends " in str(caught.value)
    assert str(caught.value).endswith(f"-m tests.simulation --seed {seed}")
