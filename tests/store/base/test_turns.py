"""Turns to write: one at a time, in the order in which they were asked for."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from threading import Event, Thread

import pytest

from store.base.turns import Turns

LONG = 30.0


def started(run: Callable[[], object]) -> Thread:
    thread = Thread(target=run, daemon=True)
    thread.start()
    return thread


def wait_until(holds: Callable[[], bool]) -> None:
    while not holds():
        Event().wait(0.001)


def test_a_turn_is_handed_on_in_order_even_to_those_who_come_late() -> None:
    turns, had = Turns(), list[int]()
    assert turns.acquire(LONG)

    def take(number: int) -> None:
        assert turns.acquire(LONG)
        had.append(number)
        turns.release()

    threads = []
    for number in range(5):
        threads.append(started(partial(take, number)))
        wait_until(lambda: len(turns._waiting) == len(threads))
    turns.release()
    # Whoever has just had it asks again at once, and stands behind the others.
    take(5)
    for thread in threads:
        thread.join(LONG)
    assert had == [0, 1, 2, 3, 4, 5]


def test_nobody_has_it_together_with_another() -> None:
    turns, spans = Turns(), list[int]()

    def work() -> None:
        for number in range(200):
            assert turns.acquire(LONG)
            spans.extend((number, number))
            turns.release()

    threads = [started(work) for _ in range(4)]
    for thread in threads:
        thread.join(LONG)
    assert len(spans) == 1_600
    assert all(one == other for one, other in list(pairwise(spans))[::2])


@pytest.mark.parametrize("others", [0, 1])
def test_who_waits_too_long_leaves_the_line(others: int) -> None:
    turns = Turns()
    assert turns.acquire(LONG)
    waiting = [started(lambda: turns.acquire(LONG)) for _ in range(others)]
    wait_until(lambda: len(turns._waiting) == others)
    assert not turns.acquire(0.01)
    turns.release()
    for thread in waiting:
        thread.join(LONG)
        turns.release()
    assert turns.acquire(0)
