"""How have the parts of a cost grown over the years?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import spread, wrapped
from kpi.charts.palette import HATCHED, IT_CATEGORIES, MEANING, OUTLINED, faded, label_on
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

HEIGHT = 300
FEW_BARS = 4
SMALLEST_LABELLED = 0.07  # of the tallest bar: a thinner slice says its value on hover and in the table


@dataclass(frozen=True)
class Part:
    """One layer of the stack: its name, its colour and how it is filled."""

    key: str
    name: str
    colour: str
    fill: str = "solid"


def categories(
    costs_sek: Mapping[int, Mapping[str, fmt.Number | None]],
    frame: Frame,
    only: Sequence[str] = IT_CATEGORIES,
) -> Chart:
    """Return year -> category -> SEK as stacked bars, the four categories of IT cost from the bottom."""
    parts = [
        Part(key, text(f"chart.category.{key}", frame.language), MEANING[key], _fill(key)) for key in only
    ]
    return _stacked(costs_sek, parts, frame)


def digitalisation(costs_sek: Mapping[int, Mapping[str, fmt.Number | None]], frame: Frame) -> Chart:
    """Return year -> drift/investering -> SEK in the colour of digitalisation, which is never IT cost."""
    violet = MEANING["digitalisation"]
    parts = [
        Part("drift", text("chart.funding.drift", frame.language), violet),
        Part("investering", text("chart.funding.investering", frame.language), violet, "faded"),
    ]
    return _stacked(costs_sek, parts, frame)


def _fill(key: str) -> str:
    return "hatched" if key in HATCHED else "outlined" if key in OUTLINED else "solid"


def _stacked(
    costs_sek: Mapping[int, Mapping[str, fmt.Number | None]], parts: Sequence[Part], frame: Frame
) -> Chart:
    years = list(range(min(costs_sek), max(costs_sek) + 1)) if costs_sek else []
    totals = {year: _total(costs_sek.get(year, {}), parts) for year in years}
    scale = fmt.scale_for(totals.values())
    frame = frame.in_unit(fmt.scale_name(scale, frame.language))
    tallest = max(
        (float(fmt.scaled(total, scale)) for total in totals.values() if total is not None), default=1.0
    )
    figure = go.Figure([_layer(part, years, costs_sek, scale, tallest, frame) for part in parts])
    figure.update_layout(barmode="stack", bargap=0.34 if len(years) <= FEW_BARS else 0.22)
    figure.update_xaxes(type="category", tickfont={"color": frame.inks.text, "size": 12}, tickangle=0)
    figure.update_xaxes(tickvals=list(range(len(years))), ticktext=_year_labels(years))
    figure.update_yaxes(visible=False, range=[0, tallest * 1.1])
    for note in [
        *_totals(years, totals, scale, tallest, frame),
        *_names(years, costs_sek, parts, scale, tallest, frame),
    ]:
        figure.add_annotation(note)
    longest = max((len(line) for part in parts for line in _name(part).split("<br>")), default=0)
    figure.update_layout(margin={"r": 8 + 7 * longest})
    table = _table(years, costs_sek, totals, parts, scale, frame)
    return Chart(framed(figure, frame, HEIGHT), frame, _alt(years, totals, scale, frame), table)


def _name(part: Part) -> str:
    """Return a layer's name in lines short enough for the margin of a narrow screen."""
    return wrapped(part.name, 11)


def _year_labels(years: Sequence[int]) -> list[str]:
    """Return the years as they stand under the bars: many are short between the first and the last."""
    ends = {0, len(years) - 1}
    return [
        str(year) if len(years) <= FEW_BARS or place in ends else f"{year % 100:02d}"
        for place, year in enumerate(years)
    ]


def _label(amount_sek: fmt.Number | None, scale: fmt.Scale, tallest: float, bars: int, frame: Frame) -> str:
    """Return an amount short enough to stand on a narrow bar: many bars of three figures have no decimals."""
    decimals = 0 if bars > FEW_BARS and tallest >= 100 else scale.decimals
    return fmt.number(fmt.scaled(amount_sek, scale), decimals, frame.language)


def _total(costs_sek: Mapping[str, fmt.Number | None], parts: Sequence[Part]) -> fmt.Number | None:
    known = [fmt.exact(cost) for part in parts if (cost := costs_sek.get(part.key)) is not None]
    return sum(known) if known else None


