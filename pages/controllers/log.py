"""What has been done here, by whom and when, and can it be trusted that nothing was changed afterwards?"""

from collections.abc import Sequence
from datetime import date, datetime
from html import escape

import streamlit as st

from data.access import Viewer
from data.acts import broken
from data.errors import UserError
from data.language import catalogue
from data.store import Store
from kpi import format as fmt
from kpi.log import LoggedAct, log
from kpi.log_search import HEADS, ZONE, Sought, as_rows, local, said, sought, stamp
from kpi.tabular import as_csv, as_workbook
from pages.parts.address import asked, href, link, write
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.download import download
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.paging import of_page, page_asked, show_pager
from pages.parts.places import may_open
from pages.parts.the_store import store_to_show
from pages.parts.viewer import gate

ACTS = 40
ALL = "all"
SHOWN = ("when", "actor", "kind", "about", "before", "after")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def log_page() -> None:
    """Show the acts that are looked for, the last first, and whether the chain of them is unbroken."""
    viewer = gate("log")
    store = store_to_show()
    st.title(say("page.log.title"))
    try:
        acts = kept("log", store, viewer, lambda: log(store, viewer))
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    _say_chain(store, viewer, acts)
    look = _filters(acts)
    found = sought(acts, look, reader_language())
    page = page_asked(len(found), ACTS)
    if not found:
        st.html(f'<p class="note">{escape(say("page.log.nothing"))}</p>')
        return
    heads = tuple(say(f"page.log.{head}") for head in SHOWN)
    rows = [_row(act, viewer) for act in of_page(found, page, ACTS)]
    show_linked_table(heads, rows, say("page.log.caption", count=len(found), all=len(acts)))
    show_pager("log", len(found), ACTS, year=None, unit=None, scope=None, **_held())
    _offer_export(store, viewer, look)


def _say_chain(store: Store, viewer: Viewer, acts: Sequence[LoggedAct]) -> None:
    """Say first whether the log is as it was written."""
    faults = kept("chain", store, viewer, lambda: broken(store.query("store/acts").to_pylist()))
    if faults:
        numbers = fmt.join([str(number) for number in faults[:10]], reader_language())
        st.html(f'<p class="chain broken" role="alert">{escape(say("page.log.broken", acts=numbers))}</p>')
        return
    last = acts[0] if acts else None
    moment = fmt.moment(local(last.done_at), reader_language()) if last else ""
    st.html(f'<p class="answer">{escape(say("page.log.unbroken", count=len(acts), moment=moment))}</p>')
    st.html(f'<p class="chain">{escape(say("page.log.chain", hash=last.hash[:16] if last else "–"))}</p>')


def _filters(acts: Sequence[LoggedAct]) -> Sought:
    """Show what can be asked for; it stands in the address."""
    kinds = sorted({act.act for act in acts})
    actors = sorted({act.actor for act in acts}, key=str.casefold)
    with st.container(key="filters-log", horizontal=True, vertical_alignment="bottom", gap="medium"):
        kind = _choice("kind", kinds, lambda code: _kind(code))
        actor = _choice("actor", actors, str)
        first, last = _day("from"), _day("to")
        words = _words()
    _say_bad_days()
    return Sought(kind, actor, first, last, words)


def _kind(code: str) -> str:
    if code == ALL:
        return say("page.log.all")
    return say(f"act.{code}") if f"act.{code}" in catalogue(reader_language()) else code


def _choice(name: str, codes: Sequence[str], printed: object) -> str | None:
    key = f"log-{name}"
    st.session_state[key] = asked(name, codes, ALL)
    st.selectbox(
        say(f"page.log.filter.{name}"),
        [ALL, *codes],
        format_func=lambda code: say("page.log.all") if code == ALL else printed(code),
        key=key,
        on_change=write,
        args=(key, name, ALL),
        width=160,
        help=say(f"help.log.{name}"),
    )
    return None if st.session_state[key] == ALL else st.session_state[key]


def _day(name: str) -> date | None:
    """Ask for a day; what is no day asks for none, and that is said."""
    key, given = f"log-{name}", st.query_params.get(name, "")
    st.session_state[key] = given
    st.text_input(
        say(f"page.log.filter.{name}"),
        key=key,
        placeholder=say("page.log.day_example"),
        on_change=write,
        args=(key, name, ""),
        width=130,
        help=say("help.log.day"),
    )
    try:
        return date.fromisoformat(given.strip()) if given.strip() else None
    except ValueError:
        return None


def _say_bad_days() -> None:
    for name in ("from", "to"):
        given = st.query_params.get(name, "").strip()
        try:
            date.fromisoformat(given or "2024-01-01")
        except ValueError:
            st.html(f'<p class="note">{escape(say("page.log.bad_day", asked=given))}</p>')


def _words() -> str:
    st.session_state["log-words"] = st.query_params.get("q", "")
    st.text_input(
        say("page.log.filter.words"), key="log-words", on_change=write, args=("log-words", "q", ""), width=200,
        help=say("help.log.words"),
    )
    return st.session_state["log-words"]


def _held() -> dict[str, str | None]:
    return {name: st.query_params.get(name) for name in ("kind", "actor", "from", "to", "q")}


def _row(act: LoggedAct, viewer: Viewer) -> Row:
    told = said(act, reader_language())
    who = act.actor if act.is_verified else f"{act.actor} ({say('part.actor.short')})"
    kind = f"{told.kind} ({say('act.undone')})" if act.is_undone else told.kind
    opens = href("deliveries", delivery=act.act_id, year=None, unit=None, scope=None) if act.act == "load" else None
    return Row(
        (
            Cell(stamp(act.done_at), "day"),
            Cell(who),
            Cell(kind, "", opens if _may_open_deliveries(viewer) else None),
            Cell(told.about, "place" if act.act == "load" else ""),
            Cell(told.before, "told"),
            Cell(told.after, "told"),
        )
    )


def _may_open_deliveries(viewer: Viewer) -> bool:
    return may_open("deliveries", viewer)


def _offer_export(store: Store, viewer: Viewer, look: Sought) -> None:
    """Offer what is shown, all pages of it, as a file that says what it holds."""
    language = reader_language()
    heads = [say(f"page.log.export.{head}") for head in HEADS]
    name = f"logg-{datetime.now(ZONE):%Y-%m-%d}"

    def rows() -> list[list]:
        return as_rows(sought(log(store, viewer), look, language), language)

    def workbook() -> bytes:
        asked_for = ", ".join(f"{key}={value}" for key, value in _held().items() if value) or say("page.log.all")
        about = [say("page.log.about.filter", filter=asked_for), say("page.log.about.store", version=store.version)]
        return as_workbook(say("page.log.sheet"), heads, rows(), about)

    with st.container(horizontal=True, gap="small"):
        download(say("page.log.csv"), lambda: as_csv(heads, rows()), f"{name}.csv", "text/csv", "log-csv")
        download(say("page.log.xlsx"), workbook, f"{name}.xlsx", WORKBOOK, "log-xlsx")
    if _may_open_deliveries(viewer):
        way = link(say("page.log.to_deliveries"), href("deliveries"))
        st.html(f'<p class="note log-more">{way}</p>')


log_page()
