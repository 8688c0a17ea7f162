"""The kinds of messages about mentorships: what each says, and what follows when it was sent, or never will be."""

from dataclasses import replace

from bot.domain.delivery.outbox import OutboxState
from bot.domain.mentorships import messages
from bot.domain.mentorships.messages import MentorshipAbout
from bot.domain.people.messages import Missed
from bot.services.delivery.kinds import Moment, NobodyIsTold, kind
from bot.services.mentorships import composing, composing_course
from bot.services.people.messages import tells


def _keep_group(at: Moment, about: MentorshipAbout) -> None:
    pair = at.tx.mentorships.get(about.mentorship_id, lock=True)
    if pair is not None and pair.group_channel != at.item.channel:
        at.tx.mentorships.save(replace(pair, group_channel=at.item.channel))


def _lapses_now(at: Moment, about: MentorshipAbout) -> None:
    """It cannot be laid before somebody: the other does not wait for an answer that cannot come. The next hourly plan
    ends it, tells them, and looks for the next who fits."""
    pair = at.tx.mentorships.get(about.mentorship_id, lock=True)
    failed = at.item.state is OutboxState.FAILED
    if failed and pair is not None and pair.answer_by is not None and pair.answer_by > at.now:
        at.tx.mentorships.save(replace(pair, answer_by=at.now))


PRESSED_IS_SAID = NobodyIsTold("the message stays as it was, and a press on it is told what became of it")
IN_STATUS = NobodyIsTold("it stands in Home and in /mentor status, with what can be done")
IT_LAPSES = NobodyIsTold("they have the proposal; it lapses at its time, and who waits for the answer is told")
ASKED_AGAIN = NobodyIsTold("the next cycle asks again, and a silence is spoken of")
NOBODY_WAITS = NobodyIsTold("nobody waits for it")

proposal = kind(messages.ProposalMessage, compose=composing.proposal, never_sent=_lapses_now)
proposal_reminder = kind(messages.ProposalReminder, compose=composing.proposal, never_sent=IT_LAPSES)
proposal_outcome = kind(messages.ProposalOutcome, compose=composing.proposal_outcome, never_sent=PRESSED_IS_SAID)
request_ended = kind(messages.RequestEnded, compose=composing.request_ended, never_sent=tells(Missed.NEWS))
request_made = kind(messages.RequestMade, compose=composing.request_made, never_sent=IN_STATUS)
introduction = kind(
    messages.MentorshipIntroduction,
    compose=composing.introduction,
    sent=_keep_group,
    never_sent=tells(Missed.INTRODUCTION),
)
meeting_times = kind(messages.MeetingTimes, compose=composing.meeting_times, never_sent=tells(Missed.TIMES))
meeting_calendar = kind(
    messages.MeetingCalendar,
    compose=composing.meeting_calendar,
    never_sent=tells(Missed.CALENDAR),
)
topic = kind(messages.TopicMessage, compose=composing_course.topic, never_sent=NOBODY_WAITS)
check_in = kind(messages.CheckInMessage, compose=composing_course.check_in, never_sent=ASKED_AGAIN)
nudge = kind(messages.Nudge, compose=composing_course.check_in, never_sent=ASKED_AGAIN)
silence_offer = kind(messages.SilenceOffer, compose=composing_course.check_in, never_sent=ASKED_AGAIN)
pulse = kind(messages.PulseMessage, compose=composing_course.pulse, never_sent=NOBODY_WAITS)
fit = kind(messages.FitQuestion, compose=composing_course.pulse, never_sent=NOBODY_WAITS)
look_back = kind(messages.LookBack, compose=composing_course.look_back, never_sent=NOBODY_WAITS)
wrap_up = kind(messages.WrapUpMessage, compose=composing_course.wrap_up, never_sent=tells(Missed.NEWS))
thanks = kind(messages.MentorshipThanks, compose=composing_course.thanks, never_sent=NOBODY_WAITS)
changed = kind(messages.MentorshipChanged, compose=composing_course.changed, never_sent=tells(Missed.NEWS))
ended = kind(messages.MentorshipEnded, compose=composing_course.ended, never_sent=tells(Missed.NEWS))
