"""A Mentor at work: its door to Slack open, its jobs ticking, its health to be seen, until it is asked to stop."""

import gc
from collections.abc import Callable
from contextlib import ExitStack
from typing import Protocol

from bot.app import Mentor
from bot.ops.health import Connection, Health, JobRuns, health_app
from bot.ops.jobs import start_jobs
from bot.ops.serving import serve


class Door(Protocol):
    """How Slack reaches the bot: by Socket Mode or by HTTP."""

    def connect(self) -> None:
        """Open."""

    def close(self) -> None:
        """Take nothing more, and finish what was taken."""


class HealthPortTaken(Exception):
    """Health cannot be served where the settings say."""


def work(mentor: Mentor, door: Door, connection: Connection | None, say: Callable[[str], None]) -> None:
    """Open the door and tick until the stop is asked for; then finish what has begun, the people's things first.

    Raises what opening the door raises, and `HealthPortTaken` where the settings name a port that cannot be had.
    """
    with ExitStack() as ending:
        runs = JobRuns(mentor.metrics)
        _show_health(mentor, runs, connection, ending, say)
        ending.callback(mentor.app.listener_runner.listener_executor.shutdown, wait=True)
        jobs = runs.watched(mentor.jobs())
        door.connect()
        scheduler = start_jobs(jobs)
        # What is loaded by now stays: the collector need not walk through it in the middle of somebody's command.
        gc.collect()
        gc.freeze()
        ending.callback(scheduler.shutdown, wait=True)
        ending.callback(door.close)
        mentor.stop.wait()


def _show_health(
    mentor: Mentor, runs: JobRuns, connection: Connection | None, ending: ExitStack, say: Callable[[str], None]
) -> None:
    given, context = mentor.settings, mentor.context
    health = Health(context.store, context.clock, mentor.app.client, mentor.calls, runs, mentor.stop, connection)
    mentor.metrics.show(health.present)
    if not given.mentor_health_port:
        return
    app = health_app(health.findings, mentor.metrics)
    try:
        ending.callback(serve(app, given.mentor_health_host, given.mentor_health_port).stop)
    except OSError as error:
        if "mentor_health_port" in given.model_fields_set:
            raise HealthPortTaken from error
        say(f"Port {given.mentor_health_port} is taken: no health pages. MENTOR_HEALTH_PORT chooses another one.")
