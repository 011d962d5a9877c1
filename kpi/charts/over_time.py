"""How does something move over months or years, as it is and as it could be?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import plain, spread, wrapped
from kpi.charts.lines import Mark
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

HEIGHT = 320
MOST_TICKS = 6
LABEL_WIDTH = 12


@dataclass(frozen=True)
class Series:
    """A named series: one value per place, None where there is a gap; from `dashed_from` on it has not been yet.

    `is_main` is what the reader asks about, the others stand back. `points_only` draws no line.
    """

    name: str
    values: tuple[fmt.Number | None, ...]
    dashed_from: int | None = None
    is_main: bool = False
    points_only: bool = False


def over_time(
    lines: Sequence[Series],
    places: Sequence[str],
    unit: str,
    frame: Frame,
    mark: Mark | None = None,
    ticks: Mapping[str, str] | None = None,
) -> Chart:
    """Return the series over the same places from zero, each named at its end; `mark` is one thin labelled line.

    `ticks` names some of the places below the axis; without them the first, the last and some between are named.
    """
    frame = frame.in_unit(fmt.unit_name(unit, frame.language))
    named = ticks or {place: place for place in _ticks(places)}
    figure = go.Figure([trace for line in lines for trace in _traces(line, places, unit, frame)])
    values = [float(value) for line in lines for value in line.values if value is not None]
    top = max([*values, mark.value if mark else 0.0, 1e-9])
    figure.update_yaxes(visible=False, range=[min([0.0, *values]), top * 1.16])
    figure.update_xaxes(
        type="category", categoryorder="array", categoryarray=list(places), showline=True, tickangle=0,
        tickvals=list(named), ticktext=list(named.values()), tickfont={"size": 12, "color": frame.inks.text},
        range=[-0.5, max(len(places) - 0.5, 0.5)],
    )  # fmt: skip
    if mark:
        _draw_mark(figure, mark, unit, frame)
    for note in _end_labels(lines, unit, top, frame):
        figure.add_annotation(note)
    longest = max((len(part) for line in lines for part in wrapped(line.name, LABEL_WIDTH).split("<br>")), default=0)
    figure.update_layout(margin={"r": 18 + 7 * max(longest, 8), "l": 8})
    chart = framed(figure, frame, HEIGHT)
    return Chart(chart, frame, _alt(lines, places, unit, frame), _table(lines, places, unit, frame))


def _traces(line: Series, places: Sequence[str], unit: str, frame: Frame) -> list[go.Scatter]:
    """Return what is known as a full line and what is to come as a dashed one, joined where they meet."""
    turn = len(places) if line.dashed_from is None else line.dashed_from
    parts = [(0, turn, "solid")] if turn else []
    if turn < len(places):
        parts.append((max(turn - 1, 0), len(places), "dash"))
    return [_trace(line, places, unit, frame, *part) for part in parts]


def _trace(line: Series, places: Sequence[str], unit: str, frame: Frame, first: int, end: int, dash: str) -> go.Scatter:
    colour = frame.inks.accent if line.is_main else frame.inks.muted
    values = [None if value is None else float(value) for value in line.values[first:end]]
    return go.Scatter(
        name=line.name,
        x=list(places[first:end]),
        y=values,
        mode="markers" if line.points_only else "lines",
        connectgaps=False,
        line={"color": colour, "width": 2.4 if line.is_main else 1.8, "dash": dash},
        marker={"size": 6, "color": colour},
        customdata=[fmt.figure(value, unit, frame.language) for value in line.values[first:end]],
        hovertemplate=f"{plain(line.name)}<br>%{{x}}: %{{customdata}}<extra></extra>",
    )


def _ticks(places: Sequence[str]) -> list[str]:
    """Return the places that are named below the axis: the first, the last, and some evenly between."""
    if len(places) <= MOST_TICKS:
        return list(places)
    step = (len(places) - 1) / (MOST_TICKS - 1)
    return [places[round(step * tick)] for tick in range(MOST_TICKS)]


def _draw_mark(figure: go.Figure, mark: Mark, unit: str, frame: Frame) -> None:
    figure.add_hline(y=mark.value, line={"color": frame.inks.text, "width": 1})
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", y=mark.value, yanchor="bottom", showarrow=False,
        text=f"{plain(mark.name)} {fmt.figure(mark.value, unit, frame.language)}",
        font={"size": 12, "color": frame.inks.muted},
    )  # fmt: skip


def _end_labels(lines: Sequence[Series], unit: str, top: float, frame: Frame) -> list[dict[str, object]]:
    """Return each series's name and last value beside its end; two that end alike share one place each."""
    ends = [(line, value) for line in lines if (value := _last(line)) is not None]
    heights = spread([float(value) for _, value in ends], top * 0.2)
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "y": height, "yref": "y", "showarrow": False,
         "align": "left", "font": {"size": 12, "color": frame.inks.text},
         "text": f"<b>{fmt.bare_figure(value, unit, frame.language)}</b><br>{wrapped(line.name, LABEL_WIDTH)}"}
        for (line, value), height in zip(ends, heights, strict=True)
    ]  # fmt: skip


def _last(line: Series) -> fmt.Number | None:
    return next((value for value in reversed(line.values) if value is not None), None)


def _table(lines: Sequence[Series], places: Sequence[str], unit: str, frame: Frame) -> Table:
    columns = (Column(text("chart.column.when", frame.language)), *(Column(line.name, unit) for line in lines))
    rows = zip(places, *(line.values for line in lines), strict=True)
    return Table(columns, tuple(rows))


def _alt(lines: Sequence[Series], places: Sequence[str], unit: str, frame: Frame) -> str:
    said = []
    for line in lines:
        known = [(place, value) for place, value in zip(places, line.values, strict=True) if value is not None]
        ends = dict.fromkeys((known[0], known[-1])) if known else ()
        said.append(f"{line.name}: " + ", ".join(f"{p} {fmt.figure(v, unit, frame.language)}" for p, v in ends))
    return alt_text(frame, *said)
