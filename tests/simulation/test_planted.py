"""The simulation finds what is wrong: each of these senders is caught within some runs in the weather it must bear."""

import pytest

from tests.simulation import planted
from tests.simulation.memory import Memory
from tests.simulation.replica import REAL, Jobs
from tests.simulation.run import Simulation
from tests.simulation.weather import Weather
from tests.simulation.world import Violation
from tests.support.volume import by_volume, volume

SEEDS = 40
"""Within so many runs each fault is found."""
RUNS = volume(12, 100)
"""How many runs what is shipped must bear."""
CRASHES = Weather(crash=0.05)
LATE = Weather(reply_lost=0.3, lands_late=0.3)
FAULTS = Weather(unwritable=0.3)
FAULTY: dict[str, tuple[Jobs, Weather, str]] = {
    "send, then mark": ({"dispatch": planted.send_then_mark}, CRASHES, "came twice"),
    "mark, then send": ({"dispatch": planted.mark_then_send}, CRASHES, "is sent, and 0 of it are in Slack"),
    "all or nothing": ({"dispatch": planted.all_or_nothing}, FAULTS, "is held up by"),
    "for ever": ({"dispatch": planted.for_ever}, FAULTS, "does not come to rest"),
    "no grace": ({"reconcile": planted.without_grace}, LATE, "came twice"),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_planted_fault_is_caught(memory: Memory, fault: str) -> None:
    jobs, weather, found = FAULTY[fault]
    assert any(found in broken(memory, seed, jobs, weather) for seed in range(SEEDS)), f"not found in {SEEDS} runs"


@by_volume
@pytest.mark.parametrize("weather", [CRASHES, LATE, FAULTS])
def test_what_is_shipped_bears_the_same_weather(memory: Memory, weather: Weather) -> None:
    assert [broken(memory, seed, {}, weather) for seed in range(RUNS)] == [""] * RUNS


def test_a_failure_says_how_to_see_it_again(memory: Memory) -> None:
    jobs: Jobs = {"dispatch": planted.send_then_mark}
    seed = next(one for one in range(SEEDS) if broken(memory, one, jobs, None))
    with pytest.raises(Violation, match=f"seed {seed}: ") as caught:
        Simulation(memory, seed, {**REAL, **jobs}).run()
    assert " sends " in str(caught.value)
    assert str(caught.value).endswith(f"-m tests.simulation --seed {seed}")


def broken(memory: Memory, seed: int, jobs: Jobs, weather: Weather | None) -> str:
    """The promise that a run breaks, if any."""
    try:
        Simulation(memory, seed, {**REAL, **jobs}, weather).run()
    except Violation as violation:
        return str(violation).splitlines()[0]
    return ""
