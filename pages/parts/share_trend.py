"""How has a unit's IT share of its turnover moved?"""

from collections.abc import Sequence

from kpi import charts
from kpi import format as fmt
from kpi.figures import Figure
from pages.parts.chart import frame, show_chart
from pages.parts.language import reader_language, say

CERTAIN = "utfall"


def show_share_trend(figures: Sequence[Figure | None]) -> None:
    """Show the share year by year, under what has happened to it; a missing year stays a gap."""
    held = [figure for figure in figures if figure]
    known = [figure for figure in held if figure.value is not None]
    if not known:
        return
    first, last = known[0], known[-1]
    points = tuple(charts.Point(figure.year, figure.value, figure.status == CERTAIN) for figure in held)
    line = charts.Line(say("page.units.column.total_it_share"), points)
    span = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    framed = frame(_message(first, last), say("page.units.trend_unit", period=span))
    show_chart(charts.trend([line], "%", framed), "share")


def _message(first: Figure, last: Figure) -> str:
    began, ended = (fmt.figure(figure.value, "%", reader_language(), "sentence") for figure in (first, last))
    if began == ended:
        return say("page.units.trend_same", share=ended, from_year=first.year, to_year=last.year)
    way = "up" if last.value > first.value else "down"
    return say(f"page.units.trend_{way}", first=began, last=ended, from_year=first.year, to_year=last.year)
