"""An ask in the help channel, without the asker's name."""

from bot.blocks.asks.offer import labels
from bot.blocks.base import ids
from bot.blocks.base.cards import who
from bot.blocks.base.kit import Rendered, actions, button, message, quote, section, small
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import mrkdwn, plain, shortened
from bot.domain.asks.notes import HelpPostNote
from bot.domain.asks.references import AskRef
from bot.domain.base.cards import Card
from bot.domain.base.ids import UserId


@renders(HelpPostNote)
def help_post(note: HelpPostNote) -> Rendered:
    """The post; once it is taken or over, without its button."""
    first = _first_line(note)
    decided = note.taken or note.ended
    take = button(plain("help_post.accept"), ids.HELP_POST_ACCEPT, AskRef(note.ask_id), style="primary")
    return message(
        _last_line(note) if decided else mrkdwn("help_post.text", first=first, question=shortened(note.question, 150)),
        section(f"*{first}*"),
        quote(note.question),
        section(mrkdwn("help_post.about", skills=labels(note.skills))) if note.skills else None,
        None if decided else actions([take]),
        small(_last_line(note)),
    )


def _first_line(note: HelpPostNote) -> str:
    nameless = who(Card(UserId(""), "", department=note.department, known=False))
    minutes = note.shape.minutes
    first = mrkdwn("help_post.first_talk" if minutes else "help_post.first_thread", who=nameless, n=minutes)
    return first


def _last_line(note: HelpPostNote) -> str:
    if note.taken:
        return mrkdwn("help_post.taken")
    return mrkdwn("help_post.ended" if note.ended else "help_post.next")
