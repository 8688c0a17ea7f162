"""What a person reads when something cannot be done."""

from functools import singledispatch

from slack_sdk.models.blocks import ButtonElement

from bot.blocks.base import ids
from bot.blocks.base.kit import Rendered, actions, button, message, quote, section
from bot.blocks.base.words import At, has, mrkdwn, plain, shortened
from bot.domain.base.errors import (
    DateInThePast,
    InvalidField,
    MayNotTakePart,
    NotAnAdmin,
    NotFound,
    NotSignedUp,
    StoreDown,
    TextTooLong,
    UnreadableDate,
    UnreadableReference,
)
from bot.domain.base.references import VALUE_LIMIT, CommandLine

_PLAIN: dict[type[Exception], str] = {
    NotSignedUp: "not_signed_up",
    MayNotTakePart: "may_not_take_part",
    NotAnAdmin: "not_an_admin",
    NotFound: "not_found",
    StoreDown: "store_down",
    UnreadableReference: "unreadable_reference",
}


@singledispatch
def sentence(error: Exception) -> str:
    """The sentence (mrkdwn) for an error. Never the error's own text: that is for the log."""
    return mrkdwn(f"errors.{_PLAIN.get(type(error), 'unexpected')}")


@sentence.register
def _(error: UnreadableDate) -> str:
    return mrkdwn("errors.unreadable_date", typed=shortened(error.typed, 100))


@sentence.register
def _(error: DateInThePast) -> str:
    return mrkdwn("errors.date_in_the_past", moment=At(error.read_as))


@sentence.register
def _(error: TextTooLong) -> str:
    return mrkdwn("errors.text_too_long", limit=error.limit, length=error.length)


@sentence.register
def _(error: InvalidField) -> str:
    return mrkdwn(_problem(error), label=mrkdwn("errors.field"), **error.values)


def field_sentence(error: Exception, label: str) -> str:
    """The sentence under a modal's input (plain text), in the words of its label."""
    if isinstance(error, InvalidField):
        return plain(_problem(error), label=label, **error.values)
    if isinstance(error, TextTooLong):
        return plain("errors.field_too_long", label=label, limit=error.limit, length=error.length)
    return _without_marks(sentence(error))


def _problem(error: InvalidField) -> str:
    key = f"errors.problem_{error.problem}"
    return key if has(key) else "errors.problem_other"


def _without_marks(words: str) -> str:
    return words.replace("*", "").replace("`", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def said(error: Exception) -> Rendered:
    """The error as a message, with the one button that helps."""
    words = sentence(error)
    help_by = actions([sign_up_button()]) if isinstance(error, NotSignedUp) else None
    return message(words, section(words), help_by)


def sign_up_button() -> ButtonElement:
    """The one thing a new person is shown."""
    return button(plain("errors.sign_up"), f"{ids.RUN}:signup", CommandLine("signup"), style="primary")


def unknown_command(word: str, near: str | None, question: str) -> Rendered:
    """A word Mentor does not know. `near` is the line that may have been meant, `question` one that may be asked."""
    if near:
        words = mrkdwn("errors.did_you_mean", line=shortened(near, 100))
        press = button(plain("errors.did_you_mean_button"), f"{ids.RUN}:near", CommandLine(near), style="primary")
    elif question:
        words = mrkdwn("errors.is_it_a_question", typed=shortened(question, 200))
        press = button(plain("errors.ask_it"), f"{ids.RUN}:ask", CommandLine(f"ask {question}"), style="primary")
    else:
        words = mrkdwn("errors.unknown_command", word=shortened(word, 60))
        press = button(plain("errors.show_help"), f"{ids.RUN}:help", CommandLine("help"))
    return message(words, section(words), actions([press]))


def opens_again(line: str) -> Rendered:
    """A modal could not be opened any more: a button opens it afresh. `line` is the command with its typed words."""
    words = mrkdwn("errors.too_slow_to_open")
    typed = line.partition(" ")[2]
    again = button(plain("errors.open_again"), ids.OPEN_AGAIN, CommandLine(line), style="primary")
    return message(words, section(words), quote(typed) if len(line) > VALUE_LIMIT else None, actions([again]))
