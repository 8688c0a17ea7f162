"""Every surface in a made-up language: nothing is cut, nothing is refused, and no English is left in the code."""

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from icalendar import Calendar

from bot.blocks.asks.calendar import calendar_file
from bot.blocks.base.kit import BlockDict, Rendered
from bot.blocks.base.language import Catalogue, Entry, Language, english, reading
from bot.blocks.base.words import shortened
from bot.sandbox.blockkit import problems_in_message, problems_in_options, problems_in_view
from tests.blocks import drawn
from tests.blocks.made_up import BEGINS, ENDS, made_up, said
from tests.blocks.samples import calendar_note

ROOT = Path(__file__).parents[2]
BLOCKS = ROOT / "bot/blocks"
DATA = "数据"
"""What people wrote: no Latin letter in it."""
WRITTEN = ("Negotiation", "What would a good end look like?", "Try", "Lead", "Growing together", "Programs", "Status")
"""What people wrote in the samples, in Latin letters."""
SLACKS = re.compile(
    r"<[!@#][^>]*>|`[^`]*`|/mentor(?: \w+)?|/invite @Mentor|mente[er]_id|mentor_id|x{20,}|\bU\d+\b|\bUTC\b|^x ",
    re.MULTILINE,
)
"""What is no word: mentions, dates, commands, ids, zones, columns of a file, the sign of a step that is done."""
WORDS = ("text", "caption", "title", "label", "initial_value", "alt_text")
"""Where in a block words stand, as far as they are no objects."""

Drawn = tuple[list[Rendered], list[BlockDict], list[list[BlockDict]]]


def texts(part: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Place and words of all that a person can read in blocks."""
    if isinstance(part, Mapping):
        for name, value in part.items():
            if isinstance(value, str) and (name in WORDS or (name == "name" and "data" in part)):
                yield f"{place}/{name}", value
            else:
                yield from texts(value, f"{place}/{name}")
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for number, value in enumerate(part):
            yield from texts(value, f"{place}/{number}")


def seen(surfaces: Drawn) -> Iterator[tuple[str, str]]:
    """Place and words of every surface."""
    messages, views, options = surfaces
    for message in messages:
        yield "text", message.text
        yield from texts(message.blocks)
    for view in views:
        yield from texts(view)
    yield from texts(options)


def english_in(text: str) -> str:
    """Latin letters that are neither of the made-up language nor what somebody wrote."""
    text = SLACKS.sub("", text)
    for written in WRITTEN:
        text = text.replace(written, "")
    return " ".join(re.findall(r"[A-Za-z][A-Za-z’' ]*", text))


def is_whole(text: str) -> bool:
    """Whether no sentence in it was cut: each that begins has an end."""
    return text.count(BEGINS) == text.count(ENDS)


@pytest.fixture(scope="module")
def surfaces_in_it() -> Drawn:
    """All surfaces in the made-up language: messages, views, options."""
    with reading(made_up()):
        return list(drawn.messages(DATA)), list(drawn.views(DATA)), list(drawn.options(DATA))


def test_no_english_is_left_in_the_code(surfaces_in_it: Drawn) -> None:
    with reading(made_up()):
        event = Calendar.from_ical(calendar_file(calendar_note(DATA))[1].decode()).walk("VEVENT")[0]
    words = [text for _, text in seen(surfaces_in_it)]
    assert {english_in(text) for text in (*words, str(event["SUMMARY"]), str(event["DESCRIPTION"]))} == {""}


def test_nothing_is_cut_but_a_title(surfaces_in_it: Drawn) -> None:
    cut = {text for place, text in seen(surfaces_in_it) if place != "/title/text" and not is_whole(text)}
    assert cut == set()


def test_slack_takes_everything_in_it(surfaces_in_it: Drawn) -> None:
    messages, views, options = surfaces_in_it
    assert [found for one in messages for found in problems_in_message(list(one.blocks))] == []
    assert [found for one in views for found in problems_in_view(one)] == []
    assert [found for one in options for found in problems_in_options({"options": one})] == []


def test_what_is_cut_and_what_is_english_is_found() -> None:
    assert not is_whole(shortened(said("Ask a question"), 12))
    assert english_in(f"{said('Ask')} with {DATA}") == "with "
    assert said("{n} of {total}, `/mentor ask`").startswith(f"{BEGINS}{{n}} óƒ {{total}}, `/mentor ask`")
    assert len(said("Ask a question")) >= 1.4 * len("Ask a question")


@contextmanager
def called() -> Iterator[set[CodeType]]:
    """What is called inside."""
    codes: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            codes.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield codes
    finally:
        sys.setprofile(before)


def surfaces() -> Iterator[Callable[..., Any]]:
    """All functions that draw something for a person."""
    for path in sorted(BLOCKS.rglob("*.py")):
        module = import_module(".".join(path.relative_to(BLOCKS.parents[1]).with_suffix("").parts))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            draws = inspect.get_annotations(function).get("return") in (Rendered, BlockDict)
            if draws and function.__module__ == module.__name__ and not name.startswith("_"):
                yield function


class Watched(dict[str, Entry]):
    """A catalogue that knows which of its words were read."""

    def __init__(self, words: Catalogue) -> None:
        super().__init__(words)
        self.keys_read: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.keys_read.add(key)
        return super().get(key, default)


def strings_in_code() -> Iterator[str]:
    """What stands between quotes; of what is put together, the beginning, with an asterisk."""
    for path in (*ROOT.joinpath("bot").rglob("*.py"), *ROOT.joinpath("handlers").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield f"{ast.unparse(node.values[0])[1:-1]}*" if isinstance(node.values[0], ast.Constant) else ""
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_word_that_is_named_is_there() -> None:
    words = english().words
    files = {key.partition(".")[0] for key in words}
    keys = {one for one in strings_in_code() if re.fullmatch(r"\w+\.[a-z_0-9]*[a-z0-9]", one)}
    named = {one for one in keys if one.partition(".")[0] in files}
    assert len(named) > 400
    assert named - set(words) == set()


def test_every_surface_is_drawn_and_every_word_used() -> None:
    """A word is drawn, named in the code, or begins as a name that the code puts together."""
    words = Watched(english().words)
    with reading(Language(english().locale, words)), called() as codes:
        assert list(drawn.messages(DATA))
        assert list(drawn.views(DATA))
        assert list(drawn.options(DATA))
    drawers = list(surfaces())
    assert len(drawers) > 60
    assert [f"{one.__module__}.{one.__name__}" for one in drawers if one.__code__ not in codes] == []
    assert words.keys_read <= set(words)
    found = set(strings_in_code())
    begun = tuple(one.rstrip("*") for one in found if re.fullmatch(r"\w+\.\w+_\*", one))
    assert {key for key in set(words) - words.keys_read - found if not key.startswith(begun)} == set()


def test_words_stand_beside_the_surface_they_belong_to() -> None:
    """Under its name; where two wings have a surface of the same name, with what it is about before it."""
    folder = ROOT / "prompts/words"
    for file in folder.rglob("*.toml"):
        wing = file.relative_to(folder).parts[0]
        surfaces_there = {path.stem for path in (BLOCKS / wing).glob("*.py")}
        assert any(file.stem == name or file.stem.endswith(f"_{name}") for name in surfaces_there), file
