"""Which candidates are there, a page at a time, and which one is looked at?"""

from collections.abc import Sequence
from html import escape
from math import ceil

import streamlit as st

from kpi import format as fmt
from kpi.shadow import Candidate
from pages.parts.address import href, link
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table

PAGE = 15
DONE = "shadow-done"
CHOSEN, AT = "candidate", "page"


def show_list(found: Sequence[Candidate], names: dict[str, str]) -> Candidate:
    """Show one page of the candidates and return the one that is looked at: the one asked for, else the first."""
    page = page_number(len(found), PAGE)
    shown = found[page * PAGE : (page + 1) * PAGE]
    wanted = st.query_params.get(CHOSEN)
    chosen = next((one for one in found if one.key == wanted), shown[0])
    heads = tuple(say(f"page.shadow_it.head.{head}") for head in ("score", "what", "unit", "amount"))
    rows = [_row(one, one.key == chosen.key, page, names) for one in shown]
    count = fmt.number(len(found), 0, reader_language())
    show_linked_table(heads, rows, say("page.shadow_it.list", shown=len(shown), count=count))
    show_pager(page, len(found), PAGE, AT)
    return chosen


def what(candidate: Candidate) -> str:
    """Return what a candidate is called: the supplier and the word, or the text where no supplier is named."""
    group = candidate.group
    named = candidate.printed or f"{group.account} {candidate.example}".strip()
    return f"{named} · {group.word}" if group.word and candidate.printed else named


def page_number(count: int, size: int, name: str = AT) -> int:
    """Return the page that the address asks for, from 0; one there is not gives the first."""
    asked = st.query_params.get(name, "")
    number = int(asked) - 1 if asked.isdecimal() and asked.isascii() else 0
    return number if 0 <= number < max(1, ceil(count / size)) else 0


def show_pager(page: int, count: int, size: int, name: str, **held: str) -> None:
    """Show the way to the pages around this one, where there is more than one."""
    last = max(1, ceil(count / size)) - 1
    if not last:
        return
    kept = {key: st.query_params[key] for key in ("order", "view") if key in st.query_params} | held
    steps = (("first", 0, page > 0), ("previous", page - 1, page > 0), ("next", page + 1, page < last))
    inside = "".join(
        link(say(f"page.shadow_it.pager.{word}"), href("shadow_it", **{**kept, name: to + 1}))
        if can
        else f'<span aria-disabled="true">{escape(say(f"page.shadow_it.pager.{word}"))}</span>'
        for word, to, can in steps
    )
    where = escape(say("page.shadow_it.pager.where", page=page + 1, pages=last + 1))
    st.html(
        f'<nav class="pager" aria-label="{escape(say("page.shadow_it.pager.name"))}">{inside}<span>{where}</span></nav>'
    )


def _row(one: Candidate, is_chosen: bool, page: int, names: dict[str, str]) -> Row:
    language = reader_language()
    kept = {key: st.query_params[key] for key in ("order",) if key in st.query_params}
    address = href("shadow_it", **kept, **{CHOSEN: one.key, AT: page + 1 if page else None})
    return Row(
        (
            Cell(fmt.number(one.score, 0, language), "num"),
            Cell(what(one), "", address),
            Cell(names.get(one.group.unit, one.group.unit)),
            Cell(fmt.money(one.amount_sek, language, fmt.KR), "num"),
        ),
        is_asked=is_chosen,
    )
