"""How are the bars of a chart drawn, stacked or over each other, with their values on them?"""

from collections import defaultdict
from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.picture.axes import Axis
from kpi.picture.marks import Letters, block_width, hatching, lines_of, rectangle, text_block
from kpi.picture.panel import Panel

GAP = 0.2  # between bars, where the chart says nothing
SMALLEST = 10  # a label that only fits smaller is left to the table
BESIDE = 4
STACKED = ("stack", "relative")


def bar_marks(figure: go.Figure, traces: Sequence[go.Bar], panel: Panel) -> list[str]:
    """Return the bars of one panel in the order of their traces."""
    reached: dict[tuple[object, bool], float] = defaultdict(float)
    is_stacked = figure.layout.barmode in STACKED
    own_width = 1 - (GAP if figure.layout.bargap is None else figure.layout.bargap)
    found = []
    for number, trace in enumerate(traces):
        is_flat = trace.orientation == "h"
        places, sizes = (trace.y, trace.x) if is_flat else (trace.x, trace.y)
        along, upright = (panel.y, panel.x) if is_flat else (panel.x, panel.y)
        for index, (place, size) in enumerate(zip(places, sizes, strict=True)):
            if size is None or along.place(place) is None:
                continue
            start = _of(trace.base, index) or 0.0
            if is_stacked:
                key = (place, size < 0)
                start, reached[key] = reached[key], reached[key] + size
            thick = _of(trace.width, index) or own_width
            span = _span(along, along.place(place), thick), sorted((upright.at(start), upright.at(start + size)))
            name = f"h{panel.number}-{number}-{index}"
            found += _bar(trace, index, span, is_flat, name)
    return found


def _span(along: Axis, place: float, thick: float) -> list[float]:
    return sorted((along.at(place - thick / 2), along.at(place + thick / 2)))


def _bar(trace: go.Bar, index: int, span: tuple[list[float], list[float]], is_flat: bool, name: str) -> list[str]:
    across, upward = (span[1], span[0]) if is_flat else span
    box = (across[0], upward[0], across[1] - across[0], upward[1] - upward[0])
    marker = trace.marker
    fill = _of(marker.color, index) or "none"
    found = []
    if marker.pattern.shape:
        ground = _of(marker.pattern.bgcolor, index) or fill
        found.append(hatching(name, _of(marker.pattern.fgcolor, index) or "#ffffff", ground))
        fill = f"url(#{name})"
    thick = _of(marker.line.width, index) or 0
    found.append(rectangle(*box, fill, _of(marker.line.color, index) or "", thick))
    return [*found, _label(trace, index, box, is_flat)]


def _label(trace: go.Bar, index: int, box: tuple[float, float, float, float], is_flat: bool) -> str:
    said = _of(trace.text, index)
    if not said:
        return ""
    x, y, wide, high = box
    font, lines = trace.textfont, lines_of(said)
    letters = Letters(font.size or 13, font.color or "#1c2127")
    if trace.textposition == "outside":
        if is_flat:
            return text_block(lines, x + wide + BESIDE, y + high / 2, letters)
        return text_block(lines, x + wide / 2, y - letters.size * 0.7, letters, "middle")
    size = min(letters.size, letters.size * (wide - 4) / (block_width(lines, letters.size) or 1), high / 1.1)
    if size < SMALLEST:
        return ""
    return text_block(lines, x + wide / 2, y + high / 2, Letters(size, letters.colour), "middle")


def _of(value: object, index: int) -> object:
    """Return one bar's own of what a trace says once or bar by bar."""
    if value is None or isinstance(value, str | int | float):
        return value
    return value[index]
