"""How was this figure computed, down to the line in the file?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi.drill import LinePage, explain, line_page
from kpi.inputs import InputPage, input_page
from kpi.voucher import voucher
from pages.parts.asked_figure import AskedFigure, asked_figure
from pages.parts.cache import kept
from pages.parts.explained import INPUTS, show_figure, show_formula, show_inputs, show_rules
from pages.parts.language import reader_language, say
from pages.parts.ledger_lines import show_lines, trail
from pages.parts.the_store import store_to_show
from pages.parts.units_list import known
from pages.parts.viewer import gate
from pages.parts.voucher_view import show_voucher

FIRST_LINES, LINES = 20, 50


def way_back() -> None:
    """Show a figure, its lines, or one line's voucher, as the address asks for."""
    viewer = gate("way_back")
    store = store_to_show()
    names = known(store, viewer).names
    try:
        if line := _asked_line():
            show_voucher(voucher(store, viewer, *line), names)
            return
        asked = asked_figure(known(store, viewer))
        if asked.looks_at_lines:
            _lines(store, viewer, asked, names)
        else:
            _figure(store, viewer, asked, names)
    except UserError as error:
        st.html(f'<p class="note">{escape(error.message(reader_language()))}</p>')


def _asked_line() -> tuple[int, int] | None:
    """Return the file and line that the address asks for; what is no pair of numbers is none."""
    given = [st.query_params.get(name, "") for name in ("file_id", "line")]
    file_id, line = (int(word) if word.isdecimal() and len(word) < 10 else None for word in given)
    return None if file_id is None or line is None else (file_id, line)


def _figure(store: Store, viewer: Viewer, asked: AskedFigure, names: dict[str, str]) -> None:
    """Show the figure from the general to the particular."""
    st.title(say("page.way_back.title"))
    figure = (asked.card, asked.variant, asked.unit, asked.year)
    shown = kept("explain", store, viewer, lambda: explain(store, viewer, *figure, most=1), **_filters(asked))
    show_figure(shown, names)
    show_formula(shown)
    show_rules(shown, asked)
    show_inputs(shown, _inputs(store, viewer, asked), names, asked)
    st.header(say("page.way_back.lines"))
    page = _page(store, viewer, asked, FIRST_LINES)
    show_lines(page, asked, names, shown.hidden_units, sum(row["line_count"] for row in shown.rules))


def _lines(store: Store, viewer: Viewer, asked: AskedFigure, names: dict[str, str]) -> None:
    """Show the lines alone, a page at a time."""
    trail(asked)
    st.title(say("page.way_back.lines"))
    show_lines(_page(store, viewer, asked, LINES), asked, names)


def _inputs(store: Store, viewer: Viewer, asked: AskedFigure) -> InputPage:
    """Return the page of register rows that the address asks for."""
    figure, given = (asked.card, asked.variant, asked.unit, asked.year), st.query_params.get(INPUTS, "1")
    page = max(int(given), 1) if given.isdecimal() and len(given) < 7 else 1
    return kept(
        "inputs", store, viewer, lambda: input_page(store, viewer, *figure, page), **_filters(asked), page=page
    )


def _page(store: Store, viewer: Viewer, asked: AskedFigure, most: int) -> LinePage:
    figure = (asked.card, asked.variant, asked.unit, asked.year)
    return kept(
        "lines",
        store,
        viewer,
        lambda: line_page(store, viewer, *figure, asked.token, asked.rule, asked.category, most),
        **_filters(asked),
        rule=asked.rule,
        category=asked.category,
        page=asked.token,
        most=most,
    )


def _filters(asked: AskedFigure) -> dict[str, str | int | None]:
    return {"card": asked.card, "variant": asked.variant, "unit": asked.unit, "year": asked.year}


way_back()
