"""The topics of `prompts/topics`, one file each, held to one schema.

A file is YAML between two lines of `---`, then the words under the three headings of `HEADINGS`: one question, a list
of two, and one thing to do.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TypeVar

import yaml

from bot.domain.mentorships.topics import PAIR_FORMATS, Level, Stage, Tag, Topic, TopicPurpose, stems_of
from bot.domain.people.profile import Format

FIELDS = ("title", "format", "purpose", "stage", "level", "minutes", "tags")
HEADINGS = ("To open", "To go deeper", "Before the next time")
MINUTES = range(15, 91)
LONGEST = {"title": 60, "question": 200, "task": 240}
"""Characters. A topic is read on a phone."""
MOST_TAGS = 3

_Value = TypeVar("_Value", bound=StrEnum)
_PARTS = re.compile(r"\A---\n(?P<front>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class BadTopic(ValueError):
    """A topic file does not hold to the schema; names the file and the place in it."""

    def __init__(self, slug: str, problem: str) -> None:
        super().__init__(f"prompts/topics/{slug}.md: {problem}")


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
    front = _Front(slug, parts["front"])
    opening, deeper, task = _body(slug, parts["body"])
    title, tags = front.text("title"), front.some("tags", Tag)
    if len(tags) > MOST_TAGS:
        raise BadTopic(slug, f"tags: more than {MOST_TAGS}")
    about = stems_of([title, *tags, *((words or {}).get(tag, "") for tag in tags)])
    return Topic(
        slug=slug,
        title=title,
        formats=frozenset(front.some("format", Format, PAIR_FORMATS)),
        purposes=frozenset(front.some_or_any("purpose", TopicPurpose)),
        stages=frozenset(front.some("stage", Stage)),
        levels=frozenset(front.some_or_any("level", Level)),
        minutes=front.minutes(),
        tags=tags,
        opening=opening,
        deeper=deeper,
        before_next=task,
        about=about,
        mentions=stems_of([opening, *deeper, task]) - about,
    )


class _Front:
    """The front matter of a file, read field by field."""

    def __init__(self, slug: str, text: str) -> None:
        self.slug = slug
        try:
            read = yaml.safe_load(text)
        except yaml.YAMLError as error:
            raise BadTopic(slug, "front matter is not YAML") from error
        if not isinstance(read, dict) or sorted(map(str, read)) != sorted(FIELDS):
            raise BadTopic(slug, f"front matter needs exactly {', '.join(FIELDS)}")
        self.fields = read

    def text(self, field: str) -> str:
        value = self.fields[field]
        if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST[field]:
            raise BadTopic(self.slug, f"{field}: words of at most {LONGEST[field]} characters")
        return value.strip()

    def minutes(self) -> int:
        value = self.fields["minutes"]
        if type(value) is not int or value not in MINUTES:
            raise BadTopic(self.slug, f"minutes: a whole number from {MINUTES[0]} to {MINUTES[-1]}")
        return value

    def some(self, field: str, kind: type[_Value], allowed: frozenset[_Value] | None = None) -> tuple[_Value, ...]:
        """At least one value of a kind, each once."""
        known = {member.value: member for member in (allowed or kind)}
        given = self.fields[field]
        if not isinstance(given, list) or not given or not all(isinstance(one, str) and one in known for one in given):
            raise BadTopic(self.slug, f"{field}: a list of {', '.join(sorted(known))}")
        if len(set(given)) < len(given):
            raise BadTopic(self.slug, f"{field}: something stands twice")
        return tuple(known[one] for one in given)

    def some_or_any(self, field: str, kind: type[_Value]) -> tuple[_Value, ...]:
        """Like `some`, or `[any]`, which is nothing in particular."""
        return () if self.fields[field] == ["any"] else self.some(field, kind)


def _body(slug: str, text: str) -> tuple[str, tuple[str, str], str]:
    _, *pieces = [piece.strip() for piece in _HEADING.split("\n" + text)]
    if tuple(pieces[::2]) != HEADINGS:
        raise BadTopic(slug, f"headings must be {', '.join(HEADINGS)}")
    opening, listed, task = pieces[1::2]
    deeper = [line.removeprefix("- ") for line in listed.splitlines()]
    if len(deeper) != 2 or not all(line.startswith("- ") for line in listed.splitlines()):
        raise BadTopic(slug, "To go deeper: a list of two")
    for question in (opening, *deeper):
        if not _is_line(question, LONGEST["question"]) or question.count("?") != 1 or question[-1] != "?":
            raise BadTopic(slug, f"one question in one line of at most {LONGEST['question']}: {question!r}")
    if not _is_line(task, LONGEST["task"]) or task[-1] != ".":
        raise BadTopic(slug, f"Before the next time: one line of at most {LONGEST['task']} that ends with a full stop")
    return opening, (deeper[0], deeper[1]), task


def _is_line(text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and "\n" not in text


def words_of_tags() -> dict[Tag, str]:
    """Which words of a pair's goals point to which tag, from `prompts/tags.yml`."""
    read = yaml.safe_load(files("prompts").joinpath("tags.yml").read_text("utf-8"))
    return {Tag(tag): words for tag, words in read.items()}
