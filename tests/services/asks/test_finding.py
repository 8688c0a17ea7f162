"""Finding people who know something."""

import pytest

from bot.domain.base.errors import NotSignedUp
from bot.domain.base.ids import UserId
from bot.services.asks.finding import find
from tests.support.team import Team, skills_of


def test_people_come_with_reasons_five_a_page(team: Team) -> None:
    asker = team.joins("Ada", "Python")
    for number in range(7):
        team.joins(f"P{number}", "Python")
    first = find(team.ctx, asker, "python")
    assert (len(first.people), first.total, first.more) == (5, 7, True)
    assert all(one.reasons for one in first.people)
    second = find(team.ctx, asker, "python", page=1)
    assert (len(second.people), second.more) == (2, False)
    names = [one.card.name for one in (*first.people, *second.people)]
    assert len(set(names)) == 7
    assert "Ada" not in names


def test_whoever_has_no_room_is_shown_last_and_says_so(team: Team) -> None:
    asker = team.joins("Ada")
    team.joins("Full", "Python", open_asks=0)
    team.joins("Free", "Python")
    found = find(team.ctx, asker, "python", skills=skills_of(["Python"]))
    assert [(one.card.name, one.has_room) for one in found.people] == [("Free", True), ("Full", False)]


def test_nobody_is_found_for_what_nobody_knows(team: Team) -> None:
    asker = team.joins("Ada")
    team.joins("Mira", "Python")
    assert find(team.ctx, asker, "falconry").people == ()


def test_one_signs_up_first(team: Team) -> None:
    with pytest.raises(NotSignedUp):
        find(team.ctx, UserId("UNEW"), "python")
