"""The built-in list of common skills, read once from `prompts/skills.tsv`."""

from functools import cache
from importlib.resources import files

from bot.domain.people.skills import Vocabulary


@cache
def built_in() -> Vocabulary:
    """The common skills with their aliases. A line of the file: label, tab, aliases with `|` between."""
    lines = files("prompts").joinpath("skills.tsv").read_text("utf-8").splitlines()
    return Vocabulary.of(_entry(line) for line in lines if line.strip())


def _entry(line: str) -> tuple[str, tuple[str, ...]]:
    label, _, aliases = line.partition("\t")
    return label, tuple(alias for alias in aliases.split("|") if alias)
