"""Finding people who know something."""

from dataclasses import replace

import pytest

from bot.domain.base.errors import NotSignedUp
from bot.domain.base.ids import UserId
from bot.domain.people.profile import Format
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


def closed_to_questions(team: Team, user_id: UserId, *formats: Format) -> None:
    with team.store.write() as tx:
        tx.profiles.save(replace(team.profile(user_id), formats=frozenset(formats)))


def test_who_has_not_ticked_flash_is_shown_but_cannot_be_asked(team: Team) -> None:
    asker = team.joins("Ada")
    team.joins("Mira", "Python")
    closed_to_questions(team, team.joins("Jonas", "Python"), Format.ONE_TO_ONE)
    found = find(team.ctx, asker, "python", skills=skills_of(["Python"]))
    shown = [(one.card.name, one.takes_questions, one.mentors) for one in found.people]
    assert shown == [("Mira", True, False), ("Jonas", False, True)]


def test_who_has_not_ticked_flash_gets_no_offer(team: Team) -> None:
    ada, mira = team.joins("Ada"), team.joins("Mira", "Python")
    jonas = team.joins("Jonas", "Python")
    closed_to_questions(team, mira, Format.PEER, Format.CIRCLE)
    assert [one.mentor for one in team.offers(team.asks(ada, "Python").id)] == [jonas]
    assert team.offers(team.asks(ada, "Python", only=mira).id) == [], "not even where they are named"


def test_an_offer_that_waits_is_not_sent_to_who_unticks_flash(team: Team) -> None:
    ada, mira = team.joins("Ada"), team.joins("Mira", "Python")
    ask = team.asks(ada, "Python")
    assert team.offer_to(mira, ask.id).state.is_live
    closed_to_questions(team, mira, Format.ONE_TO_ONE)
    team.tick()
    assert team.messenger.to(mira) == []
