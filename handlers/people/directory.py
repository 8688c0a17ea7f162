"""What the workspace tells about its people."""

from bot.domain.base.ids import UserId
from bot.domain.people.person import WorkspaceMembership
from bot.services.people.directory import person_changed
from bot.slack.people import person_of
from handlers.base.listeners import OnEvent
from handlers.base.turn import Event


def taken_over(event: Event) -> UserId | None:
    """Somebody joined the workspace, left it, moved, or is called differently: it holds at once."""
    person = person_of(event.content["user"], event.team_id)
    moved = person_changed(event.ctx, person, event.delivery)
    return person.user_id if moved and person.standing is not WorkspaceMembership.DEACTIVATED else None


LISTENERS = (OnEvent("user_change", taken_over), OnEvent("team_join", taken_over))
