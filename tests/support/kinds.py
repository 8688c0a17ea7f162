"""All that a kind of message is made of, in one value: a test looks for each part, another takes each away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import UnionType
from typing import Any, get_args, get_type_hints

from bot.app import KINDS
from bot.blocks.base.language import Language, english, reading
from bot.blocks.base.rendering import files, surfaces
from bot.domain.delivery.messages import Audience, Kind, Message, Policy, Unreadable
from bot.domain.delivery.policy import Dropped, Later
from bot.sandbox.blockkit import problems_in_message
from bot.services.delivery.kinds import MessageKind, NobodyIsTold
from tests.blocks.programs.samples import every_program_note
from tests.blocks.samples import every_note

WORDS = "How do I say no?"


@dataclass(frozen=True)
class Parts:
    """A kind of message, as it stands in each room."""

    kind: Kind
    policy: Policy | None
    audience: Audience | None
    entry: MessageKind | None
    notes: tuple[type, ...]
    """What its composer says it may say."""
    samples: tuple[object, ...]
    surfaces: Mapping[type, Any] = field(default_factory=surfaces)
    files: Mapping[type, Any] = field(default_factory=files)
    lost_words: frozenset[str] = frozenset()

    def missing(self) -> list[str]:
        """The names of the parts that this kind lacks."""
        return [f"{self.kind.__name__}: {part}" for part in self._missing()]

    def _missing(self) -> Iterator[str]:
        if not isinstance(self.policy, Policy):
            yield "policy"
        if not isinstance(self.audience, Audience):
            yield "audience"
        if self.entry is None:
            yield "entry in services"
            return
        compose: object = self.entry.compose
        if not callable(compose):
            yield "composer"
        if not self.notes:
            yield "notes in the composer's annotation"
        follows = self.entry.never_sent
        if not (follows.why.strip() if isinstance(follows, NobodyIsTold) else callable(follows)):
            yield "answer to who is told when it never goes out"
        for note in self.notes:
            yield from self._of(note)

    def _of(self, note: type) -> Iterator[str]:
        samples = [one for one in self.samples if type(one) is note]
        if note not in self.surfaces:
            yield f"surface of {note.__name__}"
        if self.kind.is_file and note not in self.files:
            yield f"file of {note.__name__}"
        if not samples:
            yield f"sample of {note.__name__}"
        for sample in samples:
            yield from self._drawn(sample)

    def _drawn(self, sample: object) -> Iterator[str]:
        name, draw = type(sample).__name__, self.surfaces.get(type(sample))
        if draw is None:
            return
        try:
            with reading(_Without(english().locale, english().words, self.lost_words)):
                drawn = draw(sample)
        except KeyError as lost:
            yield f"words {lost} of {name}"
            return
        if not drawn.text.strip():
            yield f"words: the text of {name}"
        for problem in problems_in_message(list(drawn.blocks)):
            yield f"Slack refuses {name}: {problem}"

    def words(self) -> list[str]:
        """The keys of the words that its first sample is drawn with."""
        used = _Without(english().locale, english().words)
        sample = next(one for one in self.samples if type(one) in self.notes)
        with reading(used):
            self.surfaces[type(sample)](sample)
        return used.read


@dataclass(frozen=True, slots=True, eq=False)
class _Without(Language):
    """English without some of its words; it keeps in mind what was read."""

    lost: frozenset[str] = frozenset()
    read: list[str] = field(default_factory=list)

    def entry(self, key: str, n: object = None) -> str:
        self.read.append(key)
        if key in self.lost:
            raise KeyError(key)
        return english().entry(key, n)


def every_kind() -> list[Kind]:
    """All kinds of messages of the wings."""
    return [one for one in Message.__subclasses__() if one is not Unreadable and one.__module__.startswith("bot.")]


def parts_of(kind: Kind) -> Parts:
    """What there is of a kind."""
    entry = next((one for one in KINDS if one.message is kind), None)
    notes = _notes(entry) if entry else ()
    samples = tuple(one for one in _SAMPLES if type(one) in notes)
    return Parts(kind, getattr(kind, "policy", None), getattr(kind, "audience", None), entry, notes, samples)


def _notes(entry: MessageKind) -> tuple[type, ...]:
    returned = get_type_hints(entry.compose)["return"]
    given = get_args(returned) if isinstance(returned, UnionType) else (returned,)
    return tuple(one for one in given if one not in (Dropped, Later))


_SAMPLES = (*every_note(WORDS), *every_program_note(WORDS))


def without(parts: Parts) -> Iterator[tuple[str, Parts]]:
    """What is to be named as missing, and the kind without it: for each of its parts."""
    entry, note = parts.entry, parts.notes[0]
    assert entry is not None, "a whole kind has an entry"
    name, one = note.__name__, parts.words()[0]
    yield "policy", replace(parts, policy=None)
    yield "audience", replace(parts, audience=None)
    yield "entry in services", replace(parts, entry=None)
    yield "composer", replace(parts, entry=replace(entry, compose=None))  # type: ignore[arg-type]
    yield "notes in the composer's annotation", replace(parts, notes=())
    yield (
        "answer to who is told when it never goes out",
        replace(parts, entry=replace(entry, never_sent=NobodyIsTold(""))),
    )
    yield f"surface of {name}", replace(parts, surfaces=_but(parts.surfaces, note))
    yield f"sample of {name}", replace(parts, samples=tuple(each for each in parts.samples if type(each) is not note))
    yield f"words '{one}' of {name}", replace(parts, lost_words=frozenset({one}))
    if parts.kind.is_file:
        yield f"file of {name}", replace(parts, files=_but(parts.files, note))


def _but(registered: Mapping[type, Any], note: type) -> dict[type, Any]:
    return {one: what for one, what in registered.items() if one is not note}
