"""The names of a form's inputs: one enumeration a form, used by its surface, its handler and its errors alike."""

from enum import StrEnum


class Field(StrEnum):
    """Base of all enumerations of inputs. A member's value is the input's block id."""
