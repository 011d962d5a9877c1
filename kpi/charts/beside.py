"""How do figures of different units move over the same years, each on an axis of its own?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import plain, wrapped
from kpi.charts.lines import Line, Point
from kpi.charts.template import TITLE_BAND, Chart, Frame, alt_text, framed
from kpi.table import Column, Table

HEIGHT = 190
HEADROOM = 1.35  # above the highest value, for its label


@dataclass(frozen=True)
class Panel:
    """One figure over the years, in its own unit."""

    line: Line
    unit: str


def beside(panels: Sequence[Panel], frame: Frame) -> Chart:
    """Return the panels side by side over the same years, each from zero; never two axes in one picture."""
    years = _years(panels)
    titles = [wrapped(f"{panel.line.name}, {fmt.unit_name(panel.unit, frame.language)}", 24) for panel in panels]
    figure = make_subplots(1, max(len(panels), 1), subplot_titles=titles or None, horizontal_spacing=0.1)
    for place, panel in enumerate(panels, start=1):
        figure.add_trace(_trace(panel, frame), row=1, col=place)
        values = [point.value for point in panel.line.points if point.value is not None]
        figure.update_yaxes(range=[min([0.0, *values]), max([*values, 1e-9]) * HEADROOM], visible=False, col=place)
    names = [str(year) for year in years]
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=names, showline=True)
    figure.update_xaxes(tickvals=list(dict.fromkeys([*names[:1], *names[-1:]])), tickangle=0)
    figure.update_annotations(font={"size": 12, "color": frame.inks.text}, yshift=6)
    lines = max((title.count("<br>") for title in titles), default=0)
    figure.update_layout(margin={"t": TITLE_BAND + 30 + 14 * lines, "b": 24, "l": 16, "r": 16})
    chart = framed(figure, frame, HEIGHT + 14 * lines)
    return Chart(chart, frame, _alt(panels, frame), _table(panels, years, frame))


def _trace(panel: Panel, frame: Frame) -> go.Scatter:
    points, line = panel.line.points, panel.line
    colour = line.colour or frame.inks.accent
    known = [point for point in points if point.value is not None]
    labelled = {known[0].year, known[-1].year} if known else set()
    return go.Scatter(
        name=line.name,
        x=[str(point.year) for point in points],
        y=[point.value for point in points],
        mode="lines+markers+text",
        connectgaps=False,
        line={"color": colour, "width": 2},
        marker={
            "size": 7,
            "color": [colour if point.certain else frame.inks.ground for point in points],
            "line": {"color": colour, "width": 2},
        },
        text=[_label(point, panel, frame) if point.year in labelled else "" for point in points],
        textposition="top center",
        textfont={"size": 12, "color": frame.inks.text},
        cliponaxis=False,
        customdata=[fmt.figure(point.value, panel.unit, frame.language) for point in points],
        hovertemplate=f"{plain(line.name)}<br>%{{x}}: %{{customdata}}<extra></extra>",
    )


def _label(point: Point, panel: Panel, frame: Frame) -> str:
    return fmt.bare_figure(point.value, panel.unit, frame.language)


def _years(panels: Sequence[Panel]) -> list[int]:
    years = [point.year for panel in panels for point in panel.line.points]
    return list(range(min(years), max(years) + 1)) if years else []


def _table(panels: Sequence[Panel], years: Sequence[int], frame: Frame) -> Table:
    columns = (
        Column(text("chart.column.year", frame.language), "year"),
        *(Column(panel.line.name, panel.unit) for panel in panels),
    )
    values = [{point.year: point.value for point in panel.line.points} for panel in panels]
    return Table(columns, tuple((str(year), *(by_year.get(year) for by_year in values)) for year in years))


def _alt(panels: Sequence[Panel], frame: Frame) -> str:
    said = []
    for panel in panels:
        known = [point for point in panel.line.points if point.value is not None]
        values = [f"{point.year} {fmt.figure(point.value, panel.unit, frame.language)}" for point in known]
        said.append(f"{panel.line.name}: {', '.join(values)}")
    return alt_text(frame, *said)
