"""Have seller and buyer in the group booked the same, and which lines has only one of them?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.figures import figures
from kpi.overview import pairs
from kpi.pairs import it_pairs, summed
from pages.parts.address import href
from pages.parts.cache import kept
from pages.parts.figure_card import figure_card, shown_figure
from pages.parts.filters import filters
from pages.parts.internal_trade import show_absorption
from pages.parts.lacking import way_in
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.paging import of_page, page_asked, show_pager
from pages.parts.pair_evidence import buyer_of, seller_of, show_evidence
from pages.parts.the_store import store_to_show
from pages.parts.units_list import known
from pages.parts.viewer import gate

PAIRS = 15
ABSORPTION = "internal_absorption"


def internal() -> None:
    """Show the year's pairs of units, the largest residual first, and what the chosen one is made of."""
    viewer = gate("internal")
    store = store_to_show()
    offered = known(store, viewer)
    if not offered.years:
        st.title(say("page.internal.title"))
        st.html(f'<p class="said">{escape(say("page.internal.no_years"))} {way_in()}</p>')
        return
    chosen = filters(offered.years, with_scope=False)
    st.title(say("page.internal.title"))
    rows = kept("pairs", store, viewer, lambda: pairs(store, viewer, chosen.year), year=chosen.year)
    rows = sorted(rows, key=lambda row: (-abs(row["residual_sek"]), row["seller"], row["buyer"]))
    if not rows:
        st.html(f'<p class="note">{escape(say("page.internal.none", year=chosen.year))}</p>')
        return
    st.html(f'<p class="answer">{escape(_answer(rows, chosen.year))}</p>')
    asked = _asked(rows)
    left, right = st.columns([5, 8], gap="medium")
    with left:
        _list(rows, asked, chosen.year)
        _absorption(store, viewer, chosen.year)
    with right:
        show_evidence(store, viewer, asked, chosen.year)


def _answer(rows: Sequence[dict], year: int) -> str:
    language = reader_language()
    together = summed([*it_pairs(rows), *it_pairs(rows, is_it=False)])
    sold = fmt.money(together.seller_income_sek, language, voice="sentence")
    if not together.unmatched_sek:
        return say("page.internal.agreed", year=year, sold=sold)
    off = len([row for row in rows if row["residual_sek"]])
    left = fmt.money(together.unmatched_sek, language, voice="sentence")
    return say("page.internal.answer", year=year, sold=sold, left=left, off=off, all=len(rows))


def pair_code(row: dict) -> str:
    """Return how a pair stands in the address."""
    return f"{row['seller']}|{row['buyer']}|{'it' if row['is_it'] else 'other'}"


def _asked(rows: Sequence[dict]) -> dict:
    """Return the pair that the address asks for, else the one with the largest residual."""
    code = st.query_params.get("pair", "")
    return next((row for row in rows if pair_code(row) == code), rows[0])


def _list(rows: Sequence[dict], asked: dict, year: int) -> None:
    page = page_asked(len(rows), PAIRS, "pairs")
    heads = tuple(say(f"page.internal.{head}") for head in ("pair", "what", "residual"))
    shown = [
        Row(
            (
                Cell(_pair(row), href=_opens(row, year, page)),
                Cell(say(f"page.internal.{_kind(row)}")),
                Cell(fmt.number(row["residual_sek"], 0, reader_language()), "num"),
            ),
            is_asked=row is asked,
        )
        for row in of_page(rows, page, PAIRS)
    ]
    show_linked_table(heads, shown, say("page.internal.pairs"))
    show_pager("internal", len(rows), PAIRS, "pairs", unit=None, year=year, pair=pair_code(asked))


def _opens(row: dict, year: int, page: int) -> str:
    return href("internal", unit=None, year=year, pair=pair_code(row), pairs=page if page > 1 else None)


def _kind(row: dict) -> str:
    return "it" if row["is_it"] else "other"


def _pair(row: dict) -> str:
    return say("page.internal.from_to", seller=seller_of(row), buyer=buyer_of(row))


def _absorption(store: Store, viewer: Viewer, year: int) -> None:
    found = kept(
        "absorption", store, viewer, lambda: figures(store, viewer, [ABSORPTION], ["group"], [year]), year=year
    )
    for figure in found:
        st.header(say("page.internal.absorption"))
        figure_card(shown_figure(figure))
        show_absorption(figure)


internal()
