import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.errors import InvalidField
from bot.domain.base.ids import UserId
from bot.domain.people.block_list import MOST_BLOCKED, changes

ADA = UserId("UADA")
PEOPLE = st.sets(st.integers(0, 30).map(lambda number: UserId(f"U{number}")))


@given(shown=PEOPLE, chosen=PEOPLE, meanwhile=PEOPLE)
def test_only_what_was_changed_changes(shown: set[UserId], chosen: set[UserId], meanwhile: set[UserId]) -> None:
    """Whoever came onto the list while the form was open stays on it, unless they were taken off in it."""
    found = changes(ADA, shown, chosen)
    after = ((shown | meanwhile) | found.added) - found.taken_off
    assert after == chosen | (meanwhile - shown)
    assert found.added.isdisjoint(found.taken_off)


def test_nobody_stands_on_their_own_list() -> None:
    with pytest.raises(InvalidField, match="not_yourself"):
        changes(ADA, [], [ADA, UserId("UBEN")])


def test_a_list_is_full_at_some_number_and_may_always_shrink() -> None:
    many = [UserId(f"U{number}") for number in range(MOST_BLOCKED + 2)]
    assert len(changes(ADA, [], many[:MOST_BLOCKED]).added) == MOST_BLOCKED
    with pytest.raises(InvalidField, match="too_many_people"):
        changes(ADA, many[:MOST_BLOCKED], many[: MOST_BLOCKED + 1])
    # Answers to whether two fit may have made it longer.
    assert changes(ADA, many, many[:-1]).taken_off == {many[-1]}
