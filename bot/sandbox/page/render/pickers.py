"""Date and time pickers, by the browser's own controls."""

from markupsafe import Markup

from bot.sandbox.page.render.place import Place, attributes
from bot.sandbox.page.render.surface import Json, Surface


def date_picker(item: Json, place: Place, surface: Surface) -> Markup:
    """A day: YYYY-MM-DD."""
    value = surface.chosen(place.block_id, item).get("selected_date", item.get("initial_date"))
    return _control("date", value, item, place, "Pick a date")


def time_picker(item: Json, place: Place, surface: Surface) -> Markup:
    """A time of day: HH:MM."""
    value = surface.chosen(place.block_id, item).get("selected_time", item.get("initial_time"))
    return _control("time", value, item, place, "Pick a time")


def datetime_picker(item: Json, place: Place, surface: Surface) -> Markup:
    """A moment, kept in seconds since 1970 and shown in the reader's zone."""
    seconds = surface.chosen(place.block_id, item).get("selected_date_time", item.get("initial_date_time"))
    shown = surface.viewer.local(int(seconds)).strftime("%Y-%m-%dT%H:%M") if seconds else None
    return _control("datetime-local", shown, item, place, "Pick a date and time")


def _control(kind: str, value: object, item: Json, place: Place, prompt: str) -> Markup:
    return Markup('<input class="bk-picker" type="{}" value="{}" {}>').format(
        kind, value or "", attributes(item, place, prompt)
    )
