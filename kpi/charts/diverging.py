"""Who gets more and who gets less, on both sides of nothing?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import wrapped
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

ROW_HEIGHT = 30
LETTER = 8  # pixels that a figure of a label takes


@dataclass(frozen=True)
class Change:
    """One unit's difference; without a value it stands in the table with its reason."""

    name: str
    value: fmt.Number | None
    reason: str | None = None


def diverging(changes: Sequence[Change], unit: str, head: str, frame: Frame) -> Chart:
    """Return one bar per unit from nothing, more to the right and filled, less to the left and outlined.

    The units stand in the order they come in; `head` names the value in the table. Amounts in SEK share one scale.
    """
    shown = [change for change in changes if change.value is not None]
    scale = fmt.scale_for([change.value for change in shown]) if unit == "SEK" else None
    frame = frame.in_unit(fmt.scale_name(scale, frame.language) if scale else fmt.unit_name(unit, frame.language))
    values = [float(fmt.scaled(change.value, scale) if scale else change.value) for change in shown]
    labels = [wrapped(change.name, 24) for change in shown]
    printed = [_printed(change.value, unit, scale, frame) for change in shown]
    figure = go.Figure([_bars(values, labels, printed, frame)])
    low, high = min([*values, 0.0]), max([*values, 0.0])
    figure.update_xaxes(visible=False, range=[low, high if high > low else 1])
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=labels[::-1])
    figure.update_yaxes(
        tickfont={"color": frame.inks.text, "size": 12}, ticklabelstandoff=_room(values, printed, below=True)
    )
    figure.update_layout(bargap=0.34, margin={"r": _room(values, printed, below=False)})
    figure.add_vline(x=0, line={"color": frame.inks.muted, "width": 1})
    for value, label, said in zip(values, labels, printed, strict=True):
        left = value < 0
        figure.add_annotation(
            x=value, y=label, text=said, showarrow=False, font={"size": 13},
            xanchor="right" if left else "left", xshift=-5 if left else 5,
        )  # fmt: skip
    row_height = ROW_HEIGHT + 8 * any("<br>" in label for label in labels)
    said = [f"{change.name} {each}" for change, each in zip(shown, printed, strict=True)]
    chart = framed(figure, frame, row_height * max(len(shown), 1) + 12)
    table = _table(changes, unit, head, scale, frame)
    return Chart(chart, frame, alt_text(frame, fmt.join(said, frame.language)), table)


def _room(values: Sequence[float], printed: Sequence[str], below: bool) -> int:
    """Return how many pixels the longest label on one side of nothing takes, whatever the width of the chart."""
    on_side = [said for value, said in zip(values, printed, strict=True) if (value < 0) == below]
    return 8 + LETTER * max(map(len, on_side), default=0)


def _bars(values: Sequence[float], labels: Sequence[str], printed: Sequence[str], frame: Frame) -> go.Bar:
    inks = frame.inks
    return go.Bar(
        orientation="h",
        x=values,
        y=labels,
        marker={
            "color": [inks.accent if value > 0 else inks.ground for value in values],
            "line": {"color": inks.accent, "width": 1.5},
        },
        customdata=list(printed),
        hovertemplate="%{y}<br>%{customdata}<extra></extra>",
    )


def _printed(value: fmt.Number, unit: str, scale: fmt.Scale | None, frame: Frame) -> str:
    if scale:
        return fmt.signed(fmt.scaled(value, scale), scale.decimals, frame.language)
    return fmt.signed(value, 1 if unit in ("‰", "HTE") else 0, frame.language)


def _table(changes: Sequence[Change], unit: str, head: str, scale: fmt.Scale | None, frame: Frame) -> Table:
    columns = (Column(text("chart.column.unit", frame.language)), Column(head, "money" if scale else unit, scale))
    rows = tuple((change.name, change.value) for change in changes)
    return Table(columns, rows, {(row, 1): change.reason for row, change in enumerate(changes) if change.reason})
