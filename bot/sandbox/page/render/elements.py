"""Interactive elements: buttons, menus, choices and fields."""

from collections.abc import Callable

from markupsafe import Markup

from bot.sandbox.fields import words_of
from bot.sandbox.page.render.combo import COMBO_KINDS, combo
from bot.sandbox.page.render.pickers import date_picker, datetime_picker, time_picker
from bot.sandbox.page.render.place import Place, attributes
from bot.sandbox.page.render.surface import Json, Surface
from bot.sandbox.page.render.text import label_of, text_object


def element(item: Json, place: Place, surface: Surface) -> Markup:
    """The HTML of one interactive element or image."""
    draw = _ELEMENTS.get(str(item.get("type")))
    if draw is None:
        return Markup('<span class="bk-unknown">{}</span>').format(f"[{item.get('type')}]")
    return draw(item, place, surface)


def button(item: Json, place: Place, surface: Surface) -> Markup:
    """A button; one with an address also opens it."""
    words = label_of(item.get("text"))
    style = item.get("style") if item.get("style") in ("primary", "danger") else "plain"
    spoken = str(item.get("accessibility_label") or words)
    shown = text_object(item.get("text"), surface.viewer)
    address = Markup(' data-url="{}"').format(item["url"]) if item.get("url") else ""
    return Markup('<button type="button" class="bk-button {}" {}{}>{}</button>').format(
        style, attributes(item, place, spoken), address, shown
    )


def image(item: Json, _place: Place, _surface: Surface) -> Markup:
    """A small picture."""
    return picture(item, "bk-thumb")


def picture(item: Json, style: str) -> Markup:
    """An image of this workspace; one from elsewhere is named, not fetched: the page opens no outside address."""
    source, words = str(item.get("image_url") or ""), str(item.get("alt_text", ""))
    if source.startswith(("/", "data:image/png", "data:image/jpeg", "data:image/gif")) and not source.startswith("//"):
        return Markup('<img class="{}" src="{}" alt="{}">').format(style, source, words)
    return Markup('<span class="{} missing" role="img" aria-label="{}">{}</span>').format(style, words, words)


def overflow(item: Json, place: Place, surface: Surface) -> Markup:
    """A menu behind three dots."""
    options = Markup("").join(
        Markup('<button type="button" role="menuitem" data-value="{}"{}>{}</button>').format(
            option.get("value", ""),
            Markup(' data-url="{}"').format(option["url"]) if option.get("url") else "",
            text_object(option.get("text"), surface.viewer),
        )
        for option in item.get("options", ())
    )
    return Markup(
        '<details class="bk-overflow" {}><summary aria-label="More actions">⋯</summary>'
        '<div class="menu" role="menu">{}</div></details>'
    ).format(attributes(item, place, "More actions"), options)


def static_select(item: Json, place: Place, surface: Surface) -> Markup:
    """A drop-down of fixed options."""
    chosen = surface.chosen(place.block_id, item).get("selected_option", item.get("initial_option"))
    value = (chosen or {}).get("value")
    groups = item.get("option_groups")
    inner = (
        Markup("").join(
            Markup('<optgroup label="{}">{}</optgroup>').format(
                label_of(group.get("label")), _options(group.get("options", ()), value)
            )
            for group in groups
        )
        if groups
        else _options(item.get("options", ()), value)
    )
    prompt = label_of(item.get("placeholder")) or "Select an option"
    clearable = place.typed and place.optional
    empty = Markup('<option value=""{}{}>{}</option>').format(
        "" if value else Markup(" selected"), "" if clearable else Markup(" disabled"), prompt
    )
    return Markup('<select class="bk-select" {}>{}{}</select>').format(attributes(item, place, prompt), empty, inner)


def _options(options: list[Json], value: object) -> Markup:
    return Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(
            option.get("value", ""),
            Markup(" selected") if value is not None and option.get("value") == value else "",
            label_of(option.get("text")),
        )
        for option in options
    )


