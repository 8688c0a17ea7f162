"""*Ask a mentor about this*, in the menu of any message."""

from bot.blocks.asks.ask import MOST_SKILLS, ask_modal
from bot.blocks.base import ids
from bot.content.vocabulary import built_in
from bot.services.asks import drafting
from handlers.base.commands import readable
from handlers.base.listeners import OnShortcut
from handlers.base.turn import MessageShortcut


def ask_about(shortcut: MessageShortcut) -> None:
    """The ask form with the message's text; who wrote it is not asked unless the asker wants that."""
    question = readable(shortcut.text)
    skills = built_in().found_in(question, MOST_SKILLS)
    draft = drafting.draft(shortcut.ctx, shortcut.user, question, skills, author=shortcut.author)
    shortcut.open(ask_modal(draft), again=f"ask {question}")


LISTENERS = (OnShortcut(ids.ASK_SHORTCUT, ask_about),)
