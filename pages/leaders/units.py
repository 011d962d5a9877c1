"""Where does each unit stand, and which lack the means?"""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import charts
from kpi import format as fmt
from kpi.card import cards
from kpi.figures import Figure, figures
from kpi.table import Column, Table
from pages.parts.cache import kept
from pages.parts.chart import frame, show_chart
from pages.parts.figure_card import figure_card, shown_figure
from pages.parts.filters import filters
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table
from pages.parts.the_store import store_to_show
from pages.parts.units_list import Known, known
from pages.parts.viewer import gate

SHARE = "total_it_share"
# card and variant of each column of the table
COLUMNS = (
    (SHARE, None),
    ("central_it_share", None),
    ("digitalisation_share", "incl_invest"),
    ("it_cost_per_fte", None),
    ("it_fte_share", "central"),
)
CERTAIN = "utfall"
COMPARED = ("department", "company")
Found = Mapping[tuple[str, str | None, str], Figure]


def units() -> None:
    """Show all units on one axis and in one table; a chosen unit opens below."""
    viewer = gate("units")
    store = store_to_show()
    offered = known(store, viewer)
    chosen = filters(offered.years, offered.names, with_scope=False)
    found = _figures(store, viewer, chosen.year)
    st.title(offered.names[chosen.unit] if chosen.unit else say("page.units.title"))
    if chosen.unit:
        _one(found, chosen.unit)
        return
    st.html(f'<p class="answer">{escape(_answer(found, offered))}</p>')
    _dots(found, offered, chosen.year)
    _table(found, offered, chosen.year)


def _figures(store: Store, viewer: Viewer, year: int) -> Found:
    ids = tuple(dict.fromkeys(card for card, _ in COLUMNS))
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
    language = reader_language()
    return say(
        "page.units.answer",
        low=offered.names[low],
        high=offered.names[high],
        lowest=fmt.figure(lowest, "%", language, "sentence"),
        highest=fmt.figure(highest, "%", language, "sentence"),
    )


def _dots(found: Found, offered: Known, year: int) -> None:
    language = reader_language()
    dots = [
        charts.Dot(offered.names[code], figure.value, figure.status == CERTAIN, figure.reason(language))
        for code, figure in _shares(found, offered)
    ]
    framed = frame(say("page.units.dots"), say("page.units.dots_unit", year=year))
    show_chart(charts.dots(dots, "%", framed), "units")


def _table(found: Found, offered: Known, year: int) -> None:
    language = reader_language()
    heads = [Column(say("page.units.unit")), Column(say("page.units.total"), "money", _scale(found))]
    heads += [
        Column(cards()[card].name(language), cards()[card].unit_of(variant), bar=card == SHARE)
        for card, variant in COLUMNS
    ]
    rows, reasons = [], {}
    for row, code in enumerate(code for code, _ in _shares(found, offered)):
        held = [found.get((card, variant, code)) for card, variant in COLUMNS]
        total = held[0].numerator if held[0] else None
        rows.append((offered.names[code], total, *(figure.value if figure else None for figure in held)))
        for place, figure in enumerate(held, start=2):
            if figure and figure.value is None and (reason := figure.reason(language)):
                reasons[row, place] = reason
    show_table(Table(tuple(heads), tuple(rows), reasons), say("page.units.caption", year=year), sortable=True)


def _scale(found: Found) -> fmt.Scale:
    return fmt.scale_for(figure.numerator for figure in found.values() if figure.card == SHARE)


def _one(found: Found, unit: str) -> None:
    with st.container(key="unit-figures", horizontal=True, gap="medium"):
        for card, variant in COLUMNS:
            figure = found.get((card, variant, unit))
            if figure:
                with st.container(width=250):
                    figure_card(shown_figure(figure))


units()