def choices(item: Json, place: Place, surface: Surface) -> Markup:
    """Radio buttons or checkboxes, each with its description."""
    radio = item.get("type") == "radio_buttons"
    state = surface.chosen(place.block_id, item)
    picked = _picked(item, state, radio)
    name = f"{place.block_id}.{item.get('action_id', '')}"
    rows = Markup("").join(
        Markup('<label class="choice"><input type="{}" name="{}" value="{}"{}><span>{}{}</span></label>').format(
            "radio" if radio else "checkbox",
            name,
            option.get("value", ""),
            Markup(" checked") if option.get("value") in picked else "",
            text_object(option.get("text"), surface.viewer),
            _description(option, surface),
        )
        for option in item.get("options", ())
    )
    role = "radiogroup" if radio else "group"
    return Markup('<div class="bk-choices" role="{}" {}>{}</div>').format(role, attributes(item, place, ""), rows)


def _picked(item: Json, state: Json, radio: bool) -> set[object]:
    if radio:
        one = state.get("selected_option", item.get("initial_option"))
        return {one.get("value")} if one else set()
    many = state.get("selected_options", item.get("initial_options")) or ()
    return {option.get("value") for option in many}


def _description(option: Json, surface: Surface) -> Markup:
    words = text_object(option.get("description"), surface.viewer)
    return Markup('<small class="description">{}</small>').format(words) if words else words


def text_input(item: Json, place: Place, surface: Surface) -> Markup:
    """A line or a box to write in."""
    value = _typed(item, surface.chosen(place.block_id, item))
    kinds = {"email_text_input": "email", "url_text_input": "url", "number_input": "text"}
    shared = attributes(item, place, label_of(item.get("placeholder")))
    limits = _limits(item) + (Markup(' inputmode="decimal"') if item.get("type") == "number_input" else Markup(""))
    prompt = label_of(item.get("placeholder"))
    if item.get("multiline") or item.get("type") == "rich_text_input":
        box = '<textarea class="bk-text" rows="4" placeholder="{}" {}{}>\n{}</textarea>'
        return Markup(box).format(prompt, shared, limits, value or "")
    line = '<input class="bk-text" type="{}" autocomplete="off" placeholder="{}" value="{}" {}{}>'
    kind = kinds.get(str(item.get("type")), "text")
    return Markup(line).format(kind, prompt, "" if value is None else value, shared, limits)


def _typed(item: Json, state: Json) -> object:
    if item.get("type") == "rich_text_input":
        return words_of(state.get("rich_text_value", item.get("initial_value")))
    return state.get("value", item.get("initial_value"))


def _limits(item: Json) -> Markup:
    # Only the upper end: a text too short is refused at submission, with words at the field.
    return Markup(' data-max="{}"').format(item["max_length"]) if "max_length" in item else Markup("")


def feedback(item: Json, place: Place, surface: Surface) -> Markup:
    """Thumbs up and down."""
    pair = [(item.get("positive_button") or {}, "👍"), (item.get("negative_button") or {}, "👎")]
    return Markup("").join(
        Markup('<button type="button" class="bk-button plain" data-value="{}" {}>{} {}</button>').format(
            one.get("value", ""),
            attributes(item, place, label_of(one.get("text"))),
            sign,
            text_object(one.get("text"), surface.viewer),
        )
        for one, sign in pair
    )


def file_input(item: Json, place: Place, _surface: Surface) -> Markup:
    """A file to upload; shown for its looks, the local workspace stores none from here."""
    return Markup('<input type="file" disabled {}>').format(attributes(item, place, "File"))


_ELEMENTS: dict[str, Callable[[Json, Place, Surface], Markup]] = {
    "button": button,
    "icon_button": button,
    "workflow_button": button,
    "image": image,
    "overflow": overflow,
    "static_select": static_select,
    "radio_buttons": choices,
    "checkboxes": choices,
    "plain_text_input": text_input,
    "email_text_input": text_input,
    "url_text_input": text_input,
    "number_input": text_input,
    "feedback_buttons": feedback,
    "datepicker": date_picker,
    "timepicker": time_picker,
    "datetimepicker": datetime_picker,
    "file_input": file_input,
    "rich_text_input": text_input,
    **dict.fromkeys(COMBO_KINDS, combo),
}
