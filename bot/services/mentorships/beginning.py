"""How a pair is laid before its two, or begun: worked out from what was read before, and written together.

So one pair and thousands of a round go the same way.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.base.ids import UserId
from bot.domain.delivery.hours import add_working_days
from bot.domain.delivery.outbox import OutboxItem
from bot.domain.mentorships import pairing, topics
from bot.domain.mentorships.cycle import planned_cycles
from bot.domain.mentorships.formats import MentorshipFormat
from bot.domain.mentorships.mentorship import Meeting, MeetingId, Mentorship, MentorshipState
from bot.domain.mentorships.notes import Frame
from bot.domain.mentorships.setting import SaidOnJoining, Setting
from bot.domain.mentorships.topics import Situation, stage_of
from bot.domain.people.common_hours import common_slots
from bot.domain.people.profile import Format, Member, Profile
from bot.ports import Transaction
from bot.services.base.ids import stable_id
from bot.services.context import Context
from bot.services.mentorships import outgoing

OWN_WEEKS = 26
"""How long a pair lasts that found itself."""
DAYS_TO_MEET = 7
"""Working days in which times for the first meeting are looked for."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around new pairs: their program, if any, the people, and how they are in it."""

    program: Setting | None
    members: Mapping[UserId, Member]
    joined: Mapping[UserId, SaidOnJoining] = field(default_factory=dict)


@dataclass(slots=True)
class Written:
    """What is to be kept of new pairs."""

    mentorships: list[Mentorship] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    messages: list[OutboxItem] = field(default_factory=list)

    def keep(self, tx: Transaction) -> None:
        """Write all of it."""
        tx.mentorships.save_all(self.mentorships)
        tx.meetings.save_all(self.meetings)
        for program_id in {pair.program_id for pair in self.mentorships if pair.program_id and _runs(pair)}:
            begun = [pair for pair in self.mentorships if pair.program_id == program_id and _runs(pair)]
            tx.programs.out_of_queue(program_id, {who for pair in begun for who in pair.people})
        tx.outbox.add_all(self.messages)


def _runs(pair: Mentorship) -> bool:
    return pair.state is MentorshipState.ACTIVE


def around(tx: Transaction, pair: Mentorship) -> Around:
    """What is known around one pair."""
    program = tx.programs.get(pair.program_id) if pair.program_id else None
    return Around(program, tx.profiles.members(pair.people), joined_of(tx, pair))


def joined_of(tx: Transaction, pair: Mentorship) -> dict[UserId, SaidOnJoining]:
    """How the two are in the pair's program, also where one has left it."""
    its = pair.program_id
    if its is None:
        return {}
    return {who: joined for who in pair.people if (joined := tx.programs.participation(its, who)) is not None}


def lay(ctx: Context, pair: Mentorship, known: Around, now: datetime, out: Written) -> Mentorship:
    """Lay a pair before those whose answer it waits for; with all answers in, begin it. Capacity is the caller's."""
    pair = with_objectives(pair, known.joined)
    if pairing.needs_objective(pair):
        # Somebody has to say what it is for, so somebody is asked.
        pair = pairing.without_answer_to_objective(pair)
    if pairing.is_agreed(pair):
        return start(ctx, pair, known, now, out)
    waiting = [known.members[who].profile for who in pairing.waits_for(pair) if who in known.members]
    pair = replace(pair, answer_by=max((pairing.answer_by(one.hours, now) for one in waiting), default=now))
    out.mentorships.append(pair)
    for one in waiting:
        out.messages += outgoing.proposal(pair, one.user_id, add_working_days(one.hours, now, pairing.REMIND_DAYS), now)
    return pair


def start(ctx: Context, pair: Mentorship, known: Around, now: datetime, out: Written) -> Mentorship:
    """Start a pair: the first topic, times for the first meeting, the group DM. A reverse pair that has no objective
    yet waits for one, and so does a pair of which one is no longer there."""
    its = frame(pair, known.program)
    pair = with_objectives(pair, known.joined)
    if set(pair.people) - known.members.keys() or pairing.needs_objective(pair):
        out.mentorships.append(pair)
        return pair
    first = known.members[pair.timekeeper]
    today = first.profile.hours.today(now)
    pair = pairing.begun(replace(pair, rhythm=its.rhythm), today, OWN_WEEKS)
    if known.program is not None:
        pair = replace(pair, ends_on=known.program.last_day(today))
    told = [words for _, words in hopes(pair, known.joined)]
    pair = with_topic(ctx, pair, situation(pair, frame(pair, known.program), first.person.workplace.level, told))
    out.mentorships.append(pair)
    out.meetings.append(_first_meeting(pair, [known.members[who].profile for who in pair.present], now))
    out.messages.append(outgoing.introduction(pair, now))
    return pair


def _first_meeting(pair: Mentorship, profiles: Collection[Profile], now: datetime) -> Meeting:
    slots = common_slots([one.hours for one in profiles], now, 3, pairing.MEETING_MINUTES, DAYS_TO_MEET)
    return Meeting(MeetingId(stable_id("meeting", pair.id)), pair.id, 1, now, slots, introduced=True)


def with_topic(ctx: Context, pair: Mentorship, its: Situation) -> Mentorship:
    """The pair with the topic of its present round; without one where all that fit are used."""
    chosen = topics.choose(ctx.topics, its, pair.topics_used)
    return pair if chosen is None else replace(pair, topics_used=(*pair.topics_used, chosen.slug))


def situation(pair: Mentorship, its: Frame, level: str, goals: Collection[str]) -> Situation:
    """The pair as topics look at it; `level` is the timekeeper's, `goals` what its members want."""
    known = level.lower()
    return Situation(
        mentorship=pair.id,
        format=Format(its.format),
        stage=stage_of(pair.cycle, planned_cycles(pair)),
        purpose=topics.TopicPurpose(its.purpose) if its.purpose in set(topics.TopicPurpose) else None,
        level=topics.Level(known) if known in set(topics.Level) else None,
        goals=tuple(part for part in (*(words for _, words in pair.objectives), its.purpose_words, *goals) if part),
        minutes=pairing.MEETING_MINUTES,
    )


def hopes(pair: Mentorship, joined: Mapping[UserId, SaidOnJoining]) -> tuple[tuple[UserId, str], ...]:
    """What each of them hopes for, of those who said so on joining."""
    return tuple((who, joined[who].goals) for who in pair.people if who in joined and joined[who].goals)


def with_objectives(pair: Mentorship, joined: Mapping[UserId, SaidOnJoining]) -> Mentorship:
    """The mentorship with what its members said on joining that it is for."""
    return pairing.with_objectives(pair, {who: one.objective for who, one in joined.items()})


def frame(pair: Mentorship, program: Setting | None) -> Frame:
    """What the pair is part of."""
    if program is None:
        return Frame(MentorshipFormat.ONE_TO_ONE, pair.rhythm, OWN_WEEKS, purpose="own")
    rhythm = program.rhythm if pair.state is MentorshipState.PROPOSED else pair.rhythm
    words, begins = program.purpose_words, pair.starts_on or pair.created_at.date()
    return Frame(program.format, rhythm, program.weeks_for(begins), program.name, program.purpose, words)
