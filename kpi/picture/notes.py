"""How are a chart's labels beside its marks, and its thin lines, drawn?"""

from collections.abc import Mapping
from typing import Literal

import plotly.graph_objects as go

from kpi.picture.marks import LINE_HEIGHT, Letters, block_width, lines_of, path, rectangle, text_block
from kpi.picture.panel import Panel, Plot

ANCHORS = {"left": "start", "center": "middle", "right": "end"}
Panels = Mapping[str, Panel]


def note_marks(figure: go.Figure, plot: Plot, panels: Panels) -> list[str]:
    """Return the labels."""
    return [_note(note, plot, panels, figure.layout.font.size or 13) for note in figure.layout.annotations]


def shape_marks(figure: go.Figure, plot: Plot, panels: Panels, is_below: bool) -> list[str]:
    """Return the lines and areas that lie below the marks, or those above them."""
    shapes = [shape for shape in figure.layout.shapes if (shape.layer == "below") == is_below]
    return [_shape(shape, plot, panels) for shape in shapes]


def _note(note: go.layout.Annotation, plot: Plot, panels: Panels, size: float) -> str:
    x, y = _across(note.xref, note.x, plot, panels), _up(note.yref, note.y, plot, panels)
    if x is None or y is None:
        return ""
    x, y = x + (note.xshift or 0), y - (note.yshift or 0)
    lines = lines_of(note.text, bold=(note.font.weight or 400) in (600, "bold"))
    letters = Letters(note.font.size or size, note.font.color or "#1c2127")
    room = 1 if note.borderpad is None else note.borderpad
    wide = block_width(lines, letters.size) + 2 * room
    high = len(lines) * letters.size * LINE_HEIGHT + 2 * room
    left = x - {"left": 0, "center": wide / 2, "right": wide}[_x_anchor(note)]
    middle = y + {"top": high / 2, "middle": 0, "bottom": -high / 2}[_y_anchor(note)]
    ground = rectangle(left, middle - high / 2, wide, high, note.bgcolor) if note.bgcolor else ""
    align = note.align or "center"
    begins = {"left": left + room, "center": left + wide / 2, "right": left + wide - room}[align]
    return ground + text_block(lines, begins, middle, letters, ANCHORS[align])


def _x_anchor(note: go.layout.Annotation) -> str:
    if note.xanchor not in (None, "auto"):
        return note.xanchor
    if (note.xref or "x") != "paper":
        return "center"
    return "left" if note.x < 1 / 3 else "right" if note.x > 2 / 3 else "center"


def _y_anchor(note: go.layout.Annotation) -> str:
    if note.yanchor not in (None, "auto"):
        return note.yanchor
    if (note.yref or "y") != "paper":
        return "middle"
    return "bottom" if note.y < 1 / 3 else "top" if note.y > 2 / 3 else "middle"


def _shape(shape: go.layout.Shape, plot: Plot, panels: Panels) -> str:
    across = [_across(shape.xref, value, plot, panels) for value in (shape.x0, shape.x1)]
    upward = [_up(shape.yref, value, plot, panels) for value in (shape.y0, shape.y1)]
    if None in across or None in upward:
        return ""
    thick = 2 if shape.line.width is None else shape.line.width
    colour = shape.line.color or "#5b636e"
    if shape.type == "line":
        return path(list(zip(across, upward, strict=True)), colour, thick, shape.line.dash)
    box = (min(across), min(upward), abs(across[1] - across[0]), abs(upward[1] - upward[0]))
    return rectangle(*box, shape.fillcolor or "none", colour, thick)


def _across(ref: str | None, value: object, plot: Plot, panels: Panels) -> float | None:
    return plot.across(value) if ref == "paper" else _along("x", ref, value, panels)


def _up(ref: str | None, value: object, plot: Plot, panels: Panels) -> float | None:
    return plot.up(value) if ref == "paper" else _along("y", ref, value, panels)


def _along(direction: Literal["x", "y"], ref: str | None, value: object, panels: Panels) -> float | None:
    """Return where a value stands along an axis; `x2 domain` counts in parts of that axis and not in its unit."""
    number, _, domain = (ref or direction).removeprefix(direction).partition(" ")
    axis = getattr(panels[number], direction)
    return axis.part(value) if domain else axis.at(value)
