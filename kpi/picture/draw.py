"""How does a chart become a picture without a browser: the same marks, labels and colours as on the screen?"""

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from kpi.charts.template import TITLE_BAND, Chart, Frame
from kpi.picture.bars import bar_marks
from kpi.picture.lettering import FAMILY, legible, width
from kpi.picture.marks import Letters, Run, rectangle, text_block
from kpi.picture.notes import note_marks, shape_marks
from kpi.picture.panel import Panel, frame_marks, panels_of, plot_of
from kpi.picture.points import point_marks

EDGE = 12
TITLE, SUBTITLE, FOOT = 17, 13, 11  # pixels
STEP = 1.35


def bare_svg(chart: Chart, wide: float) -> str:
    """Return the picture alone, for a page that says the title and the rest itself."""
    figure = chart.figure
    margin = figure.layout.margin.t
    above = max((TITLE_BAND if margin is None else margin) - TITLE_BAND, 0) + 4
    height = (figure.layout.height or 400) - TITLE_BAND
    return _svg(_marks(figure, wide, above, height), wide, height, chart.alt)


def whole_svg(chart: Chart, wide: float, foot: Sequence[str] = ()) -> str:
    """Return the picture with its title and unit above and what it rests on below, to stand by itself."""
    frame, inks = chart.frame, chart.frame.inks
    inside = wide - 2 * EDGE
    head = _told(frame, inside)
    begins = EDGE + sum(size * STEP for _, size, _ in head) + 6
    height = (chart.figure.layout.height or 400) - TITLE_BAND
    drawn = _nested(chart, inside, begins, height)
    tail = [(line, FOOT, inks.muted) for said in (*chart.notes, *foot) for line in _broken(said, FOOT, inside)]
    ends = begins + height + 10
    whole = ends + sum(size * STEP for _, size, _ in tail) + EDGE
    texts = [*_stacked(head, EDGE), *_stacked(tail, ends)]
    ground = rectangle(0, 0, wide, whole, inks.ground)
    return _svg([ground, *texts, drawn], wide, whole, chart.alt)


def _nested(chart: Chart, wide: float, begins: float, height: float) -> str:
    margin = chart.figure.layout.margin.t
    above = max((TITLE_BAND if margin is None else margin) - TITLE_BAND, 0) + 4
    return f'<g transform="translate({EDGE} {begins:.1f})">{"".join(_marks(chart.figure, wide, above, height))}</g>'


def _marks(figure: go.Figure, wide: float, top: float, height: float) -> list[str]:
    plot = plot_of(figure, wide, top, height)
    held = panels_of(figure, plot)
    panels = {panel.number: panel for panel in held}
    found = [*_frames(figure, held), *shape_marks(figure, plot, panels, is_below=True)]
    for panel in held:
        found += _panel_marks(figure, panel)
    return [*found, *shape_marks(figure, plot, panels, is_below=False), *note_marks(figure, plot, panels)]


def _frames(figure: go.Figure, panels: Sequence[Panel]) -> list[str]:
    model = figure.layout.template.layout.xaxis
    found = []
    for panel in panels:
        axis = getattr(figure.layout, f"xaxis{panel.number}")
        found += frame_marks(panel, (axis.gridcolor or model.gridcolor) if axis.showgrid else None)
    return found


def _panel_marks(figure: go.Figure, panel: Panel) -> list[str]:
    own = [trace for trace in figure.data if (trace.xaxis or "x") == f"x{panel.number}"]
    bars = [trace for trace in own if trace.type == "bar"]
    lines = [trace for trace in own if trace.type == "scatter"]
    if len(bars) + len(lines) != len(own):
        raise ValueError(f"no way to draw {sorted({trace.type for trace in own})}")
    return [*bar_marks(figure, bars, panel), *point_marks(lines, panel)]


def _told(frame: Frame, wide: float) -> list[tuple[str, float, str]]:
    inks = frame.inks
    title = [(line, TITLE, inks.text) for line in _broken(frame.title, TITLE, wide, bold=True)]
    return [*title, *((line, SUBTITLE, inks.muted) for line in _broken(frame.subtitle, SUBTITLE, wide))]


def _broken(said: str, size: float, wide: float, bold: bool = False) -> list[str]:
    """Return a text in lines no wider than the picture."""
    lines = [""]
    for word in said.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size, bold) > wide:
            lines.append(word)
        else:
            lines[-1] = longer
    return [line for line in lines if line]


def _stacked(lines: Sequence[tuple[str, float, str]], begins: float) -> list[str]:
    found, y = [], begins
    for said, size, colour in lines:
        run = Run(legible(said), bold=size == TITLE)
        found.append(text_block([[run]], EDGE, y + size * STEP / 2, Letters(size, colour)))
        y += size * STEP
    return found


def _svg(marks: Sequence[str], wide: float, height: float, alt: str) -> str:
    said = escape(legible(alt), quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {height:.1f}" width="{wide:g}" '
        f'height="{height:.1f}" font-family="{FAMILY}, Arial, sans-serif" role="img" aria-label="{said}">'
        f"<title>{said}</title>{''.join(marks)}</svg>"
    )

