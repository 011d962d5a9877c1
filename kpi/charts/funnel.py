"""How much of the benefit that was planned has been realised, and how much of that has been moved on?"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.labels import plain
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

BAR_HEIGHT = 30
HEADING = 1.0  # of a bar's height
STAGES = ("planned", "realised", "moved")


@dataclass(frozen=True)
class Benefit:
    """The benefit of one direction, SEK; None = nobody has said. `slack` is realised but not moved on."""

    name: str
    planned: fmt.Number | None
    realised: fmt.Number | None
    moved: fmt.Number | None
    slack: fmt.Number | None

    def at(self, stage: str) -> fmt.Number | None:
        """Return the amount of a stage."""
        return getattr(self, stage)


def funnel(benefits: Sequence[Benefit], frame: Frame) -> Chart:
    """Return planned, realised and re-allocated benefit as bars from zero, each direction in itself.

    What is planned is hollow; what is realised but not moved on stands outlined beside what is.
    """
    scale = fmt.scale_for(benefit.at(stage) for benefit in benefits for stage in STAGES)
    frame = frame.in_unit(fmt.scale_name(scale, frame.language))
    figure = go.Figure()
    places, reached = [], 0.0
    for benefit in benefits:
        figure.add_annotation(_heading(benefit, -reached, frame))
        for stage in STAGES:
            reached += HEADING
            places.append((-reached, text(f"chart.benefit.{stage}", frame.language)))
            _add(figure, benefit, stage, -reached, scale, frame)
        reached += HEADING * 1.4
    figure.update_layout(barmode="stack", bargap=0.3)
    amounts = [float(fmt.scaled(benefit.at(stage) or 0, scale)) for benefit in benefits for stage in STAGES]
    figure.update_xaxes(visible=False, range=[min([0.0, *amounts]), max([*amounts, 1e-9])])
    figure.update_yaxes(tickvals=[place for place, _ in places], ticktext=[name for _, name in places])
    figure.update_yaxes(tickfont={"color": frame.inks.text}, ticklabelstandoff=8, range=[-reached + 0.6, 0.6])
    figure.update_layout(margin={"r": 96})  # the labels stand in it
    height = round(BAR_HEIGHT * reached)
    return Chart(
        framed(figure, frame, height), frame, _alt(benefits, scale, frame), _table(benefits, scale, frame)
    )


def _add(figure: go.Figure, benefit: Benefit, stage: str, place: float, scale: fmt.Scale, frame: Frame) -> None:
    """Draw one stage: its bar, what is left of the stage before as slack, and its words."""
    amount = benefit.at(stage)
    ends = float(fmt.scaled(amount or 0, scale))
    figure.add_bar(**_bar(amount, place, stage, benefit, scale, frame))
    words = fmt.amount(amount, scale, frame.language) or text("chart.benefit.unknown", frame.language)
    if stage == "moved" and benefit.slack:
        figure.add_bar(**_slack(benefit, place, scale, frame))
        ends += float(fmt.scaled(benefit.slack, scale))
        slack = fmt.amount(benefit.slack, scale, frame.language)
        words = f"{words}<br>{text('chart.benefit.slack', frame.language, amount=slack)}"
    figure.add_annotation(
        x=max(ends, 0.0), y=place, xanchor="left", xshift=6, showarrow=False, align="left", text=words,
        font={"size": 12, "color": frame.inks.text},
    )  # fmt: skip


def _bar(
    amount: fmt.Number | None, place: float, stage: str, benefit: Benefit, scale: fmt.Scale, frame: Frame
) -> dict[str, object]:
    accent = frame.inks.accent
    hollow = stage == "planned"
    return {
        "x": [float(fmt.scaled(amount, scale)) if amount is not None else None],
        "y": [place],
        "orientation": "h",
        "marker": {"color": "rgba(0,0,0,0)" if hollow else accent, "line": {"color": accent, "width": 1.5}},
        "customdata": [fmt.money(amount, frame.language, scale)],
        "hovertemplate": f"{plain(benefit.name)}, {text(f'chart.benefit.{stage}', frame.language).lower()} "
        "%{customdata}<extra></extra>",
    }


def _slack(benefit: Benefit, place: float, scale: fmt.Scale, frame: Frame) -> dict[str, object]:
    slack = fmt.money(benefit.slack, frame.language, scale)
    return {
        "x": [float(fmt.scaled(benefit.slack, scale))],
        "y": [place],
        "orientation": "h",
        "marker": {
            "color": "rgba(0,0,0,0)",
            "line": {"color": frame.inks.muted, "width": 1},
            "pattern": {"shape": "/", "fgcolor": frame.inks.muted, "bgcolor": "rgba(0,0,0,0)", "size": 6},
        },
        "hovertemplate": f"{text('chart.benefit.slack', frame.language, amount=slack)}<extra></extra>",
    }


def _heading(benefit: Benefit, place: float, frame: Frame) -> dict[str, object]:
    return {
        "x": 0, "y": place, "xanchor": "left", "showarrow": False, "text": f"<b>{plain(benefit.name)}</b>",
        "font": {"size": 13, "color": frame.inks.text},
    }  # fmt: skip


def _table(benefits: Sequence[Benefit], scale: fmt.Scale, frame: Frame) -> Table:
    names = [Column(text(f"chart.benefit.{stage}", frame.language), "money", scale) for stage in STAGES]
    slack = Column(text("chart.column.slack", frame.language), "money", scale)
    columns = (Column(text("chart.column.direction", frame.language)), *names, slack)
    rows = tuple((one.name, one.planned, one.realised, one.moved, one.slack) for one in benefits)
    return Table(columns, rows)


def _alt(benefits: Sequence[Benefit], scale: fmt.Scale, frame: Frame) -> str:
    said = []
    for benefit in benefits:
        known = [
            f"{text(f'chart.benefit.{stage}', frame.language).lower()} "
            f"{fmt.money(benefit.at(stage), frame.language, scale)}"
            for stage in STAGES
            if benefit.at(stage) is not None
        ]
        said.append(f"{benefit.name}: {', '.join(known)}")
    return alt_text(frame, *said)
