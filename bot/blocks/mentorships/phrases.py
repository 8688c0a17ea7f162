"""Words that all messages about pairs share."""

from bot.blocks.base.language import lasting
from bot.blocks.base.words import Raw, mrkdwn
from bot.domain.mentorships.formats import MentorshipFormat
from bot.domain.mentorships.notes import Frame


def in_program(key: str, frame: Frame) -> str:
    """A sentence about a pair in its program: with the purpose in the admin's own words where there are any."""
    own = frame.purpose_words if frame.purpose == "own" else ""
    purpose, length = own or frame.purpose, lasting(frame.weeks or 0, "week")
    its = {"program": frame.program_name, "purpose": purpose, "rhythm": frame.rhythm, "length": length}
    return mrkdwn(f"{key}_own" if own else key, **its)


def agreement(frame: Frame) -> str:
    """The line with program, purpose, rhythm and length."""
    if frame.program_name:
        return in_program("pair_phrases.in_program", frame)
    return mrkdwn("pair_phrases.alone", rhythm=frame.rhythm, length=lasting(frame.weeks or 0, "week"))


def kind_of(frame: Frame, *, as_mentor: bool) -> str:
    """Which words a proposal begins with."""
    if frame.format is MentorshipFormat.PEER:
        return "peer"
    side = "mentor" if as_mentor else "mentee"
    return f"reverse_{side}" if frame.format is MentorshipFormat.REVERSE else side


def bar(progress: int) -> Raw:
    """Ten signs that show how far something is, 0–100 per cent."""
    full = round(progress / 10)
    return Raw("▰" * full + "▱" * (10 - full))
