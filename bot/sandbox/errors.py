"""What goes wrong here: an API call that Slack refuses, an action of a person that Slack answers with a warning."""

from collections.abc import Sequence
from typing import Any


class SlackError(Exception):
    """A refused API call: `code` is Slack's error code, `messages` its explanations, `extra` further answer fields."""

    def __init__(self, code: str, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(code, *messages)
        self.code = code
        self.messages = tuple(messages)
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """The JSON body of the refusal."""
        answer: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return answer


class ActionFailed(Exception):
    """A person's action that did not go through; `reason` is the code that Slack shows, `detail` says more."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
