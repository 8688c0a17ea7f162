"""Files: asked for, uploaded, then shared."""

import mimetypes
from dataclasses import dataclass

from bot.sandbox.errors import SlackError
from bot.sandbox.ids import Ids


@dataclass(slots=True)
class Upload:
    """A file on its way in: its upload `ticket`, and its `content` once it came."""

    id: str
    ticket: str
    name: str
    length: int
    content: bytes | None = None
    title: str = ""
    shared: bool = False

    @property
    def kind(self) -> str:
        """The MIME type, by the name's ending."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class Uploads:
    """All files of the team."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._files: dict[str, Upload] = {}

    def expect(self, name: str, length: int) -> Upload:
        """Announces a file."""
        upload = Upload(self._ids.new("F"), self._ids.secret("up-"), name, length)
        self._files[upload.id] = upload
        return upload

    def receive(self, ticket: str, content: bytes) -> Upload:
        """Takes the bytes of an announced file; SlackError for an unknown ticket or another length."""
        found = next((file for file in self._files.values() if file.ticket == ticket), None)
        if found is None:
            raise SlackError("file_not_found")
        if len(content) != found.length:
            raise SlackError("invalid_length", [f"announced {found.length} bytes, got {len(content)}"])
        found.content = content
        return found

    def get(self, file_id: str) -> Upload:
        """An uploaded file; SlackError file_not_found."""
        found = self._files.get(file_id)
        if found is None or found.content is None:
            raise SlackError("file_not_found")
        return found
