"""The ask modal, and what follows when it is sent."""

from collections.abc import Iterator
from enum import StrEnum

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    ExternalDataMultiSelectElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.blocks.base import ids
from bot.blocks.base.kit import BlockDict, quote, section, small
from bot.blocks.base.words import mrkdwn, plain
from bot.domain.asks.ask import QUESTION_LIMIT, Ask, AskDraft, AskState, Shape, Urgency
from bot.domain.asks.fields import AskField
from bot.domain.asks.references import AskTo
from bot.domain.base.references import METADATA_LIMIT, encode
from bot.domain.base.skill import Skill

HIDE = "hide"
MOST_SKILLS = 5
MOST_EXCLUDED = 30


def ask_modal(draft: AskDraft, only_name: str = "") -> BlockDict:
    """The modal, prefilled. `only_name` is the one person it goes to; then nobody needs to be left out."""
    blocks = [*_first(draft, only_name), *_inputs(draft)]
    if draft.only is None:
        blocks.append(_excluded(draft))
    view = View(
        type="modal",
        callback_id=ids.ASK_VIEW,
        private_metadata=encode(AskTo(draft.only), METADATA_LIMIT),
        title=plain("ask.title"),
        submit=plain("ask.submit"),
        close=plain("ask.close"),
        blocks=blocks,
    )
    return view.to_dict()


def _first(draft: AskDraft, only_name: str) -> Iterator[Block]:
    if draft.only is not None:
        yield section(mrkdwn("ask.only", name=only_name))
    if len(draft.question) > QUESTION_LIMIT:
        yield section(mrkdwn("ask.cut", length=len(draft.question), limit=QUESTION_LIMIT))
        yield quote(draft.question[QUESTION_LIMIT:])


def _inputs(draft: AskDraft) -> list[Block]:
    return [
        _question(draft.question[:QUESTION_LIMIT]),
        _skills(draft),
        _choice(AskField.URGENCY, Urgency, draft.urgency),
        _choice(AskField.SHAPE, Shape, draft.shape),
        _tried(draft.tried),
        _privacy(draft.name_hidden),
    ]


def _input(
    name: AskField, element: InputInteractiveElement, hint: str | None = None, optional: bool = False
) -> InputBlock:
    return InputBlock(block_id=name, label=plain(f"ask.{name}"), hint=hint, element=element, optional=optional)


def _question(typed: str) -> InputBlock:
    element = PlainTextInputElement(
        action_id=AskField.QUESTION,
        multiline=True,
        max_length=QUESTION_LIMIT,
        initial_value=typed or None,
        placeholder=plain("ask.question_placeholder"),
        focus_on_load=True,
    )
    return _input(AskField.QUESTION, element, plain("ask.question_hint"))


def _skills(draft: AskDraft) -> InputBlock:
    element = ExternalDataMultiSelectElement(
        action_id=ids.SKILL_OPTIONS_ASK,
        min_query_length=1,
        max_selected_items=MOST_SKILLS,
        initial_options=[skill_option(skill) for skill in draft.skills[:MOST_SKILLS]] or None,
        placeholder=plain("ask.skills_placeholder"),
    )
    return _input(AskField.SKILLS, element, plain("ask.skills_hint"), optional=True)


def skill_option(skill: Skill) -> Option:
    """A skill as an option: the label is what is shown, and what comes back."""
    return Option(value=skill.label, text=PlainTextObject(text=skill.label, emoji=False))


def _choice(name: AskField, kind: type[StrEnum], chosen: StrEnum) -> InputBlock:
    options = {one: Option(value=one.value, text=plain(f"ask.{name}_{one}")) for one in kind}
    element = RadioButtonsElement(action_id=name, options=list(options.values()), initial_option=options[chosen])
    return _input(name, element)


def _tried(typed: str) -> InputBlock:
    element = PlainTextInputElement(
        action_id=AskField.TRIED,
        multiline=True,
        max_length=QUESTION_LIMIT,
        initial_value=typed[:QUESTION_LIMIT] or None,
    )
    return _input(AskField.TRIED, element, plain("ask.tried_hint"), optional=True)


def _privacy(hidden: bool) -> InputBlock:
    hide = Option(value=HIDE, text=plain("ask.hide"), description=plain("ask.hide_note"))
    element = CheckboxesElement(action_id=AskField.PRIVACY, options=[hide], initial_options=[hide] if hidden else None)
    return _input(AskField.PRIVACY, element, optional=True)


def _excluded(draft: AskDraft) -> InputBlock:
    element = UserMultiSelectElement(
        action_id=AskField.EXCLUDED,
        max_selected_items=MOST_EXCLUDED,
        initial_users=sorted(draft.excluded)[:MOST_EXCLUDED] or None,
    )
    return _input(AskField.EXCLUDED, element, plain("ask.excluded_hint"), optional=True)


def ask_sent(ask: Ask) -> BlockDict:
    """What takes the modal's place: where the ask is now, and when the asker hears again."""
    nobody = ask.state is AskState.EXHAUSTED
    view = View(
        type="modal",
        title=plain("ask.sent_title"),
        close=plain("ask.sent_close"),
        blocks=[
            section(mrkdwn(f"ask.{_sent_first(ask)}")),
            quote(ask.question),
            small(mrkdwn("ask.sent_nobody_next" if nobody else "ask.sent_next")),
        ],
    )
    return view.to_dict()


def _sent_first(ask: Ask) -> str:
    if ask.state is AskState.EXHAUSTED:
        return "sent_nobody"
    if ask.only is not None:
        return "sent_only"
    return "sent_urgent" if ask.urgency is Urgency.TODAY else "sent_routing"
