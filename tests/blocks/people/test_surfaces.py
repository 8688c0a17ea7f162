"""Every people surface is what Slack takes, whatever people wrote."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.across import help, hub
from bot.blocks.base import errors, notice
from bot.blocks.base.kit import Rendered
from bot.blocks.base.words import has
from bot.blocks.people import pause, profile
from bot.domain.across.status import Status
from bot.domain.asks.fields import AskField
from bot.domain.base.errors import (
    DateInThePast,
    InvalidField,
    MayNotTakePart,
    NotAnAdmin,
    NotFound,
    NotSignedUp,
    StoreDown,
    TextTooLong,
    UnreadableDate,
    UnreadableReference,
)
from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.delivery.hours import WorkingHours
from bot.domain.people.profile import Format, Limits, Profile
from bot.sandbox.blockkit import problems_in_message, problems_in_options, problems_in_view
from handlers import registered
from handlers.base.commands import OnCommand
from tests.support.matching import program

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOSTILE = "<!channel> <@U1> *x* & </script> `code` ~no~"
SKILL = Skill("hostile", HOSTILE)
PROFILE = Profile(UserId("U1"), offers=(SKILL,), wants=(SKILL,), hours=WorkingHours(), signed_up_at=NOW, about=HOSTILE)
ERRORS: tuple[Exception, ...] = (
    NotSignedUp(),
    MayNotTakePart(),
    NotAnAdmin(),
    NotFound(),
    StoreDown(),
    UnreadableDate(HOSTILE),
    DateInThePast(HOSTILE, NOW),
    TextTooLong(3000, 3001),
    UnreadableReference(HOSTILE),
    InvalidField(None, "problem without words"),
    InvalidField(AskField.SKILLS, "too_many_skills", limit=15, count=16),
    RuntimeError("secret cause"),
)


def sound(message: Rendered) -> None:
    assert problems_in_message(list(message.blocks)) == []
    assert problems_in_view(notice.notice(message)) == []
    assert message.text.strip()
    for words in (message.text, *mrkdwn_of(message.blocks)):
        assert "<!channel>" not in words
        assert "<@U" not in words


def mrkdwn_of(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [part["text"]] if part.get("type") == "mrkdwn" else []
        return own + [words for value in part.values() for words in mrkdwn_of(value)]
    return [words for value in part for words in mrkdwn_of(value)] if isinstance(part, list | tuple) else []


@pytest.mark.parametrize("known", [None, PROFILE])
def test_both_pages_are_modals_that_slack_takes(known: Profile | None) -> None:
    first, second = profile.first_page(known), profile.second_page(PROFILE, is_new=known is None)
    for view in (first, second):
        assert problems_in_view(view) == []
        assert sum(block["type"] == "input" for block in view["blocks"]) <= 7


@pytest.mark.parametrize("grown", [(), (SKILL,)])
@pytest.mark.parametrize("pairs", [0, 2])
def test_the_pages_of_somebody_who_becomes_a_mentor(grown: tuple[Skill, ...], pairs: int) -> None:
    its = replace(PROFILE, limits=Limits(pairs=pairs), formats=frozenset({Format.ONE_TO_ONE}))
    second = profile.second_page(its, is_new=False, mentors=[(program().id, program().name)] * 5)
    for view in (profile.mentor_page(its, grown), second):
        assert problems_in_view(view) == []
        assert sum(block["type"] == "input" for block in view["blocks"]) <= 7


@given(st.text(max_size=60))
def test_suggestions_are_options_that_slack_takes(typed: str) -> None:
    skill = Skill("typed", typed) if typed.strip() else None
    assert problems_in_options({"options": profile.suggested((SKILL,), skill)}) == []


@pytest.mark.parametrize("paused", [True, False])
@pytest.mark.parametrize("admin", [True, False])
def test_the_hub_is_sound_on_every_surface(paused: bool, admin: bool) -> None:
    until = NOW if paused else None
    seen = hub.hub_member(PROFILE, Status(), (), paused_until=until, is_paused=paused, is_admin=admin)
    sound(seen)
    assert problems_in_view(hub.home(seen)) == []
    assert "[Settings]".strip("[]") in str(seen.blocks) if admin else "Settings" not in str(seen.blocks)


@pytest.mark.parametrize("message", [hub.hub_new(), hub.hub_stranger()])
def test_somebody_new_sees_one_thing(message: Rendered) -> None:
    sound(message)
    assert sum(len(block["elements"]) for block in message.blocks if block["type"] == "actions") <= 1


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_is_a_sentence_and_never_its_own_text(error: Exception) -> None:
    sound(errors.said(error))
    field = errors.field_sentence(error, "Question")
    for words in (errors.said(error).text, field):
        assert "secret" not in words
        assert "problem without words" not in words
        assert words.strip().endswith((".", "`"))


@pytest.mark.parametrize("zone", ["UTC", "Europe/Lisbon"])
@pytest.mark.parametrize("until", [None, NOW])
def test_pausing_is_sound(zone: str, until: datetime | None) -> None:
    for message in (pause.proposed(until, zone), pause.paused(until, zone), pause.not_paused()):
        sound(message)
    for was_paused in (True, False):
        sound(pause.resumed(was_paused=was_paused))


@given(st.text(min_size=1), st.text())
def test_unknown_words_are_shown_and_never_act(word: str, more: str) -> None:
    for near, question in (("signup", ""), (None, f"{word} {more}"), (None, "")):
        sound(errors.unknown_command(f"{word}{HOSTILE}", near, question))


@given(st.text(max_size=4000))
def test_a_form_that_opens_again_keeps_what_was_typed(typed: str) -> None:
    message = errors.opens_again(f"ask {typed}")
    sound(message)
    kept = str(message.blocks[-1]["elements"][0]["value"])
    assert f"ask {typed}".startswith(kept)
    assert len(kept) == min(len(f"ask {typed}"), 2000)


def test_every_problem_of_a_field_has_its_own_words() -> None:
    raised = {
        problem
        for room in ("bot", "handlers")
        for file in (ROOT / room).rglob("*.py")
        for problem in re.findall(r"InvalidField\([^,()]+, \"(\w+)\"", file.read_text("utf-8"))
    }
    assert len(raised) > 10
    assert {problem for problem in raised if not has(f"errors.problem_{problem}")} == set()


def test_the_help_has_words_for_every_command_and_no_other() -> None:
    names = [each.name for each in registered() if isinstance(each, OnCommand)]
    words = (ROOT / "prompts/words/across/help.toml").read_text("utf-8")
    assert set(re.findall(r"^what_(\w+)", words, re.MULTILINE)) == set(names)
    sound(help.commands(names, signed_up=True))
    sound(help.commands(["hub", "signup", "help"], signed_up=False))
