"""What do a service's activities cost before and after it is delivered digitally?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import wrapped
from kpi.charts.palette import faded, label_on
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

ROW_HEIGHT = 52
PARTS = ("meeting", "preparation", "waste", "slack", "added_it")  # from the left
SMALLEST_LABELLED = 0.1  # of the longest bar


@dataclass(frozen=True)
class Delivery:
    """One way to deliver: its name and what each part of it costs a year, SEK."""

    name: str
    parts_sek: Mapping[str, fmt.Number]

    @property
    def total_sek(self) -> fmt.Number:
        """Return what it costs in all."""
        return sum((fmt.exact(amount) for amount in self.parts_sek.values()), fmt.exact(0))


def activities(deliveries: Sequence[Delivery], frame: Frame) -> Chart:
    """Return one bar per way to deliver, its parts in the same order, its sum at the end."""
    scale = fmt.scale_for(delivery.total_sek for delivery in deliveries)
    frame = frame.in_unit(fmt.scale_name(scale, frame.language))
    longest = max((float(fmt.scaled(one.total_sek, scale)) for one in deliveries), default=1.0)
    labels = [wrapped(delivery.name, 16) for delivery in deliveries]
    shown = [part for part in PARTS if any(delivery.parts_sek.get(part) for delivery in deliveries)]
    figure = go.Figure([_part(part, deliveries, labels, scale, longest, frame) for part in shown])
    figure.update_layout(barmode="relative", bargap=0.4, margin={"r": 72})
    figure.update_xaxes(visible=False, range=[0, longest])
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=labels[::-1])
    figure.update_yaxes(tickfont={"color": frame.inks.text}, ticklabelstandoff=8)
    for note in _slack_labels(deliveries, labels, scale, longest, frame):
        figure.add_annotation(note)
    for delivery, label in zip(deliveries, labels, strict=True):
        figure.add_annotation(
            x=float(fmt.scaled(delivery.total_sek, scale)), y=label, xanchor="left", xshift=6, showarrow=False,
            text=f"<b>{fmt.amount(delivery.total_sek, scale, frame.language)}</b>",
        )  # fmt: skip
    names = fmt.join([_name(part, frame) for part in shown], frame.language)
    notes = (text("chart.activities.parts", frame.language, parts=names),) if shown else ()
    height = ROW_HEIGHT * len(deliveries) + 12
    table = _table(deliveries, shown, scale, frame)
    return Chart(framed(figure, frame, height), frame, _alt(deliveries, scale, frame), table, notes)


def _name(part: str, frame: Frame) -> str:
    return text(f"chart.activity.{part}", frame.language)


def _head(part: str, frame: Frame) -> str:
    name = _name(part, frame)
    return name[0].upper() + name[1:]


def _part(
    part: str, deliveries: Sequence[Delivery], labels: Sequence[str], scale: fmt.Scale, longest: float, frame: Frame
) -> go.Bar:
    amounts = [delivery.parts_sek.get(part) for delivery in deliveries]
    lengths = [float(fmt.scaled(amount, scale)) if amount else None for amount in amounts]
    printed = [fmt.amount(amount, scale, frame.language) for amount in amounts]
    return go.Bar(
        name=_name(part, frame),
        x=lengths,
        y=list(labels),
        orientation="h",
        marker=_marker(part, frame),
        text=[
            label if length and length >= longest * SMALLEST_LABELLED and part != "slack" else ""
            for label, length in zip(printed, lengths, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="inside",
        textfont={"color": label_on(frame.inks.accent) if part == "meeting" else frame.inks.text, "size": 12},
        customdata=[fmt.money(amount, frame.language, scale) for amount in amounts],
        hovertemplate=f"%{{y}}<br>{_name(part, frame)} %{{customdata}}<extra></extra>",
    )


def _slack_labels(
    deliveries: Sequence[Delivery], labels: Sequence[str], scale: fmt.Scale, longest: float, frame: Frame
) -> list[dict[str, object]]:
    """Return the slack's amounts on the ground's own colour: no hatching runs through a number."""
    notes = []
    for delivery, label in zip(deliveries, labels, strict=True):
        lengths = {part: float(fmt.scaled(delivery.parts_sek.get(part) or 0, scale)) for part in PARTS}
        if lengths["slack"] < longest * SMALLEST_LABELLED:
            continue
        before = fsum(max(lengths[part], 0.0) for part in PARTS[: PARTS.index("slack")])
        notes.append(
            {"x": before + lengths["slack"] / 2, "y": label, "showarrow": False, "borderpad": 2,
             "bgcolor": frame.inks.ground, "font": {"size": 12, "color": frame.inks.text},
             "text": fmt.amount(delivery.parts_sek["slack"], scale, frame.language)}
        )  # fmt: skip
    return notes


def _marker(part: str, frame: Frame) -> dict[str, object]:
    """Return how a part is filled: what digital delivery adds is hatched or outlined, the rest shades of one ink."""
    inks = frame.inks
    if part == "slack":
        pattern = {"shape": "/", "fgcolor": inks.accent, "bgcolor": inks.ground, "size": 6, "solidity": 0.25}
        return {"pattern": pattern, "line": {"color": inks.accent, "width": 1}}
    if part == "added_it":
        return {"color": inks.ground, "line": {"color": inks.text, "width": 1.5}}
    shade = {"meeting": 1.0, "preparation": 0.4, "waste": 0.15}[part]
    return {"color": faded(inks.accent, shade), "line": {"color": inks.ground, "width": 1.5}}


def _table(deliveries: Sequence[Delivery], shown: Sequence[str], scale: fmt.Scale, frame: Frame) -> Table:
    columns = (
        Column(text("chart.column.delivery", frame.language)),
        *(Column(_head(part, frame), "money", scale) for part in shown),
        Column(text("chart.column.sum", frame.language), "money", scale),
    )
    rows = tuple(
        (one.name, *(one.parts_sek.get(part) for part in shown), one.total_sek) for one in deliveries
    )
    return Table(columns, rows)


def _alt(deliveries: Sequence[Delivery], scale: fmt.Scale, frame: Frame) -> str:
    said = [f"{one.name} {fmt.money(one.total_sek, frame.language, scale)}" for one in deliveries]
    return alt_text(frame, fmt.join(said, frame.language))
