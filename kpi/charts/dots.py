"""Where does each unit stand on one axis, and who is below the floor?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import plain, wrapped
from kpi.charts.lines import Mark
from kpi.charts.template import TITLE_BAND, Chart, Frame, alt_text, framed
from kpi.table import Column, Table

ROW_HEIGHT = 30
LINE_BAND = 22  # above the first row, for the name of the line


@dataclass(frozen=True)
class Dot:
    """One unit's figure; without a value it stands in the table and the notes with its reason."""

    name: str
    value: float | None
    certain: bool = True
    reason: str | None = None
    colour: str | None = None
    group: str = ""
    target: float | None = None


@dataclass(frozen=True)
class _Row:
    """One row of the axis, from the top: a dot, or the heading of a group without one."""

    label: str
    dot: Dot | None = None


def dots(
    units: Sequence[Dot], unit: str, frame: Frame, line: Mark | None = None, is_floor: bool = False
) -> Chart:
    """Return one dot per unit from zero, largest first, hollow where uncertain.

    `line` is a target or a floor, drawn as one thin labelled line; below a floor the dots have another
    shape and are named. Dots with a target of their own have it as a stroke on their row, and the values
    stand in a column at the right, clear of the strokes. Groups stand in the order they come in.
    """
    rows = _rows(units)
    shown = [row.dot for row in rows if row.dot]
    labels = [row.label for row in rows]
    floor = line.value if line and is_floor else None
    figure = go.Figure([_stems(rows, frame), _points(rows, unit, floor, frame)])
    targets = [dot.target for dot in shown if dot.target is not None]
    if targets:
        figure.add_trace(_targets(rows, unit, frame))
    values = [0.0, *(dot.value for dot in shown), *targets, *([line.value] if line else [])]
    lowest, highest = min(values), max(*values, 1e-9)
    figure.update_xaxes(visible=False, range=[lowest, highest])
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=labels[::-1])
    figure.update_yaxes(
        tickfont={"color": frame.inks.text}, ticklabelstandoff=8, range=[-0.6, len(rows) - 0.4]
    )
    figure.update_layout(margin={"r": 64})  # the labels stand in it, whatever the width
    if line:
        _draw_line(figure, line, unit, is_right_of_middle=line.value > (lowest + highest) / 2, frame=frame)
    for note in _labels(rows, unit, bool(targets), frame):
        figure.add_annotation(note)
    row_height = ROW_HEIGHT + 10 * any("<br>" in label for label in labels)
    height = row_height * len(rows) + 12 + (LINE_BAND if line else 0)
    notes = (*_lacking(shown, floor, frame), *_without(units))
    alt = _alt(shown, unit, line, frame)
    return Chart(framed(figure, frame, height), frame, alt, _table(units, unit, frame), notes)


def _rows(units: Sequence[Dot]) -> list[_Row]:
    rows: list[_Row] = []
    for group in dict.fromkeys(dot.group for dot in units):
        held = [dot for dot in units if dot.group == group and dot.value is not None]
        if held and group:
            rows.append(_Row(f"<b>{plain(group)}</b>"))
        held.sort(key=lambda dot: (-dot.value, dot.name))
        rows += [_Row(wrapped(dot.name, 24), dot) for dot in held]
    return rows


def _stems(rows: Sequence[_Row], frame: Frame) -> go.Scatter:
    x: list[float | None] = []
    y: list[str | None] = []
    for row in rows:
        x += [0, row.dot.value if row.dot else 0, None]
        y += [row.label, row.label, None]
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": frame.inks.hairline, "width": 1}, hoverinfo="skip"
    )


