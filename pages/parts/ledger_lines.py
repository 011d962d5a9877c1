"""Which ledger lines is a figure made of, a page at a time?"""

from collections.abc import Sequence
from datetime import datetime
from html import escape

import streamlit as st

from data.settings import settings
from kpi import format as fmt
from kpi.drill import LinePage
from pages.parts.address import link
from pages.parts.asked_figure import FIRST_PAGE, AskedFigure
from pages.parts.explained import unit_name
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table

STEPS = tuple(
    f"step:{name}" for name in ("internal", "unit", "bought inside", "income", "nothing", "no cost")
)
HEADS = ("date", "voucher", "unit", "account", "supplier", "text", "amount", "counted", "place")


def trail(asked: AskedFigure) -> None:
    """Show the way up from the lines to the figure."""
    here = say("page.way_back.lines")
    if asked.rule:
        here = rule_title(asked.rule)
    show_trail([link(say("page.way_back.figure"), asked.address())], here)


def rule_title(rule: str) -> str:
    """Return what a rule or step is called; one that an address made up is called nothing."""
    if rule.isdecimal():
        return say("page.way_back.rule_id", rule=rule)
    return say("page.way_back.step") if rule not in STEPS else say(f"step.{rule.partition(':')[2]}")


def show_trail(links: Sequence[str], here: str) -> None:
    """Show where the reader stands below what they came from."""
    steps = [*links, f'<span aria-current="page">{escape(here)}</span>']
    items = "".join(f"<li>{step}</li>" for step in steps)
    st.html(f'<nav aria-label="{escape(say("page.way_back.trail"))}"><ol class="crumbs">{items}</ol></nav>')


def show_lines(
    page: LinePage,
    asked: AskedFigure,
    names: dict[str, str],
    hidden_units: Sequence[str] = (),
    line_count: int | None = None,
) -> None:
    """Show one page of lines and the way to the pages around it; each line opens its voucher."""
    if hidden_units:
        hidden = fmt.join([unit_name(unit, names) for unit in hidden_units], reader_language())
        st.html(f'<p class="note">{escape(say("page.way_back.hidden", units=hidden))}</p>')
    if page.purged_at:
        show_purged(page.purged_at, asked.year)
        return
    if not page.lines:
        st.html(f'<p class="note">{escape(say("page.way_back.no_lines"))}</p>')
        return
    shared = next((row for row in page.lines if row["part"] != 1), None)
    heads = tuple(say(f"page.way_back.{head}") for head in HEADS)
    rows = [_line(row, asked, names, shared is not None) for row in page.lines]
    show_linked_table(heads, rows, say("page.way_back.lines_shown"))
    if shared:
        share = fmt.figure(shared["part_pct"], "%", reader_language())
        st.html(f'<p class="note">{escape(say("page.way_back.counted_why", share=share))}</p>')
    if line_count is None:
        st.html(_pager(page, asked))
    elif line_count > len(page.lines):
        every = say("page.way_back.every_line", count=fmt.number(line_count, 0, reader_language()))
        st.html(f'<p class="pager">{link(every, asked.lines(None, None))}</p>')


def show_purged(purged_at: datetime, year: int) -> None:
    """Say that the year's lines are gone, since when and by which setting."""
    years, language = settings().years_kept, reader_language()
    said = say("page.way_back.purged", year=year, date=fmt.day(purged_at.date(), language))
    said += " " + (say("page.way_back.years_kept", years=years) if years else say("page.way_back.years_asked"))
    st.html(f'<p class="note">{escape(said)}</p>')


def _line(row: dict, asked: AskedFigure, names: dict[str, str], shared: bool) -> Row:
    language = reader_language()
    within = {"rule": asked.rule, "category": asked.category, "page": asked.page}
    opens = asked.address(**within, file_id=row["file_id"], line=row["line"])
    counted = fmt.number(row["counted_sek"], 2, language) if shared else ""
    return Row(
        (
            Cell(fmt.short_day(row["date"]), "day"),
            _voucher(row, opens),
            Cell("" if row["unit"] == asked.unit else unit_name(row["unit"], names)),
            Cell(row["account"] or ""),
            Cell(row["supplier"] or ""),
            Cell(row["text"] or ""),
            Cell(fmt.number(row["amount_sek"], 2, language), "num"),
            Cell(counted, "num"),
            Cell(say("page.way_back.file_line", file=row["file"], line=row["line"]), "place"),
        )
    )


def _voucher(row: dict, opens: str) -> Cell:
    """Return the voucher and the way to it; what is one sum of staff cost opens no further."""
    if row["is_payroll"]:
        return Cell(say("part.payroll", count=fmt.number(row["line_count"], 0, reader_language())))
    return Cell(row["voucher"] or say("page.way_back.no_voucher"), "day", opens)


def _pager(page: LinePage, asked: AskedFigure) -> str:
    is_first = page.previous_page is None
    steps = (
        ("first", None if is_first else FIRST_PAGE),
        ("previous", page.previous_page),
        ("next", page.next_page),
    )
    inside = "".join(_step(say(f"page.way_back.{name}"), to, asked) for name, to in steps)
    return f'<nav class="pager" aria-label="{escape(say("page.way_back.pages"))}">{inside}</nav>'


def _step(label: str, to: str | None, asked: AskedFigure) -> str:
    if to is None:
        return f'<span aria-disabled="true">{escape(label)}</span>'
    return link(label, asked.lines(asked.rule, asked.category, to))
