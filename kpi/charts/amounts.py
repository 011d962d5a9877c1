"""How large are a few amounts beside each other, some of them from and to?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import wrapped
from kpi.charts.palette import faded
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

ROW_HEIGHT = 46


@dataclass(frozen=True)
class Amount:
    """A named amount; `up_to_sek` is its highest value where it is a range. `is_main` is what the reader asks about."""

    name: str
    sek: fmt.Number
    up_to_sek: fmt.Number | None = None
    is_main: bool = False

    @property
    def highest_sek(self) -> fmt.Number:
        """Return the end of its bar."""
        return self.sek if self.up_to_sek is None else self.up_to_sek


def amounts(rows: Sequence[Amount], frame: Frame) -> Chart:
    """Return one bar from zero per amount, the part between lowest and highest lighter, in one scale."""
    scale = fmt.scale_for([row.highest_sek for row in rows])
    frame = frame.in_unit(fmt.scale_name(scale, frame.language))
    labels = [wrapped(row.name, 22) for row in rows]
    printed = [_printed(row, scale, frame) for row in rows]
    figure = go.Figure([_bars(rows, labels, printed, scale, frame, is_range) for is_range in (False, True)])
    for row, label, said in zip(rows, labels, printed, strict=True):
        figure.add_annotation(
            x=float(fmt.scaled(row.highest_sek, scale)), y=label, text=said, xanchor="left", xshift=6, showarrow=False
        )
    reach = max((float(fmt.scaled(row.highest_sek, scale)) for row in rows), default=0) or 1
    figure.update_xaxes(visible=False, range=[0, reach])
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=labels[::-1])
    figure.update_yaxes(tickfont={"color": frame.inks.text}, ticklabelstandoff=8)
    figure.update_layout(barmode="stack", bargap=0.4, margin={"r": 92})
    alt = alt_text(
        frame, fmt.join([f"{row.name} {said}" for row, said in zip(rows, printed, strict=True)], frame.language)
    )
    chart = framed(figure, frame, ROW_HEIGHT * max(len(rows), 1) + 8)
    return Chart(chart, frame, alt, _table(rows, scale, frame))


def _bars(
    rows: Sequence[Amount],
    labels: Sequence[str],
    printed: Sequence[str],
    scale: fmt.Scale,
    frame: Frame,
    is_range: bool,
) -> go.Bar:
    colours = [frame.inks.accent if row.is_main else frame.inks.muted for row in rows]
    sizes = [fmt.exact(row.highest_sek) - fmt.exact(row.sek) if is_range else row.sek for row in rows]
    return go.Bar(
        orientation="h",
        x=[float(fmt.scaled(size, scale)) for size in sizes],
        y=list(labels),
        marker={
            "color": [faded(colour, 0.25) for colour in colours] if is_range else colours,
            "line": {"color": colours, "width": 1.5},
        },
        customdata=list(printed),
        hovertemplate="%{y}<br>%{customdata}<extra></extra>",
    )


def _printed(row: Amount, scale: fmt.Scale, frame: Frame) -> str:
    low = fmt.amount(row.sek, scale, frame.language)
    if row.up_to_sek is None:
        return low
    return f"{low}–{fmt.amount(row.up_to_sek, scale, frame.language)}"


def _table(rows: Sequence[Amount], scale: fmt.Scale, frame: Frame) -> Table:
    columns = [
        Column(text("chart.column.what", frame.language)),
        Column(text("chart.column.cost", frame.language), "money", scale),
    ]
    ranged = any(row.up_to_sek is not None for row in rows)
    if ranged:
        columns.append(Column(text("chart.column.up_to", frame.language), "money", scale))
    return Table(tuple(columns), tuple((row.name, row.sek, *((row.up_to_sek,) if ranged else ())) for row in rows))
