"""Somebody who was mentored would like to mentor: their profile, and then the programs that look for mentors."""

from bot.blocks.base import ids
from bot.blocks.people.profile import second_page
from bot.domain.base.references import Nothing
from bot.services.people import profiles
from bot.services.programs.views import that_want_mentors
from handlers.base.listeners import OnForm
from handlers.base.turn import Form
from handlers.people.profile import about_me, learn_workplace


def save(form: Form[Nothing]) -> None:
    """Keep the first page as the profile does; programs to join stand on the second."""
    done = profiles.sign_up(form.ctx, form.user, about_me(form.values))
    mentors = [(its.id, its.name) for its in that_want_mentors(form.ctx, form.user)]
    form.becomes(second_page(done.profile, is_new=done.is_new, mentors=mentors))
    learn_workplace(form.ctx, form.user)


LISTENERS = (OnForm(ids.PROFILE_MENTOR_VIEW, Nothing, save),)
