"""The kinds of messages about programs: what each says, and what follows when it was sent, or never will be."""

from bot.domain.people.messages import Missed
from bot.domain.programs import messages
from bot.services.delivery.kinds import NobodyIsTold, kind
from bot.services.people.messages import tells
from bot.services.programs import composing

IN_STATUS = NobodyIsTold("the program stands in Home and in /mentor status, with what can be done")

invitation = kind(messages.InvitationMessage, compose=composing.invitation, never_sent=IN_STATUS)
unmatched = kind(messages.UnmatchedMessage, compose=composing.unmatched, never_sent=tells(Missed.NEWS))
queue_ended = kind(messages.QueueEnded, compose=composing.queue_ended, never_sent=tells(Missed.NEWS))
matching_round = kind(
    messages.RoundMessage,
    compose=composing.matching_round,
    never_sent=tells(Missed.ROUND),
)
round_file = kind(
    messages.RoundFile,
    compose=composing.round_file,
    never_sent=tells(Missed.ROUND_FILE),
)
