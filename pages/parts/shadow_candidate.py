"""What speaks for this candidate being IT, which lines is it, and what is decided about it?"""

from collections.abc import Mapping
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.shadow import Candidate, Signal, lines
from kpi.shadow_desk import Judged
from kpi.table import Column, Table
from pages.parts.address import href
from pages.parts.cache import kept
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.shadow_decide import show_decision
from pages.parts.shadow_list import page_number, show_pager, what
from pages.parts.tables import show_table

LINES = 10
HEADS = ("date", "voucher", "account", "text", "amount", "place")


def show_candidate(
    candidate: Candidate, returned: Judged | None, store: Store, viewer: Viewer, year: int, names: dict[str, str]
) -> None:
    """Show the candidate's evidence, its lines and the decision."""
    language = reader_language()
    said = say(
        "page.shadow_it.bought",
        unit=names.get(candidate.group.unit, candidate.group.unit),
        money=fmt.exact_money(candidate.amount_sek, language),
        lines=fmt.number(candidate.line_count, 0, language),
        months=candidate.months,
        year=year,
    )
    st.html(f'<h2 class="chart-title">{escape(what(candidate))}</h2><p class="chart-subtitle">{escape(said)}</p>')
    if returned:
        _say_returned(returned)
    _show_signals(candidate)
    show_lines(candidate, store, viewer, year)
    show_decision(candidate, store, viewer, names)


def _say_returned(returned: Judged) -> None:
    """Say that it has been decided before, and what is new."""
    words = [_new_word(sign) for sign in returned.new]
    said = say(
        f"page.shadow_it.returned.{returned.decision.verdict}",
        actor=returned.decision.actor,
        day=fmt.short_day(returned.decision.done_at.date()),
        new=fmt.join(words, reader_language()),
    )
    st.html(f'<div class="notice"><p class="banner">{escape(said)}</p></div>')


def _new_word(new: str) -> str:
    """Return what has come since, a sign or an account group, in words."""
    return say("page.shadow_it.new_account", group=new) if new.isdecimal() else say(f"page.shadow_it.signal.{new}")


def _show_signals(candidate: Candidate) -> None:
    """Show the score as the sum it is."""
    columns = (
        Column(say("page.shadow_it.signal_head.signal")),
        Column(say("page.shadow_it.signal_head.seen")),
        Column(say("page.shadow_it.signal_head.points"), "number"),
    )
    rows = [
        (say(f"page.shadow_it.signal.{signal.name}"), seen_words(signal), signal.weight) for signal in candidate.signals
    ]
    rows.append((say("page.shadow_it.score"), "", candidate.score))
    show_table(Table(columns, tuple(rows)), say("page.shadow_it.signals"), total_last=True)


def seen_words(signal: Signal) -> str:
    """Return what a sign saw, as a sentence."""
    return say(f"page.shadow_it.seen.{signal.name}", **_printed(signal.seen))


def _printed(seen: Mapping[str, object]) -> dict[str, str]:
    language = reader_language()
    words = {}
    for name, value in seen.items():
        if name.endswith("_sek"):
            words[name] = fmt.money(value, language)
        elif name == "kind":
            words[name] = say(f"page.shadow_it.kind.{value}") if value else ""
        elif isinstance(value, tuple):
            words[name] = fmt.join(value, language)
        elif isinstance(value, int):
            words[name] = fmt.number(value, 0, language)
        else:
            words[name] = str(value)
    return words


def show_lines(candidate: Candidate, store: Store, viewer: Viewer, year: int) -> None:
    """Show the candidate's ledger lines, a page at a time; each opens its voucher."""
    language, key = reader_language(), candidate.key
    page = page_number(candidate.line_count, LINES, "lines")
    rows = kept(
        "shadow-lines",
        store,
        viewer,
        lambda: lines(store, viewer, candidate.group, year, candidate.by_hint, page, LINES),
        key=key,
        year=year,
        page=page,
    )
    heads = tuple(say(f"page.shadow_it.line.{head}") for head in HEADS)
    shown = [
        Row(
            (
                Cell(fmt.short_day(row["date"]), "day"),
                Cell(row["voucher"] or say("page.way_back.no_voucher"), "day", _opens(row)),
                Cell(row["account"] or ""),
                Cell(row["text"] or ""),
                Cell(fmt.number(row["amount_sek"], 2, language), "num"),
                Cell(say("page.way_back.file_line", file=row["file"], line=row["line"]), "place"),
            )
        )
        for row in rows
    ]
    count = fmt.number(candidate.line_count, 0, language)
    show_linked_table(heads, shown, say("page.shadow_it.lines", shown=len(shown), count=count))
    show_pager(page, candidate.line_count, LINES, "lines", candidate=key)


def _opens(row: Mapping[str, object]) -> str:
    """Return the address of a line's voucher."""
    return href("way_back", file_id=row["file_id"], line=row["line"], unit=None, year=None)
