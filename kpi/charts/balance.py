"""Where does each unit stand between two ends, and where does it want to stand?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import plain
from kpi.charts.palette import faded
from kpi.charts.template import TITLE_BAND, Chart, Frame, alt_text, framed
from kpi.table import Column, Table

ROW_HEIGHT = 46
ENDS_BAND = 44  # above the first row, for the names of the two ends
HALF_BAND, HALF_POINT, NAME_ABOVE = 0.20, 0.23, 0.26  # of a row's height
WHOLE = 100.0


@dataclass(frozen=True)
class Stand:
    """Where one unit stands, 0-100, and the point it wants with the band on both sides of it.

    `is_whole` marks the municipality or the group among its units.
    """

    name: str
    value: float | None
    point: float | None = None
    band: float = 0.0
    reason: str | None = None
    is_whole: bool = False

    @property
    def is_outside(self) -> bool:
        """Tell whether the unit stands outside the band it wants."""
        known = self.value is not None and self.point is not None
        return known and abs(self.value - self.point) > self.band


@dataclass(frozen=True)
class End:
    """One end of the axis: what all of it would be, and what too much of it leads to."""

    name: str
    danger: str = ""


def balance(stands: Sequence[Stand], ends: tuple[End, End], frame: Frame) -> Chart:
    """Return one strip per unit from the left end (0 %) to the right (100 %), in the order given.

    The wanted band is an area and its point a short line; outside its band a unit has another shape.
    A unit's name stands above its strip, so that the axis keeps its width on a narrow screen.
    """
    shown = [stand for stand in stands if stand.value is not None]
    places = list(range(len(shown)))[::-1]
    figure = go.Figure([_strips(places, frame), _dots(shown, places, frame)])
    figure.update_xaxes(visible=False, range=[0, WHOLE])
    figure.update_yaxes(visible=False, range=[-0.5, len(shown) - 0.3])
    for place, stand in zip(places, shown, strict=True):
        for shape in _wanted(stand, place, frame):
            figure.add_shape(shape)
        figure.add_annotation(_name(stand, place, frame))
        figure.add_annotation(_label(stand, place, frame))
    for end, is_right in zip(ends, (False, True), strict=True):
        figure.add_annotation(_end(end, is_right, frame))
    figure.update_layout(margin={"t": TITLE_BAND + ENDS_BAND, "l": 12, "r": 12})
    height = ROW_HEIGHT * len(shown) + ENDS_BAND + 8
    notes = tuple(f"{stand.name}: {stand.reason}" for stand in stands if stand.value is None and stand.reason)
    return Chart(framed(figure, frame, height), frame, _alt(shown, ends, frame), _table(stands, frame), notes)


def _strips(places: Sequence[int], frame: Frame) -> go.Scatter:
    """Return each unit's axis: a hairline from end to end."""
    x = [end for _ in places for end in (0, WHOLE, None)]
    y = [part for place in places for part in (place, place, None)]
    line = {"color": frame.inks.hairline, "width": 1}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip")


def _dots(shown: Sequence[Stand], places: Sequence[int], frame: Frame) -> go.Scatter:
    accent = frame.inks.accent
    return go.Scatter(
        x=[stand.value for stand in shown],
        y=list(places),
        mode="markers",
        marker={
            "size": 12,
            "symbol": ["diamond" if stand.is_outside else "circle" for stand in shown],
            "color": accent,
            "line": {"width": 2, "color": accent},
        },
        cliponaxis=False,
        customdata=[_words(stand, frame) for stand in shown],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _wanted(stand: Stand, place: int, frame: Frame) -> list[dict[str, object]]:
    """Return the band that a unit wants to stand in and the line of its point, behind the dot."""
    if stand.point is None:
        return []
    inks = frame.inks
    low, high = max(0.0, stand.point - stand.band), min(WHOLE, stand.point + stand.band)
    point = {
        "type": "line", "x0": stand.point, "x1": stand.point, "y0": place - HALF_POINT, "y1": place + HALF_POINT,
        "line": {"color": inks.text, "width": 1.5}, "layer": "below",
    }  # fmt: skip
    if low == high:
        return [point]
    area = {
        "type": "rect", "x0": low, "x1": high, "y0": place - HALF_BAND, "y1": place + HALF_BAND,
        "fillcolor": faded(inks.muted, 0.22), "line": {"color": inks.muted, "width": 0.5}, "layer": "below",
    }  # fmt: skip
    return [area, point]


def _name(stand: Stand, place: int, frame: Frame) -> dict[str, object]:
    return {
        "x": 0, "y": place + NAME_ABOVE, "xanchor": "left", "yanchor": "bottom", "showarrow": False, "borderpad": 0,
        "text": f"<b>{plain(stand.name)}</b>" if stand.is_whole else plain(stand.name),
        "font": {"size": 12, "color": frame.inks.text},
    }  # fmt: skip


def _label(stand: Stand, place: int, frame: Frame) -> dict[str, object]:
    """Return the value beside its dot, on the side that has room for it."""
    is_right = stand.value > WHOLE * 0.8
    return {
        "x": stand.value, "y": place, "xanchor": "right" if is_right else "left", "showarrow": False,
        "xshift": -10 if is_right else 10, "borderpad": 1, "bgcolor": frame.inks.ground, "font": {"size": 12},
        "text": fmt.figure(round(stand.value), "number", frame.language),
    }  # fmt: skip


def _end(end: End, is_right: bool, frame: Frame) -> dict[str, object]:
    danger = f'<br><span style="color:{frame.inks.muted}">{plain(end.danger)}</span>' if end.danger else ""
    return {
        "x": WHOLE if is_right else 0, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False,
        "xanchor": "right" if is_right else "left", "align": "right" if is_right else "left", "yshift": 2,
        "text": f"{plain(end.name)}{danger}", "font": {"size": 12, "color": frame.inks.text},
    }  # fmt: skip


def _table(stands: Sequence[Stand], frame: Frame) -> Table:
    columns = (
        Column(text("chart.column.unit", frame.language)),
        Column(text("chart.column.value", frame.language), "%"),
        Column(text("chart.column.wanted", frame.language), "%"),
        Column(text("chart.column.band", frame.language), "printed"),
    )
    rows = tuple((stand.name, stand.value, stand.point, _band(stand, frame)) for stand in stands)
    return Table(columns, rows, {(row, 1): stand.reason for row, stand in enumerate(stands) if stand.reason})


def _band(stand: Stand, frame: Frame) -> str | None:
    if stand.point is None:
        return None
    low, high = max(0.0, stand.point - stand.band), min(WHOLE, stand.point + stand.band)
    printed = [fmt.number(edge, 0, frame.language) for edge in (low, high)]
    return f"{printed[0]}–{printed[1]}"


def _words(stand: Stand, frame: Frame) -> str:
    said = f"{plain(stand.name)}<br>{fmt.figure(stand.value, '%', frame.language)}"
    if stand.point is None:
        return said
    wanted = text("chart.balance.wanted", frame.language, band=_band(stand, frame))
    return f"{said}<br>{wanted}"


def _alt(shown: Sequence[Stand], ends: tuple[End, End], frame: Frame) -> str:
    said = [f"{stand.name} {fmt.figure(stand.value, '%', frame.language)}" for stand in shown]
    axis = text("chart.balance.axis", frame.language, left=ends[0].name, right=ends[1].name)
    return alt_text(frame, axis, fmt.join(said, frame.language))
