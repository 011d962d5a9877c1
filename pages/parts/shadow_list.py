"""Which candidates are there, a page at a time, and which one is looked at?"""

from collections.abc import Sequence
from html import escape
from math import ceil

import streamlit as st

from kpi import format as fmt
from kpi.shadow import Candidate
from pages.parts.address import href, link
from pages.parts.language import reader_language, say

PAGE = 12
DONE = "shadow-done"
CHOSEN, AT = "candidate", "page"


def show_list(found: Sequence[Candidate], names: dict[str, str]) -> Candidate:
    """Show one page of the candidates and return the one that is looked at: the one asked for, else the first."""
    page = page_number(len(found), PAGE)
    shown = found[page * PAGE : (page + 1) * PAGE]
    wanted = st.query_params.get(CHOSEN)
    chosen = next((one for one in found if one.key == wanted), shown[0])
    count = fmt.number(len(found), 0, reader_language())
    caption = say("page.shadow_it.list", shown=len(shown), count=count)
    st.html(_table([_row(one, one.key == chosen.key, page, names) for one in shown], caption))
    show_pager(page, len(found), PAGE, AT)
    return chosen


def what(candidate: Candidate) -> str:
    """Return what a candidate is called: the supplier and the word, or the text where no supplier is named."""
    group = candidate.group
    if candidate.printed:
        return f"{candidate.printed} · {group.word}" if group.word else candidate.printed
    if not group.account:
        return candidate.example
    return say("page.shadow_it.on_account", text=candidate.example, account=group.account)


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


def _row(one: Candidate, is_chosen: bool, page: int, names: dict[str, str]) -> str:
    """Return a candidate as a row that opens its evidence; the unit stands under the supplier, to save width."""
    language = reader_language()
    kept = {key: st.query_params[key] for key in ("order",) if key in st.query_params}
    address = href("shadow_it", **kept, **{CHOSEN: one.key, AT: page + 1 if page else None})
    marks = 'class="opens asked" aria-current="true"' if is_chosen else 'class="opens"'
    unit = escape(names.get(one.group.unit, one.group.unit))
    return (
        f'<tr {marks}><td class="num">{fmt.number(one.score, 0, language)}</td>'
        f'<td>{link(what(one), address)}<p class="note">{unit}</p></td>'
        f'<td class="num">{fmt.number(one.amount_sek, 0, language)}</td></tr>'
    )


def _table(rows: Sequence[str], caption: str) -> str:
    heads = (("score", "num"), ("what", ""), ("amount", "num"))
    head = "".join(
        f'<th scope="col" class="{mark}">{escape(say(f"page.shadow_it.head.{name}"))}</th>' for name, mark in heads
    )
    return (
        f'<p class="table-caption" aria-hidden="true">{escape(caption)}</p>'
        f'<div class="table-region" role="region" aria-label="{escape(caption, quote=True)}" tabindex="0">'
        f'<table class="figures ledger"><caption class="sr-only">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
