"""Whether two have met, what would help where they have not, and the private questions."""

from datetime import datetime

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot.blocks.base import ids
from bot.blocks.base.cards import name
from bot.blocks.base.kit import Rendered, actions, button, confirm, message, section, small
from bot.blocks.base.rendering import renders
from bot.blocks.base.words import At, day, mrkdwn, plain, shortened
from bot.blocks.mentorships.phrases import bar
from bot.blocks.mentorships.seeking import seeks, sought_next
from bot.domain.base.ids import MentorshipId
from bot.domain.mentorships.mentorship import CheckIn, EndReason, MentorshipState, PulseKind
from bot.domain.mentorships.messages import CheckInMessage, SilenceOffer
from bot.domain.mentorships.notes import CheckInNote, PulseNote
from bot.domain.mentorships.outcomes import MentorshipOutcome
from bot.domain.mentorships.references import CheckInAnswer, PulseAnswer, TakeWayOn, WayOn

VALUES = {PulseKind.PULSE: (5, 4, 2, 1), PulseKind.FIT: (5, 3, 1)}


@renders(CheckInNote)
def check_in(note: CheckInNote) -> Rendered:
    """The question, a nudge, or the offer after a long silence."""
    first = _first(note)
    goals = [
        mrkdwn("pair_phrases.goal_line", bar=bar(one.progress), words=shortened(one.words, 150)) for one in note.goals
    ]
    last = {"name": name(note.other), "when": day(note.next_on) if note.next_on else ""}
    offer = note.kind is SilenceOffer
    return message(
        first,
        section(f"*{first}*"),
        section("\n".join([mrkdwn("check_in.your_goals"), *goals])) if goals else None,
        _help(note.mentorship_id, note.other.name) if offer else _answers(note.mentorship_id, note.cycle),
        small(mrkdwn(f"check_in.{note.kind.name}_next", **last)),
    )


def _first(note: CheckInNote) -> str:
    kind = "check_in_first" if note.kind is CheckInMessage and note.cycle == 1 else note.kind.name
    return mrkdwn(f"check_in.{kind}_text", name=name(note.other), rhythm=note.rhythm)


def _answers(mentorship_id: MentorshipId, number: int) -> ActionsBlock:
    return actions(
        [
            button(plain(f"check_in.{said}"), f"{ids.CHECK_IN}:{said}", CheckInAnswer(mentorship_id, number, said))
            for said in CheckIn
        ]
    )


def _help(mentorship_id: MentorshipId, other_name: str) -> ActionsBlock:
    return actions([*gentle_ways(mentorship_id), *endings(mentorship_id, other_name)])


def gentle_ways(mentorship_id: MentorshipId) -> list[ButtonElement]:
    """The two ways to go on together."""
    ways = (WayOn.NEW_TIME, WayOn.PAUSE)
    return [button(plain(f"check_in.{way}"), f"{ids.STUCK}:{way}", TakeWayOn(mentorship_id, way)) for way in ways]


def endings(mentorship_id: MentorshipId, other_name: str) -> list[ButtonElement]:
    """The two ways to end a pair, each with a question before."""
    return [
        button(
            plain(f"check_in.{way}"),
            f"{ids.STUCK}:{way}",
            TakeWayOn(mentorship_id, way),
            confirm=confirm(
                plain(f"check_in.{way}_title"),
                mrkdwn(f"check_in.{way}_words", name=shortened(" ".join(other_name.split()), 25)),
                plain(f"check_in.{way}_yes"),
                plain("check_in.part_no"),
            ),
        )
        for way in (WayOn.REMATCH, WayOn.PART)
    ]


def said_check_in(outcome: MentorshipOutcome, said: CheckIn, now: datetime) -> Rendered:
    """What was said, in the place of the buttons; who is stuck gets four ways on."""
    if not outcome.changed or outcome.mentorship.state is not MentorshipState.ACTIVE:
        first = mrkdwn("check_in.said_over")
        return message(first, section(first))
    if said is CheckIn.STUCK:
        return stuck(outcome.mentorship.id, outcome.other_name)
    first = mrkdwn(f"check_in.said_{said}", name=outcome.other_name, when=At(now))
    next_on = outcome.mentorship.hears_on
    last = mrkdwn(f"check_in.said_{said}_next", day=day(next_on) if next_on else "")
    return message(first, section(f"*{first}*"), small(last))


def stuck(mentorship_id: MentorshipId, other_name: str) -> Rendered:
    """Four ways on."""
    return message(
        mrkdwn("check_in.stuck_text"),
        section(mrkdwn("check_in.stuck_text_first")),
        _help(mentorship_id, other_name),
        small(mrkdwn("check_in.stuck_next", name=other_name)),
    )


def said_stuck(outcome: MentorshipOutcome, what: str) -> Rendered:
    """What one of the four ways came to."""
    key = _came_of(outcome, what)
    first = mrkdwn(f"check_in.{key}", name=outcome.other_name)
    last = sought_next(outcome) if outcome.sought else mrkdwn(f"check_in.{key}_next") if outcome.changed else ""
    return message(first, section(f"*{first}*"), small(last) if last else None)


def _came_of(outcome: MentorshipOutcome, what: str) -> str:
    if not outcome.changed:
        return "said_over"
    if what == "part":
        return "said_parted"
    return "said_rematch_gives" if what == "rematch" and not seeks(outcome) else f"said_{what}"


@renders(PulseNote)
def pulse(note: PulseNote) -> Rendered:
    """One private question."""
    first = mrkdwn(f"check_in.{note.kind}_text", name=name(note.other))
    answers = [
        button(
            plain(f"check_in.{note.kind}_{value}"),
            f"{ids.PULSE}:{value}",
            PulseAnswer(note.mentorship_id, note.cycle, note.kind, value),
        )
        for value in VALUES[note.kind]
    ]
    last = mrkdwn(f"check_in.{note.kind}_next", name=name(note.other))
    return message(first, section(f"*{first}*"), actions(answers), small(last))


def said_pulse(outcome: MentorshipOutcome, now: datetime, *, not_good: bool) -> Rendered:
    """That it was kept; where the two do not fit (`not_good`), what follows."""
    if not_good and outcome.mentorship.end_reason is EndReason.NO_FIT:
        first = mrkdwn("check_in.fit_bad_said", name=outcome.other_name)
        apart = section(mrkdwn("check_in.fit_bad_apart", name=outcome.other_name))
        last = sought_next(outcome)
        return message(first, section(f"*{first}*"), apart, small(last))
    first = mrkdwn("check_in.pulse_said", when=At(now))
    return message(first, section(f"*{first}*"), small(mrkdwn("check_in.pulse_said_next")))
