"""Is digitalisation in balance: efficiency against innovation, inwards against outwards?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi.balance import AXES, Axis, Position, positions
from kpi.initiatives import initiatives
from pages.parts.balance_axes import show_axis, show_positions
from pages.parts.balance_words import answer, foot
from pages.parts.cache import kept
from pages.parts.choice import choice
from pages.parts.figure_card import figure_card, shown_figure
from pages.parts.figure_strip import missing_html
from pages.parts.filters import Filters, filters
from pages.parts.initiatives_table import BALANCE_COLUMNS, show_initiatives
from pages.parts.lacking import way_in
from pages.parts.language import say
from pages.parts.the_store import store_to_show
from pages.parts.units_list import known
from pages.parts.viewer import gate

WEIGHTS = ("cost", "fte")


def balance_page() -> None:
    """Say how far the whole stands from where it wants to, show both axes, then the initiatives."""
    viewer = gate("balance")
    store = store_to_show()
    offered = known(store, viewer)
    if not offered.years:
        st.title(say("page.balance.title"))
        st.html(f'<p class="said">{escape(say("page.balance.no_years"))} {way_in()}</p>')
        return
    chosen = filters(offered.years)
    st.title(say("page.balance.title"))
    weight = choice("weight", WEIGHTS, "page.balance.weight")
    found = {axis: _positions(store, viewer, axis, weight, chosen) for axis in AXES}
    wholes = [held[0] for held in found.values() if held]
    if not any(whole.figure.value is not None for whole in wholes):
        _say_nothing(wholes, chosen)
    else:
        st.html("".join(f'<p class="answer">{escape(answer(axis, found[axis][0], chosen))}</p>' for axis in AXES))
        _show_figures(wholes)
    if any(one.figure.value is not None for held in found.values() for one in held):
        for column, axis in zip(st.columns(2, gap="large"), AXES, strict=True):
            with column:
                show_axis(axis, found[axis], offered, weight, chosen)
        show_positions(found, offered, chosen)
    rows = kept(
        "initiatives",
        store,
        viewer,
        lambda: initiatives(store, viewer, chosen.scope, chosen.year),
        scope=chosen.scope,
        year=chosen.year,
    )
    show_initiatives(rows, chosen.year, BALANCE_COLUMNS)


def _positions(store: Store, viewer: Viewer, axis: Axis, weight: str, chosen: Filters) -> list[Position]:
    scope, year = chosen.scope, chosen.year
    return kept(
        "balance",
        store,
        viewer,
        lambda: positions(store, viewer, axis, weight, scope, year),
        axis=axis,
        weight=weight,
        scope=scope,
        year=year,
    )


def _say_nothing(wholes: Sequence[Position], chosen: Filters) -> None:
    """Say what is missing, with the way to where it is handed in."""
    why = missing_html(wholes[0].figure) if wholes else escape(say("page.balance.no_scope", year=chosen.year))
    st.html(f'<div class="empty"><p class="said">{escape(say("page.balance.nothing"))} {why}</p></div>')


def _show_figures(wholes: Sequence[Position]) -> None:
    for column, axis, whole in zip(st.columns(2, gap="medium"), AXES, wholes, strict=True):
        with column:
            figure_card(shown_figure(whole.figure, foot=foot(axis, whole)))


balance_page()
