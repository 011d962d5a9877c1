"""Which part of a picture does a pair of axes fill, and with which axes?"""

from dataclasses import dataclass

import plotly.graph_objects as go

from kpi.picture.axes import Axis, axis_of
from kpi.picture.marks import Letters, lines_of, path, text_block


@dataclass(frozen=True)
class Plot:
    """The pixels that all panels share, inside the margins."""

    left: float
    right: float
    top: float
    bottom: float

    def across(self, share: float) -> float:
        """Return the pixel of a share 0-1 of the width."""
        return self.left + share * (self.right - self.left)

    def up(self, share: float) -> float:
        """Return the pixel of a share 0-1 of the height, from the bottom."""
        return self.bottom - share * (self.bottom - self.top)


@dataclass(frozen=True)
class Panel:
    """A pair of axes by their number in the figure: "" for the first, "2" …"""

    number: str
    x: Axis
    y: Axis


def plot_of(figure: go.Figure, width: float, top: float, height: float) -> Plot:
    """Return where the panels stand: the figure's margins, made wider where labels need it."""
    margin, model = figure.layout.margin, figure.layout.template.layout.margin
    sides = {
        side: next(one for one in (getattr(margin, side), getattr(model, side), 0) if one is not None) for side in "lrb"
    }
    across = axis_of(figure, "x", "", (0, 1))
    upward = axis_of(figure, "y", "", (1, 0))
    left = max(sides["l"], upward.labels_width + upward.standoff if upward.ticks else 0)
    under = max(sides["b"], across.labels_height + across.standoff + 4 if across.ticks else 0)
    return Plot(left, width - sides["r"], top, height - under)


def panels_of(figure: go.Figure, plot: Plot) -> list[Panel]:
    """Return every panel of a figure."""
    numbers = dict.fromkeys((trace.xaxis or "x").removeprefix("x") for trace in figure.data)
    return [_panel(figure, number, plot) for number in numbers or [""]]


def _panel(figure: go.Figure, number: str, plot: Plot) -> Panel:
    across = getattr(figure.layout, f"xaxis{number}").domain or (0, 1)
    upward = getattr(figure.layout, f"yaxis{number}").domain or (0, 1)
    x = axis_of(figure, "x", number, (plot.across(across[0]), plot.across(across[1])))
    y = axis_of(figure, "y", number, (plot.up(upward[0]), plot.up(upward[1])))
    return Panel(number, x, y)


def frame_marks(panel: Panel, grid: str | None) -> list[str]:
    """Return the lines and labels of a panel's axes."""
    x, y = panel.x, panel.y
    found = []
    if grid:
        found += [path([(x.at(place), y.start), (x.at(place), y.end)], grid, 1) for place, _ in x.ticks]
    if x.line_colour:
        found.append(path([(x.start, y.start), (x.end, y.start)], x.line_colour, 1))
    for place, label in x.ticks:
        lines = lines_of(label)
        middle = y.start + x.standoff + 2 + len(lines) * x.size * 0.65
        found.append(text_block(lines, x.at(place), middle, Letters(x.size, x.colour), "middle"))
    for place, label in y.ticks:
        letters = Letters(y.size, y.colour)
        found.append(text_block(lines_of(label), x.start - y.standoff, y.at(place), letters, "end"))
    return found
