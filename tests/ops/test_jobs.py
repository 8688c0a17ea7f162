"""Jobs tick, wait while something outside is down, and all run when the clock jumps."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from queue import SimpleQueue

import pytest

from bot.domain.base.errors import StoreDown
from bot.ops.clock import MovableClock
from bot.ops.jobs import Daily, Job, Steady, run_all, start_jobs
from bot.ops.jumps import JumpWatch
from bot.ports import LockedOut
from tests.support.team import MONDAY

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


class Failing:
    """Fails so many times, and notes when it was run."""

    def __init__(self, clock: MovableClock, times: int) -> None:
        self.clock, self.times = clock, times
        self.ran: list[timedelta] = []

    def __call__(self) -> None:
        self.ran.append(self.clock.now() - MONDAY)
        if len(self.ran) <= self.times:
            raise StoreDown("away")


def after(minutes: Iterable[int]) -> list[timedelta]:
    return [timedelta(minutes=one) for one in minutes]


def looked_at(daily: Daily, clock: MovableClock, minutes: int) -> None:
    """A job that runs every minute."""
    for _ in range(minutes):
        with suppress(StoreDown):
            daily()
        clock.advance(timedelta(minutes=1))


def test_what_is_daily_runs_once_a_day() -> None:
    clock = MovableClock(MONDAY)
    work = Failing(clock, times=0)
    looked_at(Daily(work, clock.now), clock, 60 * 49)
    assert work.ran == after([0, 24 * 60, 48 * 60])


def test_what_fails_is_tried_again_with_growing_waits_until_it_succeeds() -> None:
    clock = MovableClock(MONDAY)
    work = Failing(clock, times=8)
    looked_at(Daily(work, clock.now), clock, 60 * 30)
    assert work.ran == after([0, 1, 3, 7, 15, 31, 63, 123, 183, 183 + 24 * 60])


def test_a_clock_that_was_wrong_for_a_moment_puts_nothing_off() -> None:
    shown = [MONDAY + timedelta(days=365), MONDAY, MONDAY + HOUR]
    ran: list[int] = []
    daily = Daily(lambda: ran.append(len(shown)), lambda: shown.pop(0))
    for _ in range(3):
        daily()
    assert ran == [2, 1]
