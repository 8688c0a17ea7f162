"""What stands inside rich text, and in the cells of tables."""

from collections.abc import Mapping

from bot.sandbox.limits.parts import ADDRESS, CHANNEL, USER
from bot.sandbox.rules import Flag, Many, Num, Obj, OneOf, Real, Rule, Shape, Str

PARTS = OneOf(
    {
        "rich_text_section": "rich_text_section",
        "rich_text_list": "rich_text_list",
        "rich_text_quote": "rich_text_quote",
        "rich_text_preformatted": "rich_text_preformatted",
    }
)
"""What a rich text block is made of."""
CELL = OneOf({"raw_text": "raw_text", "raw_number": "raw_number", "rich_text": "rich_cell"})

_LEAVES = ("text", "link", "user", "usergroup", "team", "channel", "emoji", "broadcast", "color", "date")
_LEAF = OneOf({name: f"rich_{name}" for name in _LEAVES})
_SECTION = OneOf({"rich_text_section": "rich_text_section"})
_TYPE: Mapping[str, Rule] = {"type": Str()}
_STYLED: Mapping[str, Rule] = {**_TYPE, "style": Obj("rich_style")}
_BORDER = Num(0, 1)

RICH_TEXT: Mapping[str, Shape] = {
    "rich_text_section": Shape({**_TYPE, "elements": Many(_LEAF, least=0)}, ("elements",)),
    "rich_text_list": Shape(
        {
            **_TYPE,
            "elements": Many(_SECTION, least=0),
            "style": Str(one_of=("bullet", "ordered")),
            "indent": Num(0, 8),
            "offset": Num(0),
            "border": _BORDER,
        },
        ("elements", "style"),
    ),
    "rich_text_quote": Shape({**_TYPE, "elements": Many(_LEAF, least=0), "border": _BORDER}, ("elements",)),
    "rich_text_preformatted": Shape(
        {**_TYPE, "elements": Many(_LEAF, least=0), "border": _BORDER, "language": Str(least=1)}, ("elements",)
    ),
    "rich_style": Shape(
        {
            name: Flag()
            for name in ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink")
        }
    ),
    "rich_text": Shape({**_STYLED, "text": Str(least=1)}, ("text",)),
    "rich_link": Shape({**_STYLED, "url": ADDRESS, "text": Str(), "unsafe": Flag()}, ("url",)),
    "rich_user": Shape({**_STYLED, "user_id": USER}, ("user_id",)),
    "rich_usergroup": Shape({**_STYLED, "usergroup_id": Str(pattern=r"S[A-Z0-9]+")}, ("usergroup_id",)),
    "rich_team": Shape({**_STYLED, "team_id": Str(pattern=r"[TE][A-Z0-9]+")}, ("team_id",)),
    "rich_channel": Shape({**_STYLED, "channel_id": CHANNEL}, ("channel_id",)),
    "rich_emoji": Shape(
        {**_STYLED, "name": Str(least=1), "unicode": Str(), "skin_tone": Num(1, 6), "url": ADDRESS}, ("name",)
    ),
    "rich_broadcast": Shape({**_STYLED, "range": Str(one_of=("here", "channel", "everyone"))}, ("range",)),
    "rich_color": Shape({**_STYLED, "value": Str(pattern=r"#[0-9A-Fa-f]{3}([0-9A-Fa-f]{3})?")}, ("value",)),
    "rich_date": Shape(
        {**_STYLED, "timestamp": Num(0), "format": Str(least=1), "url": ADDRESS, "fallback": Str()},
        ("timestamp", "format"),
    ),
    "raw_text": Shape({**_TYPE, "text": Str(least=1)}, ("text",)),
    "raw_number": Shape({**_TYPE, "value": Real(), "text": Str(least=1)}, ("value",)),
    "rich_cell": Shape({**_TYPE, "elements": Many(PARTS, least=0)}, ("elements",)),
    "column_setting": Shape({"align": Str(one_of=("left", "center", "right")), "is_wrapped": Flag()}),
}
"""Objects of rich text and of tables, by the names that the rules use."""
