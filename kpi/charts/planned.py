"""How much of what was planned was used, year by year?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import spread
from kpi.charts.palette import label_on
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

HEIGHT = 250
FEW_BARS = 4
BAR = 0.74


@dataclass(frozen=True)
class Plan:
    """One year's planned and used; None where it is not known."""

    year: int
    planned: fmt.Number | None
    used: fmt.Number | None


def planned_used(plans: Sequence[Plan], unit: str, frame: Frame) -> Chart:
    """Return what was used as a full bar within the outline of what was planned.

    `unit` is "money" or a card's unit; there is at least one year.
    """
    scale = fmt.scale_for([value for plan in plans for value in (plan.planned, plan.used)]) if unit == "money" else None
    frame = frame.in_unit(fmt.scale_name(scale, frame.language) if scale else fmt.unit_name(unit, frame.language))
    by_year = {plan.year: plan for plan in plans}
    years = list(range(min(by_year), max(by_year) + 1))
    figure = go.Figure([_bars(what, years, by_year, unit, scale, frame) for what in ("used", "planned")])
    heights = [_height(value, scale) for plan in plans for value in (plan.planned, plan.used) if value is not None]
    tallest = max([*heights, 0]) or 1.0
    figure.update_layout(barmode="overlay", margin={"r": 72})
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=[str(year) for year in years])
    figure.update_xaxes(tickfont={"color": frame.inks.text, "size": 12}, tickangle=0)
    figure.update_yaxes(visible=False, range=[min([*heights, 0]), tallest * 1.12])
    for note in [*_plans(years, by_year, unit, scale, frame), *_names(by_year.get(years[-1]), scale, tallest, frame)]:
        figure.add_annotation(note)
    return Chart(
        framed(figure, frame, HEIGHT), frame, _alt(plans, unit, scale, frame), _table(plans, unit, scale, frame)
    )


def _height(value: fmt.Number | None, scale: fmt.Scale | None) -> float | None:
    if value is None:
        return None
    return float(fmt.scaled(value, scale)) if scale else float(value)


def _printed(value: fmt.Number | None, unit: str, scale: fmt.Scale | None, frame: Frame) -> str:
    if value is None:
        return ""
    return fmt.money(value, frame.language, scale) if scale else fmt.figure(value, unit, frame.language)


def _label(value: fmt.Number | None, unit: str, scale: fmt.Scale | None, many: bool, frame: Frame) -> str:
    """Return a value short enough for its bar: many bars of two figures have no decimals."""
    if value is None:
        return ""
    height = _height(value, scale)
    decimals = 0 if many and abs(height) >= 10 else scale.decimals if scale else fmt.TABLE_DECIMALS[unit]
    return fmt.number(fmt.exact(height), decimals, frame.language)


def _bars(
    what: str, years: Sequence[int], plans: dict[int, Plan], unit: str, scale: fmt.Scale | None, frame: Frame
) -> go.Bar:
    inks, name = frame.inks, text(f"chart.plan.{what}", frame.language)
    values = [getattr(plans[year], what) if year in plans else None for year in years]
    is_used = what == "used"
    return go.Bar(
        name=name,
        x=[str(year) for year in years],
        y=[_height(value, scale) for value in values],
        width=BAR,
        marker={
            "color": inks.accent if is_used else "rgba(0,0,0,0)",
            "line": {"color": inks.muted, "width": 0 if is_used else 1.5},
        },
        text=[_label(value, unit, scale, len(years) > FEW_BARS, frame) if is_used else "" for value in values],
        textposition="inside",
        insidetextanchor="end",
        textangle=0,
        textfont={"size": 12, "color": label_on(inks.accent)},
        cliponaxis=False,
        customdata=[_printed(value, unit, scale, frame) for value in values],
        hovertemplate=f"%{{x}}<br>{name} %{{customdata}}<extra></extra>",
    )


def _plans(
    years: Sequence[int], plans: dict[int, Plan], unit: str, scale: fmt.Scale | None, frame: Frame
) -> list[dict[str, object]]:
    """Return what was planned above its outline, or above what was used where that reaches higher."""
    known = [
        (place, plans[year]) for place, year in enumerate(years) if year in plans and plans[year].planned is not None
    ]
    return [
        {"x": place, "y": max(_height(plan.planned, scale), _height(plan.used, scale) or 0), "yshift": 10,
         "showarrow": False, "text": _label(plan.planned, unit, scale, len(years) > FEW_BARS, frame),
         "font": {"size": 12, "color": frame.inks.text}}
        for place, plan in known
    ]  # fmt: skip


def _names(last: Plan | None, scale: fmt.Scale | None, tallest: float, frame: Frame) -> list[dict[str, object]]:
    """Return the two names beside the last bars."""
    held = {what: getattr(last, what) for what in ("planned", "used")} if last else {}
    known = {what: _height(value, scale) for what, value in held.items() if value is not None}
    places = spread(list(known.values()), tallest * 0.1)
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "y": place, "yref": "y", "showarrow": False, "align": "left",
         "text": text(f"chart.plan.{what}", frame.language), "font": {"size": 12, "color": frame.inks.text},
         "xshift": 2}
        for what, place in zip(known, places, strict=True)
    ]  # fmt: skip


def _table(plans: Sequence[Plan], unit: str, scale: fmt.Scale | None, frame: Frame) -> Table:
    columns = [Column(text("chart.column.year", frame.language), "year")]
    columns += [
        Column(text(f"chart.plan.{what}", frame.language).capitalize(), unit, scale) for what in ("planned", "used")
    ]
    return Table(tuple(columns), tuple((str(plan.year), plan.planned, plan.used) for plan in plans))


def _alt(plans: Sequence[Plan], unit: str, scale: fmt.Scale | None, frame: Frame) -> str:
    names = {what: text(f"chart.plan.{what}", frame.language) for what in ("planned", "used")}
    said = []
    for plan in plans:
        held = {what: _printed(getattr(plan, what), unit, scale, frame) for what in names}
        told = ", ".join(f"{names[what]} {value}" for what, value in held.items() if value)
        said.append(f"{plan.year}: {told}")
    return alt_text(frame, *said)
