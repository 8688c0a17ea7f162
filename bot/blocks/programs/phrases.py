"""Programs in words that several surfaces use."""

from bot.blocks.base.language import lasting, long_day
from bot.blocks.base.words import Raw, listed, mrkdwn, shortened
from bot.domain.programs.program import Invited, Program, Rules


def facts(program: Program, key: str) -> Raw:
    """What a program is, in a sentence: with its purpose in the admin's own words where there are any."""
    own = " ".join(program.purpose_words.split())
    return Raw(
        mrkdwn(
            f"{key}_own" if own else key,
            format=program.format,
            purpose=shortened(own, 300) or program.purpose,
            rhythm=program.rhythm,
            length=lasting(program.length_weeks, "week"),
            starts=long_day(program.starts_on),
        )
    )


def who(invited: Invited) -> Raw:
    """Who is meant by an invitation."""
    if invited.everybody:
        return Raw(mrkdwn("phrases.who_everybody"))
    parts = [
        mrkdwn("phrases.who_channel", channel=Raw(f"<#{invited.channel}>")) if invited.channel else "",
        mrkdwn("phrases.who_departments", names=listed(sorted(invited.departments))) if invited.departments else "",
        mrkdwn("phrases.who_levels", names=listed(sorted(invited.levels))) if invited.levels else "",
        mrkdwn("phrases.who_people", n=len(invited.people)) if invited.people else "",
    ]
    return Raw(listed([part for part in parts if part]))


def rules(held: Rules) -> str:
    """What holds in matching."""
    weeks = held.again_after_weeks
    return mrkdwn(
        "phrases.rules_never" if weeks is None else "phrases.rules",
        both_accept=held.both_accept,
        same_team=held.same_team,
        again=lasting(weeks or 0, "week"),
        weigh=held.weigh,
    )
