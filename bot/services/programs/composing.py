"""What the messages of programs say, read from the state at the moment of sending."""

from bot.domain.delivery.policy import Dropped
from bot.domain.programs.joining import OPEN, roles_of
from bot.domain.programs.messages import ParticipantAbout, RoundAbout, UnmatchedAbout
from bot.domain.programs.notes import InvitationNote, QueueEndedNote, RoundFileNote, RoundNote, UnmatchedNote
from bot.services.delivery.kinds import Moment
from bot.services.programs import previews
from bot.services.programs.queue import place_in

GONE = Dropped("gone")


def invitation(at: Moment, about: ParticipantAbout) -> InvitationNote | Dropped:
    """The program, and what was answered; the first time only where it waits for an answer."""
    programs, answer = at.tx.programs, ""
    program = programs.get(about.program_id)
    if program is None:
        return GONE
    joined = programs.participation(program.id, about.user_id)
    asked = programs.invitation(program.id, about.user_id)
    if joined is not None and joined.left_at is None:
        answer = "joined"
    elif asked is not None and asked.declined_at is not None:
        answer = "declined"
    elif program.state not in OPEN:
        answer = "closed"
    is_first = not at.item.edits
    return Dropped(answer) if is_first and answer else InvitationNote(program, roles_of(program), answer)


def unmatched(at: Moment, about: UnmatchedAbout) -> UnmatchedNote | Dropped:
    """Why they have no pair, and where they stand in the queue."""
    tx, who = at.tx, about.user_id
    matching, left = tx.rounds.get(about.round_id), tx.rounds.unmatched_one(about.round_id, who)
    program = tx.programs.get(matching.program_id) if matching else None
    joined = tx.programs.participation(program.id, who) if program else None
    if program is None or left is None or joined is None or joined.left_at is not None:
        return GONE
    if program.state not in OPEN:
        return Dropped("closed")
    if any(one.program_id == program.id for one in tx.mentorships.of_user(who, open_only=True)):
        return Dropped("has one now")
    return UnmatchedNote(program.name, left.why, place_in(tx, who, program.id))


def queue_ended(at: Moment, about: ParticipantAbout) -> QueueEndedNote | Dropped:
    """That nobody is looked for any more."""
    program = at.tx.programs.get(about.program_id)
    joined = at.tx.programs.participation(about.program_id, about.user_id)
    if program is None or joined is None or joined.left_at is not None:
        return GONE
    return Dropped("open again") if program.state in OPEN else QueueEndedNote(program.name, joined.role)


def matching_round(at: Moment, about: RoundAbout) -> RoundNote | Dropped:
    """How far the round is; of an earlier run, that it goes on in a later message."""
    matching = at.tx.rounds.get(about.round_id)
    program = at.tx.programs.get(matching.program_id) if matching else None
    if matching is None or program is None:
        return GONE
    return RoundNote(
        matching=matching,
        program_name=program.name,
        participants=len(at.tx.programs.participants(program.id)),
        pairs=at.tx.rounds.pair_count(matching.id),
        unmatched=at.tx.rounds.unmatched_count(matching.id),
        asks=program.rules.both_accept,
        older=about.run != matching.run,
    )


def round_file(at: Moment, about: RoundAbout) -> RoundFileNote | Dropped:
    """The whole preview, as it is now."""
    matching = at.tx.rounds.get(about.round_id)
    return GONE if matching is None else previews.file_note(at.tx, matching.id)
