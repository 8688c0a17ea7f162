"""The rules of charts in data_visualization blocks."""

from collections.abc import Iterator
from typing import Any

SERIES_MAX = 6
SEGMENTS_MAX = 6
POINTS_MAX = 20
LABEL_MAX = 20
AXIS_LABEL_MAX = 50
_TOO_LONG = "labels must be less than {} characters"


def complaints(chart: Any) -> Iterator[str]:
    """What is wrong with a chart."""
    kind = chart.get("type") if isinstance(chart, dict) else None
    if kind == "pie":
        yield from _pie(chart)
    elif kind in ("bar", "line", "area"):
        yield from _series(chart)
        yield from _axes(chart.get("axis_config"))
    else:
        yield f"unsupported type: {kind}"


def _pie(chart: dict[str, Any]) -> Iterator[str]:
    segments = chart.get("segments")
    if not isinstance(segments, list) or not 1 <= len(segments) <= SEGMENTS_MAX:
        yield f"must have 1 to {SEGMENTS_MAX} segments"
        return
    for segment in segments:
        yield from _point(segment)
        if isinstance(segment, dict) and isinstance(segment.get("value"), int | float) and segment["value"] <= 0:
            yield "values of segments must be above 0"


def _series(chart: dict[str, Any]) -> Iterator[str]:
    series = chart.get("series")
    if not isinstance(series, list) or not 1 <= len(series) <= SERIES_MAX:
        yield f"must have 1 to {SERIES_MAX} series"
        return
    names = [str(each.get("name")) for each in series]
    if len(set(names)) < len(names):
        yield "names of series must be unique"
    categories = (chart.get("axis_config") or {}).get("categories")
    for each in series:
        data = each.get("data")
        if not isinstance(data, list) or not 1 <= len(data) <= POINTS_MAX:
            yield f"must have 1 to {POINTS_MAX} points in each series"
            continue
        for point in data:
            yield from _point(point)
        if categories is not None and [point.get("label") for point in data] != categories:
            yield "labels must match the axis categories"


def _point(point: Any) -> Iterator[str]:
    if not isinstance(point, dict) or not isinstance(point.get("value"), int | float):
        yield "each point needs a label and a number as value"
    elif not isinstance(point.get("label"), str) or not 1 <= len(point["label"]) <= LABEL_MAX:
        yield _TOO_LONG.format(LABEL_MAX + 1)


def _axes(config: Any) -> Iterator[str]:
    if not isinstance(config, dict) or not isinstance(config.get("categories"), list):
        yield "missing required field: axis_config.categories"
        return
    labels = [config.get("x_label") or "", config.get("y_label") or ""]
    if any(len(label) > AXIS_LABEL_MAX for label in labels):
        yield _TOO_LONG.format(AXIS_LABEL_MAX + 1)
