"""What is told to whoever waits for a message that could not be sent."""

from collections.abc import Callable
from typing import Any

from bot.domain.base.ids import UserId
from bot.domain.delivery.messages import ToPerson, people_of
from bot.domain.delivery.outbox import OutboxState
from bot.domain.people.messages import Missed, MissedAbout, NotSentMessage
from bot.domain.people.notes import NotSentNote
from bot.services.delivery.kinds import Moment, NobodyIsTold, kind
from bot.services.delivery.outgoing import put

WITHOUT_PROFILE = frozenset({Missed.ROUND, Missed.ROUND_FILE})
"""What goes to admins, who need not have signed up: at once, as they have no hours here."""


def tells(what: Missed) -> Callable[[Moment, Any], None]:
    """What follows when a message has failed: each person it was for reads in one plain sentence what did not come.

    One that was dropped is missed by nobody: what it was about has changed, and that is told elsewhere.
    """

    def tell(at: Moment, _about: object) -> None:
        people = people_of(at.item.to) if at.item.state is OutboxState.FAILED else ()
        for who in people:
            other = next((one for one in people if one != who), UserId(""))
            message = NotSentMessage(MissedAbout(what, at.item.id, other))
            hours_of = "" if what in WITHOUT_PROFILE else who
            put(at.tx, at.now, message, f"not_sent:{at.item.id}:{who}", ToPerson(who), hours_of=hours_of)

    return tell


def _note(_at: Moment, about: MissedAbout) -> NotSentNote:
    return NotSentNote(about.what, about.other)


not_sent = kind(
    NotSentMessage,
    compose=_note,
    never_sent=NobodyIsTold("it stands for a message that failed before: `mentor doctor` names both"),
)
