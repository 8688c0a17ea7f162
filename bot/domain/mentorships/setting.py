"""What a mentorship is begun under, as the wing of mentorships sees it: a program, whose wing stands above."""

from datetime import date
from typing import Protocol

from bot.domain.mentorships.formats import MentorshipFormat, Rhythm


class Setting(Protocol):
    """The terms of a program for the mentorships in it."""

    @property
    def name(self) -> str: ...
    @property
    def format(self) -> MentorshipFormat: ...
    @property
    def rhythm(self) -> Rhythm: ...
    @property
    def purpose(self) -> str:
        """A key of words."""
        ...

    @property
    def purpose_words(self) -> str:
        """The admin's own words for the purpose; empty where the key says it."""
        ...

    def last_day(self, begins: date) -> date:
        """The last day of a mentorship that begins on a day."""
        ...

    def weeks_for(self, begins: date) -> int:
        """How many whole weeks a mentorship is promised that begins on a day."""
        ...


class SaidOnJoining(Protocol):
    """What somebody said when they joined; empty words where nothing."""

    @property
    def goals(self) -> str: ...
    @property
    def objective(self) -> str: ...
