"""Menus one can type into: external, people, channel and multi-selects."""

import json
from collections.abc import Iterable

from markupsafe import Markup

from bot.sandbox.page.render.place import Place, attributes
from bot.sandbox.page.render.surface import Json, Surface
from bot.sandbox.page.render.text import label_of

COMBO_KINDS = tuple(
    f"{prefix}{kind}_select"
    for kind in ("external", "users", "conversations", "channels", "static")
    for prefix in ("", "multi_")
    if (prefix, kind) != ("", "static")
)
# For each kind of id the state's field and the element's own for what it starts with.
_IDS = {"users": "user", "conversations": "conversation", "channels": "channel"}


def combo(item: Json, place: Place, surface: Surface) -> Markup:
    """A field with type-ahead: what is chosen as chips, the rest asked for while typing."""
    kind = str(item["type"])
    multi = kind.startswith("multi_")
    prompt = label_of(item.get("placeholder")) or "Type to search"
    chips = Markup("").join(_chip(value, label) for value, label in chosen(item, place, surface))
    fixed = Markup(" data-options='{}'").format(json.dumps(_fixed(item))) if kind == "multi_static_select" else ""
    return Markup(
        '<div class="bk-combo" role="group" {}{} data-multi="{}" data-min="{}" data-most="{}">'
        '<span class="chips">{}</span>'
        '<input type="text" role="combobox" autocomplete="off" aria-expanded="false" aria-autocomplete="list"'
        ' placeholder="{}" aria-label="{}"><ul role="listbox" hidden></ul></div>'
    ).format(
        attributes(item, place, prompt),
        fixed,
        int(multi),
        item.get("min_query_length", 3 if "external" in kind else 0),
        item.get("max_selected_items", ""),
        chips,
        prompt,
        place.label or prompt,
    )


def chosen(item: Json, place: Place, surface: Surface) -> list[tuple[str, str]]:
    """The values chosen now, each with its label."""
    state = surface.chosen(place.block_id, item)
    kind = str(item["type"]).removeprefix("multi_").removesuffix("_select")
    multi = str(item["type"]).startswith("multi_")
    noun = _IDS.get(kind, "option") + ("s" if multi else "")
    now = state.get(f"selected_{noun}", item.get(f"initial_{noun}"))
    picked = now if multi else [now]
    return [_pair(one, surface) for one in picked or () if one]


def _pair(one: Json | str, surface: Surface) -> tuple[str, str]:
    if isinstance(one, str):
        viewer = surface.viewer
        return one, viewer.users.get(one) or viewer.channels.get(one) or one
    return str(one.get("value", "")), label_of(one.get("text"))


def _chip(value: str, label: str) -> Markup:
    return Markup(
        '<button type="button" class="chip" data-value="{}" aria-label="Remove {}">'
        '<span>{}</span><span aria-hidden="true">×</span></button>'
    ).format(value, label, label)


def _fixed(item: Json) -> list[dict[str, str]]:
    groups: Iterable[Json] = item.get("option_groups") or [{"options": item.get("options", ())}]
    return [
        {
            "value": str(option.get("value", "")),
            "text": label_of(option.get("text")),
            "group": label_of(group.get("label")),
        }
        for group in groups
        for option in group.get("options", ())
    ]
