"""The kinds of messages about programs: what each says, and what follows when it was sent, or never will be."""

from bot.domain.programs import messages
from bot.services.delivery.kinds import NobodyIsTold, kind
from bot.services.programs import composing

IN_STATUS = NobodyIsTold("the program stands in Home and in /mentor status, with what can be done")

invitation = kind(messages.InvitationMessage, compose=composing.invitation, never_sent=IN_STATUS)
unmatched = kind(messages.UnmatchedMessage, compose=composing.unmatched, never_sent=IN_STATUS)
queue_ended = kind(messages.QueueEnded, compose=composing.queue_ended, never_sent=IN_STATUS)
matching_round = kind(
    messages.RoundMessage,
    compose=composing.matching_round,
    never_sent=NobodyIsTold("the round stands on the program's page, which the admin looks at"),
)
round_file = kind(
    messages.RoundFile,
    compose=composing.round_file,
    never_sent=NobodyIsTold("the admin who asked for the file sees the preview, and can ask again"),
)
