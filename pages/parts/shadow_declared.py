"""What do units themselves say they hold of shadow IT beside the ledger?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi import format as fmt
from kpi.parameter import constants
from kpi.shadow_declared import FORM, declare
from kpi.shadow_desk import Desk
from kpi.table import Column, Table
from pages.parts.as_is import as_is
from pages.parts.filters import Filters
from pages.parts.language import reader_language, say
from pages.parts.problems import show_problems
from pages.parts.shadow_list import DONE
from pages.parts.status import status_html
from pages.parts.tables import show_table


def show_declared(found: Desk, store: Store, viewer: Viewer, chosen: Filters, names: dict[str, str]) -> None:
    """Show the year's estimates, marked as such, and let one be entered."""
    st.header(say("page.shadow_it.declared.title"))
    st.html(f'<p class="said">{escape(say("page.shadow_it.declared.what"))} {status_html("uppskattad")}</p>')
    if found.declared:
        _table(found, chosen.year, names)
    else:
        st.html(f'<p class="note">{escape(say("page.shadow_it.declared.none", year=chosen.year))}</p>')
    with st.expander(say("page.shadow_it.declared.enter", year=chosen.year), type="compact"):
        _form(found, store, viewer, chosen, names)


def _table(found: Desk, year: int, names: dict[str, str]) -> None:
    columns = (
        Column(say("page.shadow_it.head.unit")),
        Column(say("page.shadow_it.head.amount"), "ore"),
        Column(say("page.shadow_it.declared.basis")),
        Column(say("page.shadow_it.declared.source")),
    )
    rows = [(names.get(row.unit, row.unit), row.amount_sek, row.basis or None, row.source) for row in found.declared]
    rows.append((say("page.shadow_it.declared.sum"), found.declared_sek, None, ""))
    show_table(Table(columns, tuple(rows)), say("page.shadow_it.declared.caption", year=year), total_last=True)


def _form(found: Desk, store: Store, viewer: Viewer, chosen: Filters, names: dict[str, str]) -> None:
    codes = [code for code in names if chosen.unit in (None, code)]
    with st.form("shadow-declare", border=False, enter_to_submit=False):
        unit = st.selectbox(
            say("page.shadow_it.head.unit"), codes, format_func=lambda code: names[code], width=340,
            help=say("help.shadow.declared.unit"),
        )
        amount = st.text_input(
            say("page.shadow_it.declared.amount"), width=240,
            help=say("help.shadow.declared.amount"),
        )
        basis = st.text_input(say("page.shadow_it.declared.basis"), help=say("help.shadow.declared.basis"))
        st.html(f'<p class="note">{escape(say("page.shadow_it.declared.replaces", held=_held(found, names)))}</p>')
        sent = st.form_submit_button(say("page.shadow_it.declared.save"), type="primary")
    if sent and unit:
        _save(store, viewer, unit, chosen.year, amount, basis, names)


def _held(found: Desk, names: dict[str, str]) -> str:
    """Return for which units an estimate has been entered here already."""
    language = reader_language()
    held = [
        f"{names.get(row.unit, row.unit)} {fmt.exact_money(row.amount_sek, language)}"
        for row in found.declared
        if row.source == FORM
    ]
    return fmt.join(held, language) if held else say("page.shadow_it.declared.nothing_held")


def _save(store: Store, viewer: Viewer, unit: str, year: int, amount: str, basis: str, names: dict[str, str]) -> None:
    try:
        result = declare(store, viewer, unit, year, amount, basis, constants())
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    if result.status == "refused":
        show_problems(result.problems, "skugg-it")
        return
    st.session_state[DONE] = say("page.shadow_it.done.declared", unit=names[unit], year=year)
    st.rerun()
