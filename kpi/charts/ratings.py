"""How does a unit rate itself on each statement, and where is the same thing measured?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi.charts.labels import plain, wrapped
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

ROW_HEIGHT = 46
WIDEST_NAME = 26
LEVELS = range(6)


@dataclass(frozen=True)
class Pair:
    """What is said of one statement and what is measured of it, as levels 0–5; None = not said, not measured."""

    name: str
    said: int | None
    measured: int | None = None

    @property
    def distance(self) -> int | None:
        """Return by how many levels what is said lies above what is measured."""
        return None if self.said is None or self.measured is None else self.said - self.measured


def ratings(pairs: Sequence[Pair], frame: Frame) -> Chart:
    """Return a row per statement from 0 to 5: what is said is a hollow ring, what is measured a filled diamond.

    Those of which neither is known stand in the table only.
    """
    shown = [pair for pair in pairs if pair.said is not None or pair.measured is not None]
    figure = go.Figure([_between(shown, frame), _rings(shown, frame), _diamonds(shown, frame)])
    figure.update_xaxes(tickvals=list(LEVELS), range=[-0.25, 5.3], showgrid=True)
    figure.update_xaxes(tickfont={"size": 12, "color": frame.inks.muted})
    names = [wrapped(pair.name, WIDEST_NAME) for pair in reversed(shown)]
    figure.update_yaxes(tickvals=list(range(len(shown))), ticktext=names, range=[-0.7, len(shown) - 0.3])
    figure.update_yaxes(tickfont={"color": frame.inks.text, "size": 12}, ticklabelstandoff=8)
    for note in [*_distances(shown, frame), *_names(shown, frame)]:
        figure.add_annotation(note)
    words = [_distance(pair, frame) for pair in shown]
    figure.update_layout(margin={"r": 18 + 7 * max((len(word) for word in words), default=0)})
    height = ROW_HEIGHT * len(shown) + 34
    return Chart(framed(figure, frame, height), frame, _alt(shown, frame), _table(pairs, frame))


def _place(shown: Sequence[Pair], pair: Pair) -> int:
    """Return how far from the bottom a statement stands."""
    return len(shown) - 1 - shown.index(pair)


def _between(shown: Sequence[Pair], frame: Frame) -> go.Scatter:
    x: list[int | None] = []
    y: list[int | None] = []
    for pair in shown:
        if pair.distance:
            x += [pair.measured, pair.said, None]
            y += [_place(shown, pair)] * 2 + [None]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": frame.inks.muted, "width": 1.5}, hoverinfo="skip")


def _rings(shown: Sequence[Pair], frame: Frame) -> go.Scatter:
    said = [pair for pair in shown if pair.said is not None]
    return _points(
        [(pair.said, _place(shown, pair)) for pair in said],
        {"size": 17, "symbol": "circle", "color": frame.inks.ground, "line": {"width": 2, "color": frame.inks.text}},
        [f"{plain(pair.name)}<br>{text('chart.rating.said', frame.language)} {pair.said}" for pair in said],
    )


def _diamonds(shown: Sequence[Pair], frame: Frame) -> go.Scatter:
    measured = [pair for pair in shown if pair.measured is not None]
    return _points(
        [(pair.measured, _place(shown, pair)) for pair in measured],
        {"size": 9, "symbol": "diamond", "color": frame.inks.accent},
        [f"{plain(pair.name)}<br>{text('chart.rating.measured', frame.language)} {pair.measured}" for pair in measured],
    )


def _points(places: Sequence[tuple[int, int]], marker: dict[str, object], hover: Sequence[str]) -> go.Scatter:
    return go.Scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers",
        marker=marker,
        cliponaxis=False,
        customdata=list(hover),
        hovertemplate="%{customdata}<extra></extra>",
    )


def _distance(pair: Pair, frame: Frame) -> str:
    if pair.distance is None:
        return ""
    way = "above" if pair.distance > 0 else "below" if pair.distance < 0 else "same"
    return text(f"chart.rating.{way}", frame.language, levels=abs(pair.distance))


def _distances(shown: Sequence[Pair], frame: Frame) -> list[dict[str, object]]:
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "y": _place(shown, pair), "showarrow": False, "align": "left",
         "xshift": 6, "text": _distance(pair, frame), "font": {"size": 12, "color": frame.inks.text}}
        for pair in shown
        if pair.distance is not None
    ]  # fmt: skip


def _names(shown: Sequence[Pair], frame: Frame) -> list[dict[str, object]]:
    """Return what ring and diamond mean, above and below the pair that stands widest apart: no legend."""
    apart = max(shown, key=lambda pair: abs(pair.distance or 0), default=None)
    if apart is None:
        return []
    marks = [("said", apart.said, 18), ("measured", apart.measured, -16)]
    return [
        {"x": level, "y": _place(shown, apart), "yshift": shift, "showarrow": False,
         "text": text(f"chart.rating.{name}", frame.language), "font": {"size": 11, "color": frame.inks.muted}}
        for name, level, shift in marks
        if level is not None
    ]  # fmt: skip


def _table(pairs: Sequence[Pair], frame: Frame) -> Table:
    columns = (
        Column(text("chart.rating.statement", frame.language)),
        Column(text("chart.rating.said", frame.language), "number"),
        Column(text("chart.rating.measured", frame.language), "number"),
        Column(text("chart.rating.distance", frame.language), "number"),
    )
    return Table(columns, tuple((pair.name, pair.said, pair.measured, pair.distance) for pair in pairs))


def _alt(shown: Sequence[Pair], frame: Frame) -> str:
    said = []
    for pair in shown:
        marks = [(name, getattr(pair, name)) for name in ("said", "measured")]
        words = [
            f"{text(f'chart.rating.{name}', frame.language)} {level}" for name, level in marks if level is not None
        ]
        said.append(f"{pair.name}: {', '.join(words)}")
    return alt_text(frame, *said)
