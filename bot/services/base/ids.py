"""Ids that the same intention always gets again, so that writing it twice is writing it once."""

from hashlib import blake2s


def stable_id(*parts: str) -> str:
    """A short id that tells nothing about its parts (24 hexadecimal digits of BLAKE2s)."""
    return blake2s("\0".join(parts).encode(), digest_size=12).hexdigest()
