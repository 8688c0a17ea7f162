"""What speaks for two people as a pair."""

from enum import StrEnum


class MatchingFactor(StrEnum):
    """What a part of a pair's score stands for; reasons carry the same names."""

    SKILLS = "skills"
    """Wanted skills that the other offers; told with their labels."""
    PURPOSE = "purpose"
    """Words of goals, objective and purpose in what the other says; told with the words."""
    HOURS = "hours"
    """Working hours in common; told with the part of the mentee's day, or empty."""
    LANGUAGE = "language"
    """Told with the languages."""
    LEVEL = "level"
    """Steps between the two; told with the mentor's level."""
    NEW_PERSPECTIVE = "new_perspective"
    """Another department or place; told with the mentor's department and office."""
    VALUES = "values"
    """Working values in common; told with their names."""
    RATINGS = "ratings"
    """What earlier partners said of both. Never told."""
    ANSWERS = "answers"
    """The program's own questions; told with the numbers of those answered alike, from 1."""
