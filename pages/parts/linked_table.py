"""How is a table shown whose rows open something?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from pages.parts.address import link


@dataclass(frozen=True)
class Cell:
    """A printed cell. `mark` is how it is set (num, day, place); `href` opens something by the whole row."""

    printed: str
    mark: str = ""
    href: str | None = None


@dataclass(frozen=True)
class Row:
    """The cells of a row; `is_asked` marks the one the reader came from, `is_total` the sum."""

    cells: tuple[Cell, ...]
    is_asked: bool = False
    is_total: bool = False


def show_linked_table(heads: Sequence[str], rows: Sequence[Row], caption: str) -> None:
    """Show a table; a column that is empty in every row is left out."""
    kept = [place for place, _ in enumerate(heads) if any(row.cells[place].printed for row in rows)]
    rows = [replace(row, cells=tuple(row.cells[place] for place in kept)) for row in rows]
    st.html(linked_table_html([heads[place] for place in kept], rows, caption))


def linked_table_html(heads: Sequence[str], rows: Sequence[Row], caption: str) -> str:
    """Return the table as HTML; every text in it is escaped."""
    marks = [cell.mark for cell in rows[0].cells] if rows else [""] * len(heads)
    head = "".join(
        f'<th scope="col" class="{mark}">{escape(label)}</th>'
        for label, mark in zip(heads, marks, strict=True)
    )
    return (
        f'<p class="table-caption" aria-hidden="true">{escape(caption)}</p>'  # beside a wide table, not cut off in it
        f'<div class="table-region" role="region" aria-label="{escape(caption, quote=True)}" tabindex="0">'
        f'<table class="figures ledger"><caption class="sr-only">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(map(_row, rows))}</tbody></table></div>"
    )


def _row(row: Row) -> str:
    opens = any(cell.href for cell in row.cells)
    marks = {"opens": opens, "asked": row.is_asked, "total": row.is_total}
    names = " ".join(name for name, holds in marks.items() if holds)
    current = ' aria-current="true"' if row.is_asked else ""
    return f'<tr class="{names}"{current}>{"".join(map(_cell, row.cells))}</tr>'


def _cell(cell: Cell) -> str:
    inside = link(cell.printed, cell.href) if cell.href else escape(cell.printed)
    if cell.mark == "place":  # a file's name is one long word
        inside = inside.replace("_", "_<wbr>")
    return f'<td class="{cell.mark}">{inside}</td>'
