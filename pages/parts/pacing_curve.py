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
    is_known = now is not None and now.share_pct is not None
    if not (len(told) > 1 or (is_known and required_path(now, 1))):
        return  # one year without a target is told by the answer
    horizon = _horizon() if is_known else 0
    shown = now if is_known else told[-1]
    ahead = outlook(told, horizon) if is_known else []
    path = required_path(now, horizon) if is_known else []
    last = max([row.year for row in (*told, *ahead)] + [year for year, _ in path])
    framed = frame(title(shown, told, reader_language()), subtitle(shown, _span(told[0].year, last)))
    target = charts.Target(now.target_year, now.target_pct) if is_known and now.target_year else None
    course = charts.Course(share_points(told), ahead, path, target, has_range(told))
    show_chart(charts.pace_curve(course, framed), "pace")
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
    """Return the shares year by year; a year without one is a gap."""
    by_year = {row.year: row.share_pct for row in told}
    years = range(told[0].year, told[-1].year + 1)
    return tuple(charts.Point(year, by_year.get(year)) for year in years)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _range_words(told: Sequence[PaceYear]) -> str:
    seen, language = paces(told), reader_language()
    lowest, highest = (fmt.number(pace, 1, language) for pace in (min(seen), max(seen)))
    return say(
        "page.pacing.range", lowest=lowest, highest=highest, count=len(seen), first=told[0].year, last=told[-1].year
    )
