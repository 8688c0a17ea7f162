"""Every surface there is, drawn from samples: messages, modals, Home, options."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from bot.blocks.across import block_list, help, hub, settings
from bot.blocks.asks import ask, closing, find
from bot.blocks.base import errors, notice
from bot.blocks.base.kit import BlockDict, Rendered, message
from bot.blocks.base.rendering import render
from bot.blocks.mentorships import check_in, ending, introduction
from bot.blocks.mentorships import status as pair_status
from bot.blocks.people import pause, profile
from bot.blocks.programs import match, rounds
from bot.domain.across.status import Status
from bot.domain.asks.ask import QUESTION_LIMIT, AskDraft, AskId, AskState, Urgency
from bot.domain.asks.outcomes import AskOutcome, FindResult, Found
from bot.domain.asks.ranking import ReasonKind
from bot.domain.base.errors import UnreadableDate
from bot.domain.base.ids import ProgramId
from bot.domain.base.reasons import Reason
from bot.domain.base.skill import Skill
from bot.domain.mentorships.fit import MatchingFactor
from bot.domain.mentorships.mentorship import CheckIn, EndReason, MentorshipState
from bot.domain.mentorships.notes import CheckInNote, ProposalStatus
from bot.domain.mentorships.outcomes import MeetingOutcome, MentorshipOutcome
from bot.domain.mentorships.references import WayOn
from bot.domain.mentorships.seeking import Sought
from bot.domain.people.block_list import BlockListKept
from bot.domain.people.person import Person
from bot.domain.people.profile import Format, Limits, Profile
from bot.domain.programs.program import WorkingValue
from bot.domain.programs.self_match import Advised, MatchView
from bot.domain.programs.views import Scored, Tab
from handlers import registered
from handlers.base.commands import OnCommand
from tests.blocks.asks import test_ask_surfaces as asks
from tests.blocks.mentorships import test_surfaces as mentorships
from tests.blocks.mentorships.samples import MENTEE, MENTOR, MOMENT, PAIR, TODAY
from tests.blocks.mentorships.samples import goals as some_goals
from tests.blocks.people.test_surfaces import ERRORS, PROFILE
from tests.blocks.programs import test_surfaces as programs
from tests.blocks.programs.samples import every_round
from tests.blocks.programs.samples import program as program_of
from tests.blocks.samples import card, every_note, skills
from tests.blocks.samples import introduction as introduction_of

HOURS = ("mornings", "afternoons", "all day")
COMMANDS = [each.name for each in registered() if isinstance(each, OnCommand)]


def messages(words: str) -> Iterator[Rendered]:
    """All messages."""
    yield from map(render, every_note(words))
    yield from (render(introduction_of(words, same_office="", picked=picked)) for picked in (None, MOMENT))
    yield from (render(replace(one, cycle=1)) for one in every_note(words) if isinstance(one, CheckInNote))
    yield from asks.messages(words)
    yield from mentorships.messages(words)
    yield from programs.messages(words)
    yield from _people(words)
    yield from _pairs(words)
    yield from reasoned(words)


def reasoned(words: str) -> Iterator[Rendered]:
    """Each reason for which somebody is suggested, where it begins the line and where it does not."""
    fitting: list[tuple[str, tuple[str, ...]]] = [
        *((MatchingFactor.HOURS, (part,)) for part in (*HOURS, "evenings")),
        *((MatchingFactor.VALUES, (value,)) for value in WorkingValue),
        *((MatchingFactor.LEVEL, detail) for detail in ((), (words,))),
        *((MatchingFactor.NEW_PERSPECTIVE, detail) for detail in ((), (words,))),
        *((MatchingFactor.PURPOSE, (words,)), (MatchingFactor.LANGUAGE, ("English", words))),
        *((MatchingFactor.ANSWERS, (words,)), ("by_hand", ())),
    ]
    for kind, detail in fitting:
        twice = (Reason(kind, detail),) * 2
        yield match.match(MatchView(advised=(Advised(card(words), twice),)))
    helping: list[tuple[str, tuple[str, ...]]] = [
        *((ReasonKind.HOURS, (part,)) for part in HOURS),
        *((ReasonKind.NEW_PERSPECTIVE, detail) for detail in ((), (words,))),
        *((ReasonKind.CAPACITY, ()), (ReasonKind.ANSWERED, ("1",))),
    ]
    for kind, detail in helping:
        person = Found(card(words), (Reason(kind, detail),) * 2, has_room=True)
        yield find.found(FindResult(words, (person,), 0, 1, more=False))
    yield find.found(FindResult(words, (Found(card(words), (), has_room=True),), 0, 1, more=False))


def _people(words: str) -> Iterator[Rendered]:
    yield from (errors.said(error) for error in ERRORS if "typed" not in vars(error) and not hasattr(error, "typed"))
    yield errors.said(UnreadableDate(words))
    yield from (errors.unknown_command(words, *more) for more in ((words, ""), (None, words), (None, "")))
    yield errors.opens_again(f"ask {words}")
    yield from (pause.proposed(until, "UTC") for until in (None, MOMENT))
    yield from (pause.paused(until, "UTC") for until in (None, MOMENT))
    yield from (pause.not_paused(), pause.resumed(was_paused=True), pause.resumed(was_paused=False))
    yield from (profile.left(keeps_list=keeps) for keeps in (True, False))
    yield block_list.block_list_kept(BlockListKept(0))
    yield block_list.block_list_kept(BlockListKept(3, ((PAIR, words),), (words,), (words,)))
    yield from hubs(words)
    yield from (help.commands(COMMANDS, signed_up=signed_up) for signed_up in (True, False))


def hubs(words: str) -> Iterator[Rendered]:
    """The hub of everybody who may come."""
    yield from (hub.hub_new(), hub.hub_stranger())
    its = profile_of(words)
    full, ask_ = asks.full_status(words), asks.ask(words)
    mine = programs.mine(words, program_of(words))
    for until, is_paused in ((None, False), (None, True), (MOMENT, True)):
        fields: dict[str, Any] = {"paused_until": until, "is_paused": is_paused, "is_admin": True}
        yield hub.hub_member(its, full, [ask_] * 4, mine, **fields)
        yield hub.hub_member(replace(its, offers=(), wants=()), Status(), (), **fields)


def profile_of(words: str) -> Profile:
    """A profile with all that somebody may write."""
    return replace(PROFILE, offers=skills(words), wants=skills(words), about=words)


def _pairs(words: str) -> Iterator[Rendered]:
    running = mentorships.RUNNING
    outcomes = [
        MentorshipOutcome(running, MENTEE, words, ProposalStatus.BEGUN, changed=changed, sought=sought)
        for changed, sought in product((True, False), (None, *Sought))
    ]
    for outcome in outcomes:
        yield from (check_in.said_check_in(outcome, said, MOMENT) for said in CheckIn)
        yield from (check_in.said_stuck(outcome, way) for way in WayOn if way is not WayOn.PAUSE and outcome.sought)
        yield check_in.said_stuck(replace(outcome, sought=None), WayOn.PART)
        yield check_in.said_stuck(replace(outcome, sought=None), WayOn.NEW_TIME)
        yield check_in.said_pulse(outcome, MOMENT, not_good=False)
        unfit = replace(outcome, mentorship=replace(running, end_reason=EndReason.NO_FIT))
        yield check_in.said_pulse(unfit, MOMENT, not_good=True)
        yield ending.wrapped_up(outcome, "nothing")
        yield ending.wrapped_up(outcome, "on_own")
    yield check_in.stuck(PAIR, words)
    for standing in (ProposalStatus.OPEN, ProposalStatus.YES):
        its = mentorships.line(words, state=MentorshipState.PROPOSED)
        yield message(words, *pair_status.mentorship_lines([replace(its, standing=standing)]))
    yield message(words, *pair_status.mentorship_lines([replace(mentorships.line(words), next_meeting=MOMENT)]))
    yield from (introduction.picked(MeetingOutcome(*one)) for one in ((None, False), (MOMENT, True), (MOMENT, False)))


def views(words: str) -> Iterator[BlockDict]:
    """All modals, and Home."""
    yield from mentorships.views(words)
    yield from programs.views(words)
    yield from programs.round_views(words)
    yield from map(hub.home, hubs(words))
    yield notice.notice(hub.hub_stranger())
    yield from _asking(words)
    yield from _profiles(words)
    for channel in ("", "C0HELP00001"):
        yield from (settings.admin_modal(channel), settings.admin_saved(channel))
    yield from (block_list.block_list_form(listed) for listed in ((), (MENTEE,)))
    pair = programs.preview(words, next(every_round()), Tab.PAIRS, 0).pairs[0]
    factors = tuple((str(factor), 0.5, 0.25) for factor in MatchingFactor if factor != "ratings")
    yield rounds.score_sheet(Scored(pair, words, words, factors))
    yield ending.pause_modal(PAIR, words, TODAY)
    yield ending.wrap_up_modal(PAIR, words, some_goals(words))
    yield ending.wrap_up_modal(PAIR, words, ())


def _asking(words: str) -> Iterator[BlockDict]:
    yield ask.ask_modal(AskDraft(words, skills(words), words, name_hidden=True))
    yield ask.ask_modal(AskDraft(words * (QUESTION_LIMIT + 1)))
    yield ask.ask_modal(AskDraft(words, only=MENTOR), words)
    for state, urgency, only in product((AskState.ROUTING, AskState.EXHAUSTED), Urgency, (None, MENTOR)):
        yield ask.ask_sent(asks.ask(words, state=state, urgency=urgency, only=only))
    yield find.find_modal()
    yield closing.thanks_modal(AskId("a1"), words)
    for on in (True, False):
        yield closing.thanked(AskOutcome(asks.ask(words, thanks=words, thanks_passed_on=on), True, words))


def _profiles(words: str) -> Iterator[BlockDict]:
    its = profile_of(words)
    yield from (profile.first_page(None), profile.first_page(its))
    yield from (profile.mentor_page(its, grown) for grown in ((), skills(words)))
    one_to_one = frozenset({Format.ONE_TO_ONE})
    for pairs, mentors in product((0, 2), (None, ((ProgramId("p1"), words),))):
        there = replace(its, limits=Limits(pairs=pairs), formats=one_to_one)
        yield from (profile.second_page(there, is_new=is_new, mentors=mentors) for is_new in (True, False))


def options(words: str) -> Iterator[list[BlockDict]]:
    """What is suggested as one types."""
    yield profile.suggested(skills(words), Skill("typed", words))
    yield [one.to_dict() for one in rounds.mentor_options([Person(MENTEE, words, words), Person(MENTOR, words)])]
