"""How much is tried: a little in `make test`, on every change; all of it in `make prove`."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

WHOLE = os.environ.get("MENTOR_PROVE") == "1"
"""Set by `make prove`."""

by_volume = pytest.mark.volume
"""Marks a test that proves the more, the more it tries; `make prove` runs these."""


def volume(little: int, whole: int) -> int:
    """How many people, days or runs such a test takes."""
    return whole if WHOLE else little


def examples(little: int, whole: int, **more: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """How many examples Hypothesis makes for such a test; `more` are other settings of Hypothesis."""
    chosen = settings(max_examples=volume(little, whole), **more)
    return lambda test: by_volume(chosen(test))
