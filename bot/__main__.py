"""The `mentor` command line."""

import errno
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from slack_sdk.errors import SlackApiError
from sqlalchemy.engine import make_url

from bot import doctor as doctor_
from bot import local
from bot.app import Mentor, build_app, database_url
from bot.clock import MovableClock, SystemClock
from bot.domain.errors import StoreDown
from bot.jobs import start_jobs
from bot.logs import set_up_logs
from bot.settings import Settings, SettingsProblem, load_settings
from store.migrate import upgrade

cli = typer.Typer(help="Mentor helps the people of a company help each other grow, in Slack.", no_args_is_help=True)


@cli.command()
def run() -> None:
    """Start the bot: in Slack when tokens are set, else in a workspace of its own on this machine."""
    settings = _settings()
    if settings.has_tokens:
        _run_in_slack(settings)
    else:
        _run_locally(settings)


@cli.command()
def sandbox(port: Annotated[int | None, typer.Option(help="Port of the page.")] = None) -> None:
    """Start only the local Slack workspace, for a bot that you start yourself."""
    settings = _settings()
    chosen = settings.mentor_port if port is None else port
    try:
        _company, workspace, running = local.start_workspace(chosen, MovableClock())
    except OSError as error:
        _stop(_port_taken(chosen, error))
    typer.echo(f"The local workspace is open at {running.url}. To connect a bot, start it with:")
    for name, value in local.tokens_of(workspace, running).items():
        typer.echo(f"  {name.upper()}={value}")
    _until_stopped(running.stop)


@cli.command()
def migrate() -> None:
    """Bring the database to the present schema."""
    url = database_url(_settings())
    _migrated(url)
    typer.echo(f"The database is up to date: {make_url(url).render_as_string(hide_password=True)}")


@cli.command()
def doctor() -> None:
    """Check tokens, scopes, database, clock and model; say what to do about each."""
    if not doctor_.report(doctor_.examine(_settings(), SystemClock()), typer.echo):
        raise typer.Exit(1)


def _run_in_slack(settings: Settings) -> None:
    url = database_url(settings)
    _migrated(url)
    try:
        mentor = build_app(settings)
    except SlackApiError as error:
        _stop(f"Slack refuses SLACK_BOT_TOKEN ({error.response['error']}). `mentor doctor` says what to do.")
    except OSError:
        _stop(f"{settings.slack_api_url} does not answer. Check the network and SLACK_API_URL.")
    typer.echo("Mentor connects to Slack by Socket Mode, because SLACK_BOT_TOKEN and SLACK_APP_TOKEN are set.")
    _serve(mentor)


def _run_locally(settings: Settings) -> None:
    try:
        here = local.start_local(settings)
    except OSError as error:
        _stop(_port_taken(settings.mentor_port, error))
    typer.echo("Mentor runs in a local Slack workspace, because no Slack tokens are set (.env.example shows them).")
    typer.echo(f"Its clock begins on {here.mentor.context.clock.now():%A %d %B, %H:%M} UTC: all offices are at work.")
    typer.echo(f"Open {here.running.url}")
    _serve(here.mentor, here.running.stop)


def _serve(mentor: Mentor, *also_stop: Callable[[], None]) -> None:
    """Connect, tick, and wait for SIGTERM or Ctrl-C."""
    connection = mentor.socket_mode()
    connection.connect()
    scheduler = start_jobs(mentor.jobs())
    _until_stopped(lambda: scheduler.shutdown(wait=True), connection.close, *also_stop)


def _until_stopped(*stop: Callable[[], None]) -> None:
    asked = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: asked.set())
    asked.wait()
    for step in stop:
        step()


def _settings() -> Settings:
    try:
        settings = load_settings(Path(".env"))
    except SettingsProblem as problem:
        _stop(str(problem))
    set_up_logs(settings.log_level)
    return settings


def _migrated(url: str) -> None:
    try:
        upgrade(url)
    except StoreDown:
        _stop("The database does not answer. Check DATABASE_URL, and that the server runs.")


def _port_taken(port: int, error: OSError) -> str:
    if error.errno != errno.EADDRINUSE:
        raise error
    return f"Port {port} is taken by another program. Choose another one, for example: MENTOR_PORT={port + 1}"


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(2)


def main() -> None:
    """Entry point of the `mentor` command."""
    cli()


if __name__ == "__main__":
    main()
