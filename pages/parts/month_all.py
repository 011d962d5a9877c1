"""How do all units stand in one month, and which of them can be proposed or closed together?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi import format as fmt
from kpi.checklist import Checklist, checklists
from kpi.month_end import close_together, frozen_together, steps_of
from kpi.table import Column, Table
from pages.parts.address import href, link
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.language import reader_language, say
from pages.parts.ledger_lines import show_trail
from pages.parts.month_done import note_done, show_done
from pages.parts.month_grid import month_address
from pages.parts.tables import Dressing, show_table


def show_all_units(store: Store, viewer: Viewer, period: str) -> None:
    """Show every unit's month with its remarks, and one button for each step that this person can take."""
    month = fmt.month(period, reader_language())
    grid = href("reconcile", unit=None, year=int(period[:4]))
    here = say("page.month_end.title", month=month)
    show_trail([link(say("page.reconcile.all_units", year=period[:4]), grid)], here)
    st.title(as_is(here))
    show_done()
    with st.spinner(say("page.month_end.looking")):
        lists = kept("checklists", store, viewer, lambda: checklists(store, viewer, period), period=period)
    closed = sum(one.cell.state == "closed" for one in lists)
    said = say("page.month_end.answer", closed=closed, all=len(lists), month=month)
    st.html(f'<p class="answer">{escape(said)}</p>')
    _table(lists)
    st.header(say("page.month_end.together"))
    steps = steps_of(lists, viewer.actor)
    if steps.own:
        st.html(f'<p class="said">{escape(say("page.month_end.own", count=len(steps.own), actor=viewer.actor))}</p>')
    for step, units in (("close", steps.to_close), ("propose", steps.to_propose)):
        if units:
            _offer(store, viewer, step, units, month)
    if not (steps.to_close or steps.to_propose or steps.own):
        st.html(f'<p class="said">{escape(say("page.month_end.nothing", actor=viewer.actor))}</p>')


def _table(lists: Sequence[Checklist]) -> None:
    columns = (
        Column(say("page.month_end.unit")),
        Column(say("page.month_end.state")),
        Column(say("page.month_end.difference"), "ore"),
        Column(say("page.month_end.remarks")),
        Column(say("page.month_end.by")),
    )
    rows = tuple(
        (
            one.cell.name,
            say(f"page.reconcile.state.{one.cell.state}"),
            one.agreed.off_sek if one.agreed.totals else None,
            _remarks(one),
            one.cell.proposed_by,
        )
        for one in lists
    )
    links = {(number, 0): month_address(one.cell) for number, one in enumerate(lists)}
    show_table(Table(columns, rows), say("page.month_end.caption"), dressing=Dressing(links))


def _remarks(one: Checklist) -> str:
    return ", ".join(say(f"page.month_end.remark.{check.code}", count=check.count) for check in one.remarks)


def _offer(store: Store, viewer: Viewer, step: str, units: Sequence[Checklist], month: str) -> None:
    """Show what a step freezes, ask whether the remarks were seen, and take it once."""
    language, held = reader_language(), frozen_together(units)
    said = say(
        "page.month_end.frozen",
        count=len(units),
        lines=fmt.number(held.line_count, 0, language),
        sum=fmt.exact_money(held.sum_sek, language),
        unclassified=fmt.exact_money(held.unclassified_abs_sek, language),
    )
    st.html(f'<p class="effect">{escape(said)}</p>')
    period = units[0].cell.period
    remarked = sum(bool(one.remarks) for one in units)
    ticked = f"all-{viewer.actor}-{step}-{period}"  # whoever takes over has seen nothing yet
    seen = st.checkbox(say("page.month_end.seen", count=remarked), key=ticked) if remarked else True
    label = say(f"page.month_end.{step}_one") if len(units) == 1 else say(f"page.month_end.{step}", count=len(units))
    if st.button(label, type="primary", disabled=not seen, key=f"together-{step}-{period}"):
        try:
            with st.spinner(say("page.reconcile.closing")):
                done = close_together(store, viewer, units, viewer.actor, seen)
        except UserError as error:
            st.error(as_is(error.message(language)))
            return
        note_done(say(f"page.month_end.{done[0].state}", month=month, count=len(done), actor=viewer.actor))
