"""Mentor in a Slack workspace of its own on this machine: the start-up that joins the bot and `bot.sandbox`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.app import Mentor, build_app
from bot.cli.doctor import MANIFEST
from bot.content.holidays import PublicHolidays
from bot.content.vocabulary import built_in
from bot.domain.asks.ask import Ask, AskId, AskState, Helped
from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import hours_for
from bot.domain.people.profile import Format, Limits
from bot.domain.people.profile_form import AboutMe, FineTuning
from bot.domain.people.skills import Vocabulary
from bot.ops.clock import MovableClock
from bot.ops.stopping import Stop
from bot.sandbox.company import Company, PastAnswer, Signup, let_them_talk, load_company
from bot.sandbox.delivery import ACK_SECONDS
from bot.sandbox.manifest import Manifest
from bot.sandbox.page.routes import page_routes
from bot.sandbox.server import RunningSandbox, start
from bot.sandbox.workspace import Workspace
from bot.services.asks import outgoing
from bot.services.people.directory import sync_directory
from bot.services.people.profiles import learn_workplace, sign_up
from bot.settings import Settings, embedded_database
from store.migrate import upgrade

HELP_CHANNEL = "help-wanted"
ANSWERED_AFTER = timedelta(hours=3)
CLOSED_AFTER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class LocalMentor:
    """The running workspace and the bot wired to it."""

    workspace: Workspace
    running: RunningSandbox
    mentor: Mentor


def opening_moment(now: datetime, days_off: Collection[date] = ()) -> datetime:
    """The next moment at which all three offices of the seeded company are at work: a weekday, 14:30 UTC.

    There the local clock begins, so that what is sent in working hours arrives while somebody is looking.
    """
    moment = now.replace(hour=14, minute=30, second=0, microsecond=0)
    while moment < now or moment.weekday() not in range(5) or moment.date() in days_off:
        moment += timedelta(days=1)
    return moment


def start_workspace(
    port: int, clock: MovableClock, ack_seconds: float = ACK_SECONDS
) -> tuple[Company, Workspace, RunningSandbox]:
    """Start the seeded workspace with its page on the loopback. OSError where the port is taken."""
    company = load_company()
    holidays = PublicHolidays(clock)
    days_off = {day for user in company.users for day in holidays(user.tz)}
    clock.advance(opening_moment(clock.now(), days_off) - clock.now())
    manifest = Manifest.read(MANIFEST)
    workspace = Workspace(
        *(company.users, company.channels, manifest, clock),
        rate_limits=True,
        team_name=company.name,
        ack_seconds=ack_seconds,
    )
    let_them_talk(workspace, company)
    return company, workspace, start(workspace, port=port, extra_routes=page_routes(workspace, company.newcomer))


def tokens_of(workspace: Workspace, running: RunningSandbox) -> dict[str, str]:
    """The settings with which a bot connects to this workspace."""
    return {
        "slack_bot_token": workspace.bot_token,
        "slack_app_token": workspace.app_token,
        "slack_signing_secret": workspace.signing_secret,
        "slack_api_url": running.api_url,
    }


def start_local(settings: Settings, ack_seconds: float = ACK_SECONDS, stop: Stop | None = None) -> LocalMentor:
    """Start the workspace, wire the bot to it, and let the seeded company sign up.

    The workspace forgets everything when it stops, so its embedded database starts empty each time.
    """
    clock = MovableClock()
    company, workspace, running = start_workspace(settings.mentor_port, clock, ack_seconds)
    url = settings.database_url or _fresh_database()
    upgrade(url)
    settings = settings.model_copy(update={**tokens_of(workspace, running), "database_url": url})
    mentor = build_app(settings, clock=clock, stop=stop)
    sync_directory(mentor.context, clock.now())
    populate(mentor, company)
    return LocalMentor(workspace, running, mentor)


def _fresh_database() -> str:
    url = embedded_database("workspace.db")
    for left in Path("var").glob("workspace.db*"):
        left.unlink()
    return url


def populate(mentor: Mentor, company: Company) -> None:
    """Sign up those who already have, let past questions be answered, and choose the help channel."""
    words, zones = built_in(), {user.id: user.tz for user in company.users}
    for signup in company.signups:
        sign_up(mentor.context, UserId(signup.user_id), *_filled_in(signup, words, zones[signup.user_id]))
        learn_workplace(mentor.context, UserId(signup.user_id))
    channel = next(one.id for one in company.channels if one.name == HELP_CHANNEL)
    now = mentor.context.clock.now()
    with mentor.context.store.write() as tx:
        tx.settings.set(outgoing.HELP_CHANNEL, channel)
        for number, answer in enumerate(company.answers):
            tx.asks.save(_answered(answer, AskId(f"seeded{number}"), words, now))


def _filled_in(signup: Signup, words: Vocabulary, zone: str) -> tuple[AboutMe, FineTuning]:
    me = AboutMe(
        offers=tuple(words.skill(name) for name in signup.offers),
        wants=tuple(words.skill(name) for name in signup.wants),
        about=signup.about,
        formats=frozenset(Format(name) for name in signup.formats),
    )
    hours = hours_for(zone)
    limits = Limits(signup.max_open_asks, signup.max_pairs)
    return me, FineTuning(signup.languages, limits, hours.days, hours.start, hours.end)


def _answered(answer: PastAnswer, ask_id: AskId, words: Vocabulary, now: datetime) -> Ask:
    asked = now - timedelta(days=answer.days_ago)
    return Ask(
        id=ask_id,
        asker=UserId(answer.asker),
        question=answer.question,
        created_at=asked,
        skills=tuple(words.skill(name) for name in answer.skills),
        state=AskState.CLOSED,
        mentor=UserId(answer.helper),
        accepted_at=asked + ANSWERED_AFTER,
        closed_at=asked + CLOSED_AFTER,
        helped=Helped(answer.rating),
    )
