"""Several presses at the same instant, on connections and in processes of their own."""

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from multiprocessing.synchronize import Barrier

from bot.domain.asks.answering import Accepted, Full, OfferAnswer, TooLate
from bot.domain.asks.ask import AskState, OfferId
from bot.domain.asks.notes import IntroductionNote, OfferNote
from bot.domain.base.ids import UserId
from bot.services.asks.asking import post_to_channel
from bot.services.asks.offers import answer, take_from_channel
from bot.services.asks.outgoing import HELP_CHANNEL
from bot.services.asks.routing import advance
from bot.services.delivery.dispatch import dispatch
from tests.support.team import ALWAYS, MONDAY, Team, team_on, urgent

ROUNDS = 5


def at_once(presses: Sequence[Callable[[], object]]) -> list[object]:
    """Do all of them at the same instant, each in its own thread; what came of each."""
    start = threading.Barrier(len(presses))

    def press(what: Callable[[], object]) -> object:
        start.wait()
        return what()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def test_three_accept_at_once_and_one_wins(team: Team, database: str) -> None:
    with team_on(database) as second, team_on(database) as third:
        replicas = [team, second, third]
        asker = team.joins("Ada")
        mentors = [team.joins(name, "Python", open_asks=ROUNDS) for name in ("Bo", "Cy", "Di")]
        for _ in range(ROUNDS):
            ask = team.asks(asker, "Python", **urgent())
            decisions = [type(one) for one in at_once(_presses(replicas, mentors, ask.id))]
            assert sorted(one.__name__ for one in decisions) == ["Accepted", "TooLate", "TooLate"]
            team.tick()
        assert len(team.messenger.notes(IntroductionNote)) == ROUNDS


def _presses(replicas: Sequence[Team], mentors: Sequence[UserId], ask_id: str) -> list[Callable[[], object]]:
    def press(replica: Team, mentor: UserId) -> Callable[[], object]:
        offer = next(one for one in replica.offers(ask_id) if one.mentor == mentor)  # type: ignore[arg-type]
        return lambda: answer(replica.ctx, offer.id, mentor, OfferAnswer.I_CAN_HELP).decision

    return [press(replica, mentor) for replica, mentor in zip(replicas, mentors, strict=True)]


def test_a_limit_of_one_holds_against_two_presses_at_once(team: Team, database: str) -> None:
    with team_on(database) as second:
        asker, mentor = team.joins("Ada"), team.joins("Mira", "Python", open_asks=2)
        asks = [team.asks(asker, "Python") for _ in range(2)]
        team.joins("Mira", "Python", open_asks=1)
        offers = [team.offer_to(mentor, ask.id).id for ask in asks]
        came_of = at_once(
            [
                lambda: answer(team.ctx, offers[0], mentor, OfferAnswer.I_CAN_HELP).decision,
                lambda: answer(second.ctx, offers[1], mentor, OfferAnswer.I_CAN_HELP).decision,
            ]
        )
        assert sorted(type(one).__name__ for one in came_of) == ["Accepted", "Full"]
        assert Full(1) in came_of


def test_two_take_the_same_posted_ask(team: Team, database: str) -> None:
    with team_on(database) as second:
        asker, one, two = team.joins("Ada"), team.joins("Hal"), team.joins("Lea")
        team.sets(HELP_CHANNEL, "CHELP")
        ask = team.asks(asker, "Python")
        post_to_channel(team.ctx, ask.id, asker)
        came_of = at_once(
            [
                lambda: take_from_channel(team.ctx, ask.id, one).decision,
                lambda: take_from_channel(second.ctx, ask.id, two).decision,
            ]
        )
        assert sorted(type(one).__name__ for one in came_of) == ["Accepted", "TooLate"]


def test_a_pause_and_an_acceptance_at_once(team: Team, database: str) -> None:
    """Either is first; the other finds it decided. Never both, never neither."""
    with team_on(database) as second:
        asker, mentor = team.joins("Ada"), team.joins("Mira", "Python", open_asks=9)
        asks = [team.asks(asker, "Python") for _ in range(2)]
        offers = [team.offer_to(mentor, ask.id).id for ask in asks]
        at_once(
            [
                lambda: answer(team.ctx, offers[0], mentor, OfferAnswer.I_CAN_HELP),
                lambda: answer(second.ctx, offers[1], mentor, OfferAnswer.PAUSE_ME),
            ]
        )
        first = team.ask(asks[0].id)
        assert team.profile(mentor).paused
        assert team.ask(asks[1].id).mentor is None
        assert (first.mentor == mentor) == (first.state is AskState.ACCEPTED)
        assert not any(offer.state.is_live for ask in asks for offer in team.offers(ask.id))


def test_the_same_view_on_two_replicas_makes_one_ask(team: Team, database: str) -> None:
    with team_on(database) as second:
        asker, mentor = team.joins("Ada"), team.joins("Mira", "Python")
        made = at_once([lambda one=one: one.asks(asker, "Python", key="V1").id for one in (team, second)])  # type: ignore[misc]
        assert len(set(made)) == 1
        team.tick()
        assert len(team.messenger.notes(OfferNote, mentor)) == 1


def test_four_replicas_tick_at_once(team: Team, database: str) -> None:
    with team_on(database) as second, team_on(database) as third, team_on(database) as fourth:
        replicas = [team, second, third, fourth]
        asker = team.joins("Ada", hours=ALWAYS)
        for number in range(10):
            team.joins(f"P{number}", f"skill{number}", hours=ALWAYS)
            team.asks(asker, f"skill{number}", question=f"Who is good at skill{number}?")
        at_once([lambda one=one: dispatch(one.ctx, team.messenger, MONDAY, str(id(one))) for one in replicas])  # type: ignore[misc]
        assert len(team.messenger.notes(OfferNote)) == 10
        later = MONDAY + timedelta(hours=4)
        at_once([lambda one=one: advance(one.ctx, later) for one in replicas])  # type: ignore[misc]
        at_once([lambda one=one: dispatch(one.ctx, team.messenger, later, str(id(one))) for one in replicas])  # type: ignore[misc]
        assert [note.is_reminder for note in team.messenger.notes(OfferNote)] == [False] * 10 + [True] * 10


def _press_elsewhere(
    url: str, offer: OfferId, mentor: UserId, start: Barrier, came_of: "multiprocessing.Queue[str]"
) -> None:
    with team_on(url) as here:
        here.profile(mentor)  # connected before the start
        start.wait()
        came_of.put(type(answer(here.ctx, offer, mentor, OfferAnswer.I_CAN_HELP).decision).__name__)


def test_two_processes_accept_at_once(team: Team, database: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    asker, mentors = team.joins("Ada"), [team.joins(name, "Python") for name in ("Bo", "Cy")]
    ask = team.asks(asker, "Python", **urgent())
    start, came_of = spawn.Barrier(2), spawn.Queue()
    processes = [
        spawn.Process(target=_press_elsewhere, args=(database, team.offer_to(one, ask.id).id, one, start, came_of))
        for one in mentors
    ]
    for process in processes:
        process.start()
    assert sorted(came_of.get(timeout=60) for _ in processes) == [Accepted.__name__, TooLate.__name__]
    for process in processes:
        process.join()
    assert team.ask(ask.id).mentor in mentors
