"""Joining programs, declining, and leaving them."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.programs import join as blocks
from bot.content.vocabulary import built_in
from bot.domain.base.errors import InvalidField
from bot.domain.base.ids import ProgramId
from bot.domain.mentorships.formats import Role
from bot.domain.programs.joining import Joining
from bot.domain.programs.program import WorkingValue
from bot.services.programs import programs
from bot.services.programs.views import my_program
from handlers.across.home import refresh_home
from handlers.base.forms import FormValues
from handlers.base.sheets import show
from handlers.base.turn import Turn, turn_of
from handlers.base.wiring import mentor, user_of


def opened(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The form, empty or as it was filled in before."""
    _open(turn_of(context, body, client, ack, respond))


def opened_as_mentor(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The same, with the role of a mentor chosen."""
    _open(turn_of(context, body, client, ack, respond), Role.MENTOR)


def _open(turn: Turn, role: Role | None = None) -> None:
    program, said = programs.program_to_join(turn.ctx, turn.user, ProgramId(turn.words))
    turn.open(blocks.join_form(program, said, role), again="hub")


def save(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """From here on they are in; the program's own questions follow, where there are any."""
    ctx, user, program_id = mentor(context), user_of(body), ProgramId(view["private_metadata"])
    said = programs.join(ctx, user, program_id, joining_of(FormValues(view)))
    program = my_program(ctx, user, program_id).program
    next_view = blocks.answers_form(program, said.answers) if program.questions else blocks.joined(program)
    ack(response_action="update", view=next_view)
    refresh_home(ctx, client, user)


def answer(context: BoltContext, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
    """The program's own questions."""
    ctx, user, program_id = mentor(context), user_of(body), ProgramId(view["private_metadata"])
    program, filled = my_program(ctx, user, program_id).program, FormValues(view)
    answers = tuple(filled.text(f"answer_{n}") for n in range(len(program.questions)))
    programs.answer_questions(ctx, user, program_id, answers)
    ack(response_action="update", view=blocks.joined(program))


def decline(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Not for them; the message shows it in place."""
    turn = turn_of(context, body, client, ack, respond)
    program = programs.decline(turn.ctx, turn.user, ProgramId(turn.words))
    turn.tell(blocks.declined(program), in_place=True)
    refresh_home(turn.ctx, client, turn.user)


def leave(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Out of a program; the button asked once more before."""
    turn = turn_of(context, body, client, ack, respond)
    show(turn, blocks.left(programs.leave(turn.ctx, turn.user, ProgramId(turn.words))), again="hub")
    refresh_home(turn.ctx, client, turn.user)


def card(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """A program as somebody in it sees it."""
    turn = turn_of(context, body, client, ack, respond)
    show(turn, blocks.card(my_program(turn.ctx, turn.user, ProgramId(turn.words))), again="hub")


def joining_of(filled: FormValues) -> Joining:
    """The form as a value. Raises `InvalidField`."""
    if not filled.chosen("role"):
        raise InvalidField("role", "required")
    return Joining(
        role=Role(filled.chosen("role")),
        goals=filled.text("goals"),
        objective=filled.text("objective"),
        wants=filled.skills("wants", built_in()),
        values=frozenset(WorkingValue(value) for value in filled.ticked("values")),
    )


def register(app: App) -> None:
    app.action(ids.JOIN)(opened)
    app.action(ids.JOIN_AS_MENTOR)(opened_as_mentor)
    app.action(ids.JOIN_NOT)(decline)
    app.action(ids.LEAVE_PROGRAM)(leave)
    app.action(ids.MY_PROGRAM)(card)
    app.view(ids.JOIN_VIEW)(save)
    app.view(ids.JOIN_ANSWERS_VIEW)(answer)
