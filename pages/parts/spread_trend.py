"""Has the spread inside the group grown or shrunk over the years?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import charts
from kpi import format as fmt
from kpi.equality import Equality
from kpi.figures import Figure
from pages.parts.chart import frame, show_chart
from pages.parts.filters import Filters
from pages.parts.language import reader_language, say

CERTAIN = "utfall"
DRAWN = ("cv", "gini")  # both plain ratios, so that one axis holds them


def show_spread(found: Equality, years: Sequence[int], chosen: Filters) -> None:
    """Show the coefficient of variation and Gini year by year, under what has happened to the first."""
    held = {name: [found.measure(name, year) for year in years] for name in DRAWN}
    known = [figure for figure in held["cv"] if figure and figure.value is not None]
    if not known:
        st.html(f'<p class="note">{escape(say("page.equality.no_spread"))}</p>')
        return
    lines = [
        charts.Line(
            say(f"page.equality.line.{name}"),
            tuple(charts.Point(one.year, one.value, one.status == CERTAIN) for one in figures if one),
        )
        for name, figures in held.items()
    ]
    first, last = known[0].year, known[-1].year
    period = str(first) if first == last else f"{first}–{last}"
    subtitle = say(f"page.equality.spread_unit.{found.base}", period=period)
    show_chart(charts.trend(lines, "ratio", frame(_message(known[0], known[-1]), subtitle)), "spread")


def _message(first: Figure, last: Figure) -> str:
    began, ended = (fmt.figure(figure.value, "ratio", reader_language()) for figure in (first, last))
    values = {"first": began, "last": ended, "from_year": first.year, "to_year": last.year}
    if first.year == last.year:
        return say("page.equality.spread.once", last=ended, to_year=last.year)
    if began == ended:
        return say("page.equality.spread.same", **values)
    return say(f"page.equality.spread.{'up' if last.value > first.value else 'down'}", **values)
