"""What every wing may keep. (Parts of a transaction.)"""

from typing import Protocol


class Memory(Protocol):
    """What Mentor remembers for itself from one time to the next; nobody sets it. (Part of a transaction.)"""

    def get(self, name: str) -> str:
        """What is kept under a name; empty where nothing is."""
        ...

    def set(self, name: str, value: str) -> None:
        """Keep this in place of what was kept before."""
        ...
