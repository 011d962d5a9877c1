"""Which months are agreed and closed, and what is left to do before this one can be?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi import format as fmt
from kpi.checklist import checklist
from kpi.month_end import version_in_force
from kpi.months import UnitYear, counts, months
from pages.parts.address import href, link
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.close_month import show_closed, show_closing, show_frozen
from pages.parts.filters import filters
from pages.parts.language import reader_language, say
from pages.parts.ledger_lines import show_trail
from pages.parts.month_all import show_all_units
from pages.parts.month_checks import show_checks
from pages.parts.month_done import show_done
from pages.parts.month_grid import month_address, show_month_grid
from pages.parts.month_totals import show_pasting, show_totals
from pages.parts.the_store import store_to_show
from pages.parts.units_list import known
from pages.parts.viewer import gate


def reconcile() -> None:
    """Show the year's grid, or the checklist of the month that the address names."""
    viewer = gate("reconcile")
    store = store_to_show()
    offered = known(store, viewer)
    booked = sorted({month // 100 for month in store.query("close/booked_months").column("month").to_pylist()})
    if not booked:
        st.title(say("page.reconcile.title"))
        way = link(say("page.reconcile.deliver"), href("deliver"), "begin")
        st.html(f'<div class="empty"><p class="said">{escape(say("page.reconcile.no_ledger"))} {way}</p></div>')
        return
    chosen = filters(booked, with_scope=False)
    years = kept("months", store, viewer, lambda: months(store, viewer, chosen.year), year=chosen.year)
    unit, period = st.query_params.get("unit", ""), st.query_params.get("period", "")
    due = {month.period for row in years for month in row.months if month.state != "absent"}
    if period in due and "unit" not in st.query_params:
        show_all_units(store, viewer, period)
        return
    row = next((row for row in years if row.unit == unit), None)
    if row and any(month.period == period and month.state != "absent" for month in row.months):
        _month(store, viewer, row, period, offered.names)
        return
    st.title(say("page.reconcile.title"))
    show_done()
    st.html(f'<p class="answer">{escape(_answer(years, chosen.year))}</p>')
    show_month_grid(years, chosen.year, version_in_force(store))
    show_pasting(store, viewer, years)


def _answer(years: Sequence[UnitYear], year: int) -> str:
    language = reader_language()
    held = counts(years)
    whole = sum(held.values())
    parts = [say("page.reconcile.answer", closed=fmt.number(held["closed"], 0, language),
                 all=fmt.number(whole, 0, language), year=year)]  # fmt: skip
    for state in ("proposed", "agreed", "differs", "delivered", "missing"):
        if held[state]:
            parts.append(say(f"page.reconcile.answer.{state}", count=fmt.number(held[state], 0, language)))
    return " ".join(parts)


def _month(store: Store, viewer: Viewer, row: UnitYear, period: str, names: dict[str, str]) -> None:
    """Show one month: what its control total says, what was looked at, what is frozen, and the way on."""
    language = reader_language()
    grid = href("reconcile", unit=None, year=int(period[:4]))
    here = f"{row.name}, {fmt.month(period, language)}"
    show_trail([link(say("page.reconcile.all_units", year=period[:4]), grid)], here)
    st.title(as_is(here))
    show_done()
    try:
        found = kept(
            "checklist", store, viewer, lambda: checklist(store, viewer, row.unit, period), unit=row.unit, period=period
        )
    except UserError as error:
        st.error(as_is(error.message(language)))
        return
    said = say(f"page.reconcile.now.{found.cell.state}", actor=found.cell.proposed_by or "")
    st.html(f'<p class="answer">{escape(said)}</p>{_neighbours(row, period)}')
    if found.cell.state == "closed":
        show_closed(store, viewer, found)
        show_frozen(found)
        show_totals(store, viewer, found)
        show_checks(found, names, None)
        return
    show_totals(store, viewer, found)
    seen = show_checks(found, names, viewer.actor if found.may_close else None)
    show_frozen(found)
    show_closing(store, viewer, found, seen)


def _neighbours(row: UnitYear, period: str) -> str:
    """Return the way to the unit's month before and after, and to what waits next."""
    there = [month for month in row.months if month.state != "absent"]
    place = next(number for number, month in enumerate(there) if month.period == period)
    steps = []
    for name, to in (("before", place - 1), ("after", place + 1)):
        if 0 <= to < len(there):
            label = say(f"page.reconcile.{name}", month=fmt.month(there[to].period, reader_language()))
            steps.append(link(label, month_address(there[to])))
    label = escape(say("page.reconcile.neighbours"), quote=True)
    return f'<nav class="pager" aria-label="{label}">{"".join(steps)}</nav>'


reconcile()
