"""The message that shows how far a matching round is, and its file."""

from slack_sdk.models.blocks import ActionsBlock

from bot.blocks import ids
from bot.blocks.kit import Message, actions, button, message, section, small
from bot.blocks.words import Raw, mrkdwn, plain, when
from bot.domain.notes import RoundFileNote, RoundNote
from bot.domain.round_csv import written
from bot.domain.rounds import MatchingRound, RoundState

_WIDTH = 10
"""Signs of the bar."""


def bar(share: float) -> Raw:
    """How far something is, as a bar: share is 0–1."""
    full = round(share * _WIDTH)
    return Raw("`" + "█" * full + "░" * (_WIDTH - full) + "`")


def round_note(note: RoundNote) -> Message:
    """How far the round is; changes in place until it is published."""
    matching = note.matching
    state = Raw(mrkdwn(f"rounds.text_{matching.state}"))
    text = mrkdwn("rounds.text", number=matching.number, name=note.program_name, state=state)
    return message(
        text,
        section(mrkdwn("rounds.first", number=matching.number, name=note.program_name)),
        section(_state(note)),
        _look(matching),
        small(mrkdwn(f"rounds.next_{_next(note)}")),
    )


def _look(matching: MatchingRound) -> ActionsBlock | None:
    if matching.state not in {RoundState.READY, RoundState.PUBLISHED}:
        return None
    is_ready = matching.state is RoundState.READY
    label, style = plain("rounds.look" if is_ready else "rounds.look_published"), "primary" if is_ready else None
    return actions([button(label, f"{ids.ROUND_OPEN}:note", matching.id, style)])


def _state(note: RoundNote) -> str:
    matching = note.matching
    left_over = mrkdwn("rounds.left_over" if note.left_over else "rounds.left_over_none", n=note.left_over)
    return mrkdwn(
        f"rounds.{matching.state}",
        people=Raw(mrkdwn("rounds.people", n=note.participants)),
        pairs=Raw(mrkdwn("rounds.pairs", n=note.pairs)),
        left_over=Raw(left_over),
        bar=bar(matching.share_done),
        percent=round(matching.share_done * 100),
        when=when(matching.published_at, "{date_long}") if matching.published_at else "",
    )


def _next(note: RoundNote) -> str:
    asks = note.matching.state is RoundState.PUBLISHED and note.asks
    return "published_asks" if asks else str(note.matching.state)


def round_file(note: RoundFileNote) -> Message:
    """The sentence that comes with the file."""
    words = mrkdwn(
        "rounds.file_text",
        number=note.number,
        name=note.program_name,
        pairs=Raw(mrkdwn("rounds.pairs", n=len(note.pairs))),
    )
    return message(words, section(words), small(mrkdwn("rounds.file_next")))


def csv_file(note: RoundFileNote) -> tuple[str, bytes]:
    """The file's name and content; with the mark by which spreadsheets know UTF-8."""
    return plain("rounds.file_name", number=note.number), written(note.pairs, note.left_over, note.names).encode(
        "utf-8-sig"
    )
