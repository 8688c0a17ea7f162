"""Texts that people are found by."""

from enum import StrEnum


class HitKind(StrEnum):
    """What such a text is."""

    ANSWER = "answer"
    """A past ask this person answered."""
    PROFILE = "profile"
    """Their skills and line about themselves."""
