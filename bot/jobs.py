"""What ticks when. A tick only calls a service with `now`; a missed tick changes nothing but the time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler

log = structlog.get_logger(__name__)

TICK_SECONDS = 1
SYNC_HOURS = 24


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done every so often; `first` says whether also at once."""

    name: str
    run: Callable[[], object]
    every: timedelta
    first: bool = True


def start_jobs(jobs: list[Job]) -> BackgroundScheduler:
    """Start ticking. Each job runs in one thread at most; ticks missed in the meantime are taken as one."""
    scheduler = BackgroundScheduler(timezone=UTC)
    for job in jobs:
        scheduler.add_job(
            job.run,
            "interval",
            seconds=job.every.total_seconds(),
            id=job.name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC) + (timedelta() if job.first else job.every),
        )
    scheduler.add_listener(_failed, EVENT_JOB_ERROR)
    scheduler.start()
    return scheduler


def _failed(event: JobExecutionEvent) -> None:
    log.error("job failed", job=event.job_id, exc_info=event.exception)
