"""The inputs that modals are made of."""

from collections.abc import Iterable, Sequence
from datetime import date, time

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    ExternalDataMultiSelectElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
)

from bot.blocks.base.kit import BlockDict
from bot.blocks.base.words import shortened
from bot.domain.base.fields import Field
from bot.domain.base.references import METADATA_LIMIT, NOTHING, Reference, encode
from bot.domain.base.skill import SKILLS_LIMIT, Skill

TITLE = 24
"""Characters of a modal's title (docs: views). A longer one, in a language of long words, ends in an ellipsis."""


def modal(
    callback_id: str, title: str, submit: str, close: str, blocks: Sequence[Block], note: Reference = NOTHING
) -> BlockDict:
    """A modal with inputs. `note` is what the submission must know, never anything personal."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": {"type": "plain_text", "text": shortened(title, TITLE)},
        "submit": {"type": "plain_text", "text": submit},
        "close": {"type": "plain_text", "text": close},
        "private_metadata": encode(note, METADATA_LIMIT),
        "blocks": [block.to_dict() for block in blocks],
    }


def field(
    name: Field, label: str, element: InputInteractiveElement, hint: str = "", *, optional: bool = False
) -> InputBlock:
    """An input under its label. Its block id is the name that `InvalidField` calls it by."""
    return InputBlock(
        block_id=name,
        label=PlainTextObject(text=label),
        element=element,
        hint=PlainTextObject(text=hint) if hint else None,
        optional=optional,
    )


def options(pairs: Iterable[tuple[str, str]]) -> list[Option]:
    """Options out of (value, text)."""
    return [Option(value=value, text=PlainTextObject(text=shortened(text, 75))) for value, text in pairs]


def skill_options(skills: Iterable[Skill]) -> list[Option]:
    """Skills as options; the label is the value too, so that it can be read again without any list."""
    return options((skill.label, skill.label) for skill in skills)


def skills_input(action_id: str, chosen: Iterable[Skill], placeholder: str) -> ExternalDataMultiSelectElement:
    """Skills with suggestions as one types; `handlers.people.skill_options` answers for it."""
    return ExternalDataMultiSelectElement(
        action_id=action_id,
        placeholder=PlainTextObject(text=placeholder),
        initial_options=skill_options(chosen) or None,
        min_query_length=1,
        max_selected_items=SKILLS_LIMIT,
    )


def text_input(
    action_id: str, value: str, placeholder: str, limit: int, *, multiline: bool = False
) -> PlainTextInputElement:
    """Typed words, at most `limit` characters."""
    return PlainTextInputElement(
        action_id=action_id,
        initial_value=value or None,
        placeholder=PlainTextObject(text=placeholder),
        max_length=limit,
        multiline=multiline,
    )


def checkboxes(action_id: str, choices: Sequence[Option], ticked: Iterable[str]) -> CheckboxesElement:
    """Boxes to tick."""
    return CheckboxesElement(action_id=action_id, options=choices, initial_options=_those(choices, ticked) or None)


def select(action_id: str, choices: Sequence[Option], chosen: str) -> StaticSelectElement:
    """One of a few."""
    initial = _those(choices, [chosen])
    return StaticSelectElement(action_id=action_id, options=choices, initial_option=initial[0] if initial else None)


def multi_select(action_id: str, choices: Sequence[Option], chosen: Iterable[str]) -> StaticMultiSelectElement:
    """Some of a list."""
    return StaticMultiSelectElement(
        action_id=action_id, options=choices, initial_options=_those(choices, chosen) or None
    )


def time_picker(action_id: str, chosen: time) -> TimePickerElement:
    """A time of the day."""
    return TimePickerElement(action_id=action_id, initial_time=f"{chosen:%H:%M}")


def date_picker(action_id: str, chosen: date) -> DatePickerElement:
    """A day."""
    return DatePickerElement(action_id=action_id, initial_date=chosen.isoformat())


def _those(choices: Sequence[Option], values: Iterable[str]) -> list[Option]:
    wanted = set(values)
    return [option for option in choices if option.value in wanted]
