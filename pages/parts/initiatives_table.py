"""Which initiatives lie behind, what do they cost and what have they given?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.table import Column, Table, Value
from pages.parts.address import href
from pages.parts.language import say
from pages.parts.tables import Dressing, show_table

BALANCE_COLUMNS = ("orientation", "direction", "cost_sek", "fte")
BENEFIT_COLUMNS = ("direction", "cost_sek", "benefit_planned_sek", "benefit_realised_sek", "benefit_reallocated_sek")
CODES = ("orientation", "direction")


def show_initiatives(rows: Sequence[dict], year: int, shown: Sequence[str]) -> None:
    """Show the year's initiatives under a heading of their own, the costliest first."""
    if rows:
        st.header(say("page.balance.initiatives"))
        _show(rows, year, shown)


def fold_initiatives(rows: Sequence[dict], year: int, shown: Sequence[str]) -> None:
    """Show them folded in, where they are not what the page is about."""
    if rows:
        with st.expander(say("page.balance.initiatives_folded", count=len(rows)), type="compact"):
            _show(rows, year, shown)


def _show(rows: Sequence[dict], year: int, shown: Sequence[str]) -> None:
    """Show the rows as a table, and say of how many of them an axis is not known."""
    for name in CODES:
        if name in shown and (count := sum(row[name] is None for row in rows)):
            said = say(f"page.balance.lacking.{name}", count=count, all=len(rows))
            st.html(f'<p class="said">{escape(said)}</p>')
    scale = fmt.scale_for((row[name] for row in rows for name in shown if name.endswith("_sek")), "table")
    columns = (
        Column(say("page.balance.column.initiative")),
        Column(say("page.balance.column.unit")),
        *(_column(name, scale) for name in shown),
    )
    links = {(place, 1): href("units", unit=row["unit"]) for place, row in enumerate(rows)}
    cells = tuple((row["name"], row["unit_name"], *(_cell(row, name) for name in shown)) for row in rows)
    caption = say("page.balance.initiatives_caption", year=year)
    show_table(Table(columns, cells), caption, sortable=True, dressing=Dressing(links))


def _column(name: str, scale: fmt.Scale) -> Column:
    label = say(f"page.balance.column.{name}")
    if name.endswith("_sek"):
        return Column(label, "money", scale)
    return Column(label, "HTE" if name == "fte" else "text")


def _cell(row: dict, name: str) -> Value:
    if name in CODES:
        return say(f"page.balance.code.{row[name]}") if row[name] else None
    return row[name]
