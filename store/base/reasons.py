"""Reasons as lists: how every table keeps them."""

from collections.abc import Sequence

from bot.domain.base.reasons import Reason


def reason_of(written: Sequence[str]) -> Reason:
    """A reason out of [kind, detail, …]."""
    kind, *detail = written
    return Reason(kind, tuple(detail))


def written(reason: Reason) -> list[str]:
    """A reason as [kind, detail, …]."""
    return [reason.kind, *reason.detail]
