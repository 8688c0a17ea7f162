"""Whether this process lives (`/healthz`), whether it can do its work (`/readyz`), and its counts (`/metrics`)."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Protocol

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.domain.base.errors import StoreDown
from bot.ops.jobs import Job
from bot.ops.metrics import CONTENT_TYPE, Counts, Metrics, Present
from bot.ops.stopping import Stop
from bot.ports import Clock, Stopping, Store
from bot.slack.calls import SlackCalls

log = structlog.get_logger(__name__)

FREQUENT = timedelta(minutes=1)
"""Jobs that run at least so often show whether time passes for this process."""
RUN_SECONDS = 60
"""The longest that a frequent job may go without getting through, beyond the time between two of its runs."""
BUSY_SECONDS = 600
"""How long one run may take: many messages, or a large matching."""
PONG_SECONDS = 40
"""A Socket Mode connection silent for longer should have been replaced."""
PROBE_SECONDS = 60
"""When Slack was not called for so long, readiness calls it."""


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing looked at. `says` is a sentence for whoever runs Mentor."""

    name: str
    ok: bool
    says: str


@dataclass(slots=True)
class _Run:
    """One frequent job: when it last got through, and since when it is at it. In seconds of `JobRuns`' clock."""

    every: float
    ended: float
    since: float | None = None

    def late(self, now: float) -> bool:
        """Whether it is neither through nor busy for a reasonable time."""
        busy = self.since is not None and now - self.since <= BUSY_SECONDS
        return not busy and now - self.ended > RUN_SECONDS + self.every


class JobRuns:
    """When each job last got through."""

    def __init__(self, counts: Counts, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._counts = counts
        self._elapsed = elapsed
        self._runs: dict[str, _Run] = {}

    def watched(self, jobs: list[Job]) -> list[Job]:
        """The same jobs, watched from now on."""
        now = self._elapsed()
        self._runs = {job.name: _Run(job.every.total_seconds(), now) for job in jobs if job.every <= FREQUENT}
        return [replace(job, run=partial(self._run, job)) for job in jobs]

    def late(self) -> dict[str, float]:
        """Frequent jobs that did not get through for too long, with the seconds."""
        now = self._elapsed()
        return {name: now - one.ended for name, one in self._runs.items() if one.late(now)}

    def _run(self, job: Job) -> None:
        one = self._runs.get(job.name) or _Run(0, 0)
        well, one.since = False, self._elapsed()
        try:
            job.run()
            well = True
        except Stopping:
            log.info("put off", job=job.name)
            well = True
        finally:
            one.since = None
            if well:
                one.ended = self._elapsed()
            else:
                self._counts.job_failed(job.name)


class Connection(Protocol):
    """The Socket Mode connection, as far as health looks at it."""

    def silent_for(self) -> float | None:
        """Seconds since Slack last answered on it; None without a connection."""


@dataclass(frozen=True, slots=True)
class Health:
    """Looks at everything that Mentor needs to do its work. `connection` is None in HTTP mode."""

    store: Store
    clock: Clock
    client: WebClient
    calls: SlackCalls
    runs: JobRuns
    stop: Stop
    connection: Connection | None = None

    def findings(self) -> Iterator[HealthCheck]:
        """All that readiness depends on."""
        if self.stop.is_asked:
            yield HealthCheck("process", False, "Stopping: takes nothing new.")
        yield self._database()
        yield self._slack()
        if self.connection is not None:
            yield _of_connection(self.connection.silent_for())
        yield self._dispatcher()

    def present(self) -> Present:
        """What metrics show of the present moment."""
        silent = self.connection.silent_for() if self.connection else None
        try:
            with self.store.read() as tx:
                rows = {state.value: count for state, count in tx.outbox.counts().items()}
                found = len(tx.audit.findings())
        except StoreDown:
            return Present(pong_age=silent)
        return Present(rows, self._lag(), silent, found)

    def _database(self) -> HealthCheck:
        try:
            with self.store.read() as tx:
                tx.settings.get("")
        except StoreDown:
            return HealthCheck("database", False, "The database does not answer. Check DATABASE_URL, and the server.")
        return HealthCheck("database", True, "Answers.")

    def _slack(self) -> HealthCheck:
        if self.calls.quiet_for() > PROBE_SECONDS or self.calls.refused_tokens:
            _probe(self.client)
        for variable, code in self.calls.refused_tokens.items():
            return HealthCheck("slack", False, f"Slack refuses {variable} ({code}). `mentor doctor` says what to do.")
        quiet = self.calls.quiet_for()
        if quiet > PROBE_SECONDS:
            return HealthCheck("slack", False, "Slack does not answer. Check the network.")
        return HealthCheck("slack", True, f"Answered {quiet:.0f} s ago.")

    def _dispatcher(self) -> HealthCheck:
        for name, seconds in self.runs.late().items():
            return HealthCheck(
                "dispatcher", False, f"The job {name!r} did not get through for {seconds:.0f} s. See the log."
            )
        try:
            lag = self._lag()
        except StoreDown:
            return HealthCheck("dispatcher", False, "Waits for the database.")
        # A lag alone is no reason to take this process out: a bulk send under Slack's limits takes its time.
        return HealthCheck("dispatcher", True, f"The oldest message that is due waits for {lag:.0f} s.")

    def _lag(self) -> float:
        now = self.clock.now()
        with self.store.read() as tx:
            oldest = tx.outbox.oldest_due(now)
        return (now - oldest).total_seconds() if oldest else 0.0


def _of_connection(silent: float | None) -> HealthCheck:
    if silent is None:
        return HealthCheck("socket mode", False, "No connection to Slack; Mentor keeps trying.")
    said = f"Slack last answered {silent:.0f} s ago."
    return HealthCheck("socket mode", silent <= PONG_SECONDS, said)


def _probe(client: WebClient) -> None:
    """Call Slack; how it ends is noted by `SlackCalls`, which watches every call."""
    try:
        client.auth_test()
    except (SlackApiError, OSError):
        return


def health_app(findings: Callable[[], Iterator[HealthCheck]], metrics: Metrics) -> Starlette:
    """The three pages. Their endpoints run in threads: they wait for a database."""

    def alive(_: Request) -> Response:
        return PlainTextResponse("alive\n")

    def ready(_: Request) -> Response:
        found = list(findings())
        well = all(one.ok for one in found)
        checks = {one.name: {"ok": one.ok, "says": one.says} for one in found}
        return JSONResponse({"ready": well, "checks": checks}, status_code=200 if well else 503)

    def counts(_: Request) -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    return Starlette(routes=[Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", counts)])
