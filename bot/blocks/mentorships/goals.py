"""Goals with their bars, and the form to change one."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, DatePickerElement

from bot.blocks.base import ids
from bot.blocks.base.cards import name
from bot.blocks.base.forms import field, modal, options, select, text_input
from bot.blocks.base.kit import BlockDict, Rendered, actions, button, confirm, message, section, small
from bot.blocks.base.language import percent
from bot.blocks.base.words import day, mrkdwn, plain, shortened
from bot.blocks.mentorships.phrases import bar
from bot.domain.base.ids import MentorshipId
from bot.domain.base.references import MentorshipRef
from bot.domain.mentorships.fields import GoalField
from bot.domain.mentorships.goals import GOAL_LIMIT, MOST_STEPS, STEP_LIMIT
from bot.domain.mentorships.mentorship import MOST_GOALS, Goal
from bot.domain.mentorships.outcomes import MentorshipGoals
from bot.domain.mentorships.references import GoalForm, GoalRef

MOST_PAIRS = 3
"""Pairs shown; a message holds 50 blocks."""
DONE = "x "
"""What a line of a step begins with once it is done."""


def goals(pairs: Sequence[MentorshipGoals]) -> Rendered:
    """The goals in each running pair: one's own to change, the other's to read."""
    if not pairs:
        first = mrkdwn("goals.none_text")
        return message(first, section(f"*{first}*"), small(mrkdwn("goals.none_next")))
    blocks = [block for one in pairs[:MOST_PAIRS] for block in _pair(one)]
    return message(mrkdwn("goals.text"), *blocks, small(mrkdwn("goals.next_all")))


def _pair(one: MentorshipGoals) -> Iterator[Block]:
    yield section(mrkdwn("goals.with", name=name(one.other)))
    if not one.own:
        yield section(mrkdwn("goals.nothing"))
    for goal in one.own:
        yield section(_goal(goal), accessory=button(plain("goals.edit"), ids.GOAL_EDIT, GoalRef(goal.id)))
    if len(one.own) < MOST_GOALS:
        yield actions([button(plain("goals.add"), ids.GOAL_ADD, MentorshipRef(one.mentorship.id))])
    if one.theirs:
        lines = [mrkdwn("goals.theirs", name=name(one.other)), *(_goal(goal) for goal in one.theirs)]
        yield section("\n".join(lines))


def _goal(goal: Goal) -> str:
    key, by = ("goals.mine_due", day(goal.due_on)) if goal.due_on else ("goals.mine", "")
    lines = [mrkdwn(key, bar=bar(goal.progress), progress=percent(goal.progress / 100), words=goal.words, day=by)]
    lines += [mrkdwn("goals.step_done" if done else "goals.step_open", words=words) for words, done in goal.steps]
    return "\n".join(lines)


def goal_modal(mentorship_id: MentorshipId, goal: Goal | None) -> BlockDict:
    """A goal, new or to be changed. The note says which."""
    words, steps = (goal.words, written(goal.steps)) if goal else ("", "")
    hint = plain("goals.modal_words_hint", limit=GOAL_LIMIT)
    said = text_input(GoalField.WORDS, words, plain("goals.modal_words_placeholder"), GOAL_LIMIT)
    most, example = MOST_STEPS * (STEP_LIMIT + 5), plain("goals.modal_steps_placeholder")
    listed = text_input(GoalField.STEPS, steps, example, most, multiline=True)
    picker = DatePickerElement(
        action_id=GoalField.DUE_ON, initial_date=goal.due_on.isoformat() if goal and goal.due_on else None
    )
    shares = options((str(n), percent(n / 100)) for n in range(0, 101, 10))
    told = str(round((goal.progress if goal else 0) / 10) * 10)
    blocks: list[Block] = [
        field(GoalField.WORDS, plain("goals.modal_words"), said, hint),
        field(GoalField.STEPS, plain("goals.modal_steps"), listed, plain("goals.modal_steps_hint"), optional=True),
        field(GoalField.DUE_ON, plain("goals.modal_due"), picker, optional=True),
        field(
            GoalField.PROGRESS,
            plain("goals.modal_progress"),
            select(GoalField.PROGRESS, shares, told),
            plain("goals.modal_progress_hint"),
        ),
    ]
    if goal:
        blocks.append(_delete(goal))
    title, yes, no = (plain(f"goals.modal_{part}") for part in ("title", "submit", "close"))
    return modal(ids.GOAL_VIEW, title, yes, no, blocks, GoalForm(mentorship_id, goal.id if goal else None))


def _delete(goal: Goal) -> Block:
    sure = confirm(
        plain("goals.delete_title"), mrkdwn("goals.delete_words"), plain("goals.delete_yes"), plain("goals.delete_no")
    )
    return actions([button(plain("goals.delete"), ids.GOAL_DELETE, GoalRef(goal.id), style="danger", confirm=sure)])


def written(steps: Sequence[tuple[str, bool]]) -> str:
    """Steps as they are typed, a line each."""
    return "\n".join(f"{DONE if done else ''}{words}" for words, done in steps)


def read_steps(typed: str) -> tuple[tuple[str, bool], ...]:
    """Steps from typed lines."""
    lines = [" ".join(line.split()) for line in typed.splitlines()]
    told = [(line.removeprefix(DONE).strip(), line.startswith(DONE)) for line in lines if line]
    return tuple((shortened(words, STEP_LIMIT + 1), done) for words, done in told if words)
