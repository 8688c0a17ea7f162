"""What can go wrong in the domain's own words. `handlers.base.errors` turns each into a sentence for the person."""

from datetime import datetime

from bot.domain.base.fields import Field


class MentorError(Exception):
    """Base of all errors that a person is told about."""


class NotSignedUp(MentorError):
    """The person has no profile yet."""


class MayNotTakePart(MentorError):
    """Guests, bots, deactivated and external people are left out."""


class NotAnAdmin(MentorError):
    """The command is for admins."""


class NotFound(MentorError):
    """The thing pressed on or named is not there (any more)."""


class UnreadableReference(MentorError):
    """What a button or a form carries is nothing that this version reads: it is too old, or not Mentor's."""


class InvalidField(MentorError):
    """One field of a form does not hold. `field` is the input (None: it was typed elsewhere), `problem` the sentence's
    key."""

    def __init__(self, field: Field | None, problem: str, **values: object) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem
        self.values = values


class UnreadableDate(MentorError):
    """The words are no date that Mentor understands."""

    def __init__(self, typed: str) -> None:
        super().__init__("unreadable date")
        self.typed = typed


class DateInThePast(MentorError):
    """The date read lies before now."""

    def __init__(self, typed: str, read_as: datetime) -> None:
        super().__init__("date in the past")
        self.typed = typed
        self.read_as = read_as


class StoreDown(MentorError):
    """The database does not answer. Nothing was changed."""


class TextTooLong(MentorError):
    """Typed words that do not fit; `limit` in characters."""

    def __init__(self, limit: int, length: int) -> None:
        super().__init__(f"{length} > {limit}")
        self.limit = limit
        self.length = length
