"""What the messages of programs say, read from the state at the moment of sending."""

from bot.domain.asks.notes import InvitationNote, LeftOverNote, LineEndedNote, Note, RoundNote
from bot.domain.base.ids import ProgramId, UserId
from bot.domain.delivery.outbox import NoteKind, OutboxItem
from bot.domain.programs.joining import OPEN, roles_of
from bot.domain.programs.rounds import RoundId
from bot.ports import Transaction
from bot.services.programs.previews import file_note
from bot.services.programs.queue import place_in
from bot.services.programs.rounds import round_key

KINDS = frozenset({NoteKind.INVITATION, NoteKind.LEFT_OVER, NoteKind.LINE_ENDED, NoteKind.ROUND, NoteKind.ROUND_FILE})


def compose_program(tx: Transaction, item: OutboxItem) -> Note | str:
    """The note; or why there is none, a word for the log."""
    if item.kind is NoteKind.INVITATION:
        program_id, _, user_id = item.subject.partition(":")
        return _invitation(tx, ProgramId(program_id), UserId(user_id), first=not item.edits)
    if item.kind is NoteKind.LINE_ENDED:
        return _line_ended(tx, *item.subject.split(":"))
    if item.kind is NoteKind.LEFT_OVER:
        return _left_over(tx, *item.subject.split(":"))
    if tx.rounds.get(RoundId(item.subject)) is None:
        return "gone"
    return file_note(tx, RoundId(item.subject)) if item.kind is NoteKind.ROUND_FILE else _round(tx, item)


def _invitation(tx: Transaction, program_id: ProgramId, user_id: UserId, *, first: bool) -> Note | str:
    program, answer = tx.programs.get(program_id), ""
    if program is None:
        return "gone"
    joined, asked = tx.programs.participation(program_id, user_id), tx.programs.invitation(program_id, user_id)
    if joined is not None and joined.left_at is None:
        answer = "joined"
    elif asked is not None and asked.declined_at is not None:
        answer = "declined"
    elif program.state not in OPEN:
        answer = "closed"
    return answer if first and answer else InvitationNote(program, roles_of(program), answer)


def _left_over(tx: Transaction, round_id: str, user_id: str) -> Note | str:
    matching, who = tx.rounds.get(RoundId(round_id)), UserId(user_id)
    left = tx.rounds.left_one(RoundId(round_id), who)
    program = tx.programs.get(matching.program_id) if matching else None
    joined = tx.programs.participation(program.id, who) if program else None
    if program is None or left is None or joined is None or joined.left_at is not None:
        return "gone"
    if program.state not in OPEN:
        return "closed"
    if any(pair.program_id == program.id for pair in tx.mentorships.of_user(who, open_only=True)):
        return "has one now"
    return LeftOverNote(program.name, left.why, place_in(tx, who, program.id))


def _line_ended(tx: Transaction, program_id: str, user_id: str) -> Note | str:
    program = tx.programs.get(ProgramId(program_id))
    joined = tx.programs.participation(ProgramId(program_id), UserId(user_id))
    if program is None or joined is None or joined.left_at is not None:
        return "gone"
    if program.state in OPEN:
        return "open again"
    return LineEndedNote(program.name, joined.role)


def _round(tx: Transaction, item: OutboxItem) -> Note | str:
    matching = tx.rounds.get(RoundId(item.subject))
    program = tx.programs.get(matching.program_id) if matching else None
    if matching is None or program is None:
        return "gone"
    return RoundNote(
        matching=matching,
        program_name=program.name,
        participants=len(tx.programs.participants(program.id)),
        pairs=tx.rounds.pair_count(matching.id),
        left_over=tx.rounds.left_over_count(matching.id),
        asks=program.rules.both_accept,
        older=(item.edits or item.key) != round_key(matching),
    )
