"""Every message Mentor sends by itself: `render` turns its value into words and blocks."""

from functools import singledispatch

from bot.blocks.asks.calendar import calendar, calendar_file
from bot.blocks.asks.closing import ask_standing, did_it_help, thanks
from bot.blocks.asks.ended import ask_ended, partner_left
from bot.blocks.asks.help_post import help_post
from bot.blocks.asks.introduction import introduction
from bot.blocks.asks.nobody_yet import nobody_yet
from bot.blocks.asks.offer import offer, outcome
from bot.blocks.base.kit import Message
from bot.blocks.mentorships.check_in import check_in, pulse
from bot.blocks.mentorships.ending import look_back, pair_changed, pair_ended, pair_thanks, wrap_up
from bot.blocks.mentorships.introduction import pair_introduction, pair_times, topic
from bot.blocks.mentorships.proposal import proposal, proposal_outcome, request_ended, request_made
from bot.blocks.programs.join import invitation
from bot.blocks.programs.queue import left_over, line_ended
from bot.blocks.programs.round_note import csv_file, round_file, round_note
from bot.domain.asks.notes import CalendarNote, RoundFileNote


@singledispatch
def render(note: object) -> Message:
    """The message of a note of `bot.domain.asks.notes`. Raises `TypeError` for a value that is none."""
    raise TypeError(f"no message for {type(note).__name__}")


for _family in (
    offer,
    outcome,
    introduction,
    calendar,
    nobody_yet,
    help_post,
    did_it_help,
    thanks,
    ask_ended,
    partner_left,
    ask_standing,
    *(invitation, round_note, round_file),
    *(proposal, proposal_outcome, request_ended, request_made),
    *(pair_introduction, pair_times, topic, check_in, pulse),
    *(left_over, line_ended, look_back, wrap_up, pair_thanks, pair_changed, pair_ended),
):
    render.register(_family)


def file_of(note: object) -> tuple[str, bytes]:
    """The name and the content of the file that a note stands for. Raises `TypeError` for a note without one."""
    match note:
        case CalendarNote():
            return calendar_file(note)
        case RoundFileNote():
            return csv_file(note)
        case _:
            raise TypeError(f"no file for {type(note).__name__}")
