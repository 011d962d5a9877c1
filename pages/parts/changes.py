"""What would change against what is stored, file by file and month by month?"""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from data.result import FileResult
from kpi import format as fmt
from kpi.delivery_change import LedgerChange, MonthChange, ledger_change
from kpi.months import period_of
from kpi.table import Column, Table
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table

COUNTS = ("added", "removed", "changed", "rejected")
ROWS = ("added", "removed", "changed")
MOST_UNITS = 3
MOST_MONTHS = 24  # more are folded, so that the next step is in sight


def show_changes(results: Sequence[FileResult], names: Mapping[str, str]) -> None:
    """Show what each file does, then what the ledger's months would be before and after."""
    columns = (
        Column(say("page.deliver.file")),
        Column(say("page.deliver.outcome_of_file")),
        *(Column(say(f"page.deliver.{head}"), "number") for head in COUNTS),
    )
    rows = tuple(
        (r.file, say(f"page.deliver.status.{r.status}"), r.added, r.removed, r.changed, r.rows_rejected)
        for r in results
    )
    show_table(Table(columns, rows), say("page.deliver.changes_caption"))
    change = ledger_change(results)
    if change.months:
        _show_months(change, names)
    if change.unchanged_months:
        count = fmt.number(change.unchanged_months, 0, reader_language())
        words = "one" if change.unchanged_months == 1 else "many"
        st.html(f'<p class="note">{escape(say(f"page.deliver.months.same.{words}", count=count))}</p>')
    warnings = [problem for r in results for problem in r.problems if problem.severity == "warning"]
    if warnings:
        said = "".join(f"<li>{escape(problem.message(reader_language()))}</li>" for problem in warnings)
        st.html(f'<p class="note">{escape(say("page.deliver.warnings"))}</p><ul class="card">{said}</ul>')


def _show_months(change: LedgerChange, names: Mapping[str, str]) -> None:
    """Show each month that changes: its units, rows and money; the sum last where there are several."""
    columns = (
        Column(say("page.deliver.months.month")),
        Column(say("page.deliver.months.units")),
        *(Column(say(f"page.deliver.{head}"), "number") for head in ROWS),
        *(Column(say(f"page.deliver.months.{head}"), "ore") for head in ("before", "after", "difference")),
    )
    language = reader_language()
    rows = [_row(fmt.month(period_of(month.month), language), month, names) for month in change.months]
    several = len(rows) > 1
    if several:
        rows.append(_row(say("page.deliver.months.sum"), change.total, {}))
    caption = say(f"page.deliver.months.caption.{'cost' if change.is_cost else 'sum'}")
    if len(change.months) <= MOST_MONTHS:
        show_table(Table(columns, tuple(rows)), caption, total_last=several)
        return
    show_table(Table(columns, (rows[-1],)), caption, is_offered=False)
    folded = say("page.deliver.months.all", count=fmt.number(len(change.months), 0, language))
    with st.expander(folded, type="compact"):
        show_table(Table(columns, tuple(rows)), folded, total_last=several)


def _row(head: str, month: MonthChange, names: Mapping[str, str]) -> tuple:
    counts = (month.added, month.removed, month.changed)
    units = _units(month.units, names) if names or month.month else ""
    return (head, units, *counts, month.before_sek, month.after_sek, month.difference_sek)


def _units(units: Sequence[str], names: Mapping[str, str]) -> str:
    if len(units) > MOST_UNITS:
        return say("page.deliver.units", count=len(units))
    return fmt.join([names.get(unit, unit) for unit in units], reader_language())
