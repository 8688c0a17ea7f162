"""The company's directory: who comes, moves, is left out, and goes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast

import pytest

from bot.domain.asks.ask import OfferState
from bot.domain.base.ids import UserId
from bot.domain.people.person import Person, Workplace, WorkspaceMembership
from bot.ports import Stopping, UnreadPerson
from bot.services.context import Context
from bot.services.people.directory import person_changed, sync_directory
from tests.services.across.test_audit import alter
from tests.support.team import Team


class Broken(Exception):
    """The connection is gone."""


@dataclass
class Listed:
    """A directory of these people, two a page; it breaks off after `pages_told` pages."""

    people: Sequence[Person | UnreadPerson]
    pages_told: int = 1000

    def pages(self) -> Iterator[Sequence[Person | UnreadPerson]]:
        for number, start in enumerate(range(0, len(self.people), 2)):
            if number == self.pages_told:
                raise Broken
            yield self.people[start : start + 2]

    def person(self, user_id: UserId) -> Person:
        return next(one for one in self.people if isinstance(one, Person) and one.user_id == user_id)

    def workplace(self, user_id: UserId) -> Workplace:
        return self.person(user_id).workplace

    def is_in(self, channel: str) -> bool:
        return True

    def channel_members(self, channel: str) -> Sequence[UserId]:
        return [person.user_id for person in self.people]


def reading(team: Team, people: Sequence[Person | UnreadPerson], pages_told: int = 1000) -> Context:
    return replace(team.ctx, directory=Listed(people, pages_told))


def someone(number: int, **facts: object) -> Person:
    return Person(UserId(f"U{number}"), f"Person {number}", **facts)  # type: ignore[arg-type]


def known(team: Team, user_id: UserId) -> Person:
    with team.store.read() as tx:
        person = tx.people.get(user_id)
    assert person is not None
    return person


def test_everybody_is_read_page_by_page(team: Team) -> None:
    people = [someone(number) for number in range(5)]
    assert sync_directory(reading(team, people), team.clock.now()).people == 5
    assert [known(team, person.user_id) for person in people] == people


def test_who_is_no_longer_listed_is_gone_after_a_full_sync(team: Team) -> None:
    people = [someone(number) for number in range(5)]
    sync_directory(reading(team, people), team.clock.now())
    team.clock.advance(timedelta(days=1))
    assert sync_directory(reading(team, people[:4]), team.clock.now()).gone == 1
    assert known(team, UserId("U4")).standing is WorkspaceMembership.DEACTIVATED


def test_a_sync_that_breaks_off_makes_nobody_leave(team: Team) -> None:
    people = [someone(number) for number in range(5)]
    sync_directory(reading(team, people), team.clock.now())
    team.clock.advance(timedelta(days=1))
    with pytest.raises(Broken):
        sync_directory(reading(team, people, pages_told=1), team.clock.now())
    assert all(known(team, person.user_id).may_take_part for person in people)


def test_one_bad_record_holds_up_nobody_elses_and_is_nobodys_leaving(team: Team) -> None:
    """Somebody with a name that no database takes, and somebody who cannot be read."""
    people = [someone(number) for number in range(5)]
    sync_directory(reading(team, people), team.clock.now())
    team.clock.advance(timedelta(days=1))
    nameless, unread = replace(someone(1), name=cast(str, None)), UnreadPerson(UserId("U2"), TypeError())
    came: list[Person | UnreadPerson] = [someone(0), nameless, unread, replace(someone(3), name="Another name")]
    assert sync_directory(reading(team, came), team.clock.now()).gone == 1
    assert known(team, UserId("U3")).name == "Another name"
    assert [known(team, UserId(f"U{number}")).may_take_part for number in range(5)] == [True] * 4 + [False]


def test_nobody_leaves_while_it_is_unknown_who_somebody_is(team: Team) -> None:
    people = [someone(number) for number in range(3)]
    sync_directory(reading(team, people), team.clock.now())
    team.clock.advance(timedelta(days=1))
    assert (
        sync_directory(reading(team, [someone(0), UnreadPerson(UserId(""), KeyError("id"))]), team.clock.now()).gone
        == 0
    )
    assert all(known(team, person.user_id).may_take_part for person in people)


def test_one_who_cannot_be_let_go_holds_up_nobody_who_leaves_and_is_tried_again(team: Team) -> None:
    ada, bo = team.joins("Ada"), team.joins("Bo")
    bad = team.asks(ada, "Python")
    alter(team, f"UPDATE ask SET urgency = 'odd' WHERE id = '{bad.id}'")
    team.clock.advance(timedelta(days=1))
    assert sync_directory(reading(team, [someone(0)]), team.clock.now()).gone == 1
    assert (known(team, ada).may_take_part, known(team, bo).may_take_part) == (True, False)
    alter(team, f"UPDATE ask SET urgency = 'this_week' WHERE id = '{bad.id}'")
    team.clock.advance(timedelta(days=1))
    assert sync_directory(reading(team, [someone(0)]), team.clock.now()).gone == 1
    assert team.ask(bad.id).state.is_over


def test_two_replicas_that_sync_at_once_make_nobody_leave(team: Team) -> None:
    people = [someone(number) for number in range(4)]
    earlier, later = team.clock.now(), team.clock.now() + timedelta(seconds=5)

    class Overtaken(Listed):
        def pages(self) -> Iterator[Sequence[Person | UnreadPerson]]:
            yield from super().pages()
            sync_directory(reading(team, people), earlier)

    assert sync_directory(replace(team.ctx, directory=Overtaken(people)), later).gone == 0
    assert all(known(team, person.user_id).may_take_part for person in people)


@pytest.mark.parametrize(
    "standing",
    [WorkspaceMembership.GUEST, WorkspaceMembership.DEACTIVATED, WorkspaceMembership.EXTERNAL, WorkspaceMembership.BOT],
)
def test_who_may_no_longer_take_part_is_let_go_at_once(team: Team, standing: WorkspaceMembership) -> None:
    asker, mentor = team.joins("ada"), team.joins("ben", "Python")
    ask = team.asks(asker, "Python")
    assert person_changed(team.ctx, replace(known(team, mentor), standing=standing), "event:1")
    assert team.offer_to(mentor, ask.id).state is OfferState.UNREACHABLE
    team.tick()
    assert team.messenger.to(mentor) == []


def test_a_member_who_vanishes_from_the_list_is_let_go_too(team: Team) -> None:
    asker, mentor = team.joins("ada"), team.joins("ben", "Python")
    ask = team.asks(asker, "Python")
    team.clock.advance(timedelta(minutes=1))
    sync_directory(reading(team, [known(team, asker)]), team.clock.now())
    assert team.offer_to(mentor, ask.id).state is OfferState.UNREACHABLE


def test_hours_move_with_the_person_and_days_stay(team: Team) -> None:
    ada = team.joins("ada")
    before = team.profile(ada).hours
    assert person_changed(team.ctx, replace(known(team, ada), zone="Asia/Tokyo"), "event:1")
    assert team.profile(ada).hours == replace(before, zone="Asia/Tokyo")


def test_a_second_delivery_changes_nothing(team: Team) -> None:
    ada = team.joins("ada")
    moved, home = replace(known(team, ada), zone="Asia/Tokyo"), known(team, ada)
    person_changed(team.ctx, moved, "event:1")
    person_changed(team.ctx, home, "event:2")
    assert not person_changed(team.ctx, moved, "event:1")
    assert team.profile(ada).hours.zone == "UTC"


def test_a_change_of_title_concerns_no_profile(team: Team) -> None:
    ada = team.joins("ada")
    assert not person_changed(team.ctx, replace(known(team, ada), title="Captain"), "event:1")
    assert known(team, ada).title == "Captain"


def test_a_sync_that_is_stopped_makes_nobody_leave(team: Team) -> None:
    people = [someone(number) for number in range(5)]
    sync_directory(reading(team, people), team.clock.now())
    team.clock.advance(timedelta(days=1))
    answers = iter([True, True, False])
    with pytest.raises(Stopping):
        sync_directory(replace(reading(team, people), may_begin=lambda: next(answers)), team.clock.now())
    assert {known(team, person.user_id).standing for person in people} == {WorkspaceMembership.MEMBER}
