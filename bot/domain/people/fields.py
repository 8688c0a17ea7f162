"""The inputs of the forms in which people tell about themselves."""

from bot.domain.base.fields import Field


class ProfileField(Field):
    """The first page of the profile: what is needed."""

    OFFERS = "offers"
    WANTS = "wants"
    ABOUT = "about"
    FORMATS = "formats"


class TuningField(Field):
    """The second page of the profile: what has defaults."""

    LANGUAGES = "languages"
    OPEN_ASKS = "open_asks"
    PAIRS = "pairs"
    DAYS = "days"
    START = "start"
    END = "end"


class BlockListField(Field):
    """People whom somebody would rather not meet."""

    PEOPLE = "apart"
