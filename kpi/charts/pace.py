"""Where is a share heading: what was, what is required, and what comes if the pace lasts?"""

from collections.abc import Sequence

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.pace_course import UNIT, Course
from kpi.charts.pace_labels import election_labels, elections, end_labels, point_labels, ticks
from kpi.charts.palette import faded
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table, Value

HEIGHT = 340
BAND_OPACITY = 0.16
HEADROOM = 1.16


def pace_curve(course: Course, frame: Frame) -> Chart:
    """Return the share as a line, the way required as a thin one, and what the pace leads to dashed in its band.

    A target beyond the last year drawn is named in a note.
    """
    figure = go.Figure(_traces(course, frame))
    for year in elections(course):
        figure.add_vline(x=year, line={"color": frame.inks.hairline, "width": 1}, layer="below")
    for note in (*election_labels(course, frame), *point_labels(course, frame), *end_labels(course, frame)):
        figure.add_annotation(note)
    figure.update_xaxes(
        range=[course.first - 0.4, course.last + 0.4], tickvals=ticks(course), tickformat="d", showline=True,
        tickfont={"color": frame.inks.text, "size": 12}, tickangle=0,
    )  # fmt: skip
    figure.update_yaxes(visible=False, range=[0, course.top * HEADROOM])
    figure.update_layout(margin={"l": 12, "r": 108 if course.ahead else 76 if course.path else 24, "b": 12})
    return Chart(
        framed(figure, frame, HEIGHT), frame, _alt(course, frame), _table(course, frame), _notes(course, frame)
    )


def _traces(course: Course, frame: Frame) -> list[go.Scatter]:
    inks, found = frame.inks, []
    if course.ahead and course.has_range:
        found += _band(course, frame)
    if course.path:
        found.append(_line(course.path, inks.text, "dot", 1.4, "chart.pace.required", frame))
    if course.ahead:
        middle = [(one.year, one.share_pct) for one in course.ahead]
        found.append(_line(middle, inks.accent, "dash", 2, "chart.pace.present", frame))
    return [*found, _seen(course, frame)]


def _seen(course: Course, frame: Frame) -> go.Scatter:
    return go.Scatter(
        name=text("chart.pace.share", frame.language),
        x=[point.year for point in course.points],
        y=[point.value for point in course.points],
        mode="lines+markers",
        connectgaps=False,
        line={"color": frame.inks.accent, "width": 2.4},
        marker={"size": 8, "color": frame.inks.accent},
        cliponaxis=False,
        customdata=[fmt.figure(point.value, UNIT, frame.language) for point in course.points],
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )


def _line(
    points: Sequence[tuple[int, float]], colour: str, dash: str, width: float, key: str, frame: Frame
) -> go.Scatter:
    name = text(key, frame.language)
    return go.Scatter(
        name=name,
        x=[year for year, _ in points],
        y=[share for _, share in points],
        mode="lines",
        line={"color": colour, "width": width, "dash": dash},
        customdata=[fmt.figure(share, UNIT, frame.language) for _, share in points],
        hovertemplate=f"{name}<br>%{{x}}: %{{customdata}}<extra></extra>",
    )


def _band(course: Course, frame: Frame) -> list[go.Scatter]:
    drawn = {"x": [one.year for one in course.ahead], "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    fill = {"fill": "tonexty", "fillcolor": faded(frame.inks.accent, BAND_OPACITY)}
    return [
        go.Scatter(y=[one.lowest_pct for one in course.ahead], **drawn),
        go.Scatter(y=[one.highest_pct for one in course.ahead], **drawn, **fill),
    ]


def _notes(course: Course, frame: Frame) -> tuple[str, ...]:
    if course.target is None or course.target_in_view:
        return ()
    return (text("chart.pace.beyond", frame.language, target=course.target.words(frame)),)


def _table(course: Course, frame: Frame) -> Table:
    """Return every year drawn; a line that is not drawn has no column."""
    columns: dict[str, dict[int, Value]] = {"share": dict(course.known)}
    if course.path:
        columns["required"] = dict(course.path)
    to_come = course.ahead[1:]
    if to_come:
        columns["present"] = {one.year: one.share_pct for one in to_come}
    if to_come and course.has_range:
        columns["lowest"] = {one.year: one.lowest_pct for one in to_come}
        columns["highest"] = {one.year: one.highest_pct for one in to_come}
    heads = [Column(text(f"chart.pace.{name}", frame.language), UNIT) for name in columns]
    years = range(course.first, course.last + 1)
    rows = tuple((str(year), *(values.get(year) for values in columns.values())) for year in years)
    return Table((Column(text("chart.column.year", frame.language), "year"), *heads), rows)


def _alt(course: Course, frame: Frame) -> str:
    seen = [f"{year} {fmt.figure(share, UNIT, frame.language)}" for year, share in course.known]
    said = [f"{text('chart.pace.share', frame.language)}: {', '.join(seen)}"]
    if course.target:
        said.append(course.target.words(frame))
    if course.ahead:
        end = course.ahead[-1]
        share = fmt.figure(end.share_pct, UNIT, frame.language)
        said.append(f"{text('chart.pace.present', frame.language)}: {end.year} {share}")
    return alt_text(frame, *said)
