"""Something promised could not be sent: what is so all the same, and what can be done."""

from bot.blocks.base.kit import Rendered, message, section, small
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import Raw, mention, mrkdwn
from bot.domain.people.messages import Missed
from bot.domain.people.notes import NotSentNote

_WITH_SOMEBODY = {Missed.INTRODUCTION, Missed.TIMES, Missed.CALENDAR}


@renders(NotSentNote)
def not_sent(note: NotSentNote) -> Rendered:
    """Two sentences: what did not come, and what to do. The other is mentioned where both have said yes."""
    other = mention(note.other) if note.what in _WITH_SOMEBODY and note.other else Raw("")
    first = mrkdwn(f"not_sent.{note.what}", other=other)
    return message(first, section(f"*{first}*"), small(mrkdwn(f"not_sent.{note.what}_next", other=other)))
