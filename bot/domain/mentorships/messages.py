"""The messages about mentorships."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.base.ids import MentorshipId
from bot.domain.delivery.messages import ANSWER, CHANGE, About, Message, Policy, Priority
from bot.domain.mentorships.mentorship import MeetingId


class Change(StrEnum):
    """What has changed about a running mentorship."""

    PAUSED = "paused"
    GOES_ON = "goes_on"
    RHYTHM = "rhythm"


@dataclass(frozen=True, slots=True)
class MentorshipAbout(About):
    """A mentorship as a whole."""

    mentorship_id: MentorshipId


@dataclass(frozen=True, slots=True)
class CycleAbout(About):
    """One cycle of a mentorship."""

    mentorship_id: MentorshipId
    cycle: int


@dataclass(frozen=True, slots=True)
class MeetingAbout(About):
    """A meeting to be found, or found."""

    meeting_id: MeetingId


@dataclass(frozen=True, slots=True)
class ChangeAbout(About):
    """A change of a mentorship."""

    mentorship_id: MentorshipId
    change: Change

    @property
    def id(self) -> str:
        """That of the mentorship: its end cancels what still waits to be said of changes."""
        return self.mentorship_id


class ProposalMessage(Message[MentorshipAbout]):
    """Somebody to form a mentorship with; also a request to be somebody's mentor."""

    name = "proposal"
    policy = Policy(Priority.SOON)


class ProposalReminder(Message[MentorshipAbout]):
    """The one reminder; of no use once the proposal lapses: its row says when that is."""

    name = "proposal_reminder"
    policy = Policy(Priority.SOON)


class ProposalOutcome(Message[MentorshipAbout]):
    """Edits the proposal's message in place once it is decided."""

    name = "proposal_outcome"
    policy = CHANGE


class RequestEnded(Message[MentorshipAbout]):
    """A proposal ended without a mentorship: to the one who had said yes or asked for it."""

    name = "request_ended"
    policy = Policy(Priority.SOON)


class RequestMade(Message[MentorshipAbout]):
    """Somebody had room, and was asked for one who waits."""

    name = "request_made"
    policy = Policy(Priority.SOON)


class MentorshipIntroduction(Message[MentorshipAbout]):
    """The first message of the group conversation."""

    name = "mentorship_introduction"
    policy = ANSWER


class MeetingTimes(Message[MeetingAbout]):
    """New times to meet, into the group conversation."""

    name = "meeting_times"
    policy = ANSWER


class MeetingCalendar(Message[MeetingAbout]):
    """The calendar file of a picked time."""

    name = "meeting_calendar"
    policy = ANSWER
    is_file = True


class TopicMessage(Message[CycleAbout]):
    """Something worth the next meeting: for the one that is near."""

    name = "topic"
    policy = Policy(Priority.USUAL, good_for=3)


class CheckInMessage(Message[CycleAbout]):
    """Whether they met: good whenever it comes."""

    name = "check_in"
    policy = Policy(Priority.USUAL)


class Nudge(Message[CycleAbout]):
    """In place of a check-in after a silence: about today."""

    name = "nudge"
    policy = Policy(Priority.USUAL, good_for=1)


class SilenceOffer(Message[CycleAbout]):
    """After a longer silence: what would help."""

    name = "silence_offer"
    policy = Policy(Priority.SOON)


class PulseMessage(Message[CycleAbout]):
    """One private question, now and then."""

    name = "pulse"
    policy = Policy(Priority.LATER, good_for=5)


class FitQuestion(Message[CycleAbout]):
    """Whether they fit, after the first meeting."""

    name = "fit"
    policy = Policy(Priority.USUAL)


class LookBack(Message[CycleAbout]):
    """Half the time is over."""

    name = "look_back"
    policy = Policy(Priority.LATER, good_for=5)


class WrapUpMessage(Message[CycleAbout]):
    """The time is over: what was reached, thanks, what next."""

    name = "wrap_up"
    policy = Policy(Priority.USUAL)


class MentorshipThanks(Message[MentorshipAbout]):
    """A line of thanks from the other, at the end."""

    name = "mentorship_thanks"
    policy = Policy(Priority.LATER)


class MentorshipChanged(Message[ChangeAbout]):
    """The mentorship pauses, goes on, or has another rhythm."""

    name = "mentorship_changed"
    policy = Policy(Priority.SOON)


class MentorshipEnded(Message[MentorshipAbout]):
    """The mentorship is over, also when the partner has left."""

    name = "mentorship_ended"
    policy = Policy(Priority.SOON)
