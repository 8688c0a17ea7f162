"""What a mentor's past answers say of them in search."""

from sqlmodel import Session

from bot.domain.asks.ask import Ask, AskState, Helped
from bot.domain.people.search_text import HitKind
from store.people.search_text import forget_text, keep_text


def keep_answer_text(session: Session, ask: Ask) -> None:
    """A closed ask that was accepted and not judged in vain speaks for its mentor; any other closed one does not."""
    source = f"ask:{ask.id}"
    speaks = ask.state is AskState.CLOSED and ask.accepted_at is not None and ask.helped is not Helped.NOT
    if speaks and ask.mentor is not None:
        text = " ".join([ask.question, *(skill.label for skill in ask.skills)])
        keep_text(session, source, ask.mentor, HitKind.ANSWER, text)
    else:
        forget_text(session, source)
