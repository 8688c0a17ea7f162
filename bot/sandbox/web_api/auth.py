"""Who the caller is, the team, and where to connect."""

from bot.sandbox.errors import SlackError
from bot.sandbox.people import field_id
from bot.sandbox.seen import Json
from bot.sandbox.web_api.call import Call


def api_test(call: Call) -> Json:
    """api.test: says the arguments back; with `error` it fails with it."""
    if call.text("error"):
        raise SlackError(call.text("error"), args=call.args)
    return {"args": call.args}


def auth_test(call: Call) -> Json:
    """auth.test."""
    state = call.state
    return {
        "url": f"{state.base_url}/",
        "team": state.team_name,
        "user": state.people_store.get(state.bot_user_id).name,
        "team_id": state.team_id,
        "user_id": state.bot_user_id,
        "bot_id": state.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> Json:
    """apps.connections.open: a WebSocket address for one connection."""
    base = call.state.base_url.replace("http", "ws", 1)
    return {"url": f"{base}/socket/{call.state.tickets.line()}"}


def bots_info(call: Call) -> Json:
    """bots.info, of the app's own bot."""
    state = call.state
    if call.text("bot", state.bot_id) != state.bot_id:
        raise SlackError("bot_not_found")
    name = state.manifest.bot_name
    bot = {"id": state.bot_id, "deleted": False, "name": name, "app_id": state.app_id, "user_id": state.bot_user_id}
    return {"bot": bot}


def team_info(call: Call) -> Json:
    """team.info, of this team."""
    state = call.state
    if call.text("team", state.team_id) != state.team_id:
        raise SlackError("team_not_found")
    team = {"id": state.team_id, "name": state.team_name, "domain": state.team_domain, "url": f"{state.base_url}/"}
    return {"team": team | {"email_domain": "", "icon": {"image_default": True}}}


def team_profile(call: Call) -> Json:
    """team.profile.get: the custom profile fields."""
    labels = call.state.people_store.field_labels()
    fields = [
        {"id": field_id(label), "ordering": place, "label": label, "hint": "", "type": "text", "is_hidden": False}
        for place, label in enumerate(labels)
    ]
    return {"profile": {"fields": fields, "sections": []}}


HANDLERS = {
    "api.test": api_test,
    "apps.connections.open": connections_open,
    "auth.test": auth_test,
    "bots.info": bots_info,
    "team.info": team_info,
    "team.profile.get": team_profile,
}
