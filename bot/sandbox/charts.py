"""The rules of charts in data_visualization blocks that go beyond the shape of their parts."""

from collections.abc import Iterator

from bot.sandbox.seen import Json

SHAPES = {"pie": "pie_chart", "bar": "series_chart", "line": "series_chart", "area": "series_chart"}
"""Type of a chart → its object in the table of limits."""


def complaints(chart: Json) -> Iterator[str]:
    """What is wrong with a chart whose parts are sound."""
    if chart["type"] == "pie":
        return
    names = [series["name"] for series in chart["series"]]
    if len(set(names)) < len(names):
        yield "names of series must be unique"
    categories = chart["axis_config"]["categories"]
    if any([point["label"] for point in series["data"]] != categories for series in chart["series"]):
        yield "labels must match the axis categories"
