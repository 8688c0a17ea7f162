"""The `Files` port over Slack: files that people give to Mentor in a form."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

from slack_sdk import WebClient

from bot.ports import TOO_LARGE, Refused
from bot.slack.client import TIMEOUT_SECONDS, ended

MOST_BYTES = 10_000_000
"""What is read of a file: Slack's own limit for file inputs (docs: file input element)."""


class SlackFiles:
    """Reads files with the bot's own token."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def read(self, file_id: str) -> bytes:
        """The content of a file. Raises `Refused`, `RateLimited` or `Unclear`."""
        with ended():
            file = self._client.files_info(file=file_id)["file"]
            if int(file.get("size", 0)) > MOST_BYTES:
                raise Refused(TOO_LARGE)
            return self._content(file["url_private_download"])

    def _content(self, address: str) -> bytes:
        request = Request(address, headers={"Authorization": f"Bearer {self._client.token}"})
        try:
            with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
                content: bytes = answer.read(MOST_BYTES)
        except HTTPError as error:
            if error.code >= 500:
                raise
            raise Refused(f"http_{error.code}") from error
        return content
