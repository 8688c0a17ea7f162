"""Programs for admins: the list, setting one up, inviting, and moving it on."""

from bot.blocks.base import ids
from bot.blocks.base.kit import BlockDict
from bot.blocks.programs import forms
from bot.blocks.programs import programs as blocks
from bot.domain.base.errors import InvalidField
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.base.references import Nothing, ProgramRef
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm
from bot.domain.programs.fields import BasicsField, InvitedField, RulesField
from bot.domain.programs.joining import Basics
from bot.domain.programs.program import Invited, Program, Purpose, Rules, Weigh
from bot.domain.programs.references import MoveProgram, ProgramForm
from bot.services.context import Context
from bot.services.programs import programs, stages, views
from handlers.base.forms import FormValues
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Form, Press, Turn

AGAIN = "admin programs"
"""The command that opens the list."""


def show_list(turn: Turn) -> None:
    """All programs."""
    turn.show(blocks.programs(views.programs_seen(turn.ctx, turn.user)), AGAIN)


def opened(press: Press[ProgramRef]) -> None:
    """One program."""
    _show(press, press.about.program_id)


def new(press: Press[Nothing]) -> None:
    """The first page of a new program."""
    views.programs_seen(press.ctx, press.user)
    press.open(forms.basics(None, press.ctx.clock.now()), AGAIN)


def edit_basics(press: Press[ProgramRef]) -> None:
    """The first page of a program, on top of it."""
    press.open(forms.basics(_program(press), press.ctx.clock.now()), AGAIN)


def edit_who(press: Press[ProgramRef]) -> None:
    """Who may join."""
    press.open(_who(press.ctx, press.user, _program(press)), AGAIN)


def edit_rules(press: Press[ProgramRef]) -> None:
    """What holds in matching."""
    press.open(forms.rules(_program(press), is_new=False), AGAIN)


def _program(press: Press[ProgramRef]) -> Program:
    return views.program_seen(press.ctx, press.user, press.about.program_id).program


def _who(ctx: Context, user: UserId, its: Program, *, is_new: bool = False) -> BlockDict:
    return forms.who(its, views.known_places(ctx, user), is_new=is_new)


def save_basics(form: Form[ProgramForm]) -> None:
    """The first page: a new program is there from now on, and the next page follows."""
    filled, known = basics_of(form.values), form.about.program_id
    if known is not None:
        _saved(form, programs.change(form.ctx, form.user, known, filled))
    else:
        its = programs.create(form.ctx, form.user, filled, form.delivery)
        form.becomes(_who(form.ctx, form.user, its, is_new=True))


def save_who(form: Form[ProgramForm]) -> None:
    """The second page."""
    its = programs.set_invited(form.ctx, form.user, known(form), invited_of(form.values))
    if form.about.is_new:
        form.becomes(forms.rules(its, is_new=True))
    else:
        _saved(form, its)


def save_rules(form: Form[ProgramForm]) -> None:
    """The third page."""
    questions = tuple(form.values.text(RulesField.QUESTIONS).splitlines())
    _saved(form, programs.set_rules(form.ctx, form.user, known(form), rules_of(form.values), questions))


def known(form: Form[ProgramForm]) -> ProgramId:
    """The program of a page. One that is not there yet is never found."""
    return form.about.program_id or ProgramId("")


def _saved(form: Form[ProgramForm], its: Program) -> None:
    form.becomes(blocks.program(views.program_seen(form.ctx, form.user, its.id)))


def invite(press: Press[ProgramRef]) -> None:
    """Send the invitations."""
    _show(press, press.about.program_id, programs.invite(press.ctx, press.user, press.about.program_id))


def move(press: Press[MoveProgram]) -> None:
    """Bring a program to another state."""
    stages.move(press.ctx, press.user, press.about.program_id, press.about.state)
    _show(press, press.about.program_id)


def _show(turn: Turn, program_id: ProgramId, sent: int | None = None) -> None:
    turn.show(blocks.program(views.program_seen(turn.ctx, turn.user, program_id), sent), AGAIN)


def basics_of(filled: FormValues) -> Basics:
    """The first page as a value. Raises `InvalidField`."""
    for name in (BasicsField.PURPOSE, BasicsField.FORMAT, BasicsField.RHYTHM):
        if not filled.chosen(name):
            raise InvalidField(name, "required")
    return Basics(
        name=filled.text(BasicsField.NAME),
        purpose=Purpose(filled.chosen(BasicsField.PURPOSE)),
        format=MentorshipFormat(filled.chosen(BasicsField.FORMAT)),
        starts_on=filled.date(BasicsField.STARTS_ON),
        rhythm=Rhythm(filled.chosen(BasicsField.RHYTHM)),
        length_weeks=filled.number(BasicsField.LENGTH_WEEKS),
        purpose_words=filled.text(BasicsField.PURPOSE_WORDS),
    )


def invited_of(filled: FormValues) -> Invited:
    """The second page as a value."""
    return Invited(
        channel=filled.conversation(InvitedField.CHANNEL),
        departments=frozenset(filled.ticked(InvitedField.DEPARTMENTS)),
        levels=frozenset(filled.ticked(InvitedField.LEVELS)),
        people=frozenset(filled.users(InvitedField.PEOPLE)),
    )


def rules_of(filled: FormValues) -> Rules:
    """The third page as a value, but for the questions."""
    holds, again = filled.ticked(RulesField.HOLDS), filled.chosen(RulesField.AGAIN)
    return Rules(
        both_accept="both_accept" in holds,
        same_team="same_team" in holds,
        again_after_weeks=int(again) if again.isdigit() else None,
        weigh=Weigh(filled.chosen(RulesField.WEIGH)),
    )


LISTENERS = (
    OnPress(ids.PROGRAMS, Nothing, show_list),
    OnPress(ids.PROGRAM, ProgramRef, opened),
    OnPress(ids.PROGRAM_NEW, Nothing, new),
    OnPress(ids.PROGRAM_EDIT, ProgramRef, edit_basics),
    OnPress(ids.PROGRAM_WHO, ProgramRef, edit_who),
    OnPress(ids.PROGRAM_RULES, ProgramRef, edit_rules),
    OnPress(ids.PROGRAM_INVITE, ProgramRef, invite),
    OnPress(ids.PROGRAM_MOVE, MoveProgram, move),
    OnForm(ids.PROGRAM_VIEW, ProgramForm, save_basics),
    OnForm(ids.PROGRAM_WHO_VIEW, ProgramForm, save_who),
    OnForm(ids.PROGRAM_RULES_VIEW, ProgramForm, save_rules),
)
