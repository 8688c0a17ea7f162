"""Programs in words that several surfaces use."""

from bot.blocks.base.language import long_day
from bot.blocks.base.words import Raw, escape, listed, mrkdwn, shortened
from bot.domain.programs.program import Invited, Program, Rules


def purpose(program: Program) -> Raw:
    """What a program is for, in the admin's own words where there are any."""
    if program.purpose_words:
        return Raw(escape(shortened(" ".join(program.purpose_words.split()), 300)))
    return Raw(mrkdwn(f"programs.purpose_{program.purpose}"))


def rhythm(program: Program) -> Raw:
    """How often pairs meet."""
    return Raw(mrkdwn(f"programs.rhythm_{program.rhythm}"))


def facts(program: Program, key: str) -> Raw:
    """What a program is, in a sentence of `prompts/words`."""
    form = Raw(mrkdwn(f"programs.format_{program.format}"))
    given = {"format": form, "purpose": purpose(program), "rhythm": rhythm(program)}
    return Raw(mrkdwn(key, **given, weeks=program.length_weeks, starts=long_day(program.starts_on)))


def who(invited: Invited) -> Raw:
    """Who is meant by an invitation."""
    if invited.everybody:
        return Raw(mrkdwn("programs.who_everybody"))
    parts = [
        mrkdwn("programs.who_channel", channel=Raw(f"<#{invited.channel}>")) if invited.channel else "",
        mrkdwn("programs.who_departments", names=listed(sorted(invited.departments))) if invited.departments else "",
        mrkdwn("programs.who_levels", names=listed(sorted(invited.levels))) if invited.levels else "",
        mrkdwn("programs.who_people", n=len(invited.people)) if invited.people else "",
    ]
    return Raw(listed([part for part in parts if part]))


def rules(held: Rules) -> Raw:
    """What holds in matching."""
    weeks = held.again_after_weeks
    return Raw(
        mrkdwn(
            "programs.rules",
            accept=Raw(mrkdwn("programs.accept_both" if held.both_accept else "programs.accept_none")),
            team=Raw(mrkdwn("programs.team_yes" if held.same_team else "programs.team_no")),
            again=Raw(mrkdwn("programs.again_never" if weeks is None else "programs.again_weeks", n=weeks or 0)),
            weigh=Raw(mrkdwn(f"programs.weigh_{held.weigh}")),
        )
    )
