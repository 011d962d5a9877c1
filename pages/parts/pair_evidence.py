"""Which lines of one pair of units match, and which stand alone on either side?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.matching import WAYS, Evidence, LeftGroup, TradeLine, evidence
from kpi.table import Column, Table
from pages.parts.address import href
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.paging import of_page, page_asked, show_pager
from pages.parts.tables import Dressing, show_table

LINES = 25
HEADS = ("side", "date", "voucher", "account", "text", "lines", "amount")


def seller_of(row: dict) -> str:
    """Return what the seller of a pair is called."""
    return _named(row["seller_name"], row["seller"])


def buyer_of(row: dict) -> str:
    """Return what the buyer of a pair is called."""
    return _named(row["buyer_name"], row["buyer"])


def _named(name: str | None, code: str) -> str:
    if name:
        return name
    return say("part.trade.unknown", code=code) if code else say("part.trade.nameless")


def show_evidence(store: Store, viewer: Viewer, row: dict, year: int) -> None:
    """Show what both sides have booked, what is left on either, and what was matched and how."""
    asked = {"seller": row["seller"], "buyer": row["buyer"], "is_it": row["is_it"], "year": year}
    found = kept("evidence", store, viewer, lambda: evidence(store, viewer, **asked), **asked)
    st.header(as_is(say("page.internal.from_to", seller=seller_of(row), buyer=buyer_of(row))))
    _sums(row, found)
    if found.hidden:
        st.html(f'<p class="note">{escape(say("page.internal.hidden"))}</p>')
        return
    if not found.left:
        st.html(f'<p class="said">{escape(say("page.internal.nothing_left"))}</p>')
    else:
        _left(row, found, year)
    _matched(found)
    if not row["buyer"]:
        st.html(f'<p class="note">{escape(say("page.internal.without_buyer"))}</p>')


def _sums(row: dict, found: Evidence) -> None:
    sums = (Column(say(f"page.internal.{one}"), "ore") for one in ("booked", "left"))
    columns = (Column(say("page.internal.side")), *sums)
    left = [found.sum_left_sek(side) if not found.hidden else None for side in ("seller", "buyer")]
    rows = (
        (say("page.internal.income", seller=seller_of(row)), row["seller_income_sek"], left[0]),
        (say("page.internal.cost", buyer=buyer_of(row)), row["buyer_cost_sek"], left[1]),
        (say("page.internal.residual"), row["residual_sek"], row["residual_sek"]),
    )
    show_table(Table(columns, rows), say("page.internal.sums"), total_last=True)


def _left(row: dict, found: Evidence, year: int) -> None:
    """Show the lines that only one side has booked, the largest first; each opens its voucher."""
    groups = found.left_groups
    page = page_asked(len(groups), LINES)
    shown = [_group(one) for one in of_page(groups, page, LINES)]
    heads = tuple(say(f"page.internal.line.{head}") for head in HEADS)
    show_linked_table(heads, shown, say("page.internal.left_caption", count=len(found.left)))
    code = f"{row['seller']}|{row['buyer']}|{'it' if row['is_it'] else 'other'}"
    show_pager("internal", len(groups), LINES, unit=None, year=year, pair=code, pairs=st.query_params.get("pairs"))


def _group(one: LeftGroup) -> Row:
    line, language = one.first, reader_language()
    opens = _opens(line)
    return Row(
        (
            Cell(say(f"page.internal.side.{line.side}")),
            Cell(fmt.short_day(line.date), "day"),
            Cell(line.voucher or say("page.way_back.no_voucher"), "day", opens),
            Cell(line.account or ""),
            Cell(line.text or ""),
            Cell(fmt.number(one.line_count, 0, language), "num"),
            Cell(fmt.number(one.amount_sek, 2, language), "num"),
        )
    )


def _opens(line: TradeLine) -> str:
    """Return the address of a line's voucher."""
    return href("way_back", file_id=line.file_id, line=line.line, unit=None, year=None)


def _matched(found: Evidence) -> None:
    """Say how many lines were matched in which way, and list them where the reader opens it."""
    if not found.matches:
        return
    language = reader_language()
    said = [
        say(f"page.internal.way.{way}", count=fmt.number(count, 0, language)) for way, count in _counts(found) if count
    ]
    with st.expander(say("page.internal.matched", count=len(found.matches)), type="compact"):
        st.html(f'<p class="note">{escape(" ".join(said))}</p>')
        page = page_asked(len(found.matches), LINES, "matched")
        columns = (
            Column(say("page.internal.line.way")),
            *(Column(say(f"page.internal.side.{side}")) for side in ("seller", "buyer")),
            Column(say("page.internal.line.amount"), "ore"),
        )
        shown = of_page(found.matches, page, LINES)
        rows = tuple(
            (say(f"page.internal.way_name.{match.way}"), _told(match.seller), _told(match.buyer), match.amount_sek)
            for match in shown
        )
        links = {
            (number, column): _opens(lines[0])
            for number, match in enumerate(shown)
            for column, lines in ((1, match.seller), (2, match.buyer))
            if lines
        }
        show_table(Table(columns, rows), say("page.internal.matched_caption"), dressing=Dressing(links))
        held = {name: st.query_params.get(name) for name in ("pair", "pairs", "page")}
        show_pager("internal", len(found.matches), LINES, "matched", unit=None, **held)


def _counts(found: Evidence) -> list[tuple[str, int]]:
    return [(way, len([match for match in found.matches if match.way == way])) for way in WAYS]


def _told(lines: Sequence[TradeLine]) -> str:
    """Return where lines stand: the first, and how many more."""
    if not lines:
        return ""
    first = f"{fmt.short_day(lines[0].date)}, {lines[0].voucher or say('page.way_back.no_voucher')}"
    return first if len(lines) == 1 else say("page.reconcile.and_more", shown=first, count=len(lines) - 1)
