"""`/mentor goals`: what each of a pair wants to reach."""

from bot.blocks.base import ids
from bot.blocks.base.notice import notice
from bot.blocks.mentorships import goals as blocks
from bot.domain.base.references import MentorshipRef
from bot.domain.mentorships.fields import GoalField
from bot.domain.mentorships.references import GoalForm, GoalRef
from bot.services.mentorships import goals
from handlers.base.commands import OnCommand
from handlers.base.listeners import OnForm, OnPress
from handlers.base.turn import Command, Form, Press


def show(command: Command) -> None:
    """The goals in all running pairs."""
    command.tell(blocks.goals(goals.goals_of(command.ctx, command.user)))


def open_new(press: Press[MentorshipRef]) -> None:
    """The form of a new goal."""
    press.open(blocks.goal_modal(press.about.mentorship_id, None), again="goals")


def open_goal(press: Press[GoalRef]) -> None:
    """The form of a goal that is there."""
    goal = goals.goal_to_change(press.ctx, press.about.goal_id, press.user)
    press.open(blocks.goal_modal(goal.mentorship_id, goal), again="goals")


def keep(form: Form[GoalForm]) -> None:
    """Keep the goal; all goals take the form's place."""
    about, filled = form.about, form.values
    words, steps = filled.text(GoalField.WORDS), blocks.read_steps(filled.text(GoalField.STEPS))
    due_on, progress = filled.maybe_date(GoalField.DUE_ON), filled.number(GoalField.PROGRESS)
    said = (words, steps, due_on, progress)
    if about.goal_id is None:
        goals.add_goal(form.ctx, about.mentorship_id, form.user, *said, form.delivery)
    else:
        goals.change_goal(form.ctx, about.goal_id, form.user, *said)
    form.becomes(notice(blocks.goals(goals.goals_of(form.ctx, form.user))))


def delete(press: Press[GoalRef]) -> None:
    """The goal is gone."""
    goals.delete_goal(press.ctx, press.about.goal_id, press.user)
    press.tell(blocks.goals(goals.goals_of(press.ctx, press.user)))


LISTENERS = (
    OnCommand("goals", show),
    OnPress(ids.GOAL_ADD, MentorshipRef, open_new),
    OnPress(ids.GOAL_EDIT, GoalRef, open_goal),
    OnForm(ids.GOAL_VIEW, GoalForm, keep),
    OnPress(ids.GOAL_DELETE, GoalRef, delete),
)
