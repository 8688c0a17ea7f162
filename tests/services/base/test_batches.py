"""One of a batch that fails rests longer and longer, and begins anew once it has gone well."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.services.base.batches import each, in_portions
from tests.support.team import Team

MINUTE = timedelta(minutes=1)


class Work:
    """Fails for whoever is bad, and notes whom it was done to."""

    def __init__(self) -> None:
        self.bad: set[str] = set()
        self.done: list[str] = []

    def all(self, some: Sequence[str]) -> None:
        if self.bad.intersection(some):
            raise ValueError("bad")
        self.done += some

    def one(self, name: str) -> None:
        self.all([name])


def test_in_a_portion_only_the_bad_one_rests(team: Team) -> None:
    ctx, work = team.ctx, Work()
    work.bad = {"bo"}
    in_portions(ctx, "work", ["ada", "bo", "cy"], 3, work.all)
    assert work.done == ["ada", "cy"]
    work.bad.clear()
    in_portions(ctx, "work", ["ada", "bo", "cy"], 3, work.all)
    assert work.done == ["ada", "cy"] * 2
    team.clock.advance(MINUTE)
    in_portions(ctx, "work", ["ada", "bo", "cy"], 3, work.all)
    assert work.done[4:] == ["ada", "bo", "cy"]


def test_what_went_well_begins_anew(team: Team) -> None:
    """Alone or in a portion: the next failure is the first."""
    ctx, work = team.ctx, Work()
    ways: list[Callable[[], object]] = [
        lambda: each(ctx, "one", ["bo"], work.one),
        lambda: in_portions(ctx, "all", ["bo"], 3, work.all),
    ]
    for way in ways:
        for pause in (MINUTE, 5 * MINUTE):
            work.bad = {"bo"}
            way()
            team.clock.advance(pause)
        work.bad.clear()
        work.done.clear()
        way()
        work.bad = {"bo"}
        way()
        team.clock.advance(MINUTE)
        work.bad.clear()
        way()
        assert work.done == ["bo", "bo"]
