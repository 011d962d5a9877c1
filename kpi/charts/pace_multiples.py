"""How does each unit's share move toward its own target, side by side?"""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from kpi import format as fmt
from kpi.charts.lines import Line, Point, multiples
from kpi.charts.pace_course import UNIT, Target
from kpi.charts.template import Chart, Frame

SIDE_ROOM = 0.28  # of the years shown: what a value beside its point takes in half a narrow screen
CLEAR = 0.16  # of the highest value: nearer than this to the axis or the target a value beside its point lies on it
CLEAR_ABOVE = 0.4  # the same for a value above its point


def pace_multiples(lines: Sequence[Line], targets: Mapping[str, Target], frame: Frame, columns: int = 2) -> Chart:
    """Return one small panel per unit, all with the same range, each with its own target as a thin line."""
    chart = multiples(lines, UNIT, frame, columns)
    values = [point.value for line in lines for point in line.points if point.value is not None]
    top = max([*values, *(target.share for target in targets.values()), 1e-9])
    years = [point.year for line in lines for point in line.points]
    chart.figure.update_annotations(font={"size": 11})  # a long name stands in half a narrow screen
    chart.figure.update_yaxes(range=[0, top * 1.3])
    span = max(years, default=0) - min(years, default=0)
    room = max(0.4, SIDE_ROOM * span)
    chart.figure.update_xaxes(range=[-room, span + room])
    for place, line in enumerate(lines):
        target = targets.get(line.name)
        if target:
            _draw_target(chart.figure, target, place // columns + 1, place % columns + 1, frame)
        trace = chart.figure.data[place]
        texts = [f"{fmt.NBSP}{words}{fmt.NBSP}" for words in trace.text]  # a little off the point
        trace.update(textposition=_sides(line, target, top), text=texts)
    return chart


def _sides(line: Line, target: Target | None, top: float) -> list[str]:
    """Return where each value is written: the first before its point and the last after it, off the target's line."""
    known = [point.year for point in line.points if point.value is not None]
    if len(known) < 2:
        return [f"{_height(point, target, CLEAR_ABOVE * top, 'top')} center" for point in line.points]
    return [
        f"{_height(point, target, CLEAR * top, 'middle')} {'left' if point.year == known[0] else 'right'}"
        for point in line.points
    ]


def _height(point: Point, target: Target | None, near: float, usual: str) -> str:
    """Return on which height a value stands: the usual one, else off the axis and off the target's line."""
    if point.value is None or point.value < near:
        return "top"
    if target is None or abs(target.share - point.value) >= near:
        return usual
    return "bottom" if point.value <= target.share else "top"


def _draw_target(figure: go.Figure, target: Target, row: int, column: int, frame: Frame) -> None:
    figure.add_hline(
        y=target.share, row=row, col=column, line={"color": frame.inks.text, "width": 1, "dash": "dot"},
        annotation={
            "text": target.words(frame), "font": {"size": 11, "color": frame.inks.muted},
            "xanchor": "left", "yanchor": "bottom", "x": 0, "yshift": -1,
        },
    )  # fmt: skip
