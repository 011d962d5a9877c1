"""How has a figure moved over the years, for one unit or for each side by side?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import plain, spread, wrapped, year_ticks
from kpi.charts.template import TITLE_BAND, Chart, Frame, alt_text, framed
from kpi.table import Column, Table

HEIGHT = 280
PANEL_HEIGHT = 140
GAP = 62  # room for a tick label below and a name of two lines above
NAME_LINES, NAME_LINE = 2, 15  # how many lines of a name GAP holds, and how many pixels each further one needs


@dataclass(frozen=True)
class Point:
    """One year's value; `certain` is false for assumptions and estimates, which are drawn hollow."""

    year: int
    value: float | None
    certain: bool = True


@dataclass(frozen=True)
class Line:
    """A named series in its colour of meaning."""

    name: str
    points: tuple[Point, ...]
    colour: str | None = None


@dataclass(frozen=True)
class Mark:
    """A target or a floor: one thin labelled line."""

    value: float
    name: str


def trend(lines: Sequence[Line], unit: str, frame: Frame, mark: Mark | None = None) -> Chart:
    """Return the lines from zero with their names and last values as direct labels; a gap stays a gap."""
    figure = go.Figure([_trace(line, unit, frame) for line in lines])
    top = _top(lines, mark)
    years = _years(lines)
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=[str(year) for year in years])
    figure.update_xaxes(showline=True, tickfont={"color": frame.inks.text, "size": 12}, tickangle=0)
    figure.update_xaxes(tickvals=list(range(len(years))), ticktext=year_ticks(years))
    labels = _end_labels(lines, unit, top, frame)
    for note in labels:
        figure.add_annotation(note)
    # a label that was moved up has to fit below the edge with both its lines
    highest = max([top * 1.12, *(note["y"] + top * 0.1 for note in labels)])
    figure.update_yaxes(visible=False, range=[min(0.0, *_values(lines), 0.0), highest])
    if mark:
        _draw_mark(figure, mark, unit, frame)
    longest = max((len(part) for line in lines for part in wrapped(line.name, 12).split("<br>")), default=0)
    figure.update_layout(margin={"r": 16 + 7 * max(longest, 8), "l": 44})
    table = _table(lines, years, unit, frame)
    return Chart(framed(figure, frame, HEIGHT), frame, _alt(lines, unit, frame), table)


def multiples(
    lines: Sequence[Line], unit: str, frame: Frame, columns: int = 2, mark: Mark | None = None
) -> Chart:
    """Return one small panel per line, all with the same range, so that heights can be compared."""
    rows = -(-len(lines) // columns) or 1
    titles = [wrapped(line.name, 20) for line in lines]
    more = NAME_LINE * max(0, *(title.count("<br>") + 1 - NAME_LINES for title in titles), 0)
    figure = make_subplots(
        rows,
        columns,
        subplot_titles=titles,
        shared_yaxes="all",
        vertical_spacing=(GAP + more) / ((PANEL_HEIGHT + more) * rows),
        horizontal_spacing=0.08,
    )
    top, years = _top(lines, mark), [str(year) for year in _years(lines)]
    for index, line in enumerate(lines):
        figure.add_trace(
            _trace(line, unit, frame, small=True), row=index // columns + 1, col=index % columns + 1
        )
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=years, showline=True)
    figure.update_xaxes(tickvals=[years[0], years[-1]] if years else [], tickfont={"size": 11}, tickangle=0)
    figure.update_yaxes(visible=False, range=[min(0.0, *_values(lines), 0.0), top * 1.3])
    figure.update_annotations(font={"size": 12, "color": frame.inks.text}, yshift=4)
    if mark:
        figure.add_hline(y=mark.value, line={"color": frame.inks.muted, "width": 1, "dash": "dot"})
    figure.update_layout(margin={"t": TITLE_BAND + 34 + more, "b": 24})
    table = _table(lines, _years(lines), unit, frame)
    return Chart(framed(figure, frame, (PANEL_HEIGHT + more) * rows + 40), frame, _alt(lines, unit, frame), table)


def _trace(line: Line, unit: str, frame: Frame, small: bool = False) -> go.Scatter:
    colour = line.colour or frame.inks.accent
    known = [point for point in line.points if point.value is not None]
    ends = {known[0].year, known[-1].year} if known else set()
    labelled = ends if small else {known[0].year} if known else set()
    return go.Scatter(
        name=line.name,
        x=[str(point.year) for point in line.points],
        y=[point.value for point in line.points],
        mode="lines+markers+text",
        connectgaps=False,
        line={"color": colour, "width": 2},
        marker={
            "size": 6 if small else 9,
            "color": [colour if point.certain else frame.inks.ground for point in line.points],
            "line": {"color": colour, "width": 2},
        },
        text=[
            fmt.bare_figure(point.value, unit, frame.language) if point.year in labelled else ""
            for point in line.points
        ],  # fmt: skip
        textposition="top center" if small else "middle left",
        textfont={"size": 11 if small else 12, "color": frame.inks.text},
        cliponaxis=False,
        customdata=[fmt.figure(point.value, unit, frame.language) for point in line.points],
        hovertemplate=f"{plain(line.name)}<br>%{{x}}: %{{customdata}}<extra></extra>",
    )


def _end_labels(lines: Sequence[Line], unit: str, top: float, frame: Frame) -> list[dict[str, object]]:
    ends = [(line, point) for line in lines if (point := _last(line))]
    places = spread([point.value for _, point in ends], top * 0.24)
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": place, "yref": "y", "showarrow": False,
         "align": "left", "font": {"size": 12, "color": frame.inks.text},
         "text": f"<b>{fmt.figure(point.value, unit, frame.language)}</b><br>{wrapped(line.name, 12)}"}
        for (line, point), place in zip(ends, places, strict=True)
    ]  # fmt: skip


def _draw_mark(figure: go.Figure, mark: Mark, unit: str, frame: Frame) -> None:
    figure.add_hline(y=mark.value, line={"color": frame.inks.text, "width": 1})
    figure.add_annotation(
        x=1, xref="paper", xanchor="right", y=mark.value, yanchor="bottom", showarrow=False,
        text=f"{plain(mark.name)} {fmt.figure(mark.value, unit, frame.language)}",
        font={"size": 12, "color": frame.inks.muted},
    )  # fmt: skip


def _last(line: Line) -> Point | None:
    known = [point for point in line.points if point.value is not None]
    return known[-1] if known else None


def _values(lines: Sequence[Line]) -> list[float]:
    return [point.value for line in lines for point in line.points if point.value is not None]


def _top(lines: Sequence[Line], mark: Mark | None) -> float:
    return max([*_values(lines), mark.value if mark else 0.0, 1e-9])


def _years(lines: Sequence[Line]) -> list[int]:
    years = [point.year for line in lines for point in line.points]
    return list(range(min(years), max(years) + 1)) if years else []


def _table(lines: Sequence[Line], years: Sequence[int], unit: str, frame: Frame) -> Table:
    by_line = [{point.year: point.value for point in line.points} for line in lines]
    columns = [Column(text("chart.column.year", frame.language), "year")]
    columns += [Column(line.name, unit) for line in lines]
    return Table(
        tuple(columns), tuple((str(year), *(values.get(year) for values in by_line)) for year in years)
    )


def _alt(lines: Sequence[Line], unit: str, frame: Frame) -> str:
    said = []
    for line in lines:
        known = [point for point in line.points if point.value is not None]
        values = [f"{point.year} {fmt.figure(point.value, unit, frame.language)}" for point in known]
        said.append(f"{line.name}: {', '.join(values)}")
    return alt_text(frame, *said)
