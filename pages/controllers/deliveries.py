"""What has been delivered, and what would it take away to undo one of the deliveries?"""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi import format as fmt
from kpi.deliveries import DeliveryOf, Effect, check_may_undo, deliveries, effect, original
from kpi.log_search import local, stamp
from kpi.months import period_of
from kpi.parameter import constants
from kpi.table import Column, Table
from kpi.undoing import undo
from pages.parts.address import href, link
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.download import download
from pages.parts.language import reader_language, say
from pages.parts.ledger_lines import show_trail
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.month_done import note_done, show_done
from pages.parts.paging import of_page, page_asked, show_pager
from pages.parts.tables import show_table
from pages.parts.the_store import store_to_show
from pages.parts.understood import register_name
from pages.parts.units_list import known
from pages.parts.viewer import gate

LISTED, FILES, MONTHS = 25, 25, 24
HEADS = ("number", "when", "actor", "files", "content", "rows", "sum", "changes", "state")
MARKS = ("num", "day", "", "place", "", "num", "num", "told", "")


def deliveries_page() -> None:
    """Show the deliveries, the last first, or the one that the address names."""
    viewer = gate("deliveries")
    store = store_to_show()
    try:
        rows = kept("deliveries", store, viewer, lambda: deliveries(store, viewer))
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    asked = st.query_params.get("delivery", "")
    one = next((row for row in rows if str(row.act_id) == asked), None)
    if one:
        _one(store, viewer, one)
        return
    st.title(say("page.deliveries.title"))
    show_done()
    if not rows:
        way = link(say("page.reconcile.deliver"), href("deliver"), "begin")
        st.html(f'<div class="empty"><p class="said">{escape(say("page.deliveries.none"))} {way}</p></div>')
        return
    st.html(f'<p class="answer">{escape(_answer(rows))}</p>')
    page = page_asked(len(rows), LISTED)
    heads = tuple(say(f"page.deliveries.{head}") for head in HEADS)
    shown = [_row(row) for row in of_page(rows, page, LISTED)]
    show_linked_table(heads, shown, say("page.deliveries.caption"))
    show_pager("deliveries", len(rows), LISTED)


def _answer(rows: Sequence[DeliveryOf]) -> str:
    language, last = reader_language(), rows[0]
    moment = fmt.moment(local(last.done_at), language)
    if len(rows) == 1:
        return say("page.deliveries.answer_one", moment=moment, actor=last.actor)
    count = fmt.number(len(rows), 0, language)
    return say("page.deliveries.answer", count=count, moment=moment, actor=last.actor)


def _row(row: DeliveryOf) -> Row:
    language = reader_language()
    names = [file.name for file in row.files]
    files = names[0] if len(names) == 1 else say("page.reconcile.and_more", shown=names[0], count=len(names) - 1)
    printed = (
        str(row.act_id),
        stamp(row.done_at),
        _who(row),
        files,
        _content(row),
        fmt.number(row.rows_read, 0, language),
        fmt.number(row.sum_sek, 2, language),
        _changes(row),
        say(f"page.deliveries.state.{_state(row)}"),
    )
    opens = {3: href("deliveries", delivery=row.act_id)}
    return Row(tuple(Cell(text, mark, opens.get(n)) for n, (text, mark) in enumerate(zip(printed, MARKS, strict=True))))


def _who(row: DeliveryOf) -> str:
    return row.actor if row.is_verified else f"{row.actor} ({say('part.actor.short')})"


def _content(row: DeliveryOf) -> str:
    registers = dict.fromkeys(name for file in row.files for name in file.register.split(","))
    return fmt.join([register_name(name) for name in registers], reader_language())


def _state(row: DeliveryOf) -> str:
    return "undone" if row.is_undone else "closed" if row.is_closed else "open"


def _changes(row: DeliveryOf) -> str:
    if row.added is None:
        return ""
    language = reader_language()
    counts = [(name, n) for name in ("added", "removed", "changed") if (n := getattr(row, name))]
    if not counts:
        return say("page.deliveries.unchanged")
    told = [
        say(f"page.deliveries.count.{name}{'_one' if n == 1 else ''}", count=fmt.number(n, 0, language))
        for name, n in counts
    ]
    return say(f"page.deliveries.counts{'_one' if counts[-1][1] == 1 else ''}", counts=", ".join(told))


