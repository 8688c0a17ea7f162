"""What is wrong with blocks or a view."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal: where (a JSON pointer), why, and an error code of its own where Slack has one."""

    pointer: str
    message: str
    code: str = ""

    def text(self) -> str:
        """As Slack writes it into response_metadata.messages."""
        return f"{self.message} [json-pointer:{self.pointer}]"
