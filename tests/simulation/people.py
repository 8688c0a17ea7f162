"""What people do: they read what lands, and press, each in their own time; they ask, pause, leave and come back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

from bot.domain.asks.answering import Accepted, OfferAnswer
from bot.domain.asks.ask import AskDraft, AskId, Helped, Shape, Urgency
from bot.domain.asks.notes import DidItHelpNote, HelpPostNote, IntroductionNote, NobodyYetNote, OfferNote
from bot.domain.asks.outcomes import Outcome
from bot.domain.base.errors import MentorError
from bot.domain.base.ids import UserId
from bot.domain.people.profile_form import AboutMe
from bot.services.across import consequences
from bot.services.asks import asking, closing, meeting, offers
from bot.services.context import Context
from bot.services.people import pause, profiles
from bot.services.people.directory import person_changed
from tests.simulation.memory import HOURS
from tests.simulation.slack import Line, Message, SimulatedSlack
from tests.simulation.world import World
from tests.support.team import skills_of

T = TypeVar("T")
EVERYBODY = tuple(HOURS)
_AFTER = (5, 60, 600, 3 * 3_600, 12 * 3_600, 2 * 86_400)
"""Seconds until somebody does something about what they read."""
_ANSWERS = (*[OfferAnswer.I_CAN_HELP] * 3, OfferAnswer.NOT_NOW, OfferAnswer.NOT_MY_AREA, OfferAnswer.PAUSE_ME)


@dataclass
class People:
    """Everybody of the company. `accepted` is told of each ask that somebody got."""

    world: World
    slack: SimulatedSlack
    accepted: Callable[[AskId, UserId], None]
    presses: dict[UserId, list[datetime]] = field(default_factory=dict)
    """When each person pressed or typed something."""
    _ids: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        line = Line(self.slack, self.world, lambda _: None, lambda: None, lambda *_: None)
        self.context = Context(
            self.world.memory.store, self, line, lambda: f"id{next(self._ids)}", consequences=consequences
        )

    def now(self) -> datetime:
        """What the clock of the process says that takes a press."""
        return self.world.now

    def plan(self, days: int) -> None:
        """Write down what will happen by itself within so many days."""
        chance, span = self.world.chance, days * 86_400
        for _ in range(chance.choice((1, 1, 1, 2))):
            self.world.after(chance.random() * chance.choice((60, span)), self._ask)
        for _ in range(chance.choice((0, 0, 1, 2))):
            self.world.after(chance.random() * span, chance.choice((self._pause, self.resume, self._leave, self._fire)))

    def read(self, message: Message) -> None:
        """Somebody reads a message, and may do something about it."""
        react = _REACTIONS.get(type(message.note))
        if react is not None and self.world.happens(0.75):
            seconds = self.world.chance.random() * self.world.chance.choice(_AFTER)
            self.world.after(seconds, lambda: react(self, message))

    def all_resume(self) -> None:
        """Whoever paused without an end comes back."""
        for who, standing in self.world.standings.items():
            if standing.is_in and standing.paused:
                self.resume(UserId(who))

    def press(self, who: UserId, what: str, act: Callable[[], T]) -> T | None:
        """Do one thing, perhaps delivered twice. What is refused is said to them, and changes nothing."""
        came_of: T | None = None
        for _ in range(2 if self.world.happens(self.world.weather.pressed_twice) else 1):
            self.world.tell(f"{who} {what}")
            self.presses.setdefault(who, []).append(self.world.now)
            try:
                done = act()
                came_of = came_of or done
                self._heed(who, done)
            except MentorError as refused:
                self.world.tell(f"{who} reads: {type(refused).__name__}")
            self.world.committed()
        self.world.wake_all()
        return came_of

    def _heed(self, who: UserId, done: object) -> None:
        if isinstance(done, Outcome) and isinstance(done.decision, Accepted):
            self.accepted(done.ask.id, who)

    def _ask(self) -> None:
        chance, who, key = self.world.chance, self._anybody(), self._key()
        draft = AskDraft(
            f"How do I do {key}?",
            skills_of([chance.choice(("Python", "SQL"))]),
            urgency=chance.choice(list(Urgency)),
            shape=chance.choice((Shape.THREAD, Shape.MINUTES_15)),
            only=chance.choice((None, None, None, self._anybody())),
        )
        if draft.only == who:
            draft = replace(draft, only=None)
        ask = self.press(who, "asks", lambda: asking.create_ask(self.context, who, draft, key))
        if ask is not None and self.world.happens(0.15):
            seconds = chance.random() * chance.choice(_AFTER)
            self.world.after(seconds, lambda: self.press_on(asking.withdraw, ask.id, who, "withdraws"))

    def _pause(self) -> None:
        who, key, now = self._anybody(), self._key(), self.world.now
        until = self.world.chance.choice((None, now + timedelta(days=3), now + timedelta(hours=5)))
        self.press(who, "pauses", lambda: pause.pause(self.context, who, until, key))
        if until is None:
            self.world.after(self.world.chance.random() * 6 * 86_400, lambda: self.resume(who))

    def resume(self, who: UserId | None = None) -> None:
        """Somebody comes back; anybody, where nobody is named."""
        resumes, key = who or self._anybody(), self._key()
        self.press(resumes, "resumes", lambda: pause.resume(self.context, resumes, key))

    def _leave(self) -> None:
        who = self._anybody()
        self.press(who, "signs out", lambda: profiles.leave(self.context, who))
        if self.world.happens(0.5):
            self.world.after(self.world.chance.random() * 86_400, lambda: self._come_back(who))

    def _come_back(self, who: UserId) -> None:
        about = AboutMe(offers=skills_of(["Python"]))
        self.press(who, "signs up", lambda: profiles.sign_up(self.context, who, about))

    def _fire(self) -> None:
        """The directory says so at once, or leaves it to the next sync."""
        who, key = self._anybody(), self._key()
        person = self.slack.leaves(who)
        if self.world.happens(0.5):
            self.press(who, "is deactivated", lambda: person_changed(self.context, person, key))

    def _anybody(self) -> UserId:
        return self.world.chance.choice(EVERYBODY)

    def _key(self) -> str:
        return f"key{next(self._ids)}"

    def press_on(
        self, act: Callable[[Context, AskId, UserId], object], ask_id: AskId, who: UserId, what: str
    ) -> object | None:
        """Press a button of an ask."""
        return self.press(who, what, lambda: act(self.context, ask_id, who))


def _answers(they: People, message: Message) -> None:
    assert isinstance(message.note, OfferNote)
    offer_id, (who,) = message.note.offer_id, message.receivers
    said = they.world.chance.choice(_ANSWERS)
    they.press(who, said, lambda: offers.answer(they.context, offer_id, who, said))
    if said is OfferAnswer.PAUSE_ME:
        they.world.after(they.world.chance.random() * 6 * 86_400, lambda: they.resume(who))


def _takes(they: People, message: Message) -> None:
    assert isinstance(message.note, HelpPostNote)
    ask_id = message.note.ask_id
    for who in they.world.chance.sample(EVERYBODY, 2):
        they.press_on(offers.take_from_channel, ask_id, who, "takes it")


def _chooses(they: People, message: Message) -> None:
    assert isinstance(message.note, NobodyYetNote)
    (who,) = message.receivers
    act, what = they.world.chance.choice(
        ((asking.widen, "widens"), (asking.post_to_channel, "posts"), (asking.withdraw, "withdraws"))
    )
    they.press_on(act, message.note.ask_id, who, what)


def _meets(they: People, message: Message) -> None:
    note = message.note
    assert isinstance(note, IntroductionNote)
    who = they.world.chance.choice(message.receivers)
    if note.slots and they.world.happens(0.5):
        slot = they.world.chance.choice(note.slots)
        they.press(who, "picks a time", lambda: meeting.pick_slot(they.context, note.ask_id, who, slot))
    if they.world.happens(0.3):
        seconds = they.world.chance.random() * 2 * 86_400
        they.world.after(seconds, lambda: they.press_on(asking.close, note.ask_id, who, "closes"))


def _judges(they: People, message: Message) -> None:
    assert isinstance(message.note, DidItHelpNote)
    ask_id, (who,) = message.note.ask_id, message.receivers
    said = they.world.chance.choice(list(Helped))
    they.press(who, said, lambda: closing.say_helped(they.context, ask_id, who, said))
    they.press(who, "thanks", lambda: closing.thank(they.context, ask_id, who, "Thank you!", they.world.happens(0.7)))


_REACTIONS: dict[type[object], Callable[[People, Message], None]] = {
    OfferNote: _answers,
    HelpPostNote: _takes,
    NobodyYetNote: _chooses,
    IntroductionNote: _meets,
    DidItHelpNote: _judges,
}