def _layer(
    part: Part,
    years: Sequence[int],
    costs_sek: Mapping[int, Mapping[str, fmt.Number | None]],
    scale: fmt.Scale,
    tallest: float,
    frame: Frame,
) -> go.Bar:
    amounts = [costs_sek.get(year, {}).get(part.key) for year in years]
    heights = [float(fmt.scaled(amount, scale)) if amount is not None else None for amount in amounts]
    printed = [_label(amount, scale, tallest, len(years), frame) for amount in amounts]
    on_area = frame.inks.text if part.fill in ("faded", "outlined") else label_on(part.colour)
    return go.Bar(
        name=part.name,
        x=[str(year) for year in years],
        y=heights,
        marker=_marker(part, frame),
        text=[
            label if height and height >= tallest * SMALLEST_LABELLED and not _is_alone(costs_sek.get(year, {})) else ""
            for year, label, height in zip(years, printed, heights, strict=True)
        ],  # fmt: skip
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="inside",
        textfont={"color": on_area, "size": 12},
        customdata=[fmt.money(amount, frame.language, scale) for amount in amounts],
        hovertemplate=f"%{{x}}<br>{part.name} %{{customdata}}<extra></extra>",
    )


def _is_alone(costs_sek: Mapping[str, fmt.Number | None]) -> bool:
    """Tell whether a bar has one layer, whose value then is the sum above the bar."""
    return sum(bool(cost) for cost in costs_sek.values()) < 2


def _marker(part: Part, frame: Frame) -> dict[str, object]:
    if part.fill == "faded":
        return {"color": faded(part.colour, 0.18), "line": {"color": part.colour, "width": 1.5}}
    if part.fill == "outlined":
        return {"color": "rgba(0,0,0,0)", "line": {"color": part.colour, "width": 1.5}}
    marker: dict[str, object] = {"color": part.colour, "line": {"color": frame.inks.ground, "width": 1.5}}
    if part.fill == "hatched":
        marker["pattern"] = {"shape": "/", "fgcolor": frame.inks.ground, "size": 6, "solidity": 0.3}
    return marker


def _totals(
    years: Sequence[int],
    totals: Mapping[int, fmt.Number | None],
    scale: fmt.Scale,
    tallest: float,
    frame: Frame,
) -> list[dict[str, object]]:
    return [
        {"x": position, "y": float(fmt.scaled(total, scale)), "yshift": 11, "showarrow": False,
         "text": f"<b>{_label(total, scale, tallest, len(years), frame)}</b>",
         "font": {"size": 13 if len(years) <= FEW_BARS else 12}}
        for position, year in enumerate(years)  # an annotation reads "2024" as the 2024th category
        if (total := totals[year]) is not None
    ]  # fmt: skip


def _names(
    years: Sequence[int],
    costs_sek: Mapping[int, Mapping[str, fmt.Number | None]],
    parts: Sequence[Part],
    scale: fmt.Scale,
    tallest: float,
    frame: Frame,
) -> list[dict[str, object]]:
    """Return the layers' names beside the last bar, in its order: a direct label each, no legend."""
    last = costs_sek.get(years[-1], {}) if years else {}
    middles, reached = [], 0.0
    parts = [part for part in parts if any(costs.get(part.key) for costs in costs_sek.values())]
    for part in parts:
        height = float(fmt.scaled(last.get(part.key) or 0, scale))
        middles.append(reached + height / 2)
        reached += height
    places = spread(middles, tallest * 0.075)
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "y": place, "yref": "y", "showarrow": False,
         "align": "left", "text": _name(part), "font": {"size": 12, "color": frame.inks.text}, "xshift": 2}
        for part, place in zip(parts, places, strict=True)
    ]  # fmt: skip


def _table(
    years: Sequence[int],
    costs_sek: Mapping[int, Mapping[str, fmt.Number | None]],
    totals: Mapping[int, fmt.Number | None],
    parts: Sequence[Part],
    scale: fmt.Scale,
    frame: Frame,
) -> Table:
    columns = [Column(text("chart.column.year", frame.language), "year")]
    columns += [Column(part.name, "money", scale) for part in parts]
    columns += [Column(text("chart.column.sum", frame.language), "money", scale)]
    rows = [
        (str(year), *(costs_sek.get(year, {}).get(part.key) for part in parts), totals[year])
        for year in years
    ]
    return Table(tuple(columns), tuple(rows))


def _alt(
    years: Sequence[int], totals: Mapping[int, fmt.Number | None], scale: fmt.Scale, frame: Frame
) -> str:
    said = [
        f"{year}: {fmt.money(totals[year], frame.language, scale)}"
        for year in years
        if totals[year] is not None
    ]
    return alt_text(frame, fmt.join(said, frame.language))
