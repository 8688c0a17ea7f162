"""`/mentor goals`: what each of a pair wants to reach."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk.web import WebClient

from bot.blocks.base import ids
from bot.blocks.base.notice import notice
from bot.blocks.mentorships import goals as blocks
from bot.domain.base.ids import MentorshipId
from bot.domain.mentorships.mentorship import GoalId
from bot.services.mentorships import goals
from handlers.across.home import refresh_home
from handlers.base.commands import Command
from handlers.base.forms import FormValues
from handlers.base.turn import Turn, turn_of
from handlers.base.wiring import delivery_of, mentor, user_of


def show(turn: Turn) -> None:
    """The goals in all running pairs."""
    turn.tell(blocks.goals(goals.goals_of(turn.ctx, turn.user)))


def open_new(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The form of a new goal."""
    turn = turn_of(context, body, client, ack, respond)
    turn.open(blocks.goal_modal(MentorshipId(turn.words), None), again="goals")


def open_goal(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The form of a goal that is there."""
    turn = turn_of(context, body, client, ack, respond)
    goal = goals.goal_to_change(turn.ctx, GoalId(turn.words), turn.user)
    turn.open(blocks.goal_modal(goal.mentorship_id, goal), again="goals")


def keep(context: BoltContext, body: dict[str, Any], view: dict[str, Any], client: WebClient, ack: Ack) -> None:
    """Keep the goal; all goals take the form's place."""
    ctx, user, filled = mentor(context), user_of(body), FormValues(view)
    mentorship_id, _, goal_id = view["private_metadata"].partition("/")
    words, steps = filled.text("words"), blocks.read_steps(filled.text("steps"))
    due_on, progress = filled.maybe_date("due_on"), filled.number("progress")
    if goal_id:
        goals.change_goal(ctx, GoalId(goal_id), user, words, steps, due_on, progress)
    else:
        delivery = delivery_of(body)
        goals.add_goal(ctx, MentorshipId(mentorship_id), user, words, steps, due_on, progress, delivery)
    ack(response_action="update", view=notice(blocks.goals(goals.goals_of(ctx, user))))
    refresh_home(ctx, client, user)


def delete(context: BoltContext, body: dict[str, Any], client: WebClient, ack: Ack, respond: Respond) -> None:
    """The goal is gone."""
    turn = turn_of(context, body, client, ack, respond)
    goals.delete_goal(turn.ctx, GoalId(turn.words), turn.user)
    turn.tell(blocks.goals(goals.goals_of(turn.ctx, turn.user)))
    refresh_home(turn.ctx, client, turn.user)


COMMANDS = (Command("goals", show),)


def register(app: App) -> None:
    app.action(ids.GOAL_ADD)(open_new)
    app.action(ids.GOAL_EDIT)(open_goal)
    app.view(ids.GOAL_VIEW)(keep)
    app.action(ids.GOAL_DELETE)(delete)
