"""Where is a share heading: what was, what is required, and what comes if the pace lasts?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import spread
from kpi.charts.lines import Point
from kpi.charts.palette import faded
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.pacing import Outlook
from kpi.table import Column, Table

HEIGHT = 340
UNIT = "%"
BAND_OPACITY = 0.16
APART = 0.13  # of the axis: years closer than this share one label
ELECTIONS = (2022, 4)  # Swedish municipal elections: one year of them, and how often


@dataclass(frozen=True)
class Target:
    """The share to be reached and its year."""

    year: int
    share: float


def pace_curve(
    points: Sequence[Point],
    ahead: Sequence[Outlook],
    path: Sequence[tuple[int, float]],
    target: Target | None,
    frame: Frame,
    with_band: bool = True,
) -> Chart:
    """Return the share as a line, the way required as a thin one, and what the pace leads to dashed in its band.

    `ahead` and `path` begin with the last year of `points`. A target beyond the last year drawn is named in a note.
    """
    last = max([point.year for point in points] + [one.year for one in ahead])
    within = target if target and target.year <= last else None
    top = _top(points, ahead if with_band else (), ahead, within)
    figure = go.Figure()
    if ahead and with_band:
        figure.add_traces(_band(ahead, frame))
    if path:
        figure.add_trace(_line(path, frame.inks.text, "dot", 1.4, "chart.pace.required", frame))
    if ahead:
        middle = [(one.year, one.share_pct) for one in ahead]
        figure.add_trace(_line(middle, frame.inks.accent, "dash", 2, "chart.pace.present", frame))
    figure.add_trace(_seen(points, frame))
    first = min(point.year for point in points)
    _draw_elections(figure, first, last, frame)
    figure.update_xaxes(
        range=[first - 0.4, last + 0.4], tickvals=_ticks(points, within, last), tickformat="d", showline=True,
        tickfont={"color": frame.inks.text, "size": 12}, tickangle=0,
    )  # fmt: skip
    figure.update_yaxes(visible=False, range=[0, top * 1.16])
    for note in [*_labels(points, within, frame), *_ends(ahead, path, top, within, with_band, frame)]:
        figure.add_annotation(note)
    figure.update_layout(margin={"l": 12, "r": 108 if ahead else 24, "b": 12})
    notes = _notes(target, within, frame)
    table = _table(points, ahead, path, with_band, frame)
    return Chart(framed(figure, frame, HEIGHT), frame, _alt(points, ahead, target, frame), table, notes)


def target_words(target: Target, frame: Frame) -> str:
    """Return a target as it is labelled."""
    share = fmt.figure(target.share, UNIT, frame.language, "sentence")
    return text("chart.pace.target", frame.language, share=share, year=target.year)


def _seen(points: Sequence[Point], frame: Frame) -> go.Scatter:
    colour = frame.inks.accent
    return go.Scatter(
        name=text("chart.pace.share", frame.language),
        x=[point.year for point in points],
        y=[point.value for point in points],
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 2.4},
        marker={"size": 8, "color": colour, "line": {"width": 2, "color": colour}},
        cliponaxis=False,
        customdata=[fmt.figure(point.value, UNIT, frame.language) for point in points],
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


def _band(ahead: Sequence[Outlook], frame: Frame) -> list[go.Scatter]:
    years = [one.year for one in ahead]
    nothing = {"width": 0}
    low = go.Scatter(x=years, y=[one.lowest_pct for one in ahead], mode="lines", line=nothing, hoverinfo="skip")
    high = go.Scatter(
        x=years, y=[one.highest_pct for one in ahead], mode="lines", line=nothing, hoverinfo="skip",
        fill="tonexty", fillcolor=faded(frame.inks.accent, BAND_OPACITY),
    )  # fmt: skip
    return [low, high]


def _draw_elections(figure: go.Figure, first: int, last: int, frame: Frame) -> None:
    begun, every = ELECTIONS
    for year in range(first, last + 1):
        if (year - begun) % every:
            continue
        figure.add_vline(x=year, line={"color": frame.inks.hairline, "width": 1}, layer="below")
        figure.add_annotation(
            x=year, y=1, yref="paper", yanchor="top", xanchor="left", xshift=2, showarrow=False,
            text=text("chart.pace.election", frame.language), font={"size": 11, "color": frame.inks.muted},
        )  # fmt: skip


def _ticks(points: Sequence[Point], target: Target | None, last: int) -> list[int]:
    """Return the years that are labelled: today, the target, the ends, as far as they do not touch."""
    first, now = points[0].year, points[-1].year
    wanted = [now, *([target.year] if target else []), last, first]
    chosen: list[int] = []
    for year in wanted:
        if all(abs(year - other) > APART * (last - first) for other in chosen):
            chosen.append(year)
    return sorted(chosen)


def _labels(points: Sequence[Point], target: Target | None, frame: Frame) -> list[dict[str, object]]:
    """Return the values of the first and the last year, and the target, beside their points and off the lines."""
    known = [point for point in points if point.value is not None]
    first, last = known[0], known[-1]
    found = [_value_label(last, frame) | {"xanchor": "right" if len(known) > 1 else "center", "xshift": 4}]
    if len(known) > 1:
        rises = known[1].value > first.value
        below = {"yanchor": "top", "yshift": -7} if rises else {}
        found.append(_value_label(first, frame) | {"xanchor": "left", "xshift": -8} | below)
    if target:
        words = target_words(target, frame)
        found.append(_annotation(target.year, target.share, words, frame) | {"xanchor": "right", "xshift": 8})
    return found


def _value_label(point: Point, frame: Frame) -> dict[str, object]:
    printed = fmt.figure(point.value, UNIT, frame.language, "sentence")
    strong = {"font": {"size": 13, "color": frame.inks.text, "weight": 600}}
    return _annotation(point.year, point.value, printed, frame) | strong


def _annotation(year: int, share: float, words: str, frame: Frame) -> dict[str, object]:
    return {
        "x": year, "y": share, "yanchor": "bottom", "yshift": 7, "showarrow": False, "text": words,
        "font": {"size": 12, "color": frame.inks.text},
    }  # fmt: skip


def _ends(
    ahead: Sequence[Outlook],
    path: Sequence[tuple[int, float]],
    top: float,
    target: Target | None,
    with_band: bool,
    frame: Frame,
) -> list[dict[str, object]]:
    """Return what the lines lead to, in the margin to the right of the last year."""
    if not ahead:
        return []
    language, end = frame.language, ahead[-1]
    share, highest = (fmt.figure(value, UNIT, language, "sentence") for value in (end.share_pct, end.highest_pct))
    lowest = fmt.number(end.lowest_pct, fmt.sentence_decimals(end.lowest_pct), language)
    key = "chart.pace.end_range" if with_band else "chart.pace.end"
    ends = [(end.share_pct, text(key, language, share=f"<b>{share}</b>", lowest=lowest, highest=highest))]
    if path and not target:
        share = fmt.figure(path[-1][1], UNIT, language, "sentence")
        ends.append((path[-1][1], text("chart.pace.end_required", language, share=share)))
    places = spread([share for share, _ in ends], top * 0.22)
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": place, "yanchor": "middle", "showarrow": False,
         "align": "left", "text": words, "font": {"size": 12, "color": frame.inks.text}}
        for (_, words), place in zip(ends, places, strict=True)
    ]  # fmt: skip


def _top(points: Sequence[Point], band: Sequence[Outlook], ahead: Sequence[Outlook], target: Target | None) -> float:
    values = [point.value for point in points if point.value is not None]
    values += [one.highest_pct for one in band] + [one.share_pct for one in ahead]
    return max([*values, target.share if target else 0.0, 1e-9])


def _notes(target: Target | None, within: Target | None, frame: Frame) -> tuple[str, ...]:
    if target is None or within is not None:
        return ()
    return (text("chart.pace.beyond", frame.language, target=target_words(target, frame)),)


def _table(
    points: Sequence[Point],
    ahead: Sequence[Outlook],
    path: Sequence[tuple[int, float]],
    with_band: bool,
    frame: Frame,
) -> Table:
    language = frame.language
    seen, way = {point.year: point.value for point in points}, dict(path)
    to_come = {one.year: one for one in ahead[1:]}
    columns = [Column(text("chart.column.year", language), "year"), Column(text("chart.pace.share", language), UNIT)]
    columns += [Column(text("chart.pace.required", language), UNIT)] if path else []
    columns += [Column(text("chart.pace.present", language), UNIT)] if to_come else []
    columns += [
        Column(text(f"chart.pace.{end}", language), UNIT) for end in ("lowest", "highest") if to_come and with_band
    ]
    rows = []
    for year in sorted({*seen, *way, *to_come}):
        row: list[float | str | None] = [str(year), seen.get(year)]
        one = to_come.get(year)
        row += [way.get(year)] if path else []
        row += [one and one.share_pct] if to_come else []
        row += [one and one.lowest_pct, one and one.highest_pct] if to_come and with_band else []
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows))


def _alt(points: Sequence[Point], ahead: Sequence[Outlook], target: Target | None, frame: Frame) -> str:
    seen = [
        f"{point.year} {fmt.figure(point.value, UNIT, frame.language)}" for point in points if point.value is not None
    ]
    said = [f"{text('chart.pace.share', frame.language)}: {', '.join(seen)}"]
    if target:
        said.append(target_words(target, frame))
    if ahead:
        end = ahead[-1]
        share = fmt.figure(end.share_pct, UNIT, frame.language)
        said.append(f"{text('chart.pace.present', frame.language)}: {end.year} {share}")
    return alt_text(frame, *said)
