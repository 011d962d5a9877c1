"""Where in a picture does a value of a chart stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from numbers import Number

import plotly.graph_objects as go

from kpi.picture.marks import LINE_HEIGHT, block_width, lines_of

BESIDE = 3  # pixels between an axis and its labels, where the chart says nothing
POINT_ROOM = 0.055  # of the axis: beside the first and the last point of a row of categories
MOST_TICKS = 6
NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Axis:
    """One axis: its range in the chart's own units, its pixels from low to high, its labels."""

    low: float
    high: float
    start: float
    end: float
    categories: tuple[str, ...] | None
    ticks: tuple[tuple[float, str], ...]
    size: float
    colour: str
    standoff: float
    line_colour: str | None

    def at(self, value: object) -> float | None:
        """Return the pixel of a value; None for a missing one."""
        place = self.place(value)
        if place is None:
            return None
        return self.start + (place - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)

    def place(self, value: object) -> float | None:
        """Return a value in the axis' own units: the number of a category, or the value itself."""
        if value is None:
            return None
        if self.categories is not None and isinstance(value, str):
            return float(self.categories.index(value)) if value in self.categories else None
        return float(value)

    def part(self, share: float) -> float:
        """Return the pixel of a share 0-1 of the axis."""
        return self.start + share * (self.end - self.start)

    @property
    def labels_width(self) -> float:
        """Return how many pixels the widest label takes."""
        return max((block_width(lines_of(label), self.size) for _, label in self.ticks), default=0.0)

    @property
    def labels_height(self) -> float:
        """Return how many pixels the label of most lines takes."""
        return max((len(lines_of(label)) for _, label in self.ticks), default=0) * self.size * LINE_HEIGHT


def axis_of(figure: go.Figure, letter: str, number: str, pixels: tuple[float, float]) -> Axis:
    """Return one axis of a figure (`x` or `y`, "" for the first, "2" …) laid over pixels."""
    layout = getattr(figure.layout, f"{letter}axis{number}")
    model = getattr(figure.layout.template.layout, f"{letter}axis")
    values = _values(figure, letter, number)
    categories = _categories(layout, values)
    low, high = _range(figure, layout, letter, values, categories)
    font = [one for one in (layout.tickfont, model.tickfont) if one is not None]
    return Axis(
        low, high, *pixels, categories,
        _ticks(layout, low, high, categories) if layout.visible is not False else (),
        size=next((one.size for one in font if one.size), 13),
        colour=next((one.color for one in font if one.color), "#5b636e"),
        standoff=BESIDE + (layout.ticklabelstandoff or 0),
        line_colour=(layout.linecolor or model.linecolor) if layout.showline and layout.visible is not False else None,
    )  # fmt: skip


def _values(figure: go.Figure, letter: str, number: str) -> list[object]:
    held = []
    for trace in figure.data:
        if (getattr(trace, f"{letter}axis") or letter) == letter + number:
            held += list(getattr(trace, letter) if getattr(trace, letter) is not None else ())
    return [value for value in held if value is not None]


def _categories(layout: object, values: Sequence[object]) -> tuple[str, ...] | None:
    if layout.type != "category" and not any(isinstance(value, str) for value in values):
        return None
    ordered = [str(value) for value in layout.categoryarray] if layout.categoryarray is not None else []
    return tuple(dict.fromkeys([*ordered, *(str(value) for value in values if not isinstance(value, Number))]))


def _range(
    figure: go.Figure, layout: object, letter: str, values: Sequence[object], categories: tuple[str, ...] | None
) -> tuple[float, float]:
    if layout.range is not None:
        return float(layout.range[0]), float(layout.range[1])
    along = "h" if letter == "y" else "v"
    has_bars = any(trace.type == "bar" and (trace.orientation or "v") == along for trace in figure.data)
    if categories is not None:
        beside = 0.5 if has_bars else max((len(categories) - 1) * POINT_ROOM, 0.1)
        return -beside, max(len(categories) - 1, 0) + beside
    numbers = [float(value) for value in values] or [0.0]
    beside = 0.5 if has_bars else (max(numbers) - min(numbers)) * POINT_ROOM or 0.5
    return min(numbers) - beside, max(numbers) + beside


def _ticks(
    layout: object, low: float, high: float, categories: tuple[str, ...] | None
) -> tuple[tuple[float, str], ...]:
    if layout.showticklabels is False:
        return ()
    if layout.tickvals is not None:
        named = list(layout.ticktext) if layout.ticktext is not None else [str(value) for value in layout.tickvals]
        places = [_tick_place(value, categories) for value in layout.tickvals]
        return tuple((place, label) for place, label in zip(places, named, strict=False) if place is not None)
    if categories is not None:
        return tuple((float(place), name) for place, name in enumerate(categories))
    step = _step(high - low)
    first = floor(low / step) + 1
    return tuple((place * step, f"{place * step:g}") for place in range(first, floor(high / step) + 1))


def _tick_place(value: object, categories: tuple[str, ...] | None) -> float | None:
    if categories is not None and isinstance(value, str):
        return float(categories.index(value)) if value in categories else None
    return float(value)


def _step(reach: float) -> float:
    raw = (reach or 1) / MOST_TICKS
    whole = 10 ** floor(log10(raw))
    return next(nice * whole for nice in NICE if nice * whole >= raw)
