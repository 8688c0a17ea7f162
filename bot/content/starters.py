"""The starter questions of `prompts/starters.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from bot.domain.asks.starters import Kind, Starters


@cache
def load_starters() -> Starters:
    """All starter questions, read once."""
    read = tomllib.loads(files("prompts").joinpath("starters.toml").read_text("utf-8"))
    kinds = tuple(Kind(frozenset(kind["words"]), tuple(kind["starters"])) for kind in read["kind"])
    return Starters(tuple(read["general"]), tuple(read["talk"]), tuple(read["thread"]), kinds)
