"""The three pages on which an admin sets up a program."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    InputInteractiveElement,
    UserMultiSelectElement,
)

from bot.blocks.base import ids
from bot.blocks.base.forms import checkboxes, date_picker, field, modal, multi_select, options, select, text_input
from bot.blocks.base.kit import BlockDict, section, small
from bot.blocks.base.language import lasting
from bot.blocks.base.words import mrkdwn, plain
from bot.domain.base.fields import Field
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.mentorships.formats import OF_TWO, MentorshipFormat, Rhythm
from bot.domain.programs.fields import BasicsField, InvitedField, RulesField
from bot.domain.programs.joining import LENGTHS, NAME_LIMIT, QUESTION_LIMIT, WORDS_LIMIT
from bot.domain.programs.program import MOST_QUESTIONS, Program, Purpose, Weigh
from bot.domain.programs.references import ProgramForm
from bot.domain.programs.views import Known

AGAIN = (4, 12, 26, 52)
"""Weeks after which the same two may be matched again."""
MOST_CHOICES = 100
"""Options of a select (docs: multi static select)."""
LONGEST_CHOICE = 150
"""Characters of what an option stands for (docs: option object). A longer name cannot be chosen."""
STARTS_IN = timedelta(days=14)
"""When a new program starts, unless somebody says otherwise."""


def basics(program: Program | None, now: datetime) -> BlockDict:
    """The first page: what the program is; with what is usual for a new one."""
    its = program or _usual(now)
    purpose_words = text_input(BasicsField.PURPOSE_WORDS, its.purpose_words, " ", WORDS_LIMIT, multiline=True)
    name = text_input(BasicsField.NAME, its.name, plain("forms.name_placeholder"), NAME_LIMIT)
    lengths = options((str(weeks), lasting(weeks, "week")) for weeks in LENGTHS)
    blocks: list[Block] = [
        field(BasicsField.NAME, plain("forms.name"), name),
        field(BasicsField.PURPOSE, plain("forms.purpose"), _choice(BasicsField.PURPOSE, Purpose, its.purpose)),
        _optional(
            BasicsField.PURPOSE_WORDS,
            plain("forms.purpose_words"),
            purpose_words,
            plain("forms.purpose_words_hint"),
        ),
        field(
            BasicsField.FORMAT,
            plain("forms.format"),
            _choice(BasicsField.FORMAT, OF_TWO, its.format),
            plain("forms.format_hint"),
        ),
        field(BasicsField.STARTS_ON, plain("forms.starts_on"), date_picker(BasicsField.STARTS_ON, its.starts_on)),
        field(BasicsField.RHYTHM, plain("forms.rhythm"), _choice(BasicsField.RHYTHM, Rhythm, its.rhythm)),
        field(
            BasicsField.LENGTH_WEEKS,
            plain("forms.length_weeks"),
            select(BasicsField.LENGTH_WEEKS, lengths, str(its.length_weeks)),
        ),
    ]
    title = plain("forms.basics_title" if program else "forms.basics_title_new")
    submit = plain("forms.submit" if program else "forms.submit_next")
    return modal(ids.PROGRAM_VIEW, title, submit, plain("forms.cancel"), blocks, note=ProgramForm(its.id or None))


def _usual(now: datetime) -> Program:
    usual = (Purpose.ONBOARDING, MentorshipFormat.ONE_TO_ONE)
    return Program(ProgramId(""), "", *usual, UserId(""), now, now.date() + STARTS_IN)


def who(program: Program, known: Known, *, is_new: bool) -> BlockDict:
    """The second page: who may join. What the directory does not know of is not asked."""
    invited = program.invited
    channel = ConversationSelectElement(
        action_id=InvitedField.CHANNEL,
        initial_conversation=invited.channel or None,
        filter=ConversationFilter(include=["public"], exclude_external_shared_channels=True, exclude_bot_users=True),
    )
    people = UserMultiSelectElement(action_id=InvitedField.PEOPLE, initial_users=sorted(invited.people) or None)
    blocks = [
        section(mrkdwn("forms.who_first", name=program.name)),
        _optional(InvitedField.CHANNEL, plain("forms.channel"), channel),
        *_among(InvitedField.DEPARTMENTS, known.departments, invited.departments),
        *_among(InvitedField.LEVELS, known.levels, invited.levels),
        _optional(InvitedField.PEOPLE, plain("forms.named"), people),
        small(mrkdwn("forms.who_next")),
    ]
    return _page(ids.PROGRAM_WHO_VIEW, "forms.who_title", blocks, program, is_new=is_new)


def rules(program: Program, *, is_new: bool) -> BlockDict:
    """The third page: what holds in matching, and the program's own questions."""
    held = program.rules
    ticked = [name for name in ("both_accept", "same_team") if getattr(held, name)]
    boxes = options((name, plain(f"forms.holds_{name}")) for name in ("both_accept", "same_team"))
    again = [(str(weeks), plain("forms.again_choice", again=lasting(weeks, "week"))) for weeks in AGAIN]
    never = ("never", plain("forms.again_choice_never"))
    weeks = "never" if held.again_after_weeks is None else str(held.again_after_weeks)
    weigh = options((each.value, plain(f"forms.choice_{each}")) for each in Weigh)
    limit = MOST_QUESTIONS * (QUESTION_LIMIT + 1)
    asked = text_input(RulesField.QUESTIONS, "\n".join(program.questions), " ", limit, multiline=True)
    blocks: list[Block] = [
        _optional(RulesField.HOLDS, plain("forms.holds"), checkboxes(RulesField.HOLDS, boxes, ticked)),
        field(RulesField.AGAIN, plain("forms.again"), select(RulesField.AGAIN, options([never, *again]), weeks)),
        field(RulesField.WEIGH, plain("forms.weigh"), select(RulesField.WEIGH, weigh, held.weigh)),
        _optional(RulesField.QUESTIONS, plain("forms.questions_label"), asked, plain("forms.questions_hint")),
    ]
    return _page(ids.PROGRAM_RULES_VIEW, "forms.rules_title", blocks, program, is_new=is_new)


def _page(view: str, title: str, blocks: Sequence[Block], program: Program, *, is_new: bool) -> BlockDict:
    submit = "forms.submit_next" if is_new and view == ids.PROGRAM_WHO_VIEW else "forms.submit"
    about = ProgramForm(program.id, is_new)
    return modal(view, plain(title), plain(submit), plain("forms.cancel"), blocks, note=about)


def _choice(name: Field, kind: Iterable[StrEnum], chosen: StrEnum) -> InputInteractiveElement:
    choices = [(each.value, plain(f"forms.{name}_{each}")) for each in kind]
    return select(name, options(choices), chosen)


def _among(name: Field, known: Sequence[str], chosen: frozenset[str]) -> list[Block]:
    # What was chosen before stays, also when nobody of that department is there any more.
    names = sorted(name for name in {*known, *chosen} if len(name) <= LONGEST_CHOICE)[:MOST_CHOICES]
    element = multi_select(name, options((each, each) for each in names), chosen)
    return [_optional(name, plain(f"forms.{name}"), element)] if names else []


def _optional(name: Field, label: str, element: InputInteractiveElement, hint: str = "") -> Block:
    return field(name, label, element, hint, optional=True)
