"""Files that people give to Mentor in a form."""

from urllib.request import Request, urlopen

from slack_sdk import WebClient

from bot.domain.errors import InvalidField

MOST_BYTES = 10_000_000
"""What is read of a file: Slack's own limit for file inputs (docs: file input element)."""
TIMEOUT_SECONDS = 2
"""The press waits for its acknowledgement meanwhile."""


def read_file(client: WebClient, file_id: str) -> bytes:
    """The content of a file. Raises `InvalidField` where it is too large, `SlackApiError` or `OSError` as they come."""
    file = client.files_info(file=file_id)["file"]
    if int(file.get("size", 0)) > MOST_BYTES:
        raise InvalidField("file", "file_too_large")
    request = Request(file["url_private_download"], headers={"Authorization": f"Bearer {client.token}"})
    with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
        content: bytes = answer.read(MOST_BYTES)
    return content
