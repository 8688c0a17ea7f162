"""The messages about programs and matching rounds."""

from dataclasses import dataclass

from bot.domain.base.ids import ProgramId, UserId
from bot.domain.delivery.messages import ANSWER, About, Audience, Message, Policy, Priority
from bot.domain.programs.rounds import RoundId


@dataclass(frozen=True, slots=True)
class ParticipantAbout(About):
    """A program and one person."""

    program_id: ProgramId
    user_id: UserId


@dataclass(frozen=True, slots=True)
class UnmatchedAbout(About):
    """A round and one person who has no pair in it."""

    round_id: RoundId
    user_id: UserId


@dataclass(frozen=True, slots=True)
class RoundAbout(About):
    """A matching round, at its first run or a later one: each has a message of its own."""

    round_id: RoundId
    run: int


class InvitationMessage(Message[ParticipantAbout]):
    """To join a program."""

    name = "invitation"
    policy = Policy(Priority.LATER)


class UnmatchedMessage(Message[UnmatchedAbout]):
    """A round was published, and they have no pair in it."""

    name = "unmatched"
    policy = Policy(Priority.USUAL)


class QueueEnded(Message[ParticipantAbout]):
    """A program takes up no new pairs: to who still looked for a partner in it."""

    name = "queue_ended"
    policy = Policy(Priority.USUAL)


class RoundMessage(Message[RoundAbout]):
    """How far a matching round is; changes in place until it is published."""

    name = "round"
    policy = ANSWER
    audience = Audience.ASKED_FOR


class RoundFile(Message[RoundAbout]):
    """The preview of a round as a CSV file."""

    name = "round_file"
    policy = ANSWER
    audience = Audience.ASKED_FOR
    is_file = True
