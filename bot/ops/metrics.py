"""What is counted, in the shape that Prometheus reads. Nothing here names a person or says what somebody wrote."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

CONTENT_TYPE = CONTENT_TYPE_LATEST
_ACK_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)
"""Seconds. Slack gives up after three."""


Answered = Callable[[str, float, bool], None]
"""Is told of each thing that Slack sends: its kind, the seconds until it was answered, whether it was acknowledged."""


class Counts(Protocol):
    """What the running bot tells whoever counts."""

    def answered(self, kind: str, seconds: float, acknowledged: bool) -> None:
        """Something of Slack's was handled: an event, an interaction, a command."""

    def called(self, method: str, error: str, wait: float) -> None:
        """A call of the Web API ended; `error` is empty when it went well, `wait` what Slack asked for, in seconds."""

    def job_failed(self, name: str) -> None:
        """A job ended in an error."""


@dataclass(frozen=True, slots=True)
class Present:
    """What is so right now, looked at when somebody asks. None: cannot be said."""

    outbox: Mapping[str, int] | None = None
    lag: float | None = None
    pong_age: float | None = None
    findings: int | None = None


class Metrics(Counts):
    """Counters of this process, and what is looked at when they are read."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = Histogram(
            "mentor_acknowledgement_seconds",
            "From an envelope or request of Slack's to its acknowledgement",
            ["kind"],
            buckets=_ACK_BUCKETS,
            registry=self._registry,
        )
        self._unanswered = self._counter("mentor_unacknowledged", "Handled without an acknowledgement", "kind")
        self._calls = self._counter("mentor_slack_calls", "Calls of Slack's Web API", "method")
        self._errors = self._counter("mentor_slack_errors", "Calls that went wrong", "method", "error")
        self._waits = self._counter("mentor_rate_limit_waits", "Times that Slack asked to wait", "method")
        self._waited = self._counter("mentor_rate_limit_wait_seconds", "Seconds that Slack asked to wait", "method")
        self._failures = self._counter("mentor_job_failures", "Jobs that ended in an error", "job")
        self._failed = self._counter("mentor_faults", "Tries at one of many that failed", "work", "kind")
        ProcessCollector(registry=self._registry)

    def show(self, look: Callable[[], Present]) -> None:
        """Show what this says of the present, too."""
        self._registry.register(_Looked(look))

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(name, meaning, labels, registry=self._registry)

    def answered(self, kind: str, seconds: float, acknowledged: bool) -> None:
        """Count an answer by its time, or one that was not given."""
        if acknowledged:
            self._answers.labels(kind).observe(seconds)
        else:
            self._unanswered.labels(kind).inc()

    def called(self, method: str, error: str, wait: float) -> None:
        """Count a call, its error, and what Slack asked to wait."""
        self._calls.labels(method).inc()
        if error:
            self._errors.labels(method, error).inc()
        if wait:
            self._waits.labels(method).inc()
            self._waited.labels(method).inc(wait)

    def job_failed(self, name: str) -> None:
        """Count a failure."""
        self._failures.labels(name).inc()

    def failed(self, work: str, kind: str = "") -> None:
        """Count a fault in one of many."""
        self._failed.labels(work, kind).inc()

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self._registry)


class _Looked(Collector):
    """Gauges that are read when asked for."""

    def __init__(self, look: Callable[[], Present]) -> None:
        self._look = look

    def describe(self) -> list[Metric]:
        """Nothing beforehand: registering must not look."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The gauges that can be said now."""
        present = self._look()
        if present.outbox is not None:
            # The same in every replica: they share one database.
            rows = GaugeMetricFamily("mentor_outbox_messages", "Messages in the outbox", labels=["state"])
            for state, count in present.outbox.items():
                rows.add_metric([state], count)
            yield rows
        if present.findings is not None:
            yield GaugeMetricFamily("mentor_audit_findings", "What the audit of delivery found amiss", present.findings)
        yield GaugeMetricFamily("mentor_database_up", "Whether the database answers", present.outbox is not None)
        if present.lag is not None:
            yield GaugeMetricFamily("mentor_outbox_lag_seconds", "How long the oldest due message waits", present.lag)
        if present.pong_age is not None:
            meaning = "Since Slack last answered on the Socket Mode connection"
            yield GaugeMetricFamily("mentor_socket_mode_pong_age_seconds", meaning, present.pong_age)