def _one(store: Store, viewer: Viewer, row: DeliveryOf) -> None:
    """Show one delivery: its files to take along, what it still holds, and the way to undo it."""
    language = reader_language()
    here = say("page.deliveries.one", number=row.act_id)
    show_trail([link(say("page.deliveries.title"), href("deliveries"))], here)
    st.title(as_is(here))
    show_done()
    moment = fmt.moment(local(row.done_at), language)
    changes = _changes(row)
    said = say(f"page.deliveries.{'by' if changes else 'by_alone'}", actor=_who(row), moment=moment, changes=changes)
    st.html(f'<p class="answer">{escape(said)}</p>')
    _files(store, viewer, row)
    st.header(say("page.deliveries.undo"))
    if row.is_undone:
        st.html(f'<p class="said">{escape(say("page.deliveries.is_undone"))}</p>')
        return
    try:
        found = kept("undo", store, viewer, lambda: effect(store, viewer, row.act_id), delivery=row.act_id)
    except UserError as error:
        st.html(f'<p class="said">{escape(error.message(language))}</p>')
        return
    _effect(found, known(store, viewer).names)
    _offer_undo(store, viewer, row, found)


def _files(store: Store, viewer: Viewer, row: DeliveryOf) -> None:
    st.header(say("page.deliveries.files"))
    language = reader_language()
    page = page_asked(len(row.files), FILES)
    shown = of_page(row.files, page, FILES)
    columns = (
        *(Column(say(f"page.deliveries.{head}")) for head in ("file", "content", "format", "source")),
        Column(say("page.deliveries.rows"), "number"),
        Column(say("page.deliveries.sum"), "ore"),
        Column(say("page.deliveries.checksum")),
    )
    rows = tuple(
        (file.name, fmt.join([register_name(name) for name in file.register.split(",")], language), file.format,
         file.source, file.rows_read, file.sum_sek, file.sha256[:12])
        for file in shown
    )  # fmt: skip
    show_table(Table(columns, rows), say("page.deliveries.files_caption"))
    show_pager("deliveries", len(row.files), FILES, delivery=row.act_id)
    names = {file.file_id: file.name for file in shown}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            say("page.deliveries.file"),
            list(names),
            format_func=lambda number: names[number],
            key=f"file-{row.act_id}",
            width=420,
            help=say("help.deliveries.file"),
        )
        download(
            say("page.deliveries.original"),
            lambda: original(store, viewer, chosen),
            names[chosen],
            "application/octet-stream",
            f"original-{chosen}",
        )
    st.html(f'<p class="note">{escape(say("page.deliveries.without_people"))}</p>')


def _effect(found: Effect, names: Mapping[str, str]) -> None:
    """Say what undoing takes away, before anybody is asked."""
    language = reader_language()
    said = []
    if found.line_count:
        count, total = fmt.number(found.line_count, 0, language), fmt.exact_money(found.sum_sek, language)
        said.append(say("page.deliveries.effect", count=count, sum=total))
    for register in found.registers:
        count = fmt.number(register.row_count, 0, language)
        said.append(say("page.deliveries.effect.register", count=count, register=register_name(register.register)))
    if found.has_rules:
        said.append(say("page.deliveries.effect.rules_stay" if found.rules_stay else "page.deliveries.effect.rules"))
    said.append(say("page.deliveries.effect.back"))
    st.html(f'<p class="effect">{escape(" ".join(said))}</p>')
    if not found.lines:
        return
    columns = tuple(
        Column(say(f"page.deliveries.{head}"), unit)
        for head, unit in (("unit", "text"), ("month", "text"), ("rows", "number"), ("sum", "ore"), ("state", "text"))
    )
    page = page_asked(len(found.lines), MONTHS, "months")
    rows = tuple(
        (names.get(row.unit, row.unit), period_of(row.month), row.row_count, row.sum_sek,
         say(f"page.deliveries.state.{'closed' if row.is_closed else 'open'}"))
        for row in of_page(found.lines, page, MONTHS)
    )  # fmt: skip
    show_table(Table(columns, rows), say("page.deliveries.effect_caption"))
    show_pager("deliveries", len(found.lines), MONTHS, "months", delivery=st.query_params.get("delivery"))


def _offer_undo(store: Store, viewer: Viewer, row: DeliveryOf, found: Effect) -> None:
    if found.closed:
        months = sorted({f"{one.unit} {period_of(one.month)}" for one in found.closed})
        named = fmt.join(months[:6], reader_language())
        st.html(f'<p class="said">{escape(say("page.deliveries.closed", count=len(months), months=named))}</p>')
        return
    sure = st.checkbox(say("page.deliveries.sure"), key=f"sure-{row.act_id}")
    if st.button(say("page.deliveries.undo_do", number=row.act_id), disabled=not sure, key=f"undo-{row.act_id}"):
        try:
            check_may_undo(store, viewer)
            with st.spinner(say("page.deliveries.undoing")):
                undo(store, row.act_id, viewer.actor, constants(), viewer.verified)
        except UserError as error:
            st.error(as_is(error.message(reader_language())))
            return
        note_done(say("page.deliveries.done", number=row.act_id))


deliveries_page()
