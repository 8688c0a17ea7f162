"""`/mentor signup` and `/mentor profile`: one form, new or filled in; and leaving."""

import structlog
from slack_sdk.errors import SlackClientError

from bot.blocks.base import ids
from bot.blocks.people.profile import first_page, left, second_page
from bot.domain.base.ids import UserId
from bot.domain.base.references import Nothing
from bot.domain.people.fields import ProfileField, TuningField
from bot.domain.people.profile import Format, Limits
from bot.domain.people.profile_form import AboutMe, FineTuning
from bot.services.context import Context
from bot.services.people import profiles
from handlers.base.commands import OnCommand, Who
from handlers.base.forms import FormValues
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Command, Form, Press
from handlers.people.skill_options import chosen_skills

log = structlog.get_logger(__name__)


def show(command: Command) -> None:
    """Open the form: empty for somebody new."""
    profile = profiles.profile_to_fill_in(command.ctx, command.user)
    command.open(first_page(profile), again="profile" if profile else "signup")


def save(form: Form[Nothing]) -> None:
    """The first page: from here on they are in. The second page takes its place."""
    done = profiles.sign_up(form.ctx, form.user, about_me(form.values))
    form.becomes(second_page(done.profile, is_new=done.is_new))
    learn_workplace(form.ctx, form.user)


def tune(form: Form[Nothing]) -> None:
    """The second page."""
    profiles.fine_tune(form.ctx, form.user, fine_tuning(form.values))
    form.closes()


def leave(press: Press[Nothing]) -> None:
    """Out, for good; the button asked once more before."""
    keeps_list = profiles.leave(press.ctx, press.user)
    press.tell(left(keeps_list=keeps_list), in_place=True)


def learn_workplace(ctx: Context, user: UserId) -> None:
    """Office, department and manager of somebody who just told us about themselves; the next change tries again.

    Called after the form is acknowledged, for it asks Slack.
    """
    try:
        profiles.learn_workplace(ctx, user)
    except (SlackClientError, OSError) as error:
        log.warning("workplace not learned", why=type(error).__name__)


def about_me(filled: FormValues) -> AboutMe:
    """The first page as a value."""
    return AboutMe(
        offers=chosen_skills(filled, ProfileField.OFFERS),
        wants=chosen_skills(filled, ProfileField.WANTS),
        about=filled.text(ProfileField.ABOUT),
        formats=frozenset(Format(value) for value in filled.ticked(ProfileField.FORMATS)),
    )


def fine_tuning(filled: FormValues) -> FineTuning:
    """The second page as a value."""
    return FineTuning(
        languages=filled.ticked(TuningField.LANGUAGES),
        limits=Limits(open_asks=filled.number(TuningField.OPEN_ASKS), pairs=filled.number(TuningField.PAIRS)),
        days=frozenset(int(day) for day in filled.ticked(TuningField.DAYS)),
        start=filled.time(TuningField.START),
        end=filled.time(TuningField.END),
    )


LISTENERS = (
    OnCommand("signup", show, Who.NEWCOMERS),
    OnCommand("profile", show),
    OnForm(ids.PROFILE_VIEW, Nothing, save),
    OnForm(ids.PROFILE_MORE_VIEW, Nothing, tune),
    OnPress(ids.LEAVE, Nothing, leave),
)
