"""How does a cost run through the year: what is booked, where it is heading, and how earlier years ran?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import spread
from kpi.charts.palette import faded
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

HEIGHT = 360
MONTHS = range(1, 13)
Run = Sequence[fmt.Number | None]
NOTHING: Run = (None,) * 12


@dataclass(frozen=True)
class Runs:
    """Sums from January in SEK, twelve each: the year's own, what it is foreseen to become, and the years before.

    `afterwards` is what a year that is looked back on became; it is told apart from what was known.
    """

    year: int
    outcome: Run
    foreseen: Run = NOTHING
    low: Run = NOTHING
    high: Run = NOTHING
    afterwards: Run = NOTHING
    earlier: Mapping[int, Run] = field(default_factory=dict)


def year_end(runs: Runs, frame: Frame, colour: str | None = None) -> Chart:
    """Return the year as a line from zero, its forecast dashed in a band, earlier years faint behind it."""
    colour = colour or frame.inks.accent
    scale = fmt.scale_for(_amounts(runs))
    frame = frame.in_unit(fmt.scale_name(scale, frame.language))
    traces = [_thin(run, scale, frame, str(year)) for year, run in sorted(runs.earlier.items())]
    traces += _band(runs, scale, colour)
    traces += [_line(runs.foreseen, scale, frame, colour, "foreseen", dash="dash")]
    traces += [_line(runs.afterwards, scale, frame, colour, "afterwards", dash="dot", hollow=True)]
    traces += [_line(runs.outcome, scale, frame, colour, "outcome")]
    figure = go.Figure([trace for trace in traces if any(value is not None for value in trace.y)])
    top = max((float(fmt.scaled(amount, scale)) for amount in _amounts(runs)), default=1.0)
    figure.update_xaxes(tickvals=list(MONTHS), range=[0.6, 12.15], showline=True, tickangle=0)
    figure.update_xaxes(ticktext=_month_names(frame), tickfont={"color": frame.inks.text, "size": 12})
    figure.update_yaxes(visible=False, range=[min(0.0, *_drawn(runs, scale), 0.0), max(top, 1e-9) * 1.08])
    labels = _ends(runs, scale, frame)
    for note in [*_placed(labels, max(top, 1e-9)), *_so_far(runs, scale, frame)]:
        figure.add_annotation(note)
    longest = max((len(line) for label, _ in labels for line in label.split("<br>")), default=0)
    figure.update_layout(margin={"r": 10 + 6.6 * longest})
    return Chart(framed(figure, frame, HEIGHT), frame, _alt(runs, scale, frame), _table(runs, scale, frame))


def _amounts(runs: Runs) -> list[fmt.Number]:
    shown = [runs.outcome, runs.foreseen, runs.low, runs.high, runs.afterwards, *runs.earlier.values()]
    return [amount for run in shown for amount in run if amount is not None]


def _drawn(runs: Runs, scale: fmt.Scale) -> list[float]:
    return [float(fmt.scaled(amount, scale)) for amount in _amounts(runs)]


def _scaled(run: Run, scale: fmt.Scale) -> list[float | None]:
    return [None if amount is None else float(fmt.scaled(amount, scale)) for amount in run]


def _month_names(frame: Frame) -> list[str]:
    """Return every third month's name, so that they stand apart on a narrow screen too."""
    return [fmt.month_name(month, frame.language, short=True) if month % 3 == 0 else "" for month in MONTHS]


def _thin(run: Run, scale: fmt.Scale, frame: Frame, name: str) -> go.Scatter:
    return go.Scatter(
        name=name,
        x=list(MONTHS),
        y=_scaled(run, scale),
        mode="lines",
        line={"color": faded(frame.inks.muted, 0.45), "width": 1},
        customdata=[fmt.money(amount, frame.language, scale) for amount in run],
        hovertemplate=f"{name}: %{{customdata}}<extra></extra>",
    )


def _line(
    run: Run, scale: fmt.Scale, frame: Frame, colour: str, kind: str, dash: str = "solid", hollow: bool = False
) -> go.Scatter:
    name = text(f"chart.forecast.{kind}", frame.language)
    last = max((month for month, amount in zip(MONTHS, run, strict=True) if amount is not None), default=None)
    return go.Scatter(
        name=name,
        x=list(MONTHS),
        y=_scaled(run, scale),
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 2.5 if dash == "solid" else 2, "dash": dash},
        marker={
            "size": [9 if month == last else 0 for month in MONTHS],
            "color": frame.inks.ground if hollow or dash == "dash" else colour,
            "line": {"color": colour, "width": 2},
        },
        cliponaxis=False,
        customdata=[fmt.money(amount, frame.language, scale) for amount in run],
        hovertemplate=f"{name} %{{customdata}}<extra></extra>",
    )


