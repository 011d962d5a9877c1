"""How does each unit's share move toward its own target, side by side?"""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from kpi.charts.lines import Line, multiples
from kpi.charts.pace_course import UNIT, Target
from kpi.charts.template import Chart, Frame

LABEL_ROOM = 0.28  # of the highest value: as much as a written value takes


def pace_multiples(lines: Sequence[Line], targets: Mapping[str, Target], frame: Frame, columns: int = 2) -> Chart:
    """Return one small panel per unit, all with the same range, each with its own target as a thin line."""
    chart = multiples(lines, UNIT, frame, columns)
    values = [point.value for line in lines for point in line.points if point.value is not None]
    top = max([*values, *(target.share for target in targets.values()), 1e-9])
    years = [point.year for line in lines for point in line.points]
    chart.figure.update_annotations(font={"size": 11})  # a long name stands in half a narrow screen
    chart.figure.update_yaxes(range=[0, top * 1.3])
    chart.figure.update_xaxes(range=[-0.4, max(years, default=0) - min(years, default=0) + 0.4])
    for place, line in enumerate(lines):
        if target := targets.get(line.name):
            _draw_target(chart.figure, target, place // columns + 1, place % columns + 1, frame)
            chart.figure.data[place].update(textposition=_sides(line, target, top))
    return chart


def _sides(line: Line, target: Target, top: float) -> list[str]:
    """Return on which side of its point each value is written: below where the target's line runs above it."""
    room = LABEL_ROOM * top
    return [
        "bottom center"
        if point.value is not None and 0 <= target.share - point.value < room < point.value
        else "top center"
        for point in line.points
    ]


def _draw_target(figure: go.Figure, target: Target, row: int, column: int, frame: Frame) -> None:
    figure.add_hline(
        y=target.share, row=row, col=column, line={"color": frame.inks.text, "width": 1, "dash": "dot"},
        annotation={
            "text": target.words(frame), "font": {"size": 11, "color": frame.inks.muted},
            "xanchor": "left", "yanchor": "bottom", "x": 0, "yshift": -1,
        },
    )  # fmt: skip
