"""How is a table shown: figures to the right, bars in cells, reasons for what is empty?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from kpi.table import Column, Table, Value
from pages.parts.address import link
from pages.parts.language import reader_language, say
from pages.parts.take_along import take_table

# No data grid: one drawn on a canvas cannot be read by the keyboard, printed or marked up (measured in 1.67).
MOST_ROWS = 500
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Dressing:
    """What a page adds to a table: links by (row, column), and groups of rows under a heading, in order."""

    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    groups: tuple[tuple[str, int], ...] = ()


PLAIN = Dressing()


def show_table(
    table: Table,
    caption: str,
    sortable: bool = False,
    total_last: bool = False,
    dressing: Dressing = PLAIN,
    is_offered: bool = True,
    leaving: Table | None = None,
) -> None:
    """Show a table with its caption, and let it be taken along; an empty cell points to its reason below.

    `leaving` is what is taken along where that is another table, such as one that names no person.
    """
    st.html(table_html(table, caption, sortable, total_last, dressing))
    if is_offered:
        take_table(leaving or table, caption)


def table_html(
    table: Table,
    caption: str,
    sortable: bool = False,
    total_last: bool = False,
    dressing: Dressing = PLAIN,
) -> str:
    """Return the table as HTML; every text in it is escaped."""
    notes = _numbered(table)
    label = escape(caption, quote=True)
    head = "".join(_head(column, sortable) for column in table.columns)
    html = (
        f'<p class="table-caption" aria-hidden="true">{escape(caption)}</p>'
        f'<div class="table-region" role="region" aria-label="{label}" tabindex="0">'
        f'<table class="figures"><caption class="sr-only">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>{_body(table, notes, total_last, dressing)}</table></div>"
    )
    if notes:
        html += '<ol class="reasons">' + "".join(f"<li>{escape(reason)}</li>" for reason in notes) + "</ol>"
    if len(table.rows) > MOST_ROWS:
        html += f'<p class="note">{say("part.table.cut", shown=MOST_ROWS, rows=len(table.rows))}</p>'
    return html


def _body(table: Table, notes: dict[str, int], total_last: bool, dressing: Dressing) -> str:
    longest = [_longest(table, index) if column.bar else 0.0 for index, column in enumerate(table.columns)]
    last = min(len(table.rows), MOST_ROWS) - 1
    rows = [
        _row(table, row, notes, longest, total_last and row == last, dressing.links)
        for row in range(last + 1)
    ]
    if not dressing.groups:
        return f"<tbody>{''.join(rows)}</tbody>"
    bodies, begins = [], 0
    for name, count in dressing.groups:
        heading = f'<th colspan="{len(table.columns)}" scope="rowgroup">{escape(name)}</th>'
        inside = "".join(rows[begins : begins + count])
        bodies.append(f'<tbody><tr class="group">{heading}</tr>{inside}</tbody>')
        begins += count
    return "".join(bodies)


def _head(column: Column, sortable: bool) -> str:
    label = escape(column.head(reader_language()))
    inside = f'<button type="button">{label}</button>' if sortable else label
    return f'<th scope="col"{_class(column)}>{inside}</th>'


def _row(
    table: Table,
    row: int,
    notes: dict[str, int],
    longest: list[float],
    total: bool,
    links: Mapping[tuple[int, int], str],
) -> str:
    cells = []
    for index, (column, value) in enumerate(zip(table.columns, table.rows[row], strict=True)):
        tag = 'th scope="row"' if index == 0 else "td"
        raw = "" if value is None else escape(str(value), quote=True)
        inside = _cell(column, value, longest[index], links.get((row, index)))
        inside += _note(table.reasons.get((row, index)), notes)
        cells.append(f'<{tag}{_class(column)} data-value="{raw}">{inside}</{tag.split()[0]}>')
    opening = '<tr class="total">' if total else "<tr>"
    return f"{opening}{''.join(cells)}</tr>"


def _cell(column: Column, value: Value, longest: float, address: str | None) -> str:
    printed = escape(column.printed(value, reader_language()))
    if address and value is not None:
        return link(column.printed(value, reader_language()), address)
    if DAY.fullmatch(printed):
        return f'<span class="day">{printed}</span>'
    if not column.bar or value is None or not longest:
        return printed
    width = max(0.0, float(value)) / longest * 100
    return (
        f'<span class="cell"><span class="track" aria-hidden="true"><span class="bar" '
        f'style="width:{width:.1f}%"></span></span>{printed}</span>'
    )


def _note(reason: str | None, notes: dict[str, int]) -> str:
    if not reason:
        return ""
    return f'<sup aria-hidden="true">{notes[reason]}</sup><span class="sr-only">{escape(reason)}</span>'


def _numbered(table: Table) -> dict[str, int]:
    notes: dict[str, int] = {}
    for _, reason in sorted(table.reasons.items()):
        notes.setdefault(reason, len(notes) + 1)
    return notes


def _longest(table: Table, index: int) -> float:
    return max((float(row[index]) for row in table.rows if row[index] is not None), default=0.0)


def _class(column: Column) -> str:
    names = [name for name, holds in (("num", column.numeric), ("in-cell", column.bar)) if holds]
    return f' class="{" ".join(names)}"' if names else ""
