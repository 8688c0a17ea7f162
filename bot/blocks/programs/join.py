"""Invitations to programs, joining them, and a program as its people see it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ConfirmObject

from bot.blocks.base import ids
from bot.blocks.base.forms import field, modal, multi_select, options, select, skills_input, text_input
from bot.blocks.base.kit import BlockDict, Rendered, actions, button, confirm, message, section, small
from bot.blocks.base.notice import notice
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import mrkdwn, paragraph, plain, shortened
from bot.blocks.mentorships.seeking import where
from bot.blocks.programs.phrases import facts
from bot.blocks.programs.programs import sheet
from bot.blocks.programs.queue import lines as lines_of
from bot.domain.base.references import ProgramRef
from bot.domain.mentorships.formats import MentorshipFormat, Role
from bot.domain.programs.fields import AnswerField, JoinField
from bot.domain.programs.joining import WORDS_LIMIT, roles_of
from bot.domain.programs.notes import InvitationNote
from bot.domain.programs.program import Participation, Program, WorkingValue
from bot.domain.programs.references import ShownIn
from bot.domain.programs.views import MyProgram


@renders(InvitationNote)
def invitation(note: InvitationNote) -> Rendered:
    """The invitation; once answered, what was answered."""
    its = note.program
    if note.answer:
        words = mrkdwn(f"join.{note.answer}", name=its.name)
        again = (
            [button(plain("join.join_after_all"), ids.JOIN, ProgramRef(its.id))] if note.answer == "declined" else []
        )
        last = small(mrkdwn(f"join.{note.answer}_next"))
        text = mrkdwn(f"join.{note.answer}_text", name=its.name)
        return message(text, section(words), actions(again) if again else None, last)
    buttons = [
        button(plain("join.join"), ids.JOIN, ProgramRef(its.id), style="primary"),
        button(plain("join.not_for_me"), ids.JOIN_NOT, ProgramRef(its.id)),
    ]
    return message(
        mrkdwn("join.text", name=its.name),
        section(mrkdwn("join.first", name=its.name)),
        section(paragraph(facts(its, "join.what"), mrkdwn(f"join.how_{its.format}"))),
        actions(buttons),
        small(mrkdwn("join.next" if its.rules.both_accept else "join.next_sure")),
    )


def join_form(
    program: Program, said: Participation | None, role: Role | None = None, usual: Role | None = None
) -> BlockDict:
    """What somebody fills in to join, or to change what they said. `role` is chosen beforehand, if any; `usual` where
    nothing was said yet."""
    roles = options((each.value, _role_label(program, each)) for each in roles_of(program))
    role = role or (said.role if said else usual)
    role = role if role in roles_of(program) else roles_of(program)[0]
    goals = text_input(
        JoinField.GOALS, said.goals if said else "", plain("join.goals_placeholder"), WORDS_LIMIT, multiline=True
    )
    values = options((value.value, plain(f"join.value_{value}")) for value in WorkingValue)
    chosen = multi_select(JoinField.VALUES, values, said.values if said else ())
    wants = skills_input(ids.SKILL_OPTIONS_JOIN, said.wants if said else (), plain("join.wants_placeholder"))
    what = facts(program, "join.what")
    blocks: list[Block] = [
        section(mrkdwn("join.form_first", name=program.name, what=what)),
        field(JoinField.ROLE, plain("join.role"), select(JoinField.ROLE, roles, role)),
        *_objective(program, said),
        field(JoinField.GOALS, plain("join.goals"), goals, plain("join.goals_hint"), optional=True),
        field(JoinField.WANTS, plain("join.wants"), wants, plain("join.wants_hint"), optional=True),
        field(JoinField.VALUES, plain("join.values"), chosen, plain("join.values_hint"), optional=True),
    ]
    is_in = said is not None and said.left_at is None
    submit = plain("join.next_page" if program.questions else "join.save" if is_in else "join.submit")
    return modal(ids.JOIN_VIEW, plain("join.title"), submit, plain("join.cancel"), blocks, note=ProgramRef(program.id))


def _objective(program: Program, said: Participation | None) -> Sequence[Block]:
    if program.format is not MentorshipFormat.REVERSE:
        return ()
    typed = text_input(JoinField.OBJECTIVE, said.objective if said else "", " ", WORDS_LIMIT, multiline=True)
    return (field(JoinField.OBJECTIVE, plain("join.objective"), typed, plain("join.objective_hint")),)


def _role_label(program: Program, role: Role) -> str:
    return plain(f"join.role_{_side(program, role)}")


def _side(program: Program, role: Role) -> str:
    return f"{role}_reverse" if program.format is MentorshipFormat.REVERSE else str(role)


def answers_form(program: Program, answers: Sequence[str]) -> BlockDict:
    """The program's own questions. By now they are in; closing this page loses nothing."""
    said = [*answers, *[""] * len(program.questions)]
    asked = [
        field(name, question, text_input("text", typed, " ", WORDS_LIMIT), optional=True)
        for name, question, typed in zip(AnswerField, program.questions, said, strict=False)
    ]
    blocks = [section(mrkdwn("join.answers_first", name=program.name)), *asked]
    title, submit, later = (plain(f"join.{part}") for part in ("answers_title", "save", "answers_later"))
    return modal(ids.JOIN_ANSWERS_VIEW, title, submit, later, blocks, note=ProgramRef(program.id))


