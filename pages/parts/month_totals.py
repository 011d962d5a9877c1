"""What does the ledger system itself say a unit's month comes to, and does the ledger agree?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi import control_totals
from kpi import format as fmt
from kpi.checklist import Checklist
from kpi.control_totals import Compared, GivenTotal
from kpi.months import UnitYear
from kpi.table import Column, Table
from pages.parts.as_is import as_is
from pages.parts.language import reader_language, say
from pages.parts.month_done import note_done
from pages.parts.tables import show_table
from pages.parts.understood import register_name


def show_totals(store: Store, viewer: Viewer, found: Checklist) -> None:
    """Show the control totals beside the ledger, and ask for one as long as the month is open."""
    st.header(say("page.reconcile.total"))
    if found.agreed.totals:
        _show_held(found)
    else:
        ledger = fmt.exact_money(found.cell.cost_sek, reader_language()) or "–"
        st.html(f'<p class="note">{escape(say("page.reconcile.total.none", ledger=ledger))}</p>')
    if found.cell.state != "closed":
        _ask(store, viewer, found)


def _show_held(found: Checklist) -> None:
    """Show each total in a column of its own, so that one total needs no more width than a telephone has."""
    heads, sides = [], []
    for total in found.agreed.totals:
        heads.append(_source(total.source))
        sides.append((total.control_sek, total.ledger_sek, total.difference_sek))
        if total.debit_control_sek is not None:
            heads.append(say("page.reconcile.total.debit", source=_source(total.source)))
            sides.append((total.debit_control_sek, total.ledger_debit_sek, total.debit_difference_sek))
    columns = (Column(""), *(Column(head, "ore") for head in heads))
    names = ("control", "ledger", "difference")
    rows = tuple(
        (say(f"page.reconcile.total.{name}"), *(side[place] for side in sides)) for place, name in enumerate(names)
    )
    show_table(Table(columns, rows), say("page.reconcile.total.caption"), total_last=True)


def _source(source: str) -> str:
    """Return what a total's source is called: the form, the register's own file, or its own name."""
    if source == control_totals.FORM:
        return say("page.reconcile.total.form")
    return register_name(source) if source == control_totals.REGISTER else source


def _ask(store: Store, viewer: Viewer, found: Checklist) -> None:
    unit, period = found.cell.unit, found.cell.period
    printed = control_totals.printed_total(store, viewer, unit, period)
    if printed:
        file, total = printed
        label = say("page.reconcile.total.printed", total=fmt.exact_money(total, reader_language()), file=file)
        if st.button(label, key=f"printed-{unit}-{period}"):
            source = control_totals.held_source(store, unit, period)
            _save(store, viewer, [GivenTotal(unit, period, total, source=source)])
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        cost = st.text_input(
            say("page.reconcile.total.cost"), key=f"cost-{unit}-{period}", width=260,
            help=say("help.reconcile.cost"),
        )
        debit = st.text_input(
            say("page.reconcile.total.debit_sum"), key=f"debit-{unit}-{period}", width=260,
            help=say("help.reconcile.debit"),
        )
    if not cost.strip():
        return
    try:
        source = control_totals.held_source(store, unit, period)
        debit_sek = control_totals.typed(debit) if debit.strip() else None
        given = GivenTotal(unit, period, control_totals.typed(cost), debit_sek, source)
        (one,) = control_totals.compared(store, [given])
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    st.html(f'<p class="effect">{escape(_effect(one))}</p>')
    if st.button(say("page.reconcile.total.save"), type="primary", key=f"save-{unit}-{period}"):
        _save(store, viewer, [given])


def _effect(one: Compared) -> str:
    """Return what a total would say, before it is saved."""
    language = reader_language()
    ledger = fmt.exact_money(one.ledger_sek, language)
    if one.difference_sek:
        difference = fmt.exact_money(one.difference_sek, language)
        said = say("page.reconcile.total.would_differ", ledger=ledger, difference=difference)
    else:
        said = say("page.reconcile.total.would_agree", ledger=ledger)
    if one.before_sek is None:
        return said
    before = fmt.exact_money(one.before_sek, language)
    return f"{said} {say('page.reconcile.total.replaces', before=before, source=_source(one.given.source))}"


def show_pasting(store: Store, viewer: Viewer, years: Sequence[UnitYear]) -> None:
    """Take control totals of many units and months as a pasted table, with what they would say."""
    with st.expander(say("page.reconcile.paste"), type="compact"):
        last = max((month.month for row in years for month in row.months if month.line_count), default=0)
        example = control_totals.example(store, [row.unit for row in years], last) if last else ""
        st.html(f'<p class="note">{escape(say("page.reconcile.paste.why"))}</p>')
        text = st.text_area(
            say("page.reconcile.paste.label"), placeholder=example, height=160, key="pasted-totals",
            help=say("help.reconcile.paste"),
        )
        if not text.strip():
            return
        found = control_totals.pasted(store, viewer, text)
        for problem in found.problems:
            place = say("page.reconcile.paste.line", line=problem.line) if problem.line else ""
            st.html(f'<p class="note">{escape(f"{place} {problem.message(reader_language())}".strip())}</p>')
        if found.is_refused:
            st.html(f'<p class="said">{escape(say("page.reconcile.paste.refused"))}</p>')
            return
        rows = control_totals.compared(store, found.totals)
        _show_compared(rows)
        if any(row.is_closed for row in rows):
            st.html(f'<p class="note">{escape(say("page.reconcile.paste.closed"))}</p>')
        label = say("page.reconcile.paste.save", count=len(rows))
        if st.button(label, type="primary", key="save-pasted"):
            _save(store, viewer, found.totals)


def _show_compared(rows: Sequence[Compared]) -> None:
    heads = (("unit", "text"), ("period", "text"), ("source", "text"), ("before", "ore"), ("control", "ore"),
             ("ledger", "ore"), ("difference", "ore"))  # fmt: skip
    columns = tuple(Column(say(f"page.reconcile.total.{head}"), unit) for head, unit in heads)
    table = tuple(
        (
            row.given.unit,
            row.given.period,
            _source(row.given.source),
            row.before_sek,
            row.given.cost_sek,
            row.ledger_sek,
            row.difference_sek,
        )
        for row in rows
    )
    show_table(Table(columns, table), say("page.reconcile.paste.caption"))


def _save(store: Store, viewer: Viewer, totals: Sequence[GivenTotal]) -> None:
    """Save the totals; what the intake has against them is said, and nothing of them is then stored."""
    language = reader_language()
    try:
        with st.spinner(say("page.reconcile.saving")):
            result = control_totals.save(store, viewer, totals, viewer.actor)
    except UserError as error:
        st.error(as_is(error.message(language)))
        return
    if result.status == "refused":
        said = (problem.message(language) for problem in result.problems if problem.severity == "error")
        st.error(as_is(" ".join(said)))
        return
    note_done(say(f"page.reconcile.total.{result.status}", count=len(totals)))
