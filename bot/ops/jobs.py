"""Lets jobs tick. A tick only calls a service with `now`; a missed tick changes nothing but the time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_SCHEDULER_SHUTDOWN, JobExecutionEvent, SchedulerEvent
from apscheduler.schedulers.background import BackgroundScheduler

from bot.domain.base.errors import StoreDown
from bot.ops.jumps import JumpWatch
from bot.ports import LockedOut

log = structlog.get_logger(__name__)

DAY = timedelta(days=1)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
"""Until something that failed is tried again."""
LOOK_SECONDS = 5
"""How often the clock is compared: a jump is noticed within ten seconds."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done every so often; `first` says whether also at once."""

    name: str
    run: Callable[[], object]
    every: timedelta
    first: bool = True


class Steady:
    """A job that waits while something outside is down: the next tick tries again.

    That is said when it begins and when it is over, not at every tick.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._waits_for = ""

    def __call__(self) -> None:
        """Run it. What is wrong in the job itself is raised."""
        try:
            self._job.run()
        except (StoreDown, LockedOut) as error:
            reason = "the database does not answer" if isinstance(error, StoreDown) else "slack refuses the token"
            if reason != self._waits_for:
                log.error("job waits", job=self._job.name, why=reason, error=str(error))
            self._waits_for = reason
            return
        if self._waits_for:
            log.info("job goes on", job=self._job.name, waited_for=self._waits_for)
        self._waits_for = ""


class Daily:
    """What is to be done once a day, by a job that runs often. Where it fails it is tried again after a minute, two,
    four … an hour at most, until it has succeeded."""

    def __init__(self, run: Callable[[], object], now: Callable[[], datetime]) -> None:
        self._run = run
        self._now = now
        self._pause = FIRST_PAUSE
        self._next: datetime | None = None

    def __call__(self) -> None:
        """Run it if it is time. Raises what it raises."""
        now = self._now()
        # Further off than a day it is only where the clock was wrong.
        if self._next is not None and now < self._next <= now + DAY:
            return
        self._next, self._pause = now + self._pause, min(2 * self._pause, LONGEST_PAUSE)
        self._run()
        self._next, self._pause = now + DAY, FIRST_PAUSE


def start_jobs(jobs: list[Job], watch: JumpWatch | None = None) -> BackgroundScheduler:
    """Start ticking. Each job runs in one thread at most; ticks missed in the meantime are taken as one.

    The scheduler goes by the system's clock, so when that jumps (sleep, a correction) every job is due at once.
    """
    scheduler = BackgroundScheduler(timezone=UTC)
    for job in jobs:
        scheduler.add_job(
            Steady(job),
            "interval",
            seconds=job.every.total_seconds(),
            id=job.name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC) + (timedelta() if job.first else job.every),
        )
    scheduler.add_listener(_failed, EVENT_JOB_ERROR)
    _look_for_jumps(scheduler, watch or JumpWatch())
    scheduler.start()
    return scheduler


def _look_for_jumps(scheduler: BackgroundScheduler, watch: JumpWatch) -> None:
    stopped = Event()

    def look() -> None:
        while not stopped.wait(LOOK_SECONDS):
            jump = watch.jump()
            if jump:
                log.warning("the clock jumped", seconds=round(jump.total_seconds(), 1))
                run_all(scheduler)

    def stop(_event: SchedulerEvent) -> None:
        stopped.set()

    scheduler.add_listener(stop, EVENT_SCHEDULER_SHUTDOWN)
    Thread(target=look, name="clock-watch", daemon=True).start()


def run_all(scheduler: BackgroundScheduler) -> None:
    """Let every job run at once, and then as often as ever."""
    for job in scheduler.get_jobs():
        job.modify(next_run_time=datetime.now(UTC))


def _failed(event: JobExecutionEvent) -> None:
    log.error("job failed", job=event.job_id, exc_info=event.exception)
