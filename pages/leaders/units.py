"""Where does each unit stand, which lack the means, and what lies behind one of them?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import charts
from kpi import format as fmt
from kpi.card import COMPARED
from kpi.figures import Figure, figures
from kpi.overview import quartiles, units_of_year, years
from pages.parts.address import href, link
from pages.parts.cache import kept
from pages.parts.chart import frame, show_chart
from pages.parts.filters import filters
from pages.parts.language import reader_language, say
from pages.parts.one_unit import show_unit
from pages.parts.the_store import store_to_show
from pages.parts.units_list import Known, known
from pages.parts.units_table import COLUMNS, SHARE, Found, show_units_table
from pages.parts.viewer import gate

CERTAIN = "utfall"
APART = ("central_it", "digitalisation")
FLOOR = ("equality_floor", "turnover")


def units() -> None:
    """Show all units on one axis and in one table, or the one that the address names."""
    viewer = gate("units")
    store = store_to_show()
    offered = known(store, viewer)
    chosen = filters(offered.years, offered.names, with_scope=False)
    if chosen.unit:
        show_unit(store, viewer, offered, chosen.unit, chosen.year)
        return
    found = _figures(store, viewer, chosen.year)
    st.title(say("page.units.title"))
    st.html(f'<p class="answer">{escape(_answer(found, offered))}</p>')
    _dots(found, offered, chosen.year)
    rows = kept(
        "units-of-year", store, viewer, lambda: units_of_year(store, viewer, chosen.year), year=chosen.year
    )
    group = kept("unit-years", store, viewer, lambda: years(store, viewer, "group"), scope="group")
    whole = next((row for row in group if row.year == chosen.year), None)
    show_units_table(rows, found, offered, chosen.year, whole)
    _show_apart(rows, offered)


def _figures(store: Store, viewer: Viewer, year: int) -> Found:
    ids = tuple(dict.fromkeys(card for card, _ in (*COLUMNS, FLOOR)))
    got = kept("units", store, viewer, lambda: figures(store, viewer, ids, years=[year]), year=year)
    return {(figure.card, figure.variant, figure.unit): figure for figure in got}


def _shares(found: Found, offered: Known) -> Sequence[tuple[str, Figure]]:
    """Return the departments and companies of the year: what the central units cost is the others' share."""
    pairs = [(code, found.get((SHARE, None, code))) for code in offered.names]
    return [(code, figure) for code, figure in pairs if figure and offered.kinds[code] in COMPARED]


def _answer(found: Found, offered: Known) -> str:
    values = [(figure.value, code) for code, figure in _shares(found, offered) if figure.value is not None]
    if not values:
        return say("page.units.no_values")
    (lowest, low), (highest, high) = min(values), max(values)
    return say(
        "page.units.answer",
        low=offered.names[low],
        high=offered.names[high],
        lowest=_percent(lowest),
        highest=_percent(highest),
    )


def _dots(found: Found, offered: Known, year: int) -> None:
    language = reader_language()
    shares = _shares(found, offered)
    drawn = [
        charts.Dot(
            offered.names[code],
            figure.value,
            figure.status == CERTAIN,
            figure.reason(language),
            group=say(f"page.units.group.{offered.kinds[code]}"),
        )
        for kind in COMPARED
        for code, figure in shares
        if offered.kinds[code] == kind
    ]
    middle = quartiles([figure.value for _, figure in shares if figure.value is not None])
    title = (
        say("page.units.middle", lower=_percent(middle[0]), upper=_percent(middle[1]))
        if middle
        else say("page.units.dots")
    )
    framed = frame(title, say("page.units.dots_unit", year=year))
    floor = found.get((*FLOOR, "group"))
    line = charts.Mark(floor.value, say("page.equality.floor")) if floor and floor.value is not None else None
    show_chart(charts.dots(drawn, "%", framed, line, is_floor=True), "units")


def _percent(value: float) -> str:
    return fmt.figure(value, "%", reader_language(), "sentence")


def _show_apart(rows: Sequence[dict], offered: Known) -> None:
    """Name the units whose share of turnover says nothing beside the others', and why."""
    apart = [(kind, row["unit"]) for kind in APART for row in rows if row["kind"] == kind]
    if not apart:
        return
    st.header(say("page.units.apart"))
    items = "".join(
        f"<li>{link(offered.names[code], href('units', unit=code))}: {_why_apart(kind)}</li>"
        for kind, code in apart
    )
    st.html(f'<ul class="sure">{items}</ul>')


def _why_apart(kind: str) -> str:
    return escape(say(f"page.units.apart.{kind}"))


units()
