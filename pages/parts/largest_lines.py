"""On which single ledger lines has a unit spent most on IT?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.sole_trader import masked, sole_traders
from data.store import Store
from kpi import format as fmt
from kpi.drill import purged_at
from kpi.overview import largest_lines
from kpi.table import Column, Table
from pages.parts.address import href
from pages.parts.cache import kept
from pages.parts.language import reader_language, say
from pages.parts.ledger_lines import show_purged
from pages.parts.tables import Dressing, show_table

HEADS = ("date", "voucher", "supplier", "text", "category", "amount")
LINES = 12
Row = tuple[object, ...]


def show_largest_lines(store: Store, viewer: Viewer, unit: str, year: int) -> None:
    """Show the largest lines, each leading to its voucher; a word to those who may not see lines."""
    st.header(say("page.units.lines"))
    if not viewer.may_open(unit):
        st.html(f'<p class="note">{escape(say("page.units.lines_closed"))}</p>')
        return
    held = kept(
        "largest-lines",
        store,
        viewer,
        lambda: largest_lines(store, viewer, unit, year, LINES),
        unit=unit,
        year=year,
    )
    if gone_at := None if held else purged_at(store, viewer, year):
        show_purged(gone_at, year)
        return
    if not held:
        st.html(f'<p class="note">{escape(say("page.units.no_lines", year=year))}</p>')
        return
    rows = [_row(line, line["supplier"]) for line in held]
    known = sole_traders((line["supplier"], line["supplier_id"]) for line in held)
    leaving = [
        _row(line, masked(line["supplier"], line["supplier_id"], known=known, language=reader_language()))
        for line in held
    ]
    filled = [place for place in range(len(HEADS)) if any(row[place] for row in rows)]
    columns = tuple(
        Column(say(f"page.units.line.{HEADS[place]}"), "ore" if HEADS[place] == "amount" else "text")
        for place in filled
    )
    links = {
        (place, 1): href("way_back", unit=unit, file_id=line["file_id"], line=line["line"])
        for place, line in enumerate(held)
        if not line["is_payroll"]
    }
    show_table(
        _table(columns, rows, filled),
        say("page.units.lines_caption", year=year),
        sortable=True,
        dressing=Dressing(links),
        leaving=_table(columns, leaving, filled),
    )


def _table(columns: tuple[Column, ...], rows: Sequence[Row], filled: Sequence[int]) -> Table:
    return Table(columns, tuple(tuple(row[place] for place in filled) for row in rows))


def _row(line: dict, supplier: str | None) -> Row:
    # a file without voucher numbers still has its line to open
    voucher = line["voucher"] or say("page.units.line.place", line=line["line"])
    if line["is_payroll"]:
        voucher = say("part.payroll", count=fmt.number(line["line_count"], 0, reader_language()))
    category = say(f"chart.category.{line['category']}")
    return (
        fmt.short_day(line["date"]),
        voucher,
        supplier,
        line["text"],
        category,
        line["amount_sek"],
    )
