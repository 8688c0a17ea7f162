"""What the ask modal opens with."""

from bot.domain.asks.ask import Ask, AskDraft, AskId
from bot.domain.base.errors import NotFound
from bot.domain.base.ids import UserId
from bot.domain.base.skill import Skill
from bot.services.asks.asking import suggested_exclusions
from bot.services.context import Context
from bot.services.people.access import must_be_member
from bot.services.people.cards import name_of


def draft(
    ctx: Context,
    asker: UserId,
    question: str = "",
    skills: tuple[Skill, ...] = (),
    *,
    author: UserId | None = None,
) -> AskDraft:
    """A new ask; left out are manager, reports, and the author of the message it began with.

    Raises `NotSignedUp` or `MayNotTakePart`, before anything is typed.
    """
    with ctx.store.read() as tx:
        must_be_member(tx, asker)
        left_out = suggested_exclusions(tx, asker)
    left_out |= {author} if author and author != asker else frozenset()
    return AskDraft(question, skills, excluded=left_out)


def draft_for(
    ctx: Context, asker: UserId, only: UserId, question: str, skills: tuple[Skill, ...]
) -> tuple[AskDraft, str]:
    """A new ask for one person alone, and that person's name."""
    with ctx.store.read() as tx:
        must_be_member(tx, asker)
        return AskDraft(question, skills, only=only), name_of(tx, only)


def draft_again(ctx: Context, asker: UserId, ask_id: AskId) -> AskDraft:
    """An ask that ended, to be asked again with the same words. Raises `NotFound` for somebody else's."""
    with ctx.store.read() as tx:
        must_be_member(tx, asker)
        ask = tx.asks.get(ask_id)
    if ask is None or ask.asker != asker:
        raise NotFound
    return _again(ask)


def _again(ask: Ask) -> AskDraft:
    return AskDraft(
        ask.question, ask.skills, ask.tried, ask.urgency, ask.shape, name_hidden=ask.name_hidden, excluded=ask.excluded
    )
