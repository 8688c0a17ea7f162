"""Pieces of Block Kit for the cases of what is taken and what is refused."""

from tests.support.blocks import Json, mrkdwn, option, plain

CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("Really?"), "confirm": plain("Yes"), "deny": plain("No")}
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a chart"}
BAR = {
    "type": "bar",
    "series": [{"name": "asks", "data": [{"label": "May", "value": 3}, {"label": "June", "value": 5}]}],
    "axis_config": {"categories": ["May", "June"], "x_label": "Month", "y_label": "Asks"},
}
PIE = {"type": "pie", "segments": [{"label": "yes", "value": 3}, {"label": "no", "value": 1}]}


def chart(shape: Json, **changes: object) -> Json:
    return {"type": "data_visualization", "title": "Asks", "chart": shape | changes}


def table(*rows: list[str], kind: str = "table", **more: object) -> Json:
    return {"type": kind, "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in rows], **more}


def options(count: int) -> list[Json]:
    return [option(f"v{number}") for number in range(count)]


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def bullets(*items: Json) -> Json:
    return {"type": "rich_text_list", "style": "bullet", "elements": list(items)}


def address(length: int) -> str:
    return "https://example.com/".ljust(length, "x")