def _band(runs: Runs, scale: fmt.Scale, colour: str) -> list[go.Scatter]:
    edge = {"x": list(MONTHS), "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    low = go.Scatter(name="low", y=_scaled(runs.low, scale), **edge)
    high = go.Scatter(name="high", y=_scaled(runs.high, scale), fill="tonexty", fillcolor=faded(colour, 0.16), **edge)
    return [low, high]


def _ends(runs: Runs, scale: fmt.Scale, frame: Frame) -> list[tuple[str, float]]:
    """Return the labels at the end of the year with the heights they belong to."""
    last_year = max(runs.earlier, default=None)
    ends = [
        ("foreseen", runs.foreseen[-1]),
        ("afterwards", runs.afterwards[-1]),
        ("whole", runs.outcome[-1]),
        (str(last_year), runs.earlier[last_year][-1] if last_year is not None else None),
    ]
    found = []
    for kind, amount in ends:
        if amount is None:
            continue
        printed = fmt.amount(amount, scale, frame.language)
        said = kind if kind.isdigit() else text(f"chart.forecast.end.{kind}", frame.language, year=runs.year)
        label = f"<b>{printed}</b> {said}"
        if kind == "foreseen" and runs.low[-1] is not None:
            edges = [fmt.amount(edge, scale, frame.language) for edge in (runs.low[-1], runs.high[-1])]
            label += f"<br>{edges[0]}–{edges[1]}"
        found.append((label, float(fmt.scaled(amount, scale))))
    return found


def _placed(labels: Sequence[tuple[str, float]], top: float) -> list[dict[str, object]]:
    places = spread([height for _, height in labels], top * 0.13)
    above = max(0.0, max(places, default=0.0) - top * 1.05)  # what stands outside the axis is not drawn
    places = [place - above for place in places]
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": place, "yref": "y", "showarrow": False,
         "align": "left", "text": label, "font": {"size": 12}}
        for (label, _), place in zip(labels, places, strict=True)
    ]  # fmt: skip


def _so_far(runs: Runs, scale: fmt.Scale, frame: Frame) -> list[dict[str, object]]:
    """Return the label of what is booked, where more is to come."""
    known = [(month, amount) for month, amount in zip(MONTHS, runs.outcome, strict=True) if amount is not None]
    if not known or known[-1][0] == 12:
        return []
    month, amount = known[-1]
    printed = fmt.amount(amount, scale, frame.language)
    said = text("chart.forecast.so_far", frame.language, money=printed)
    return [
        {"x": month, "y": float(fmt.scaled(amount, scale)), "xanchor": "right", "yanchor": "bottom", "xshift": -6,
         "yshift": 4, "showarrow": False, "text": said, "font": {"size": 12, "color": frame.inks.text}}
    ]  # fmt: skip


def _table(runs: Runs, scale: fmt.Scale, frame: Frame) -> Table:
    """Return the sums by month; outcome and forecast have columns of their own."""
    own = {"outcome": runs.outcome}
    for name in ("foreseen", "low", "high", "afterwards"):
        pairs = zip(getattr(runs, name), runs.outcome, strict=True)
        own[name] = tuple(amount if known is None else None for amount, known in pairs)
    shown = {text(f"chart.forecast.{name}", frame.language): run for name, run in own.items() if any(run)}
    shown |= {str(year): run for year, run in sorted(runs.earlier.items(), reverse=True)}
    columns = [Column(text("chart.forecast.month", frame.language), "text")]
    columns += [Column(name, "money", scale) for name in shown]
    rows = [(fmt.month_name(month, frame.language), *(run[month - 1] for run in shown.values())) for month in MONTHS]
    return Table(tuple(columns), tuple(rows))


def _alt(runs: Runs, scale: fmt.Scale, frame: Frame) -> str:
    words = [
        f"{text(f'chart.forecast.{name}', frame.language)} {fmt.money(known[-1], frame.language, scale)}"
        for name in ("outcome", "foreseen", "low", "high", "afterwards")
        if (known := [amount for amount in getattr(runs, name) if amount is not None])
    ]
    return alt_text(frame, fmt.join(words, frame.language))
