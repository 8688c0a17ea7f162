"""Somebody's pairs in `/mentor status` and on the hub."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.blocks.base import ids
from bot.blocks.base.cards import name
from bot.blocks.base.kit import actions, button, section
from bot.blocks.base.words import At, day, mrkdwn, plain, shortened
from bot.blocks.mentorships.check_in import endings, gentle_ways
from bot.blocks.mentorships.phrases import bar
from bot.blocks.mentorships.proposal import answers
from bot.domain.base.references import MentorshipRef
from bot.domain.mentorships import pairing
from bot.domain.mentorships.mentorship import MentorshipState
from bot.domain.mentorships.notes import MentorshipLine, ProposalStatus
from bot.domain.mentorships.references import OtherRhythm, TakeWayOn, WayOn

MOST = 4
"""Pairs shown; a message holds 50 blocks."""


def mentorship_lines(lines: Sequence[MentorshipLine]) -> Iterator[Block]:
    """Each pair with its next date, goals, and what can be changed."""
    if not lines:
        return
    yield section(mrkdwn("pair_status.title"))
    for line in lines[:MOST]:
        yield section("\n".join(_words(line)))
        if buttons := _buttons(line):
            yield actions(buttons)
        elif line.standing is ProposalStatus.OPEN:
            yield answers(line.mentorship.id)


def hub_line(lines: Sequence[MentorshipLine]) -> Iterator[Block]:
    """One line with all pairs, on the hub."""
    if lines:
        yield section("\n".join([mrkdwn("pair_status.hub_title"), *(_first(line) for line in lines[:MOST])]))


def _first(line: MentorshipLine) -> str:
    pair, who = line.mentorship, name(line.other)
    if pair.state is MentorshipState.PROPOSED:
        return mrkdwn(f"pair_status.{line.standing}", name=who)
    if pair.state is MentorshipState.PAUSED and pair.paused_until:
        return mrkdwn("pair_status.paused", name=who, day=day(pair.paused_until))
    met = mrkdwn("pair_status.met", n=pair.meetings)
    return mrkdwn("pair_status.active", name=who, rhythm=pair.rhythm, met=met)


def _words(line: MentorshipLine) -> Iterator[str]:
    yield _first(line)
    if line.next_meeting:
        yield mrkdwn("pair_status.next_meeting", when=At(line.next_meeting))
    elif line.mentorship.state is MentorshipState.ACTIVE and line.mentorship.hears_on:
        yield mrkdwn("pair_status.next_round", day=day(line.mentorship.hears_on))
    for goal in line.goals:
        yield mrkdwn("pair_phrases.goal_line", bar=bar(goal.progress), words=shortened(goal.words, 150))


def _buttons(line: MentorshipLine) -> list[ButtonElement]:
    pair = line.mentorship
    if pair.state is MentorshipState.PAUSED:
        other_day = button(plain("pair_status.pause_other"), f"{ids.STUCK}:pause", TakeWayOn(pair.id, WayOn.PAUSE))
        gentle = [button(plain("pair_status.go_on"), ids.PAIR_GO_ON, MentorshipRef(pair.id)), other_day]
    elif pair.state is MentorshipState.ACTIVE:
        gentle = gentle_ways(pair.id)
    else:
        return []
    paces = {"slower": pairing.slower(pair), "faster": pairing.faster(pair)}
    pace = [
        button(plain(f"pair_status.{way}"), f"{ids.PAIR_RHYTHM}:{rhythm}", OtherRhythm(pair.id, rhythm))
        for way, rhythm in paces.items()
        if rhythm
    ]
    return [*gentle, *pace, *endings(pair.id, line.other.name)]
