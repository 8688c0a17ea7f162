"""`/mentor signup` and `/mentor profile`: one form, new or filled in; and leaving."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.people.profile import TO_MENTOR, first_page, left, second_page
from bot.content.vocabulary import built_in
from bot.domain.people.profile import Format, Limits
from bot.domain.people.profile_form import AboutMe, FineTuning
from bot.services.people import profiles
from bot.services.programs.views import that_want_mentors
from handlers.across.home import learn_workplace, refresh_home
from handlers.base.commands import Command, Who
from handlers.base.forms import FormValues
from handlers.base.turn import Turn, turn_of
from handlers.base.wiring import mentor, user_of


def show(turn: Turn) -> None:
    """Open the form: empty for somebody new."""
    profile = profiles.profile_to_fill_in(turn.ctx, turn.user)
    turn.open(first_page(profile), again="profile" if profile else "signup")


def save(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """The first page: from here on they are in. The second page takes its place."""
    ctx, user = mentor(context), user_of(body)
    done = profiles.sign_up(ctx, user, about_me(FormValues(view)))
    mentors = that_want_mentors(ctx, user) if view["private_metadata"] == TO_MENTOR else None
    ack(response_action="update", view=second_page(done.profile, is_new=done.is_new, mentors=mentors))
    learn_workplace(ctx, user)
    refresh_home(ctx, client, user)


def tune(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """The second page."""
    ctx, user = mentor(context), user_of(body)
    profiles.fine_tune(ctx, user, fine_tuning(FormValues(view)))
    ack()
    refresh_home(ctx, client, user)


def leave(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Out, for good; the button asked once more before."""
    turn = turn_of(context, body, client, ack, respond)
    keeps_list = profiles.leave(turn.ctx, turn.user)
    turn.tell(left(keeps_list=keeps_list), in_place=True)
    refresh_home(turn.ctx, client, turn.user)


def about_me(filled: FormValues) -> AboutMe:
    """The first page as a value."""
    return AboutMe(
        offers=filled.skills("offers", built_in()),
        wants=filled.skills("wants", built_in()),
        about=filled.text("about"),
        formats=frozenset(Format(value) for value in filled.ticked("formats")),
    )


def fine_tuning(filled: FormValues) -> FineTuning:
    """The second page as a value."""
    return FineTuning(
        languages=filled.ticked("languages"),
        limits=Limits(open_asks=filled.number("open_asks"), pairs=filled.number("pairs")),
        days=frozenset(int(day) for day in filled.ticked("days")),
        start=filled.time("start"),
        end=filled.time("end"),
    )


COMMANDS = (Command("signup", show, Who.NEWCOMERS), Command("profile", show))


def register(app: App) -> None:
    app.view(ids.PROFILE_VIEW)(save)
    app.view(ids.PROFILE_MORE_VIEW)(tune)
    app.action(ids.LEAVE)(leave)
