"""The texts that people are found by, kept in step with profiles here, and with asks by the wing of asks."""

import re

from sqlalchemy import delete
from sqlmodel import Session

from bot.domain.base.ids import UserId
from bot.domain.people.profile import Profile
from bot.domain.people.search_text import HitKind
from store.base.columns import storable
from store.base.sql import insert_for, table_of
from store.people.tables import SearchTextRow

_text = table_of(SearchTextRow)

_SIGNS = {"c++": "cplusplus", "c#": "csharp", "f#": "fsharp", ".net": "dotnet"}
_SIGN = re.compile(r"(?<![\w.])(?:c\+\+|c#|f#|\.net)(?![\w+#])", re.IGNORECASE)


def searchable(text: str) -> str:
    """The text with names that consist of signs spelled out: both full texts would read `C++` and `C#` as `c`."""
    return _SIGN.sub(lambda found: _SIGNS[found.group().lower()], storable(text))


def keep_profile_text(session: Session, profile: Profile) -> None:
    """What the person offers and says of themselves."""
    text = " ".join([*(skill.label for skill in profile.offers), profile.about])
    keep_text(session, f"profile:{profile.user_id}", profile.user_id, HitKind.PROFILE, text)


def forget_text(session: Session, source: str) -> None:
    """Drop a text."""
    session.execute(delete(_text).where(_text.c.source == source))


def keep_text(session: Session, source: str, user_id: UserId, kind: HitKind, text: str) -> None:
    """Keep a text under the name of what it comes from, in place of an earlier one."""
    insert = insert_for(session, _text)
    new = insert.excluded
    statement = insert.on_conflict_do_update(
        index_elements=["source"],
        set_={"user_id": new.user_id, "kind": new.kind, "text": new.text},
        # Untouched where nothing changed: a pause must not rewrite the index.
        where=(_text.c.text != new.text) | (_text.c.user_id != new.user_id),
    )
    values = {"source": source, "user_id": user_id, "kind": kind.value, "text": searchable(text)}
    session.execute(statement, values)
