"""What each of a pair wants to reach, in steps."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.base.errors import InvalidField
from bot.domain.mentorships.fields import GoalField
from bot.domain.mentorships.mentorship import MOST_GOALS, Goal

GOAL_LIMIT = 300
"""Characters of a goal."""
STEP_LIMIT = 150
"""Characters of a step."""
MOST_STEPS = 10


def checked_goal(goal: Goal, others: Sequence[Goal], today: date) -> Goal:
    """The goal, if it holds: words, at most ten steps, a day to come, and not more than five in all.

    Raises `InvalidField`.
    """
    words = " ".join(goal.words.split())
    if not words:
        raise InvalidField(GoalField.WORDS, "empty")
    if len(words) > GOAL_LIMIT:
        raise InvalidField(GoalField.WORDS, "too_long", length=len(words), limit=GOAL_LIMIT)
    if len([one for one in others if one.owner == goal.owner and one.id != goal.id]) >= MOST_GOALS:
        raise InvalidField(GoalField.WORDS, "too_many_goals", limit=MOST_GOALS)
    if len(goal.steps) > MOST_STEPS:
        raise InvalidField(GoalField.STEPS, "too_many_steps", limit=MOST_STEPS)
    if any(len(step) > STEP_LIMIT for step, _ in goal.steps):
        raise InvalidField(GoalField.STEPS, "long_step", limit=STEP_LIMIT)
    if goal.due_on is not None and goal.due_on < today:
        raise InvalidField(GoalField.DUE_ON, "day_has_passed")
    return replace(goal, words=words, progress=progress_of(goal.steps, goal.progress))


def progress_of(steps: Sequence[tuple[str, bool]], told: int) -> int:
    """Per cent reached: the share of steps done, where there are steps; else what the owner says (0–100)."""
    if not steps:
        return min(100, max(0, told))
    return round(100 * sum(done for _, done in steps) / len(steps))


def reached(goals: Sequence[Goal]) -> int:
    """How many goals are reached."""
    return sum(goal.progress >= 100 for goal in goals)