def _points(rows: Sequence[_Row], unit: str, floor: float | None, frame: Frame) -> go.Scatter:
    inks = frame.inks
    shown = [row.dot for row in rows if row.dot]
    colours = [dot.colour or inks.accent for dot in shown]
    return go.Scatter(
        x=[dot.value for dot in shown],
        y=[row.label for row in rows if row.dot],
        mode="markers",
        marker={
            "size": 12,
            "symbol": ["diamond" if _is_below(dot, floor) else "circle" for dot in shown],
            "color": [
                colour if dot.certain else inks.ground for dot, colour in zip(shown, colours, strict=True)
            ],
            "line": {"width": 2, "color": colours},
        },
        cliponaxis=False,
        customdata=[f"{plain(dot.name)}<br>{fmt.figure(dot.value, unit, frame.language)}" for dot in shown],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _targets(rows: Sequence[_Row], unit: str, frame: Frame) -> go.Scatter:
    """Return each unit's own target: a stroke taller than the dot, so that it shows also where they meet."""
    held = [row for row in rows if row.dot and row.dot.target is not None]
    return go.Scatter(
        x=[row.dot.target for row in held],
        y=[row.label for row in held],
        mode="markers",
        marker={"symbol": "line-ns", "size": 22, "line": {"width": 2, "color": frame.inks.muted}},
        cliponaxis=False,
        customdata=[f"{plain(row.dot.name)}<br>{_target_words(row.dot, unit, frame)}" for row in held],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _target_words(dot: Dot, unit: str, frame: Frame) -> str:
    return f"{text('chart.column.target', frame.language)} {fmt.figure(dot.target, unit, frame.language)}"


def _draw_line(figure: go.Figure, line: Mark, unit: str, is_right_of_middle: bool, frame: Frame) -> None:
    """Draw the line behind the dots; its name stands on the side that has room for it."""
    figure.add_shape(
        type="line", x0=line.value, x1=line.value, y0=0, y1=1, yref="paper", layer="below",
        line={"color": frame.inks.muted, "width": 1},
    )  # fmt: skip
    figure.add_annotation(
        x=line.value, y=1, yref="paper", yanchor="bottom", showarrow=False,
        xanchor="right" if is_right_of_middle else "left", xshift=4 if is_right_of_middle else -4,
        text=plain(_line_words(line, unit, frame)), font={"size": 12, "color": frame.inks.muted},
    )  # fmt: skip
    figure.update_layout(margin={"t": TITLE_BAND + LINE_BAND})


def _line_words(line: Mark, unit: str, frame: Frame) -> str:
    return f"{line.name} {fmt.figure(line.value, unit, frame.language)}".strip()


def _table(units: Sequence[Dot], unit: str, frame: Frame) -> Table:
    columns = (
        Column(text("chart.column.unit", frame.language)),
        Column(text("chart.column.value", frame.language), unit, bar=True),
    )
    rows = tuple((dot.name, dot.value) for dot in units)
    if any(dot.target is not None for dot in units):
        columns = (*columns, Column(text("chart.column.target", frame.language), unit))
        rows = tuple((*row, dot.target) for row, dot in zip(rows, units, strict=True))
    return Table(columns, rows, {(row, 1): dot.reason for row, dot in enumerate(units) if dot.reason})


def _labels(rows: Sequence[_Row], unit: str, in_column: bool, frame: Frame) -> list[dict[str, object]]:
    """Return each value beside its dot, or in a column, on the ground's colour so that no line runs through it."""
    column = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": 60}
    return [
        {**(column if in_column else {"x": row.dot.value, "xanchor": "left", "xshift": 10}),
         "y": position, "showarrow": False,
         "borderpad": 1, "text": fmt.bare_figure(row.dot.value, unit, frame.language), "font": {"size": 13},
         "bgcolor": frame.inks.ground}
        for position, row in enumerate(reversed(rows))
        if row.dot
    ]  # fmt: skip


def _is_below(dot: Dot, floor: float | None) -> bool:
    return floor is not None and dot.value is not None and dot.value < floor


def _lacking(shown: Sequence[Dot], floor: float | None, frame: Frame) -> tuple[str, ...]:
    below = [dot.name for dot in shown if _is_below(dot, floor)]
    if not below:
        return ()
    return (text("chart.below_floor", frame.language, units=fmt.join(below, frame.language)),)


def _without(units: Sequence[Dot]) -> tuple[str, ...]:
    return tuple(f"{dot.name}: {dot.reason}" for dot in units if dot.value is None and dot.reason)


def _alt(shown: Sequence[Dot], unit: str, line: Mark | None, frame: Frame) -> str:
    said = [
        f"{dot.name} {fmt.figure(dot.value, unit, frame.language)}"
        + (f" ({_target_words(dot, unit, frame).lower()})" if dot.target is not None else "")
        for dot in shown
    ]
    return alt_text(frame, _line_words(line, unit, frame) if line else "", fmt.join(said, frame.language))
