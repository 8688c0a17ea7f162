"""The inputs of the forms about mentorships."""

from bot.domain.base.fields import Field


class ObjectiveField(Field):
    """What a mentorship is for."""

    OBJECTIVE = "objective"


class GoalField(Field):
    """A goal."""

    WORDS = "words"
    STEPS = "steps"
    DUE_ON = "due_on"
    PROGRESS = "progress"


class RestField(Field):
    """Until when a mentorship rests."""

    UNTIL = "until"


class WrapUpField(Field):
    """Last words."""

    REACHED = "reached"
    THANKS = "thanks"
    NEXT_STEP = "next_step"
