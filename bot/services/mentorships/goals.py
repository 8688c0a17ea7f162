"""Goals of people in pairs: up to five each, with steps, progress and a day."""

from dataclasses import replace
from datetime import date

from bot.domain.base.errors import NotFound
from bot.domain.base.ids import MentorshipId, UserId
from bot.domain.mentorships.goals import checked_goal
from bot.domain.mentorships.mentorship import Goal, GoalId, Mentorship, MentorshipState
from bot.domain.mentorships.outcomes import MentorshipGoals
from bot.ports import Transaction
from bot.services.base.ids import stable_id
from bot.services.context import Context
from bot.services.mentorships.proposals import mine
from bot.services.mentorships.views import own_goals
from bot.services.people.access import must_be_member
from bot.services.people.cards import card

Steps = tuple[tuple[str, bool], ...]


def goals_of(ctx: Context, user_id: UserId) -> tuple[MentorshipGoals, ...]:
    """The goals in all running pairs of somebody. Raises `NotSignedUp`, `MayNotTakePart`."""
    with ctx.store.read() as tx:
        must_be_member(tx, user_id)
        running = [
            one for one in tx.mentorships.of_user(user_id, open_only=True) if one.state is not MentorshipState.PROPOSED
        ]
        return tuple(_of_pair(tx, pair, user_id) for pair in running)


def _of_pair(tx: Transaction, pair: Mentorship, user_id: UserId) -> MentorshipGoals:
    other = pair.other(user_id)
    return MentorshipGoals(pair, card(tx, other), own_goals(tx, pair, user_id), own_goals(tx, pair, other))


def goal_to_change(ctx: Context, goal_id: GoalId, user_id: UserId) -> Goal:
    """A goal of theirs. Raises `NotFound`."""
    with ctx.store.read() as tx:
        return _own(tx, goal_id, user_id)


def add_goal(
    ctx: Context,
    mentorship_id: MentorshipId,
    user_id: UserId,
    words: str,
    steps: Steps,
    due_on: date | None,
    progress: int,
    delivery: str,
) -> Goal:
    """A new goal; the same delivery makes the same one. Raises `NotFound`, `InvalidField`."""
    with ctx.store.write() as tx:
        now, pair = ctx.clock.now(), mine(tx, mentorship_id, user_id)
        goal_id = GoalId(stable_id("goal", delivery))
        new = Goal(goal_id, pair.id, user_id, words, now, steps, due_on, progress)
        goal = checked_goal(new, tx.goals.of(pair.id), now.date())
        tx.goals.save(goal)
        return goal


def change_goal(
    ctx: Context, goal_id: GoalId, user_id: UserId, words: str, steps: Steps, due_on: date | None, progress: int
) -> Goal:
    """Change a goal, its steps and how far it is. Raises `NotFound`, `InvalidField`."""
    with ctx.store.write() as tx:
        before, now = _own(tx, goal_id, user_id, lock=True), ctx.clock.now()
        others = tx.goals.of(before.mentorship_id)
        # A day that was set before and has passed meanwhile may stay.
        today = now.date() if due_on != before.due_on else date.min
        changed = replace(before, words=words, steps=steps, due_on=due_on, progress=progress)
        goal = checked_goal(changed, others, today)
        tx.goals.save(goal)
        return goal


def delete_goal(ctx: Context, goal_id: GoalId, user_id: UserId) -> None:
    """The goal is gone. Raises `NotFound`."""
    with ctx.store.write() as tx:
        _own(tx, goal_id, user_id, lock=True)
        tx.goals.delete(goal_id)


def _own(tx: Transaction, goal_id: GoalId, user_id: UserId, *, lock: bool = False) -> Goal:
    goal = tx.goals.get(goal_id, lock=lock)
    if goal is None or goal.owner != user_id:
        raise NotFound
    return goal
