"""What buttons, menus and forms about programs and their rounds carry."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.base.references import Reference
from bot.domain.programs.program import ProgramState
from bot.domain.programs.rounds import RoundId
from bot.domain.programs.views import Tab


class ShownIn(StrEnum):
    """Where somebody reads their place in a queue; what is pressed there is shown there."""

    MATCH = "match"
    STATUS = "status"
    CARD = "card"


class PairEntry(StrEnum):
    """The entries in the menu of a planned pair."""

    LOCK = "lock"
    UNLOCK = "unlock"
    TAKE_OUT = "take_out"
    GIVE = "give"
    GIVE_PEER = "give_peer"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class ProgramForm(Reference):
    """A page of a program; while it `is_new` the next page follows. None: of a program that is not there yet."""

    program_id: ProgramId | None
    is_new: bool = False
    tag: ClassVar[str] = "program"
    old: ClassVar[str] = r":(?P<program_id>\S*)(?: new)?"


@dataclass(frozen=True, slots=True)
class MoveProgram(Reference):
    """The state that a program is to be in."""

    program_id: ProgramId
    state: ProgramState
    tag: ClassVar[str] = "move"
    old: ClassVar[str] = r"(?P<state>\w+):(?P<program_id>.+)"


@dataclass(frozen=True, slots=True)
class PlaceInQueue(Reference):
    """Getting into the queue of a program, or out of it, and where that was pressed."""

    program_id: ProgramId
    shown_in: ShownIn
    tag: ClassVar[str] = "queue"
    old: ClassVar[str] = r"(?P<shown_in>\w+):(?P<program_id>.+)"


@dataclass(frozen=True, slots=True)
class RoundRef(Reference):
    """A matching round."""

    round_id: RoundId


@dataclass(frozen=True, slots=True)
class PreviewPage(Reference):
    """A page of one of the lists of a round's preview; the first is 0."""

    round_id: RoundId
    tab: Tab = Tab.PAIRS
    page: int = 0
    tag: ClassVar[str] = "preview"
    old: ClassVar[str] = r"\w*:(?:(?P<tab>\w+) (?P<page>\d+) )?(?P<round_id>\S+)"


@dataclass(frozen=True, slots=True)
class PlannedPairMenu(Reference):
    """What was chosen in the menu of a planned pair. (It stands in a modal: none is old.)"""

    entry: PairEntry
    mentor: UserId
    mentee: UserId
    tag: ClassVar[str] = "pair"


@dataclass(frozen=True, slots=True)
class GivePartner(Reference):
    """Whom somebody shall get in a round. (A form: none is old.)"""

    round_id: RoundId
    mentee: UserId
    tag: ClassVar[str] = "give"
