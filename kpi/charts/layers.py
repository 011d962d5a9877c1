"""How have the parts of something grown over the years: work by activity, staff by class?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import spread, wrapped, year_ticks
from kpi.charts.palette import MEANING, faded, label_on
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

HEIGHT = 290
FEW_BARS = 4
GAPS = {1: 0.7, 2: 0.5}  # one bar alone would be a wall
TINTS = {"tinted": 0.5, "faded": 0.22}
SMALLEST_LABELLED = 0.08  # of the tallest bar: a thinner layer says its value on hover and in the table
Values = Mapping[int, Mapping[str, fmt.Number | None]]


@dataclass(frozen=True)
class Layer:
    """One layer from the bottom: its name, its colour and how it is filled (solid, tinted, faded or outlined)."""

    key: str
    name: str
    colour: str
    fill: str = "solid"


@dataclass(frozen=True)
class _Scale:
    """What the values are counted in, and how they are printed."""

    unit: str
    money: fmt.Scale | None
    bars: int
    tallest: float

    def height(self, value: fmt.Number | None) -> float | None:
        if value is None:
            return None
        return float(fmt.scaled(value, self.money)) if self.money else float(value)

    def label(self, value: fmt.Number, frame: Frame) -> str:
        """Return a value short enough to stand on a narrow bar."""
        if not self.money:
            return fmt.bare_figure(value, self.unit, frame.language)
        decimals = 0 if self.bars > FEW_BARS and self.tallest >= 100 else self.money.decimals
        return fmt.number(fmt.scaled(value, self.money), decimals, frame.language)

    def whole(self, value: fmt.Number, frame: Frame) -> str:
        if self.money:
            return fmt.money(value, frame.language, self.money)
        return fmt.figure(value, self.unit, frame.language)

    def column(self, label: str) -> Column:
        return Column(label, "money" if self.money else self.unit, self.money)


def work(costs_sek: Values, frame: Frame, shares_pct: Mapping[int, float | None] | None = None) -> Chart:
    """Return year -> activity -> SEK, development at the bottom with its share of the bar under each year."""
    under = {
        year: fmt.figure(share, "%", frame.language, "sentence")
        for year, share in (shares_pct or {}).items()
        if share is not None
    }
    return layers(costs_sek, _activities(frame, "solid"), "money", frame, under)


def invested(amounts_sek: Values, frame: Frame) -> Chart:
    """Return year -> activity -> SEK of investment, as outlines: it is no part of the cost beside it."""
    parts = _activities(frame, "faded")
    untold = Layer("none", text("chart.activity.none", frame.language), frame.inks.muted, "outlined")
    return layers(amounts_sek, (*parts, untold), "money", frame)


def staff(fte: Values, colour: str, frame: Frame) -> Chart:
    """Return year -> resource class -> HTE, the permanent at the bottom and the consultants on top."""
    fills = {
        "permanent": "solid",
        "fixed_term": "tinted",
        "borrowed_internal": "faded",
        "external_consultant": "outlined",
    }
    parts = [
        Layer(key, text(f"chart.class.{key}", frame.language), MEANING[colour], fill) for key, fill in fills.items()
    ]
    return layers(fte, parts, "HTE", frame)


def local_roles(fte: Mapping[int, float], frame: Frame) -> Chart:
    """Return year -> HTE of local IT roles in the colour of local IT staff."""
    part = Layer("local", text("chart.class.local", frame.language), MEANING["local_it_staff"])
    return layers({year: {part.key: value} for year, value in fte.items()}, (part,), "HTE", frame)


def layers(
    values: Values, parts: Sequence[Layer], unit: str, frame: Frame, under: Mapping[int, str] | None = None
) -> Chart:
    """Return stacked bars with direct labels. `unit` is "money" or a card's unit; `under` stands below a year."""
    years = list(range(min(values), max(values) + 1)) if values else []
    parts = [part for part in parts if any(held.get(part.key) for held in values.values())]
    totals = {year: _total(values.get(year, {}), parts) for year in years}
    scale = _scale(totals, unit)
    frame = frame.in_unit(
        fmt.scale_name(scale.money, frame.language) if scale.money else fmt.unit_name(unit, frame.language)
    )
    figure = go.Figure([_bars(part, years, values, scale, len(parts) > 1, frame) for part in parts])
    figure.update_layout(barmode="relative", bargap=GAPS.get(len(years), 0.34 if len(years) <= FEW_BARS else 0.22))
    named = zip(year_ticks(years), years, strict=True)
    ticks = [f"{tick}<br><b>{under.get(year, '')}</b>" if under else tick for tick, year in named]
    figure.update_xaxes(type="category", tickfont={"color": frame.inks.text, "size": 12}, tickangle=0)
    figure.update_xaxes(tickvals=list(range(len(years))), ticktext=ticks)
    lowest = min(
        (sum(min(scale.height(held.get(p.key)) or 0, 0) for p in parts) for held in values.values()), default=0
    )
    figure.update_yaxes(visible=False, range=[lowest, scale.tallest * 1.1])
    for note in [
        *_sums(years, totals, scale, frame),
        *_names(years, values, parts if len(parts) > 1 else (), scale, frame),
    ]:
        figure.add_annotation(note)
    longest = max(
        (
            len(line)
            for part in parts[: len(parts) if len(parts) > 1 else 0]
            for line in wrapped(part.name, 12).split("<br>")
        ),
        default=0,
    )
    figure.update_layout(margin={"r": 10 + 7 * longest})
    chart = framed(figure, frame, HEIGHT + (18 if under else 0))
    return Chart(chart, frame, _alt(years, totals, scale, frame), _table(years, values, totals, parts, scale, frame))


