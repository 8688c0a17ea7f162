"""Where somebody stands in the line of a program, wherever that is shown."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.blocks.base import ids
from bot.blocks.base.kit import Rendered, actions, button, message, section, small
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import mrkdwn, plain
from bot.blocks.mentorships.seeking import standing
from bot.domain.base.references import CommandLine
from bot.domain.matching.values import Why
from bot.domain.mentorships.formats import Role
from bot.domain.mentorships.seeking import Place
from bot.domain.programs.notes import QueueEndedNote, UnmatchedNote
from bot.domain.programs.references import PlaceInQueue, ShownIn

MOST = 3
"""Programs shown at once."""
TOLD = {Why.NOBODY_THERE, Why.NO_COMMON_HOUR, Why.ALL_TAKEN}
"""Reasons that are told as they are. The others say something of somebody else, or of what an admin did."""


def in_or_out(place: Place, shown_in: ShownIn) -> ButtonElement:
    """The button that gets them in line or out of it. `shown_in` says what is shown afresh afterwards."""
    about = PlaceInQueue(place.program_id, shown_in)
    if place.is_queued:
        return button(plain("queue.leave"), ids.QUEUE_LEAVE, about)
    return button(plain("queue.join"), ids.QUEUE_JOIN, about)


def lines(places: Sequence[Place], shown_in: ShownIn) -> Iterator[Block]:
    """Each place with its button."""
    for place in places[:MOST]:
        yield section(standing(place), accessory=in_or_out(place, shown_in))


@renders(UnmatchedNote)
def unmatched(note: UnmatchedNote) -> Rendered:
    """A round found nobody for somebody: why, and what follows."""
    first = mrkdwn("queue.unmatched_text", program=note.program_name)
    why = note.why.kind if note.why.kind in TOLD else "other"
    follows = standing(note.place) if note.place else mrkdwn("queue.unmatched_mentor")
    return message(
        first,
        section(f"*{first}*"),
        section(mrkdwn(f"queue.unmatched_{why}")),
        section(follows),
        small(mrkdwn("seeking.sought_queue" if note.place else "queue.unmatched_mentor_next")),
    )


@renders(QueueEndedNote)
def queue_ended(note: QueueEndedNote) -> Rendered:
    """A program takes up no new pairs: to who still looked for a partner in it."""
    first = mrkdwn("queue.ended_text", program=note.program_name)
    is_mentor = note.role is Role.MENTOR
    look = button(plain("queue.ended_look"), f"{ids.RUN}:match", CommandLine("match"), style="primary")
    return message(
        first,
        section(f"*{first}*"),
        section(mrkdwn("queue.ended_why")),
        None if is_mentor else actions([look]),
        small(mrkdwn("queue.ended_next_mentor" if is_mentor else "queue.ended_next")),
    )
