"""`/mentor ask`: the form, and what is sent from it."""

from bot.blocks.asks.ask import HIDE, MOST_SKILLS, ask_modal, ask_sent
from bot.blocks.base import ids
from bot.content.vocabulary import built_in
from bot.domain.asks.ask import AskDraft, Shape, Urgency
from bot.domain.asks.fields import AskField
from bot.domain.asks.references import AskRef, AskTo
from bot.domain.base.ids import UserId
from bot.services.asks import drafting
from bot.services.asks.asking import create_ask
from handlers.base.commands import OnCommand
from handlers.base.forms import FormValues
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Command, Form, Press
from handlers.people.skill_options import chosen_skills


def show(command: Command) -> None:
    """Open the form with the words typed after the command."""
    skills = built_in().found_in(command.words, MOST_SKILLS)
    draft = drafting.draft(command.ctx, command.user, command.words, skills)
    command.open(ask_modal(draft), again=f"ask {command.words}")


def again(press: Press[AskRef]) -> None:
    """Open the form with the words of an ask that ended."""
    draft = drafting.draft_again(press.ctx, press.user, press.about.ask_id)
    press.open(ask_modal(draft), again=f"ask {draft.question}")


def send(form: Form[AskTo]) -> None:
    """Make the ask. The view's id stands for the delivery: submitted twice, it is one ask."""
    draft = filled_in(form.values, form.about.only)
    form.becomes(ask_sent(create_ask(form.ctx, form.user, draft, delivery_key=form.view_id)))


def filled_in(filled: FormValues, only: UserId | None) -> AskDraft:
    """The form as a value."""
    return AskDraft(
        question=filled.text(AskField.QUESTION),
        skills=chosen_skills(filled, AskField.SKILLS),
        tried=filled.text(AskField.TRIED),
        urgency=Urgency(filled.chosen(AskField.URGENCY)),
        shape=Shape(filled.chosen(AskField.SHAPE)),
        name_hidden=HIDE in filled.ticked(AskField.PRIVACY),
        excluded=frozenset(filled.users(AskField.EXCLUDED)),
        only=only,
    )


LISTENERS = (OnCommand("ask", show), OnForm(ids.ASK_VIEW, AskTo, send), OnPress(ids.ASK_AGAIN, AskRef, again))
