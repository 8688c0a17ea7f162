"""Joining programs, declining, and leaving them."""

from functools import partial

from bot.blocks.base import ids
from bot.blocks.programs import join as blocks
from bot.domain.base.errors import InvalidField
from bot.domain.base.references import ProgramRef
from bot.domain.mentorships.formats import Role
from bot.domain.programs.fields import AnswerField, JoinField
from bot.domain.programs.joining import Joining
from bot.domain.programs.program import WorkingValue
from bot.services.programs import programs
from bot.services.programs.views import my_program
from handlers.base.forms import FormValues
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Form, Press
from handlers.people.skill_options import chosen_skills


def opened(role: Role | None, press: Press[ProgramRef]) -> None:
    """The form, empty or as it was filled in before; with a role chosen, if any."""
    program, said, usual = programs.program_to_join(press.ctx, press.user, press.about.program_id)
    press.open(blocks.join_form(program, said, role, usual), again="hub")


def save(form: Form[ProgramRef]) -> None:
    """From here on they are in; the program's own questions follow, where there are any."""
    said = programs.join(form.ctx, form.user, form.about.program_id, joining_of(form.values))
    program = my_program(form.ctx, form.user, form.about.program_id).program
    form.becomes(blocks.answers_form(program, said.answers) if program.questions else blocks.joined(program))


def answer(form: Form[ProgramRef]) -> None:
    """The program's own questions."""
    program = my_program(form.ctx, form.user, form.about.program_id).program
    answers = tuple(form.values.text(name) for name, _ in zip(AnswerField, program.questions, strict=False))
    programs.answer_questions(form.ctx, form.user, form.about.program_id, answers)
    form.becomes(blocks.joined(program))


def decline(press: Press[ProgramRef]) -> None:
    """Not for them; the message shows it in place."""
    press.tell(blocks.declined(programs.decline(press.ctx, press.user, press.about.program_id)), in_place=True)


def leave(press: Press[ProgramRef]) -> None:
    """Out of a program; the button asked once more before."""
    press.show(blocks.left(programs.leave(press.ctx, press.user, press.about.program_id)), again="hub")


def card(press: Press[ProgramRef]) -> None:
    """A program as somebody in it sees it."""
    press.show(blocks.card(my_program(press.ctx, press.user, press.about.program_id)), again="hub")


def joining_of(filled: FormValues) -> Joining:
    """The form as a value. Raises `InvalidField`."""
    if not filled.chosen(JoinField.ROLE):
        raise InvalidField(JoinField.ROLE, "required")
    return Joining(
        role=Role(filled.chosen(JoinField.ROLE)),
        goals=filled.text(JoinField.GOALS),
        objective=filled.text(JoinField.OBJECTIVE),
        wants=chosen_skills(filled, JoinField.WANTS),
        values=frozenset(WorkingValue(value) for value in filled.ticked(JoinField.VALUES)),
    )


LISTENERS = (
    OnPress(ids.JOIN, ProgramRef, partial(opened, None)),
    OnPress(ids.JOIN_AS_MENTOR, ProgramRef, partial(opened, Role.MENTOR)),
    OnPress(ids.JOIN_NOT, ProgramRef, decline),
    OnPress(ids.LEAVE_PROGRAM, ProgramRef, leave),
    OnPress(ids.MY_PROGRAM, ProgramRef, card),
    OnForm(ids.JOIN_VIEW, ProgramRef, save),
    OnForm(ids.JOIN_ANSWERS_VIEW, ProgramRef, answer),
)
