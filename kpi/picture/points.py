"""How are the lines, areas and points of a chart drawn?"""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.picture.marks import Letters, area, lines_of, path, point, text_block
from kpi.picture.panel import Panel

BESIDE = 5
Spot = tuple[float, float]


def point_marks(traces: Sequence[go.Scatter], panel: Panel) -> list[str]:
    """Return the lines of one panel: areas first between two traces, then lines, points and their labels."""
    found, before = [], []
    for trace in traces:
        spots = _spots(trace, panel)
        if trace.fill == "tonexty" and before:
            now = [spot for spot in spots if spot]
            found.append(area([*before, *reversed(now)], trace.fillcolor))
        before = [spot for spot in spots if spot]
        found += _drawn(trace, spots)
    return found


def _spots(trace: go.Scatter, panel: Panel) -> list[Spot | None]:
    pairs = zip(trace.x, trace.y, strict=True)
    places = [(panel.x.at(x), panel.y.at(y)) for x, y in pairs]
    return [None if None in place else place for place in places]


def _drawn(trace: go.Scatter, spots: Sequence[Spot | None]) -> list[str]:
    mode, found = trace.mode or "lines", []
    if "lines" in mode and (trace.line.width is None or trace.line.width > 0):
        thick = 2 if trace.line.width is None else trace.line.width
        found += [path(part, trace.line.color or "#1c2127", thick, trace.line.dash) for part in _parts(trace, spots)]
    for index, spot in enumerate(spots):
        if spot is None:
            continue
        if "markers" in mode:
            found.append(_marker(trace, index, spot))
        if "text" in mode:
            found.append(_label(trace, index, spot))
    return found


def _parts(trace: go.Scatter, spots: Sequence[Spot | None]) -> list[list[Spot]]:
    """Return the line in pieces: a gap stays a gap unless the chart joins over it."""
    if trace.connectgaps:
        return [[spot for spot in spots if spot]]
    parts: list[list[Spot]] = [[]]
    for spot in spots:
        if spot is None:
            parts.append([])
        else:
            parts[-1].append(spot)
    return parts


def _marker(trace: go.Scatter, index: int, spot: Spot) -> str:
    marker = trace.marker
    size = _of(marker.size, index)
    size = 6 if size is None else size
    if not size:
        return ""
    fill = _of(marker.color, index) or trace.line.color
    thick = _of(marker.line.width, index) or 0
    edge = _of(marker.line.color, index) or fill
    return point(*spot, size, (_of(marker.symbol, index) or "circle").startswith("diamond"), fill, edge, thick)


def _label(trace: go.Scatter, index: int, spot: Spot) -> str:
    said = _of(trace.text, index)
    if not said:
        return ""
    letters = Letters(trace.textfont.size or 12, _of(trace.textfont.color, index) or "#1c2127")
    upward, _, across = (_of(trace.textposition, index) or "middle center").partition(" ")
    away = (_of(trace.marker.size, index) or 6) / 2 + BESIDE
    y = {"top": spot[1] - away - letters.size * 0.4, "bottom": spot[1] + away + letters.size * 0.4}.get(upward, spot[1])
    x = {"left": spot[0] - away, "right": spot[0] + away}.get(across, spot[0])
    return text_block(lines_of(said), x, y, letters, {"left": "end", "right": "start"}.get(across, "middle"))


def _of(value: object, index: int) -> object:
    """Return one point's own of what a trace says once or point by point."""
    if value is None or isinstance(value, str | int | float):
        return value
    return value[index]
