"""data_visualization blocks as small SVG pictures; the numbers stand beside them as text for screen readers."""

import math
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from bot.sandbox.page.render.surface import Json

_COLOURS = ("#1264a3", "#2eb67d", "#ecb22e", "#e01e5a", "#7c5cbf", "#36c5f0")
_WIDTH, _HEIGHT, _LEFT, _BASE = 520, 220, 36, 180


def chart(block: Json) -> Markup:
    """A titled chart: pie, bar, area or line."""
    drawing: Json = block.get("chart") or {}
    picture, names = _pie(drawing) if drawing.get("type") == "pie" else _axes(drawing)
    return Markup('<figure class="bk-chart"><figcaption>{}</figcaption>{}{}</figure>').format(
        block.get("title", ""), picture, _legend(names)
    )


def _svg(body: Markup, spoken: str) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(_WIDTH, _HEIGHT, spoken, body)


def _legend(names: Sequence[str]) -> Markup:
    entries = (
        Markup('<li><span class="swatch swatch-{}"></span>{}</li>').format(index % len(_COLOURS), name)
        for index, name in enumerate(names)
    )
    return Markup('<ul class="legend">{}</ul>').format(Markup("").join(entries))


def _pie(drawing: Json) -> tuple[Markup, list[str]]:
    segments = drawing.get("segments", ())
    total = sum(float(segment["value"]) for segment in segments) or 1.0
    start, parts, names = 0.0, [], []
    for index, segment in enumerate(segments):
        share = float(segment["value"]) / total
        parts.append(_slice(start, share, _COLOURS[index % len(_COLOURS)]))
        names.append(f"{segment['label']}: {_number(segment['value'])} ({share:.0%})")
        start += share
    return _svg(Markup("").join(parts), "; ".join(names)), names


def _slice(start: float, share: float, colour: str) -> Markup:
    radius, middle_x, middle_y = 95.0, _WIDTH / 2, _HEIGHT / 2
    if share > 0.9999:
        return Markup('<circle cx="{}" cy="{}" r="{}" fill="{}"/>').format(middle_x, middle_y, radius, colour)
    x0, y0 = _on_circle(start, radius)
    x1, y1 = _on_circle(start + share, radius)
    large = int(share > 0.5)
    path = f"M{middle_x},{middle_y} L{x0:.1f},{y0:.1f} A{radius},{radius} 0 {large} 1 {x1:.1f},{y1:.1f} Z"
    return Markup('<path d="{}" fill="{}" stroke="#fff"/>').format(path, colour)


def _on_circle(turn: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * turn - math.pi / 2
    return _WIDTH / 2 + radius * math.cos(angle), _HEIGHT / 2 + radius * math.sin(angle)


def _axes(drawing: Json) -> tuple[Markup, list[str]]:
    config: Json = drawing.get("axis_config") or {}
    labels = [str(label) for label in config.get("categories", ())]
    series = [_values(line, labels) for line in drawing.get("series", ())]
    top = max((value for line in series for value in line), default=0.0) or 1.0
    draw = {"bar": _bars, "area": _areas}.get(str(drawing.get("type")), _lines)
    body = _frame(labels, top, config) + draw(series, len(labels), top)
    names = [str(line.get("name", "")) for line in drawing.get("series", ())]
    spoken = "; ".join(_spoken(name, labels, line) for name, line in zip(names, series, strict=True))
    return _svg(body, spoken), names


def _values(line: Json, labels: Sequence[str]) -> list[float]:
    by_label = {str(point["label"]): float(point["value"]) for point in line.get("data", ())}
    return [by_label.get(label, 0.0) for label in labels]


def _spoken(name: str, labels: Sequence[str], values: Sequence[float]) -> str:
    return f"{name}: " + ", ".join(f"{label} {_number(value)}" for label, value in zip(labels, values, strict=True))


def _frame(labels: Sequence[str], top: float, config: Json) -> Markup:
    step = (_WIDTH - _LEFT) / max(len(labels), 1)
    parts = [
        Markup('<text x="{}" y="{}" text-anchor="middle" class="tick">{}</text>').format(
            round(_LEFT + step * (index + 0.5), 1), _BASE + 16, label
        )
        for index, label in enumerate(labels)
    ]
    for share in (0.0, 0.5, 1.0):
        y = _y(top * share, top)
        parts.append(Markup('<line x1="{}" x2="{}" y1="{}" y2="{}" class="grid"/>').format(_LEFT, _WIDTH, y, y))
        parts.append(
            Markup('<text x="{}" y="{}" text-anchor="end" class="tick">{}</text>').format(
                _LEFT - 6, y + 4, _number(top * share)
            )
        )
    if config.get("x_label"):
        parts.append(
            Markup('<text x="{}" y="{}" text-anchor="middle" class="tick">{}</text>').format(
                _WIDTH / 2, _HEIGHT - 4, config["x_label"]
            )
        )
    return Markup("").join(parts)


def _y(value: float, top: float) -> float:
    return round(_BASE - (value / top) * (_BASE - 20), 1)


def _bars(series: Sequence[Sequence[float]], count: int, top: float) -> Markup:
    step = (_WIDTH - _LEFT) / max(count, 1)
    width = step * 0.7 / max(len(series), 1)
    parts = []
    for number, line in enumerate(series):
        for index, value in enumerate(line):
            x, y = _LEFT + step * (index + 0.15) + width * number, _y(value, top)
            parts.append(
                Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="{}"/>').format(
                    round(x, 1), y, round(width, 1), round(_BASE - y, 1), _COLOURS[number % len(_COLOURS)]
                )
            )
    return Markup("").join(parts)


def _points(line: Sequence[float], step: float, top: float) -> list[str]:
    return [f"{_LEFT + step * (index + 0.5):.1f},{_y(value, top)}" for index, value in enumerate(line)]


def _lines(series: Sequence[Sequence[float]], count: int, top: float) -> Markup:
    step = (_WIDTH - _LEFT) / max(count, 1)
    drawn = (
        Markup('<polyline points="{}" fill="none" stroke="{}" stroke-width="2.5"/>').format(
            " ".join(_points(line, step, top)), _COLOURS[number % len(_COLOURS)]
        )
        for number, line in enumerate(series)
    )
    return Markup("").join(drawn)


def _areas(series: Sequence[Sequence[float]], count: int, top: float) -> Markup:
    step = (_WIDTH - _LEFT) / max(count, 1)
    ends = f"{_LEFT + step * (count - 0.5):.1f},{_BASE} {_LEFT + step * 0.5:.1f},{_BASE}"
    drawn = (
        Markup('<polygon points="{} {}" fill="{}" fill-opacity="0.25"/>').format(
            " ".join(_points(line, step, top)), ends, _COLOURS[number % len(_COLOURS)]
        )
        for number, line in enumerate(series)
    )
    return Markup("").join(drawn) + _lines(series, count, top)


def _number(value: Any) -> str:
    number = float(value)
    return f"{number:,.0f}" if number == int(number) else f"{number:,.1f}"
