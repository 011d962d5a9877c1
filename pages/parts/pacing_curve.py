"""Where is the share heading: the curve with its target, the way required and what the pace leads to?"""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from kpi import charts
from kpi import format as fmt
from kpi.pacing import HORIZONS, PaceYear, has_range, outlook, paces, required_path
from kpi.pacing_words import title
from pages.parts.address import shown_in, write
from pages.parts.chart import frame, show_chart
from pages.parts.language import reader_language, say

KEY, NAME = "pace-horizon", "horizon"
OFFERED = tuple(str(years) for years in HORIZONS)
Subtitle = Callable[[PaceYear, str], str]  # the year and its period -> what the share is of, whose, and when


def show_curve(now: PaceYear | None, told: Sequence[PaceYear], subtitle: Subtitle) -> None:
    """Show the curve as far ahead as the address asks; `told` are the years with a share."""
    if not told:
        return
    is_known = now is not None and now.share_pct is not None
    horizon = _horizon() if is_known else 0
    shown = now if is_known else told[-1]
    ahead = outlook(told, horizon) if is_known else []
    framed = frame(
        title(shown, told, reader_language()), subtitle(shown, _span(told, ahead[-1].year if ahead else None))
    )
    points = share_points(told)
    target = charts.Target(now.target_year, now.target_pct) if is_known and now.target_year else None
    path = required_path(now, horizon) if is_known else []
    show_chart(charts.pace_curve(points, ahead, path, target, framed, has_range(told)), "pace")
    if ahead and has_range(told):
        st.html(f'<p class="note">{escape(_range_words(told))}</p>')


def _horizon() -> int:
    """Show how many years ahead are drawn, and return the choice; the furthest unless the address says another."""
    chosen = shown_in(KEY, NAME, OFFERED, OFFERED[-1])
    st.segmented_control(
        say("page.pacing.horizon"), OFFERED, required=True, key=KEY, on_change=write, args=(KEY, NAME, OFFERED[-1])
    )
    return int(chosen)


def share_points(told: Sequence[PaceYear]) -> tuple[charts.Point, ...]:
    """Return the shares year by year; a year without one is a gap, and what services say is drawn hollow."""
    by_year = {row.year: row for row in told}
    return tuple(
        charts.Point(year, by_year[year].share_pct if year in by_year else None, told[-1].basis == "cases")
        for year in range(told[0].year, told[-1].year + 1)
    )


def _span(told: Sequence[PaceYear], last: int | None) -> str:
    first, last = told[0].year, last or told[-1].year
    return str(first) if first == last else f"{first}–{last}"


def _range_words(told: Sequence[PaceYear]) -> str:
    seen, language = paces(told), reader_language()
    lowest, highest = (fmt.number(pace, 1, language) for pace in (min(seen), max(seen)))
    return say(
        "page.pacing.range", lowest=lowest, highest=highest, count=len(seen), first=told[0].year, last=told[-1].year
    )
