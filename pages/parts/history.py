"""Which deliveries has each register had?"""

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.registers import REGISTERS
from data.store import Store
from kpi import format as fmt
from kpi.history import DeliveredFile, delivered_files
from kpi.log_search import stamp
from pages.parts.address import href, shown_in, write
from pages.parts.cache import kept
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.paging import of_page, page_asked, show_pager
from pages.parts.understood import register_name

HISTORY, PAGE, KEY, ALL = "history", "history-page", "history-register", "all"
LISTED = 10
HEADS = ("when", "file", "of", "source", "rows", "added", "removed", "changed", "actor", "number", "state")
MARKS = ("day", "place", "", "", "num", "num", "num", "num", "", "num", "")


def show_history(store: Store, viewer: Viewer) -> None:
    """Show the files delivered of one register or of all, each with the way to its delivery."""
    opened = HISTORY in st.query_params or PAGE in st.query_params
    with st.expander(say("page.deliver.history"), expanded=opened, type="compact"):
        try:
            files = kept("history", store, viewer, lambda: delivered_files(store, viewer)) if store.exists else []
        except UserError as error:
            st.html(f'<p class="note">{error.message(reader_language())}</p>')
            return
        st.html(f'<p class="note">{say("page.deliver.history.why")}</p>')
        register = _asked(files)
        shown = [file for file in files if register in (ALL, *file.registers)]
        if not shown:
            st.html(f'<p class="said">{say("page.deliver.history.none")}</p>')
            return
        page = page_asked(len(shown), LISTED, PAGE)
        rows = [_row(file) for file in of_page(shown, page, LISTED)]
        show_linked_table([_head(head) for head in HEADS], rows, say("page.deliver.history.caption"))
        show_pager("deliver", len(shown), LISTED, PAGE, **{HISTORY: register})


def _asked(files: list[DeliveredFile]) -> str:
    """Let the reader choose a register, those that have been delivered first; the address keeps it."""
    had = {name for file in files for name in file.registers}
    offered = [ALL, *(name for name in REGISTERS if name in had), *(name for name in REGISTERS if name not in had)]
    shown_in(KEY, HISTORY, offered, ALL)
    return st.selectbox(
        say("page.deliver.history.of"),
        offered,
        format_func=lambda name: say("page.deliver.history.all") if name == ALL else register_name(name),
        key=KEY,
        on_change=_choose,
        width=320,
        help=say("help.deliver.history"),
    )


def _choose() -> None:
    """Write the choice into the address, and begin at its first page."""
    write(KEY, HISTORY)
    st.query_params.pop(PAGE, None)


def _head(head: str) -> str:
    shared = head in ("file", "added", "removed", "changed")
    return say(f"page.deliver.{head}" if shared else f"page.deliver.history.{head}")


def _row(file: DeliveredFile) -> Row:
    language = reader_language()
    printed = (
        stamp(file.done_at),
        file.name,
        fmt.join([register_name(name) for name in file.registers], language),
        file.source,
        *(fmt.number(count, 0, language) for count in (file.rows_read, file.added, file.removed, file.changed)),
        file.actor,
        str(file.act_id),
        say("page.deliver.history.undone") if file.is_undone else "",
    )
    opens = {HEADS.index("number"): href("deliveries", delivery=file.act_id)}
    return Row(tuple(Cell(text, mark, opens.get(n)) for n, (text, mark) in enumerate(zip(printed, MARKS, strict=True))))
