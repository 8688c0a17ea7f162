"""The topics of `prompts/topics`, one file each, held to one schema.

A file is YAML between two lines of `---`, then the words under three headings: one question, a list of two, and one
thing to do. `FrontMatter` and `TopicWords` are the schema.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from bot.domain.mentorships.topics import PAIR_FORMATS, Level, Stage, Tag, Topic, TopicPurpose, stems_of
from bot.domain.people.profile import Format

LONGEST_TITLE, LONGEST_QUESTION, LONGEST_TASK = 60, 200, 240
"""Characters. A topic is read on a phone."""

_Value = TypeVar("_Value", bound=StrEnum)
_Model = TypeVar("_Model", bound=BaseModel)
_PARTS = re.compile(r"\A---\n(?P<front>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class BadTopic(ValueError):
    """A topic file does not hold to the schema; names the file and the place in it."""

    def __init__(self, slug: str, problem: str) -> None:
        super().__init__(f"prompts/topics/{slug}.md: {problem}")


def _each_once(values: tuple[_Value, ...]) -> tuple[_Value, ...]:
    if len(set(values)) < len(values):
        raise ValueError("something stands twice")
    return values


def _unless_any(given: Any, check: ValidatorFunctionWrapHandler) -> Any:
    return () if given == ["any"] else check(given)


def _of_pairs(formats: tuple[Format, ...]) -> tuple[Format, ...]:
    if not PAIR_FORMATS.issuperset(formats):
        raise ValueError(f"only {', '.join(sorted(PAIR_FORMATS))}")
    return formats


def _question(text: str) -> str:
    if len(text) > LONGEST_QUESTION or "\n" in text or text.find("?") != len(text) - 1:
        raise ValueError(f"one question in one line of at most {LONGEST_QUESTION}")
    return text


def _task(text: str) -> str:
    if len(text) > LONGEST_TASK or "\n" in text or not text.endswith("."):
        raise ValueError(f"one line of at most {LONGEST_TASK} that ends with a full stop")
    return text


def _listed(text: str) -> list[str]:
    lines = text.splitlines()
    if len(lines) != 2 or not all(line.startswith("- ") for line in lines):
        raise ValueError("a list of two")
    return [line.removeprefix("- ") for line in lines]


Some = Annotated[tuple[_Value, ...], Field(min_length=1), AfterValidator(_each_once)]
"""At least one value of a kind, each once."""
SomeOrAny = Annotated[Some[_Value], WrapValidator(_unless_any)]
"""Like `Some`, or `[any]`, which is nothing in particular."""
Question = Annotated[str, Field(min_length=1), AfterValidator(_question)]
Task = Annotated[str, Field(min_length=1), AfterValidator(_task)]


class FrontMatter(BaseModel):
    """What stands between the two lines of `---`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TITLE)]
    format: Annotated[Some[Format], AfterValidator(_of_pairs)]
    purpose: SomeOrAny[TopicPurpose]
    stage: Some[Stage]
    level: SomeOrAny[Level]
    minutes: Annotated[int, Field(strict=True, ge=15, le=90)]
    tags: Annotated[Some[Tag], Field(max_length=3)]


class TopicWords(BaseModel):
    """What stands under each heading. The aliases are the headings, in their order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    opening: Question = Field(alias="To open")
    deeper: Annotated[tuple[Question, Question], BeforeValidator(_listed)] = Field(alias="To go deeper")
    before_next: Task = Field(alias="Before the next time")


HEADINGS = tuple(str(field.alias) for field in TopicWords.model_fields.values())


@cache
def load_topics() -> tuple[Topic, ...]:
    """All topics by slug, read once. Raises `BadTopic`."""
    folder = files("prompts").joinpath("topics")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".md"))
    about = words_of_tags()
    return tuple(read_topic(name[:-3], folder.joinpath(name).read_text("utf-8"), about) for name in names)


def read_topic(slug: str, text: str, words: Mapping[Tag, str] | None = None) -> Topic:
    """The topic that a file holds; `words` says which words of a goal point to which tag. Raises `BadTopic`."""
    if not (parts := _PARTS.match(text)):
        raise BadTopic(slug, "front matter between two lines of --- is missing")
    front = _front(slug, parts["front"])
    said = _words(slug, parts["body"])
    about = stems_of([front.title, *front.tags, *((words or {}).get(tag, "") for tag in front.tags)])
    return Topic(
        slug=slug,
        title=front.title,
        formats=frozenset(front.format),
        purposes=frozenset(front.purpose),
        stages=frozenset(front.stage),
        levels=frozenset(front.level),
        minutes=front.minutes,
        tags=front.tags,
        opening=said.opening,
        deeper=said.deeper,
        before_next=said.before_next,
        about=about,
        mentions=stems_of([said.opening, *said.deeper, said.before_next]) - about,
    )


def _front(slug: str, text: str) -> FrontMatter:
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise BadTopic(slug, "front matter is not YAML") from error
    if not isinstance(read, dict) or set(read) != set(FrontMatter.model_fields):
        raise BadTopic(slug, f"front matter needs exactly {', '.join(FrontMatter.model_fields)}")
    return _checked(slug, FrontMatter, read)


def _words(slug: str, text: str) -> TopicWords:
    _, *pieces = [piece.strip() for piece in _HEADING.split("\n" + text)]
    if tuple(pieces[::2]) != HEADINGS:
        raise BadTopic(slug, f"headings must be {', '.join(HEADINGS)}")
    return _checked(slug, TopicWords, dict(zip(HEADINGS, pieces[1::2], strict=True)))


def _checked(slug: str, schema: type[_Model], given: Mapping[str, Any]) -> _Model:
    try:
        return schema.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise BadTopic(slug, f"{place}: {first['msg'].removeprefix('Value error, ')}") from error


def words_of_tags() -> dict[Tag, str]:
    """Which words of a pair's goals point to which tag, from `prompts/tags.yml`."""
    read = yaml.safe_load(files("prompts").joinpath("tags.yml").read_text("utf-8"))
    return {Tag(tag): words for tag, words in read.items()}
