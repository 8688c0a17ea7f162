"""The inputs of the forms about programs and their rounds."""

from bot.domain.base.fields import Field


class BasicsField(Field):
    """The first page of a program: what it is."""

    NAME = "name"
    PURPOSE = "purpose"
    PURPOSE_WORDS = "purpose_words"
    FORMAT = "format"
    STARTS_ON = "starts_on"
    RHYTHM = "rhythm"
    LENGTH_WEEKS = "length_weeks"


class InvitedField(Field):
    """The second page of a program: who may join."""

    CHANNEL = "channel"
    DEPARTMENTS = "departments"
    LEVELS = "levels"
    PEOPLE = "people"


class RulesField(Field):
    """The third page of a program: what holds in matching."""

    HOLDS = "holds"
    AGAIN = "again"
    WEIGH = "weigh"
    QUESTIONS = "questions"


class JoinField(Field):
    """Joining a program."""

    ROLE = "role"
    OBJECTIVE = "objective"
    GOALS = "goals"
    WANTS = "wants"
    VALUES = "values"


class AnswerField(Field):
    """A program's own questions, in their order: as many as a program may have (`MOST_QUESTIONS`)."""

    FIRST = "answer_0"
    SECOND = "answer_1"
    THIRD = "answer_2"
    FOURTH = "answer_3"
    FIFTH = "answer_4"


class RequestField(Field):
    """Asking somebody to be one's mentor."""

    WORDS = "words"


class GiveField(Field):
    """Giving somebody another partner in a round."""

    MENTOR = "mentor"


class UploadField(Field):
    """A round's file."""

    FILE = "file"
