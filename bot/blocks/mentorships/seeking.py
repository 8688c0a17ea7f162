"""What follows for somebody who looks for another partner, and where they stand in a queue meanwhile."""

from bot.blocks.base.kit import Rendered, message, section, small
from bot.blocks.base.words import mrkdwn, paragraph
from bot.domain.mentorships.outcomes import MentorshipOutcome
from bot.domain.mentorships.seeking import Place, Sought


def standing(place: Place) -> str:
    """Where they stand, and what that means, in two sentences."""
    return paragraph(where(place), _next(place))


def where(place: Place) -> str:
    """Where they stand."""
    if not place.is_queued:
        return mrkdwn("seeking.may", program=place.program_name)
    key = "seeking.place_after" if place.before else "seeking.place_first"
    return mrkdwn(key, program=place.program_name, n=place.before)


def _next(place: Place) -> str:
    if not place.is_queued:
        return mrkdwn("seeking.may_next")
    if place.is_asked:
        return mrkdwn("seeking.next_asked")
    return mrkdwn(f"seeking.next_{place.state}" if place.has_room else "seeking.next_no_room")


def seeks(outcome: MentorshipOutcome) -> bool:
    """Whether somebody is looked for, and not only room made."""
    return outcome.sought in {Sought.QUEUE, Sought.WAIT_LIST}


def sought_next(outcome: MentorshipOutcome) -> str:
    """What follows for somebody who wants another partner."""
    last = mrkdwn(f"seeking.sought_{outcome.sought or Sought.FOUND}")
    return paragraph(standing(outcome.place), last) if outcome.place else last


def looking(outcome: MentorshipOutcome) -> Rendered:
    """Somebody else is looked for."""
    first = mrkdwn("seeking.looking" if seeks(outcome) else "seeking.looking_gives")
    return message(first, section(f"*{first}*"), small(sought_next(outcome)))
