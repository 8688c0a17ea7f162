"""Programs for admins: the list, setting one up, inviting, and moving it on."""

import re
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.programs import forms
from bot.blocks.programs import programs as blocks
from bot.domain.base.errors import InvalidField
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm
from bot.domain.programs.joining import Basics
from bot.domain.programs.program import Invited, Program, ProgramState, Purpose, Rules, Weigh
from bot.services.context import Context
from bot.services.programs import programs, stages, views
from handlers.base.forms import FormValues
from handlers.base.sheets import show
from handlers.base.turn import Turn, turn_of
from handlers.base.wiring import delivery_of, mentor, user_of

AGAIN = "admin programs"
"""The command that opens the list."""


def show_list(turn: Turn) -> None:
    """All programs."""
    show(turn, blocks.programs(views.programs_seen(turn.ctx, turn.user)), AGAIN)


def listed(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The button to the list."""
    show_list(turn_of(context, body, client, ack, respond))


def opened(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """One program."""
    _show(turn_of(context, body, client, ack, respond))


def edit(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """One of the pages of a program, on top of it; the first page of a new one where none is named."""
    turn = turn_of(context, body, client, ack, respond)
    page = body["actions"][0]["action_id"]
    if page == ids.PROGRAM_NEW:
        views.programs_seen(turn.ctx, turn.user)
        turn.open(forms.basics(None, turn.ctx.clock.now()), AGAIN)
        return
    its = views.program_seen(turn.ctx, turn.user, ProgramId(turn.words)).program
    turn.open(_page(turn.ctx, turn.user, page, its), AGAIN)


def _page(ctx: Context, user: UserId, page: str, its: Program, *, is_new: bool = False) -> dict[str, Any]:
    if page == ids.PROGRAM_WHO:
        return forms.who(its, views.known_places(ctx, user), is_new=is_new)
    if page == ids.PROGRAM_RULES:
        return forms.rules(its, is_new=is_new)
    return forms.basics(its, ctx.clock.now())


def save_basics(context: BoltContext, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
    """The first page: a new program is there from now on, and the next page follows."""
    ctx, user, filled = mentor(context), user_of(body), basics_of(FormValues(view))
    known = ProgramId(view["private_metadata"])
    if known:
        _saved(ctx, user, programs.change(ctx, user, known, filled), ack)
        return
    its = programs.create(ctx, user, filled, delivery_of(body))
    ack(response_action="update", view=_page(ctx, user, ids.PROGRAM_WHO, its, is_new=True))


def save_who(context: BoltContext, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
    """The second page."""
    ctx, user, filled = mentor(context), user_of(body), FormValues(view)
    program_id, is_new = forms.read_note(view["private_metadata"])
    invited = Invited(
        channel=filled.conversation("channel"),
        departments=frozenset(filled.ticked("departments")),
        levels=frozenset(filled.ticked("levels")),
        people=frozenset(UserId(one) for one in filled.users("people")),
    )
    its = programs.set_invited(ctx, user, ProgramId(program_id), invited)
    if is_new:
        ack(response_action="update", view=_page(ctx, user, ids.PROGRAM_RULES, its, is_new=True))
    else:
        _saved(ctx, user, its, ack)


def save_rules(context: BoltContext, body: dict[str, Any], view: dict[str, Any], ack: Ack) -> None:
    """The third page."""
    ctx, user, filled = mentor(context), user_of(body), FormValues(view)
    program_id, _ = forms.read_note(view["private_metadata"])
    holds, again = filled.ticked("holds"), filled.chosen("again")
    rules = Rules(
        both_accept="both_accept" in holds,
        same_team="same_team" in holds,
        again_after_weeks=int(again) if again.isdigit() else None,
        weigh=Weigh(filled.chosen("weigh")),
    )
    questions = tuple(filled.text("questions").splitlines())
    _saved(ctx, user, programs.set_rules(ctx, user, ProgramId(program_id), rules, questions), ack)


def _saved(ctx: Context, user: UserId, its: Program, ack: Ack) -> None:
    ack(response_action="update", view=blocks.program(views.program_seen(ctx, user, its.id)))


def invite(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Send the invitations."""
    turn = turn_of(context, body, client, ack, respond)
    _show(turn, programs.invite(turn.ctx, turn.user, ProgramId(turn.words)))


def move(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """Bring a program to another state."""
    turn = turn_of(context, body, client, ack, respond)
    state = ProgramState(body["actions"][0]["action_id"].partition(":")[2])
    stages.move(turn.ctx, turn.user, ProgramId(turn.words), state)
    _show(turn)


def _show(turn: Turn, sent: int | None = None) -> None:
    show(turn, blocks.program(views.program_seen(turn.ctx, turn.user, ProgramId(turn.words)), sent), AGAIN)


def basics_of(filled: FormValues) -> Basics:
    """The first page as a value. Raises `InvalidField`."""
    for name in ("purpose", "format", "rhythm"):
        if not filled.chosen(name):
            raise InvalidField(name, "required")
    return Basics(
        name=filled.text("name"),
        purpose=Purpose(filled.chosen("purpose")),
        format=MentorshipFormat(filled.chosen("format")),
        starts_on=filled.date("starts_on"),
        rhythm=Rhythm(filled.chosen("rhythm")),
        length_weeks=filled.number("length_weeks"),
        purpose_words=filled.text("purpose_words"),
    )


def register(app: App) -> None:
    app.action(ids.PROGRAMS)(listed)
    app.action(ids.PROGRAM)(opened)
    for page in (ids.PROGRAM_NEW, ids.PROGRAM_EDIT, ids.PROGRAM_WHO, ids.PROGRAM_RULES):
        app.action(page)(edit)
    app.action(ids.PROGRAM_INVITE)(invite)
    app.action(re.compile(f"^{ids.PROGRAM_MOVE}:"))(move)
    app.view(ids.PROGRAM_VIEW)(save_basics)
    app.view(ids.PROGRAM_WHO_VIEW)(save_who)
    app.view(ids.PROGRAM_RULES_VIEW)(save_rules)
