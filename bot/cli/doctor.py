"""`mentor doctor`: is everything in place? A line for each thing, with what to do about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.app import database_url
from bot.domain.across.auditing import AuditProblem
from bot.domain.base.errors import StoreDown
from bot.ports import Clock
from bot.settings import Settings
from bot.slack.client import new_client
from store.base.engine import new_engine
from store.database import SqlStore
from store.migrate import current

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
CLOCK_TOLERANCE_SECONDS = 30
"""Slack refuses signatures older than five minutes; half a minute off is worth saying long before."""
ADVICE = {
    AuditProblem.MISSING: "A message that is owed was never written. Please report this with the log",
    AuditProblem.LATE: "It has been due for 12 hours. Is Mentor running, and does its log say why it waits?",
    AuditProblem.UNCLEAR: "Nobody knows whether it was sent: Mentor may not look there. It is not sent again",
    AuditProblem.UNEXPLAINED: "It ended without a reason. Please report this with the log",
    AuditProblem.STUCK: "Time passed and nothing happened. Is Mentor running, and does its log show a job that fails?",
}
"""What to do about each kind of finding."""
FAILED_LATELY = timedelta(days=30)
FAILED_ADVICE = (
    "Each was tried five times and is not sent any more. The log says why ('message failed', with the cause): get the "
    "newest version, and report this with those lines if it goes on"
)
_UNREACHABLE = (OSError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `advice` is empty when there is nothing to do."""

    name: str
    ok: bool
    finding: str
    advice: str = ""


def examine(settings: Settings, clock: Clock) -> Iterator[Check]:
    """All checks, in the order in which a person would mend them."""
    yield from _slack(settings, clock)
    database = _database(settings)
    yield database
    if database.ok:
        yield from _delivery(settings, clock.now())


def _slack(settings: Settings, clock: Clock) -> Iterator[Check]:
    if not settings.has_tokens:
        yield Check(
            "tokens",
            True,
            "none set: `mentor run` starts the local workspace",
            "To connect Slack, set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (.env.example shows both).",
        )
        return
    try:
        answer = new_client(settings.slack_bot_token, settings.slack_api_url).auth_test()
    except SlackApiError as error:
        yield _refused("bot token", "SLACK_BOT_TOKEN", error)
        return
    except _UNREACHABLE:
        yield Check(
            "bot token", False, f"no answer from {settings.slack_api_url}", "Check the network and SLACK_API_URL."
        )
        return
    yield Check("bot token", True, f"{answer['user']} in {answer['team']}")
    yield _scopes(answer)
    yield _clock(answer, clock)
    if settings.slack_app_token:
        yield _app_token(settings)


def _refused(name: str, variable: str, error: SlackApiError) -> Check:
    code = error.response["error"]
    return Check(
        name, False, f"Slack refuses it ({code})", f"Copy {variable} again from the settings of your Slack app."
    )


def _header(answer: SlackResponse, name: str) -> str:
    values = {key.lower(): value for key, value in answer.headers.items()}
    value = values.get(name, "")
    return str(value[0] if isinstance(value, list) else value)


def manifest_scopes() -> frozenset[str]:
    """The bot scopes that manifest.yml asks for."""
    return frozenset(yaml.safe_load(MANIFEST.read_text("utf-8"))["oauth_config"]["scopes"]["bot"])


def _scopes(answer: SlackResponse) -> Check:
    given = frozenset(scope.strip() for scope in _header(answer, "x-oauth-scopes").split(",") if scope.strip())
    needed = manifest_scopes()
    if missing := sorted(needed - given):
        advice = "Add them under *OAuth & Permissions* (or paste manifest.yml again) and reinstall the app."
        return Check("scopes", False, f"missing: {', '.join(missing)}", advice)
    if extra := sorted(given - needed):
        return Check("scopes", True, f"all {len(needed)} given", f"Not needed, can be removed: {', '.join(extra)}.")
    return Check("scopes", True, f"all {len(needed)} given")


def _clock(answer: SlackResponse, clock: Clock) -> Check:
    stamp = _header(answer, "date")
    if not stamp:
        return Check("clock", True, "Slack sent no date to compare with")
    off = (clock.now() - parsedate_to_datetime(stamp)).total_seconds()
    if abs(off) > CLOCK_TOLERANCE_SECONDS:
        return Check("clock", False, f"{off:+.0f} seconds from Slack's", "Switch on time synchronisation (NTP).")
    return Check("clock", True, f"within {CLOCK_TOLERANCE_SECONDS} seconds of Slack's")


def _app_token(settings: Settings) -> Check:
    try:
        WebClient(base_url=settings.slack_api_url, retry_handlers=[]).apps_connections_open(
            app_token=settings.slack_app_token
        )
    except SlackApiError as error:
        return _refused("app token", "SLACK_APP_TOKEN", error)
    except _UNREACHABLE:
        return Check("app token", False, "no answer", "Check the network.")
    return Check("app token", True, "Socket Mode connections can be opened")


def _database(settings: Settings) -> Check:
    url = database_url(settings)
    kind = "SQLite file" if url.startswith("sqlite") else "Postgres"
    try:
        present, head = current(url)
    except StoreDown:
        return Check("database", False, f"{kind} does not answer", "Check DATABASE_URL, and that the server runs.")
    if present != head:
        return Check("database", False, f"{kind} at migration {present or 'none'}, needs {head}", "Run: mentor migrate")
    return Check("database", True, f"{kind} at migration {head}")


def _delivery(settings: Settings, now: datetime) -> Iterator[Check]:
    """What the audit found when it last ran, a line for each kind of thing; and what could not be sent lately."""
    store = SqlStore(new_engine(database_url(settings)))
    try:
        with store.read() as tx:
            found, failed = tx.audit.findings(), tx.outbox.failed_since(now - FAILED_LATELY)
    finally:
        store.close()
    if failed:
        kinds = ", ".join(f"{count} {kind}" for kind, count in failed.items())
        told = f"{sum(failed.values())} given up within {FAILED_LATELY.days} days, for faults of Mentor's own: {kinds}"
        yield Check("messages", False, told, FAILED_ADVICE)
    if not found:
        yield Check("delivery", True, "the last audit found nothing amiss")
    for problem, what in ADVICE.items():
        mine = [one for one in found if one.problem is problem]
        if mine:
            first = f"{mine[0].kind} {mine[0].subject}" + (f" ({mine[0].detail})" if mine[0].detail else "")
            yield Check("delivery", False, f"{len(mine)} {problem}, first: {first}", what)


def report(checks: Iterator[Check], say: Callable[[str], None]) -> bool:
    """Say each check on its line; whether all are well."""
    well = True
    for check in checks:
        mark = "ok  " if check.ok else "FAIL"
        say(f"{mark}  {check.name}: {check.finding}" + (f". {check.advice}" if check.advice else ""))
        well = well and check.ok
    return well