def _activities(frame: Frame, fill: str) -> tuple[Layer, ...]:
    """Return the three activities: development in the accent, what is weighed against it in greys."""
    inks = frame.inks
    drawn = (
        ("development", inks.accent, fill),
        ("maintenance", inks.muted, fill),
        ("operation", inks.muted, "outlined"),
    )
    return tuple(Layer(key, text(f"chart.activity.{key}", frame.language), colour, how) for key, colour, how in drawn)


def _scale(totals: Mapping[int, fmt.Number | None], unit: str) -> _Scale:
    money = fmt.scale_for(totals.values()) if unit == "money" else None
    known = [total for total in totals.values() if total is not None]
    heights = [float(fmt.scaled(total, money)) if money else float(total) for total in known]
    return _Scale(unit, money, len(totals), max([*heights, 0]) or 1.0)


def _total(held: Mapping[str, fmt.Number | None], parts: Sequence[Layer]) -> fmt.Number | None:
    known = [fmt.exact(value) for part in parts if (value := held.get(part.key)) is not None]
    return sum(known) if known else None


def _bars(part: Layer, years: Sequence[int], values: Values, scale: _Scale, is_labelled: bool, frame: Frame) -> go.Bar:
    held = [values.get(year, {}).get(part.key) for year in years]
    heights = [scale.height(value) for value in held]
    inside = label_on(part.colour) if part.fill == "solid" else frame.inks.text
    return go.Bar(
        name=part.name,
        x=[str(year) for year in years],
        y=heights,
        marker=_marker(part, frame),
        text=[
            scale.label(value, frame) if is_labelled and height and height >= scale.tallest * SMALLEST_LABELLED else ""
            for value, height in zip(held, heights, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="inside",
        textfont={"color": inside, "size": 12},
        customdata=["" if value is None else scale.whole(value, frame) for value in held],
        hovertemplate=f"%{{x}}<br>{part.name} %{{customdata}}<extra></extra>",
    )


def _marker(part: Layer, frame: Frame) -> dict[str, object]:
    outline = {"color": part.colour, "width": 1.5}
    if part.fill == "solid":
        return {"color": part.colour, "line": {"color": frame.inks.ground, "width": 1.5}}
    return {"color": faded(part.colour, TINTS[part.fill]) if part.fill in TINTS else frame.inks.ground, "line": outline}


def _sums(
    years: Sequence[int], totals: Mapping[int, fmt.Number | None], scale: _Scale, frame: Frame
) -> list[dict[str, object]]:
    return [
        {"x": place, "y": scale.height(total), "yshift": 11, "showarrow": False,
         "text": f"<b>{scale.label(total, frame)}</b>", "font": {"size": 13 if len(years) <= FEW_BARS else 12}}
        for place, year in enumerate(years)
        if (total := totals[year]) is not None
    ]  # fmt: skip


def _names(
    years: Sequence[int], values: Values, parts: Sequence[Layer], scale: _Scale, frame: Frame
) -> list[dict[str, object]]:
    """Return the layers' names beside the last bar, in its order: a direct label each, no legend."""
    last = values.get(years[-1], {}) if years else {}
    middles, reached = [], 0.0
    for part in parts:
        height = max(scale.height(last.get(part.key)) or 0.0, 0.0)
        middles.append(reached + height / 2)
        reached += height
    lines = 1 + max((wrapped(part.name, 12).count("<br>") for part in parts), default=0)
    places = spread(middles, scale.tallest * 0.085 * lines)
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "y": place, "yref": "y", "showarrow": False, "align": "left",
         "text": wrapped(part.name, 12), "font": {"size": 12, "color": frame.inks.text}, "xshift": 2}
        for part, place in zip(parts, places, strict=True)
    ]  # fmt: skip


def _table(
    years: Sequence[int], values: Values, totals: Mapping[int, fmt.Number | None], parts: Sequence[Layer],
    scale: _Scale, frame: Frame,
) -> Table:  # fmt: skip
    columns = [Column(text("chart.column.year", frame.language), "year")]
    columns += [scale.column(part.name) for part in parts]
    columns += [scale.column(text("chart.column.sum", frame.language))]
    rows = [(str(year), *(values.get(year, {}).get(part.key) for part in parts), totals[year]) for year in years]
    return Table(tuple(columns), tuple(rows))


def _alt(years: Sequence[int], totals: Mapping[int, fmt.Number | None], scale: _Scale, frame: Frame) -> str:
    said = [f"{year}: {scale.whole(total, frame)}" for year in years if (total := totals[year]) is not None]
    return alt_text(frame, fmt.join(said, frame.language))
