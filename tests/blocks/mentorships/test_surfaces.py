"""Goals, looking for a mentor, and the forms of a pair: Slack takes them, and nothing typed acts in them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.across import status
from bot.blocks.base.kit import Rendered, message
from bot.blocks.mentorships import ending, goals, proposal, seeking
from bot.blocks.mentorships import status as pair_status
from bot.blocks.programs import match
from bot.domain.across.status import Status
from bot.domain.mentorships.mentorship import GoalId, Mentorship, MentorshipState
from bot.domain.mentorships.notes import MentorshipLine, ProposalStatus
from bot.domain.mentorships.outcomes import MentorshipGoals, MentorshipOutcome
from bot.domain.mentorships.seeking import Sought
from bot.domain.programs.self_match import Advised, MatchView, Requested, RequestProblem
from bot.sandbox.blockkit import problems_in_message, problems_in_view
from tests.blocks.mentorships.samples import MENTEE, MENTOR, MOMENT, PAIR, TODAY, card, frame, places, reasons
from tests.blocks.mentorships.samples import goals as some_goals
from tests.blocks.samples import HOSTILE
from tests.blocks.test_notes import acting
from tests.support.members import two

RUNNING = Mentorship(
    PAIR, None, two(MENTOR, MENTEE), MentorshipState.ACTIVE, MOMENT, next_cycle_on=TODAY, answer_by=MOMENT
)


def line(words: str, **fields: Any) -> MentorshipLine:
    pair = replace(RUNNING, **fields)
    standing = ProposalStatus.OPEN if pair.state is MentorshipState.PROPOSED else ProposalStatus.BEGUN
    return MentorshipLine(pair, MENTEE, card(words), standing, goals=some_goals(words))


def messages(words: str) -> list[Rendered]:
    lines = [
        line(words),
        line(words, state=MentorshipState.PAUSED, paused_until=TODAY),
        line(words, state=MentorshipState.PROPOSED),
    ]
    five = tuple(Advised(card(words), reasons(words)) for _ in range(5))
    many = [replace(one, id=GoalId(f"g{number}")) for number, one in enumerate(some_goals(words) * 3)][:5]
    return [
        match.match(MatchView(advised=five, requests=(lines[2],), waits=True)),
        match.match(MatchView(waits=True)),
        match.match(MatchView(is_full=True)),
        match.match(MatchView(places=tuple(places(words))[:3])),
        status.status(Status(places=tuple(places(words))[-3:])),
        *(
            seeking.looking(MentorshipOutcome(RUNNING, MENTEE, words, ProposalStatus.OVER, sought=one))
            for one in Sought
        ),
        match.requested(Requested(words, RUNNING)),
        *(match.requested(Requested(words, problem=problem)) for problem in RequestProblem),
        goals.goals([MentorshipGoals(RUNNING, card(words), tuple(many), tuple(many))] * 4),
        goals.goals([]),
        proposal.more(card(words), frame(words)),
        message("Status", *pair_status.mentorship_lines(lines), *pair_status.hub_line(lines)),
    ]


def views(words: str) -> list[dict[str, Any]]:
    return [
        goals.goal_modal(PAIR, None),
        goals.goal_modal(PAIR, some_goals(words)[1]),
        match.request_modal(MENTOR, words),
        proposal.objective_modal(PAIR, words, as_mentor=True),
        ending.pause_modal(PAIR, words, TODAY),
        ending.wrap_up_modal(PAIR, words, some_goals(words)),
    ]


@pytest.mark.parametrize("words", ["Mira", HOSTILE, "&" * 3000, "\n" * 200 + "x", " "])
def test_slack_takes_every_surface(words: str) -> None:
    for shown in messages(words):
        assert problems_in_message(list(shown.blocks)) == []
        assert acting(shown) == []
    for view in views(words):
        assert problems_in_view(view) == []


@given(
    st.lists(st.tuples(st.text(st.characters(categories=["L"]), min_size=1, max_size=150), st.booleans()), max_size=10)
)
def test_steps_are_read_as_they_were_written(steps: list[tuple[str, bool]]) -> None:
    assert goals.read_steps(goals.written(steps)) == tuple(steps)


def test_a_draft_names_what_was_reached() -> None:
    assert ending.drafted(some_goals("Say no")) == "Reached: Say no\nOn the way (25 %): Say no"


def test_who_has_asked_two_already_cannot_ask_a_third() -> None:
    asked = (line("Mira", state=MentorshipState.PROPOSED),) * 2
    view = MatchView(requests=asked, advised=(Advised(card("Jonas"), ()),))
    assert not view.may_request
    assert "Request as mentor" not in str(match.match(view).blocks)


def test_a_pause_begins_two_weeks_ahead() -> None:
    assert "2026-12-08" in str(ending.pause_modal(PAIR, "Mira", date(2026, 11, 24)))
