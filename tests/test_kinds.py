"""Every kind of message has all its parts, in each room; and a part that is missing is named."""

from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, get_type_hints

import pytest

from bot.app import KINDS
from bot.blocks.base.kit import Rendered
from bot.blocks.base.rendering import surfaces
from bot.domain.delivery.messages import (
    About,
    Audience,
    Kind,
    Message,
    Policy,
    Priority,
    Unread,
    Unreadable,
    about_of,
    read_message,
    written,
)
from tests.support.kinds import every_kind, parts_of, without

kinds = pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.name)


@kinds
def test_a_kind_has_every_part(kind: Kind) -> None:
    assert parts_of(kind).missing() == []


@kinds
def test_a_part_that_is_missing_is_named(kind: Kind) -> None:
    for name, cut in without(parts_of(kind)):
        assert f"{kind.__name__}: {name}" in cut.missing()


def test_what_slack_would_refuse_is_named() -> None:
    parts = parts_of(every_kind()[0])
    note = parts.notes[0]
    long = {note: lambda _: Rendered("words", ({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}},))}
    (first, *_) = [one for one in _with(parts, surfaces=surfaces() | long).missing() if "Slack refuses" in one]
    assert note.__name__ in first


def test_all_kinds_are_known_to_the_app_and_no_other() -> None:
    assert {one.message for one in KINDS} == set(every_kind())


@kinds
def test_what_a_message_is_about_comes_back_as_kept(kind: Kind) -> None:
    about = _some(about_of(kind))
    assert read_message(kind.name, written(about)) == kind(about)
    assert about.id


@pytest.mark.parametrize("kept", ["", "{}", "[]", "nonsense", "null", '{"offer_id":3}', '{"offer_id":"a","more":1}'])
def test_what_is_damaged_cannot_be_read(kept: str) -> None:
    for name in ("offer", "mentorship_changed", "topic", "no such kind"):
        assert read_message(name, kept) == Unreadable(Unread(name, kept))


def test_two_kinds_of_one_name_are_refused() -> None:
    with pytest.raises(TypeError, match="two kinds"):

        class Again(Message[About]):
            name = "offer"
            policy = Policy(Priority.LATER)
            audience = Audience.SIGNED_UP


def _with(parts: Any, **changes: Any) -> Any:
    return type(parts)(**{one.name: getattr(parts, one.name) for one in fields(parts)} | changes)


def _some(kind: type[About]) -> About:
    hints = get_type_hints(kind)
    return kind(**{one.name: _value(hints[one.name]) for one in fields(kind)})


def _value(kind: Any) -> object:
    made_of = getattr(kind, "__supertype__", kind)
    if issubclass(made_of, Enum):
        return next(iter(made_of))
    return date(2026, 11, 23) if issubclass(made_of, date) else made_of(7)
