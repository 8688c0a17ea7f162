"""Whether the words typed make a question, and who must not see it."""

import re
from dataclasses import replace
from datetime import datetime

from bot.domain.asks.ask import QUESTION_LIMIT, Ask, AskDraft, AskId
from bot.domain.asks.fields import AskField
from bot.domain.base.errors import InvalidField
from bot.domain.base.ids import UserId

_EMOJI_CODE = re.compile(r":[a-z0-9_+'’-]+(?:::skin-tone-[2-6])?:", re.IGNORECASE)


def checked(draft: AskDraft, asker: UserId) -> AskDraft:
    """The draft, trimmed. Raises `InvalidField` (`question`: empty, only_emoji, too_long; `tried`: too_long;
    `only`: yourself)."""
    question, tried = draft.question.strip(), draft.tried.strip()
    if not question:
        raise InvalidField(AskField.QUESTION, "empty")
    if len(question) > QUESTION_LIMIT:
        raise InvalidField(AskField.QUESTION, "too_long", limit=QUESTION_LIMIT, length=len(question))
    if not any(sign.isalnum() for sign in _EMOJI_CODE.sub("", question)):
        raise InvalidField(AskField.QUESTION, "only_emoji")
    if len(tried) > QUESTION_LIMIT:
        raise InvalidField(AskField.TRIED, "too_long", limit=QUESTION_LIMIT, length=len(tried))
    if draft.only == asker:
        raise InvalidField(None, "yourself")
    return replace(draft, question=question, tried=tried)


def ask_of(draft: AskDraft, ask_id: AskId, asker: UserId, now: datetime) -> Ask:
    """The ask that a checked draft becomes. Somebody asked by name is not left out."""
    return Ask(
        id=ask_id,
        asker=asker,
        question=draft.question,
        created_at=now,
        skills=draft.skills,
        tried=draft.tried,
        urgency=draft.urgency,
        shape=draft.shape,
        name_hidden=draft.name_hidden,
        excluded=draft.excluded - {draft.only},
        only=draft.only,
        touched_at=now,
    )
