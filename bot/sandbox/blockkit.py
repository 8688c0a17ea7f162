"""Stub."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    pointer: str
    message: str
    code: str = ""

    def text(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


def problems_in_message(blocks: Any) -> list[Problem]:
    return []


def problems_in_view(view: Any) -> list[Problem]:
    return []


def problems_in_options(answer: Any) -> list[Problem]:
    return []