def joined(program: Program) -> BlockDict:
    """They are in, and what happens next."""
    blocks = [section(mrkdwn("join.in_first", name=program.name)), small(mrkdwn("join.in_next"))]
    return sheet(plain("join.done_title"), blocks, plain("join.done_close"))


def declined(program: Program) -> Rendered:
    """Not for them."""
    words = mrkdwn("join.not_me", name=program.name)
    again = actions([button(plain("join.join_after_all"), ids.JOIN, ProgramRef(program.id))])
    text = mrkdwn("join.declined_text", name=program.name)
    return message(text, section(words), again, small(mrkdwn("join.declined_next")))


def left(program: Program) -> BlockDict:
    """Out of the program."""
    words = mrkdwn("join.left", name=program.name)
    return notice(message(words, section(f"*{words}*"), small(mrkdwn("join.left_next"))))


def lines(mine: Sequence[MyProgram]) -> list[Block]:
    """Programs in the hub: those they are in, and those they may join."""
    if not mine:
        return []
    return [section(mrkdwn("join.mine")), *(_line(one) for one in mine)]


def _line(one: MyProgram) -> Block:
    its = one.program
    if one.participation is None:
        words = mrkdwn("join.open_line", name=its.name)
        return section(words, accessory=button(plain("join.join"), ids.JOIN, ProgramRef(its.id)))
    words = mrkdwn("join.mine_line", name=its.name, state=its.state)
    if one.place is not None and one.place.is_queued:
        words = f"{words}\n{where(one.place)}"
    return section(words, accessory=button(plain("join.details"), ids.MY_PROGRAM, ProgramRef(its.id)))


def card(mine: MyProgram) -> BlockDict:
    """A program as somebody in it sees it."""
    its, said = mine.program, mine.participation
    blocks: list[Block | None] = [
        section(mrkdwn("join.card_first", name=its.name, state=its.state)),
        section(facts(its, "join.what")),
        section("\n".join(_said(mine))) if said else None,
        *(lines_of([mine.place], ShownIn.CARD) if mine.place else ()),
        actions(
            [
                button(plain("join.change"), ids.JOIN, ProgramRef(its.id)),
                button(plain("join.leave"), ids.LEAVE_PROGRAM, ProgramRef(its.id), style="danger", confirm=_sure()),
            ]
        )
        if said
        else None,
        small(mrkdwn(f"join.next_{its.state}")),
    ]
    return sheet(plain("join.card_title"), blocks, plain("join.card_close"))


def _said(mine: MyProgram) -> list[str]:
    said = mine.participation
    if said is None:
        return []
    told = [mrkdwn("join.card_role", role=_side(mine.program, said.role), n=mine.others)]
    if said.goals:
        told.append(mrkdwn("join.card_goals", goals=shortened(said.goals, 300)))
    if said.objective:
        told.append(mrkdwn("join.card_objective", objective=shortened(said.objective, 300)))
    return told


def _sure() -> ConfirmObject:
    return confirm(
        plain("join.leave_title"), mrkdwn("join.leave_what"), plain("join.leave_yes"), plain("join.leave_no")
    )
