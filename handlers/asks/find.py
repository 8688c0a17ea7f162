"""`/mentor find`: who knows something."""

from bot.blocks.asks.ask import MOST_SKILLS, ask_modal
from bot.blocks.asks.find import WORDS_LIMIT, find_modal, found
from bot.blocks.base import ids
from bot.blocks.base.notice import notice
from bot.content.vocabulary import built_in
from bot.domain.asks.fields import FindField
from bot.domain.asks.outcomes import FindResult
from bot.domain.asks.references import FoundPage, FoundPerson
from bot.domain.base.ids import UserId
from bot.domain.base.references import Nothing
from bot.services.asks import drafting
from bot.services.asks.finding import find
from bot.services.context import Context
from handlers.base.commands import OnCommand
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Command, Form, Press

QUESTION_WORDS = 4
"""So many words make a question, which the ask begins with; fewer name a skill."""


def show(command: Command) -> None:
    """The best five, or the form that asks what to look for."""
    if command.words:
        command.tell(found(search(command.ctx, command.user, command.words)))
    else:
        command.open(find_modal(), again="find")


def search(ctx: Context, user: UserId, words: str, page: int = 0) -> FindResult:
    """One page of people."""
    return find(ctx, user, words[:WORDS_LIMIT], page, built_in().found_in(words, MOST_SKILLS))


def typed(form: Form[Nothing]) -> None:
    """What to look for, from the form; the people take its place."""
    form.becomes(notice(found(search(form.ctx, form.user, form.values.text(FindField.WORDS)))))


def turn_page(press: Press[FoundPage]) -> None:
    """Another page, in place."""
    press.tell(found(search(press.ctx, press.user, press.about.words, press.about.page)), in_place=True)


def ask(press: Press[FoundPerson]) -> None:
    """The ask form, toward one person."""
    words = press.about.words
    question = words if len(words.split()) >= QUESTION_WORDS else ""
    skills = built_in().found_in(words, MOST_SKILLS)
    draft, name = drafting.draft_for(press.ctx, press.user, press.about.user_id, question, skills)
    press.open(ask_modal(draft, name), again=f"find {words}")


LISTENERS = (
    OnCommand("find", show),
    OnForm(ids.FIND_VIEW, Nothing, typed),
    OnPress(ids.FIND_PAGE, FoundPage, turn_page),
    OnPress(ids.FIND_ASK, FoundPerson, ask),
)
