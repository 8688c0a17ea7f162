"""The directory."""

from bot.sandbox.errors import SlackError
from bot.sandbox.seen import Json
from bot.sandbox.web_api.call import Call

LIST_MAX = 1000
LIMIT_REQUIRED_ABOVE = 500
"""From this many users on Slack wants a limit (its docs give no number)."""


def users_list(call: Call) -> Json:
    """users.list: everybody, deactivated, bots and Slackbot included, by cursor."""
    people = call.state.people_store
    everybody = list(people)
    if not call.number("limit", 0) and len(everybody) > LIMIT_REQUIRED_ABOVE:
        raise SlackError("limit_required")
    page, metadata = call.page(everybody, LIST_MAX)
    email, locale = call.state.allows("users:read.email"), call.flag("include_locale")
    members = [people.raw(user, email=email, locale=locale) for user in page]
    return {"members": members, "cache_ts": call.state.seconds(), "response_metadata": metadata}


def users_info(call: Call) -> Json:
    """users.info."""
    email, locale = call.state.allows("users:read.email"), call.flag("include_locale")
    return {"user": call.state.people_store.raw(call.text("user"), email=email, locale=locale)}


def profile_get(call: Call) -> Json:
    """users.profile.get: with the custom fields."""
    user = call.text("user", call.state.bot_user_id)
    email, labels = call.state.allows("users:read.email"), call.flag("include_labels")
    return {"profile": call.state.people_store.profile(user, email=email, labels=labels)}


HANDLERS = {"users.info": users_info, "users.list": users_list, "users.profile.get": profile_get}
