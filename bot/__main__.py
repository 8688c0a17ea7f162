"""The `mentor` command line."""

import errno
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from slack_sdk.errors import SlackApiError
from sqlalchemy.engine import make_url

from bot.app import Mentor, build_app, database_url
from bot.cli import doctor as doctor_
from bot.cli import local, moving
from bot.cli import match as match_
from bot.cli.run import Door, HealthPortTaken, work
from bot.domain.base.errors import StoreDown
from bot.ops.clock import MovableClock, SystemClock
from bot.ops.health import Connection
from bot.ops.logs import set_up_logs
from bot.ops.stopping import Stop
from bot.settings import EXAMPLES, Settings, SettingsProblem, load_settings
from bot.slack.http_mode import PATH
from store.migrate import upgrade

cli = typer.Typer(help="Mentor helps the people of a company help each other grow, in Slack.", no_args_is_help=True)


@cli.command()
def run(
    http: Annotated[
        bool, typer.Option("--http", help="Let Slack send its requests here, instead of Socket Mode.")
    ] = False,
) -> None:
    """Start the bot: in Slack when tokens are set, else in a workspace of its own on this machine."""
    stop = Stop().listen()
    settings = _settings()
    if settings.has_tokens or http:
        _run_in_slack(settings, stop, http=http)
    else:
        _run_locally(settings, stop)


@cli.command()
def sandbox(port: Annotated[int | None, typer.Option(help="Port of the page.")] = None) -> None:
    """Start only the local Slack workspace, for a bot that you start yourself."""
    stop = Stop().listen()
    settings = _settings()
    chosen = settings.mentor_port if port is None else port
    try:
        _company, workspace, running = local.start_workspace(chosen, MovableClock())
    except OSError as error:
        _stop(_port_taken(chosen, error))
    typer.echo(f"The local workspace is open at {running.url}. To connect a bot, start it with:")
    for name, value in local.tokens_of(workspace, running).items():
        typer.echo(f"  {name.upper()}={value}")
    for line in workspace.manifest.not_served:
        typer.echo(f"Not served here, though the manifest asks for it: {line}.")
    stop.wait()
    running.stop()


@cli.command()
def migrate(
    copy_from: Annotated[str, typer.Option(metavar="URL", help="Then copy all rows from this database.")] = "",
) -> None:
    """Bring the database to the present schema; with --copy-from, fill it from another one."""
    url = database_url(_settings())
    _migrated(url)
    typer.echo(f"The database is up to date: {_shown(url)}")
    if copy_from:
        moving.copied(copy_from, url, typer.echo, _stop)


@cli.command()
def backup(file: Annotated[Path, typer.Argument(help="A SQLite file to write; it must not exist yet.")]) -> None:
    """Write all data into a file, also while the bot runs."""
    moving.saved(database_url(_settings()), file, typer.echo, _stop)


@cli.command()
def match(
    program: Annotated[str, typer.Option(help="Name or id of the program.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come out; keep nothing.")] = False,
) -> None:
    """Work out a matching round here, with a bar. Nobody hears of it before an admin publishes it in Slack."""
    url = database_url(_settings())
    _migrated(url)
    if not match_.run(url, program, dry_run=dry_run):
        raise typer.Exit(1)


@cli.command()
def doctor() -> None:
    """Check tokens, scopes, database and clock; say what to do about each."""
    if not doctor_.report(doctor_.examine(_settings(), SystemClock()), typer.echo):
        raise typer.Exit(1)


def _run_in_slack(settings: Settings, stop: Stop, *, http: bool) -> None:
    if missing := settings.missing_for(http=http):
        _stop(_without(missing))
    url = database_url(settings)
    _migrated(url)
    try:
        mentor = build_app(settings, stop=stop)
    except SlackApiError as error:
        _stop(f"Slack refuses SLACK_BOT_TOKEN ({error.response['error']}). `mentor doctor` says what to do.")
    except OSError:
        _stop(f"{settings.slack_api_url} does not answer. Check the network and SLACK_API_URL.")
    if http:
        typer.echo(f"Mentor takes Slack's requests on port {settings.mentor_http_port}, at the path {PATH}.")
        _work(mentor, mentor.http_mode(), None)
    else:
        typer.echo("Mentor connects to Slack by Socket Mode, because SLACK_BOT_TOKEN and SLACK_APP_TOKEN are set.")
        _work_by_socket_mode(mentor)


def _run_locally(settings: Settings, stop: Stop) -> None:
    try:
        here = local.start_local(settings, stop=stop)
    except OSError as error:
        _stop(_port_taken(settings.mentor_port, error))
    typer.echo("Mentor runs in a local Slack workspace, because no Slack tokens are set (.env.example shows them).")
    typer.echo(f"Its clock begins on {here.mentor.context.clock.now():%A %d %B, %H:%M} UTC: all offices are at work.")
    typer.echo(f"Open {here.running.url}")
    try:
        _work_by_socket_mode(here.mentor)
    finally:
        here.running.stop()


def _work_by_socket_mode(mentor: Mentor) -> None:
    connection = mentor.socket_mode()
    _work(mentor, connection, connection)


def _work(mentor: Mentor, door: Door, connection: Connection | None) -> None:
    try:
        work(mentor, door, connection, lambda sentence: typer.echo(sentence, err=True))
    except HealthPortTaken:
        _stop(f"MENTOR_HEALTH_PORT={mentor.settings.mentor_health_port} cannot be listened on. 0 switches health off.")
    except SlackApiError as error:
        _stop(f"Slack refuses SLACK_APP_TOKEN ({error.response['error']}). `mentor doctor` says what to do.")


def _settings() -> Settings:
    try:
        settings = load_settings(Path(".env"))
    except SettingsProblem as problem:
        _stop(str(problem))
    set_up_logs(settings.log_level)
    return settings


def _shown(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True)


def _migrated(url: str) -> None:
    try:
        upgrade(url)
    except StoreDown:
        _stop("The database does not answer. Check DATABASE_URL, and that the server runs.")


def _port_taken(port: int, error: OSError) -> str:
    if error.errno != errno.EADDRINUSE:
        raise error
    return f"Port {port} is taken by another program. Choose another one, for example: MENTOR_PORT={port + 1}"


def _without(missing: str) -> str:
    other = (
        "`mentor run --http` needs SLACK_SIGNING_SECRET instead"
        if missing == "SLACK_APP_TOKEN"
        else ".env.example says where it is found"
    )
    return f"{missing} is not set; {other}. For example: {EXAMPLES[missing]}"


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(2)


def main() -> None:
    """Entry point of the `mentor` command."""
    cli()


if __name__ == "__main__":
    main()
