"""The inputs of the forms about asks."""

from bot.domain.base.fields import Field


class AskField(Field):
    """The ask."""

    QUESTION = "question"
    SKILLS = "skills"
    URGENCY = "urgency"
    SHAPE = "shape"
    TRIED = "tried"
    PRIVACY = "privacy"
    EXCLUDED = "excluded"


class FindField(Field):
    """What to look for."""

    WORDS = "words"


class ThanksField(Field):
    """A line of thanks."""

    THANKS = "thanks"
    PASS_ON = "pass_on"
