"""Jobs tick, wait while something outside is down, and all run when the clock jumps."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from queue import SimpleQueue

import pytest

from bot.domain.errors import StoreDown
from bot.jobs import Job, Steady, run_all, start_jobs
from bot.jumps import JumpWatch
from bot.ports import LockedOut

HOUR = timedelta(hours=1)
WAIT = 20


class Two:
    """A clock on the wall and one that only runs on, both moved by hand."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_000.0, 50.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


@pytest.fixture
def clocks() -> Two:
    return Two()


@pytest.fixture
def watch(clocks: Two) -> JumpWatch:
    return JumpWatch(lambda: clocks.wall, lambda: clocks.steady)


def test_time_that_passes_is_no_jump(clocks: Two, watch: JumpWatch) -> None:
    for seconds in (5, 5, 3600):
        clocks.passes(seconds)
        assert not watch.jump()
        clocks.wall += 0.5  # a small correction


@pytest.mark.parametrize("seconds", [-7200, -3, 3, 8 * 3600])
def test_a_jump_is_told_once(clocks: Two, watch: JumpWatch, seconds: int) -> None:
    clocks.passes(5)
    clocks.wall += seconds
    assert watch.jump() == timedelta(seconds=seconds)
    clocks.passes(5)
    assert not watch.jump()


@pytest.fixture
def ran() -> SimpleQueue[str]:
    return SimpleQueue()


@pytest.fixture
def scheduled(ran: SimpleQueue[str]) -> Iterator[Callable[[], None]]:
    """Two jobs that run hourly, and at once only when told."""
    names = ("first", "second")
    scheduler = start_jobs([Job(name, lambda name=name: ran.put(name), HOUR, first=False) for name in names])  # type: ignore[misc]
    yield lambda: run_all(scheduler)
    scheduler.shutdown()


def test_on_a_jump_every_job_runs_at_once(ran: SimpleQueue[str], scheduled: Callable[[], None]) -> None:
    scheduled()
    assert {ran.get(timeout=WAIT), ran.get(timeout=WAIT)} == {"first", "second"}
    assert ran.empty()


def test_a_jump_of_the_clock_is_noticed_within_ten_seconds(ran: SimpleQueue[str], clocks: Two) -> None:
    scheduler = start_jobs(
        [Job("hourly", lambda: ran.put("hourly"), HOUR, first=False)],
        JumpWatch(lambda: clocks.wall, lambda: clocks.steady),
    )
    clocks.wall += 7200
    assert ran.get(timeout=10) == "hourly"
    scheduler.shutdown()


def test_the_watch_ends_with_the_scheduler() -> None:
    scheduler = start_jobs([])
    mine = [thread for thread in threading.enumerate() if thread.name == "clock-watch"]
    assert mine
    scheduler.shutdown()
    for thread in mine:
        thread.join(WAIT)
        assert not thread.is_alive()


@pytest.mark.parametrize("down", [StoreDown("gone"), LockedOut("token_revoked")], ids=["database", "token"])
def test_what_is_down_is_said_when_it_begins_and_ends(down: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    ends: list[Exception | None] = [None, down, down, down, None, None]

    def run() -> None:
        end = ends.pop(0)
        if end is not None:
            raise end

    job = Steady(Job("dispatch", run, HOUR))
    for _ in range(6):
        job()
    said = capsys.readouterr().out
    assert (said.count("job waits"), said.count("job goes on")) == (1, 1)


def test_a_fault_of_the_job_itself_is_raised() -> None:
    def run() -> None:
        raise ValueError("a fault")

    with pytest.raises(ValueError, match="a fault"):
        Steady(Job("dispatch", run, HOUR))()
