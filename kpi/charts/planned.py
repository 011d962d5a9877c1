"""How much of what was planned was used, year by year?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import spread, year_ticks
from kpi.charts.palette import label_on
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

HEIGHT = 250
FEW_BARS = 4
BARS = {1: 0.3, 2: 0.5}  # one bar alone would be a wall
BAR = 0.74
SMALLEST_LABELLED = 0.1  # of the tallest bar: a lower one has its label above itself
USED, PLANNED = "used", "planned"


@dataclass(frozen=True)
class Plan:
    """One year's planned and used; None where it is not known."""

    year: int
    planned: fmt.Number | None
    used: fmt.Number | None

    @property
    def is_passed(self) -> bool:
        """Tell whether more was used than planned."""
        return self.planned is not None and self.used is not None and self.used > self.planned


@dataclass(frozen=True)
class _Scale:
    """What the values are counted in, and how they are printed."""

    unit: str
    money: fmt.Scale | None
    many: bool

    def height(self, value: fmt.Number | None) -> float | None:
        if value is None:
            return None
        return float(fmt.scaled(value, self.money)) if self.money else float(value)

    def label(self, value: fmt.Number, frame: Frame) -> str:
        """Return a value short enough for its bar: many bars of two figures have no decimals."""
        height = self.height(value)
        own = self.money.decimals if self.money else fmt.TABLE_DECIMALS[self.unit]
        return fmt.number(fmt.exact(height), 0 if self.many and abs(height) >= 10 else own, frame.language)

    def whole(self, value: fmt.Number | None, frame: Frame) -> str:
        if self.money:
            return fmt.money(value, frame.language, self.money)
        return fmt.figure(value, self.unit, frame.language)


def planned_used(plans: Sequence[Plan], unit: str, frame: Frame) -> Chart:
    """Return what was used as a full bar within the outline of what was planned.

    `unit` is "money" or a card's unit; there is at least one year.
    """
    values = [value for plan in plans for value in (plan.planned, plan.used) if value is not None]
    money = fmt.scale_for(values) if unit == "money" else None
    frame = frame.in_unit(fmt.scale_name(money, frame.language) if money else fmt.unit_name(unit, frame.language))
    by_year = {plan.year: plan for plan in plans}
    years = list(range(min(by_year), max(by_year) + 1))
    drawn = [by_year.get(year, Plan(year, None, None)) for year in years]
    scale = _Scale(unit, money, len(years) > FEW_BARS)
    figure = go.Figure([_bars(what, drawn, scale, frame) for what in (USED, PLANNED)])
    heights = [scale.height(value) for value in values]
    tallest = max([*heights, 0]) or 1.0
    figure.update_layout(barmode="overlay", margin={"r": 72})
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=[str(year) for year in years])
    figure.update_xaxes(tickvals=list(range(len(years))), ticktext=year_ticks(years))
    figure.update_xaxes(tickfont={"color": frame.inks.text, "size": 12}, tickangle=0)
    figure.update_yaxes(visible=False, range=[min([*heights, 0]), tallest * 1.14])
    for note in [*_labels(drawn, scale, tallest, frame), *_names(drawn[-1], scale, tallest, frame)]:
        figure.add_annotation(note)
    return Chart(framed(figure, frame, HEIGHT), frame, _alt(plans, scale, frame), _table(plans, scale, frame))


def _bars(what: str, plans: Sequence[Plan], scale: _Scale, frame: Frame) -> go.Bar:
    inks, name = frame.inks, text(f"chart.plan.{what}", frame.language)
    values = [getattr(plan, what) for plan in plans]
    is_used = what == USED
    # a plan that was passed is a line across the full bar
    lines = [inks.ground if plan.is_passed else inks.muted for plan in plans]
    return go.Bar(
        name=name,
        x=[str(plan.year) for plan in plans],
        y=[scale.height(value) for value in values],
        width=BARS.get(len(plans), BAR),
        marker={
            "color": inks.accent if is_used else "rgba(0,0,0,0)",
            "line": {"color": lines, "width": 0 if is_used else 1.5},
        },
        customdata=[scale.whole(value, frame) for value in values],
        hovertemplate=f"%{{x}}<br>{name} %{{customdata}}<extra></extra>",
    )


def _labels(plans: Sequence[Plan], scale: _Scale, tallest: float, frame: Frame) -> list[dict[str, object]]:
    """Return both values of each bar: the higher above it, the lower within."""
    notes = []
    for place, plan in enumerate(plans):
        for what in (PLANNED, USED):
            value = getattr(plan, what)
            if value is None:
                continue
            is_higher = (what == USED) == plan.is_passed or (what == USED and plan.planned is None)
            is_low = what == USED and scale.height(value) < tallest * SMALLEST_LABELLED
            above = is_higher or is_low
            notes.append(
                {"x": place, "y": scale.height(value), "yshift": 10 if above else -9, "showarrow": False,
                 "text": scale.label(value, frame),
                 "font": {"size": 12, "color": frame.inks.text if above else label_on(frame.inks.accent)}}
            )  # fmt: skip
    return notes


def _names(last: Plan, scale: _Scale, tallest: float, frame: Frame) -> list[dict[str, object]]:
    """Return the two names beside the last bars."""
    held = {what: scale.height(getattr(last, what)) for what in (PLANNED, USED)}
    known = {what: height for what, height in held.items() if height is not None}
    places = spread(list(known.values()), tallest * 0.1)
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "y": place, "yref": "y", "showarrow": False, "align": "left",
         "text": text(f"chart.plan.{what}", frame.language), "font": {"size": 12, "color": frame.inks.text},
         "xshift": 2}
        for what, place in zip(known, places, strict=True)
    ]  # fmt: skip


def _table(plans: Sequence[Plan], scale: _Scale, frame: Frame) -> Table:
    columns = [Column(text("chart.column.year", frame.language), "year")]
    columns += [
        Column(text(f"chart.plan.{what}", frame.language).capitalize(), scale.unit, scale.money)
        for what in (PLANNED, USED)
    ]
    return Table(tuple(columns), tuple((str(plan.year), plan.planned, plan.used) for plan in plans))


def _alt(plans: Sequence[Plan], scale: _Scale, frame: Frame) -> str:
    names = {what: text(f"chart.plan.{what}", frame.language) for what in (PLANNED, USED)}
    said = []
    for plan in plans:
        held = {what: scale.whole(getattr(plan, what), frame) for what in names}
        told = ", ".join(f"{names[what]} {value}" for what, value in held.items() if value)
        said.append(f"{plan.year}: {told}")
    return alt_text(frame, *said)
