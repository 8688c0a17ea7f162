"""Every field in which skills are typed: suggestions while one types, and reading what was chosen."""

from collections.abc import Sequence

from bot.blocks.base import ids
from bot.blocks.base.kit import BlockDict
from bot.blocks.people.profile import suggested
from bot.content.vocabulary import built_in
from bot.domain.base.errors import InvalidField
from bot.domain.base.fields import Field
from bot.domain.base.references import Nothing
from bot.domain.base.skill import Skill
from bot.services.people.profiles import suggest_skills
from handlers.base.forms import FormValues
from handlers.base.listeners import OnTyping
from handlers.base.turn import Typing

FIELDS = (ids.SKILL_OPTIONS_OFFERS, ids.SKILL_OPTIONS_WANTS, ids.SKILL_OPTIONS_ASK, ids.SKILL_OPTIONS_JOIN)


def suggest(typing: Typing[Nothing]) -> Sequence[BlockDict]:
    """What the typed beginning may mean."""
    found = suggest_skills(typing.ctx, built_in(), typing.typed)
    return suggested(found.known, found.typed)


def chosen_skills(filled: FormValues, name: Field) -> tuple[Skill, ...]:
    """The skills chosen in a field. Raises `InvalidField` for it."""
    try:
        return built_in().skills(filled.ticked(name))
    except InvalidField as error:
        raise InvalidField(name, error.problem, **error.values) from error


LISTENERS = tuple(OnTyping(action_id, Nothing, suggest) for action_id in FIELDS)
