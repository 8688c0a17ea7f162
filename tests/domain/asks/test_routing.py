"""Who is offered an ask, and what time and answers do: held for any order of events."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.asks import routing
from bot.domain.asks.answering import Accepted, Declined, OfferAnswer, decide_answer
from bot.domain.asks.ask import Ask, AskId, AskState, Load, Offer, OfferId, OfferState, Urgency
from bot.domain.asks.routing import PACES, Step
from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.domain.delivery.hours import WorkingHours
from bot.domain.people.profile import Limits, Profile

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOURS = WorkingHours(start=time(9), end=time(17))
PEOPLE = [UserId(f"U{number}") for number in range(9)]
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("press"), st.integers(0, 8), st.integers(0, 2), st.sampled_from(OfferAnswer)),
        st.tuples(st.just("wait"), st.integers(1, 30)),
        st.tuples(st.just("widen"), st.integers(0, 2)),
        st.tuples(st.just("withdraw"), st.integers(0, 2)),
        st.tuples(st.just("close"), st.integers(0, 2)),
    ),
    max_size=60,
)


@dataclass(frozen=True)
class Fit:
    user_id: UserId


@dataclass
class World:
    """Three asks and nine people, in memory; every event goes through the decisions."""

    asks: list[Ask]
    limit: int
    now: datetime = MONDAY
    offers: list[Offer] = field(default_factory=list)
    profiles: dict[UserId, Profile] = field(default_factory=dict)

    def load(self, who: UserId) -> Load:
        open_asks = sum(ask.mentor == who and ask.state is AskState.ACCEPTED for ask in self.asks)
        return Load(open_asks, sum(one.mentor == who and one.state.is_live for one in self.offers))

    def of(self, ask: Ask) -> list[Offer]:
        return [one for one in self.offers if one.ask_id == ask.id]

    def keep(self, *offers: Offer | None) -> None:
        new = {one.id: one for one in offers if one}
        self.offers = [new.get(one.id, one) for one in self.offers]

    def move_on(self, number: int) -> None:
        ask = self.asks[number]
        fits = [Fit(one) for one in PEOPLE if not self.profiles[one].paused]
        can = lambda one: routing.may_be_offered(self.load(one.user_id), Limits(self.limit))  # noqa: E731
        for one in routing.next_people(ask, self.of(ask), fits, can):
            offer_id = OfferId(f"{ask.id}:{one.user_id}")
            self.offers.append(routing.new_offer(offer_id, ask, one.user_id, HOURS, self.now, (), 0.0))
        if routing.is_exhausted(ask, self.of(ask)):
            self.asks[number] = routing.exhausted(ask, self.now)

    def press(self, who: int, number: int, said: OfferAnswer) -> None:
        ask, mentor = self.asks[number], PEOPLE[who]
        mine = next((one for one in self.of(ask) if one.mentor == mentor), None)
        if mine is None:
            return
        others = [one for one in self.of(ask) if one is not mine]
        decision = decide_answer(ask, mine, others, said, self.profiles[mentor], self.load(mentor), self.now)
        if isinstance(decision, Accepted):
            self.asks[number] = decision.ask
            self.keep(decision.offer, *decision.beaten)
        if isinstance(decision, Declined):
            self.profiles[mentor] = decision.profile or self.profiles[mentor]
            self.keep(decision.offer)

    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        for offer in self.offers:
            reachable = not self.profiles[offer.mentor].paused
            self.keep(routing.stepped(offer, routing.step(offer, self.now, reachable=reachable), self.now))

    def change(self, event: str, number: int) -> None:
        change = {"widen": routing.widened, "withdraw": routing.withdrawn, "close": routing.closed}[event]
        changed = change(self.asks[number], self.now)
        self.asks[number] = changed or self.asks[number]
        if changed and changed.state.is_over:
            self.keep(*routing.cancelled(self.of(changed), self.now))


def world(limit: int, urgencies: tuple[Urgency, ...]) -> World:
    asks = [
        Ask(AskId(f"A{number}"), UserId(f"UASKER{number}"), "How?", MONDAY, urgency=urgency)
        for number, urgency in enumerate(urgencies)
    ]
    profiles = {one: Profile(one, (), (), HOURS, MONDAY, limits=Limits(limit)) for one in PEOPLE}
    return World(asks, limit, profiles=profiles)


@given(EVENTS, st.integers(0, 3), st.tuples(*[st.sampled_from(Urgency)] * 3))
def test_whatever_the_order_of_presses_and_hours(
    events: list[tuple[object, ...]], limit: int, urgencies: tuple[Urgency, ...]
) -> None:
    """At most one mentor; nobody asked twice; no limit passed; nobody left in the dark."""
    told = world(limit, urgencies)
    for name, *rest in [("wait", 0), *events]:
        if name == "press":
            told.press(*rest)  # type: ignore[arg-type]
        elif name == "wait":
            told.wait(*rest)  # type: ignore[arg-type]
        else:
            told.change(str(name), *rest)  # type: ignore[arg-type]
        for number in range(len(told.asks)):
            told.move_on(number)
        holds(told)


def holds(told: World) -> None:
    for ask in told.asks:
        offers = told.of(ask)
        live = [one for one in offers if one.state.is_live]
        won = [one for one in offers if one.state is OfferState.ACCEPTED]
        asked = [one.mentor for one in offers]
        assert len(asked) == len(set(asked))
        assert len(asked) <= routing.MOST_TRIED * (2 if ask.widened else 1)
        assert [one.mentor for one in won] == ([ask.mentor] if ask.mentor else [])
        assert len(live) <= PACES[ask.urgency].at_once
        # Live offers exactly while routing: a state without a way on would leave the asker in the dark.
        assert bool(live) == (ask.state is AskState.ROUTING)
    for who in PEOPLE:
        assert told.load(who).open_asks <= told.limit


def ask_in(state: AskState, **changes: Any) -> Ask:
    return replace(Ask(AskId("A"), UserId("UASKER"), "How?", MONDAY), state=state, **changes)


def offer_in(state: OfferState) -> Offer:
    hour = timedelta(hours=1)
    return Offer(OfferId("O"), AskId("A"), UserId("U1"), MONDAY, MONDAY + hour, MONDAY + 2 * hour, state)


@pytest.mark.parametrize(
    ("urgency", "remind", "lapse"),
    [
        (Urgency.TODAY, timedelta(hours=1), timedelta(hours=2)),
        (Urgency.THIS_WEEK, timedelta(hours=4), timedelta(days=1, hours=0)),
        (Urgency.NO_HURRY, timedelta(days=1), timedelta(days=2)),
    ],
)
def test_the_promise_of_each_urgency_in_working_hours(urgency: Urgency, remind: timedelta, lapse: timedelta) -> None:
    ask = ask_in(AskState.ROUTING, urgency=urgency)
    offer = routing.new_offer(OfferId("O"), ask, UserId("U1"), HOURS, MONDAY, (), 1.0)
    assert (offer.remind_at - MONDAY, offer.lapse_at - MONDAY) == (remind, lapse)


def test_an_offer_made_on_friday_evening_lasts_into_monday() -> None:
    friday = datetime(2026, 11, 20, 18, tzinfo=UTC)
    offer = routing.timed(offer_in(OfferState.OFFERED), Urgency.TODAY, HOURS, friday)
    assert offer.lapse_at == datetime(2026, 11, 23, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "after", "reachable", "due"),
    [
        (OfferState.OFFERED, 0.9, True, Step.WAIT),
        (OfferState.OFFERED, 1, True, Step.REMIND),
        (OfferState.REMINDED, 1.5, True, Step.WAIT),
        (OfferState.REMINDED, 2, True, Step.LAPSE),
        (OfferState.OFFERED, 2, True, Step.LAPSE),
        (OfferState.OFFERED, 0, False, Step.UNREACHABLE),
        (OfferState.NOT_NOW, 9, False, Step.WAIT),
    ],
)
def test_what_is_due_for_an_offer(state: OfferState, after: float, reachable: bool, due: Step) -> None:
    assert routing.step(offer_in(state), MONDAY + timedelta(hours=after), reachable=reachable) is due


def test_what_was_tried_is_counted() -> None:
    ended = [OfferState.NOT_NOW, OfferState.NOT_NOW, OfferState.NOT_MY_AREA, OfferState.UNANSWERED]
    tried = routing.tried([offer_in(state) for state in [*ended, OfferState.UNREACHABLE]], no_room=2)
    assert (tried.offered, tried.not_now, tried.not_their_area) == (5, 2, 1)
    assert (tried.unanswered, tried.unreachable, tried.no_room) == (1, 1, 2)


@pytest.mark.parametrize("state", [state for state in AskState if state is not AskState.EXHAUSTED])
def test_only_an_exhausted_ask_is_widened_or_posted(state: AskState) -> None:
    assert routing.widened(ask_in(state), MONDAY) is None
    assert routing.posted(ask_in(state), MONDAY) is None


@pytest.mark.parametrize("state", AskState)
def test_an_ask_ends_once(state: AskState) -> None:
    ask = ask_in(state)
    assert (routing.withdrawn(ask, MONDAY) is not None) == state.is_open
    assert (routing.closed(ask, MONDAY) is not None) == (state is AskState.ACCEPTED)
    assert (routing.expired(ask, MONDAY + routing.UNTOUCHED) is not None) == (not state.is_over)
    assert routing.expired(ask, MONDAY + routing.UNTOUCHED - timedelta(seconds=1)) is None


def test_not_my_area_adds_to_what_was_said_before() -> None:
    profile = Profile(UserId("U1"), (), (), HOURS, MONDAY, not_areas=frozenset({"sql"}))
    ask = ask_in(AskState.ROUTING, skills=(Skill("python", "Python"),))
    decision = decide_answer(ask, offer_in(OfferState.OFFERED), [], OfferAnswer.NOT_MY_AREA, profile, Load(), MONDAY)
    assert isinstance(decision, Declined)
    assert decision.profile is not None
    assert decision.profile.not_areas == {"sql", "python"}
