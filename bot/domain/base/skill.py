"""A skill, as it is compared and as it is read."""

from dataclasses import dataclass, field

SKILLS_LIMIT = 15
"""Skills in one field."""


@dataclass(frozen=True, slots=True, order=True)
class Skill:
    """A skill: `key` is its normal form (what is compared), `label` is what people read."""

    key: str
    label: str = field(compare=False)
