"""The message that shows how far a matching round is, and its file."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot.blocks.base import ids
from bot.blocks.base.kit import Rendered, actions, button, message, section, small
from bot.blocks.base.language import percent
from bot.blocks.base.rendering import makes_file, renders
from bot.blocks.base.words import At, Raw, mrkdwn, plain
from bot.domain.programs.notes import RoundFileNote, RoundNote
from bot.domain.programs.references import PreviewPage, RoundRef
from bot.domain.programs.round_csv import written
from bot.domain.programs.rounds import BadLine, MatchingRound, RoundState

_WIDTH = 10
"""Signs of the bar."""


def bar(share: float) -> Raw:
    """How far something is, as a bar: share is 0–1."""
    full = round(share * _WIDTH)
    return Raw("`" + "█" * full + "░" * (_WIDTH - full) + "`")


@renders(RoundNote)
def round_note(note: RoundNote) -> Rendered:
    """How far the round is; changes in place until it is published."""
    matching = note.matching
    text = mrkdwn("round_note.text", number=matching.number, name=note.program_name, state=matching.state)
    first = section(mrkdwn("round_note.first", number=matching.number, name=note.program_name))
    if note.older:
        return message(text, first, small(mrkdwn("round_note.next_older")))
    bad = section(mrkdwn("round_note.bad", lines=Raw(bad_lines(matching.bad)))) if matching.bad else None
    return message(
        text, first, bad, section(_state(note)), _pressing(matching), small(mrkdwn(f"round_note.next_{_next(note)}"))
    )


def bad_lines(bad: Sequence[BadLine]) -> str:
    """What is wrong with a file, a line for each."""
    told = (mrkdwn(f"round_note.line_{one.problem}", line=one.line, n=one.line, detail=one.detail) for one in bad)
    return "\n".join(f"• {words}" for words in told)


def _pressing(matching: MatchingRound) -> ActionsBlock | None:
    match matching.state:
        case RoundState.READY:
            return actions([_look(matching, "look", "primary")])
        case RoundState.PUBLISHED:
            return actions([_look(matching, "look_published")])
        case RoundState.FAILED:
            again = button(plain("round_note.run_again"), ids.ROUND_RUN_AGAIN, RoundRef(matching.id), "primary")
            return actions([again, _look(matching, "look_published")])
        case _:
            return None


def _look(matching: MatchingRound, label: str, style: str | None = None) -> ButtonElement:
    return button(plain(f"round_note.{label}"), f"{ids.ROUND_OPEN}:note", PreviewPage(matching.id), style)


def at(matching: MatchingRound) -> str:
    """The state in the keys of words: of a failure, with what failed."""
    return f"{matching.state}_{matching.failed_in}" if matching.failed_in else str(matching.state)


def _state(note: RoundNote) -> str:
    matching = note.matching
    before_pairs = matching.state in {RoundState.WAITING, RoundState.WORKING}
    return mrkdwn(
        f"round_note.{at(matching)}",
        n=note.participants if before_pairs else note.pairs,
        unmatched=Raw(mrkdwn("round_note.unmatched", n=note.unmatched)),
        bar=bar(matching.share_done),
        percent=percent(matching.share_done),
        done=matching.done,
        when=At(matching.published_at) if matching.published_at else "",
    )


def _next(note: RoundNote) -> str:
    asks = note.matching.state is RoundState.PUBLISHED and note.asks
    return "published_asks" if asks else at(note.matching)


@renders(RoundFileNote)
def round_file(note: RoundFileNote) -> Rendered:
    """The sentence that comes with the file."""
    words = mrkdwn(
        "round_note.file_text",
        number=note.number,
        name=note.program_name,
        n=len(note.pairs),
    )
    return message(words, section(words), small(mrkdwn("round_note.file_next")))


@makes_file(RoundFileNote)
def csv_file(note: RoundFileNote) -> tuple[str, bytes]:
    """The file's name and content; with the mark by which spreadsheets know UTF-8."""
    return plain("round_note.file_name", number=note.number), written(note.pairs, note.unmatched, note.names).encode(
        "utf-8-sig"
    )
