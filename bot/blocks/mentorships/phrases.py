"""Words that all messages about pairs share."""

from bot.blocks.base.words import Raw, mrkdwn, plain
from bot.domain.mentorships.formats import MentorshipFormat, Rhythm
from bot.domain.mentorships.notes import Frame


def rhythm_words(rhythm: Rhythm) -> str:
    """How often two meet: "every two weeks"."""
    return plain(f"pairs.rhythm_{rhythm}")


def purpose_words(frame: Frame) -> str:
    """What a program is for, in its admin's words where they are its own (typed: to be escaped by the caller)."""
    if frame.purpose != "own":
        return plain(f"pairs.purpose_{frame.purpose}")
    return plain("pairs.purpose_own" if frame.purpose_words else "pairs.purpose_own_nothing", words=frame.purpose_words)


def agreement(frame: Frame) -> str:
    """The line with program, purpose, rhythm and length."""
    key = "pairs.in_program" if frame.program_name else "pairs.alone"
    rhythm, purpose = rhythm_words(frame.rhythm), purpose_words(frame)
    return mrkdwn(key, program=frame.program_name, purpose=purpose, rhythm=rhythm, weeks=frame.weeks or 0)


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
