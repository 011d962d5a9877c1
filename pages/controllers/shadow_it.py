"""Which IT is bought beside the central unit without anybody calling it IT, and what do we decide about it?"""

from collections.abc import Callable
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi import format as fmt
from kpi.figures import figures
from kpi.shadow import candidates
from kpi.shadow_desk import Desk, desk
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.choice import choice
from pages.parts.figure_card import figure_card, shown_figure
from pages.parts.filters import Filters, filters
from pages.parts.lacking import way_in
from pages.parts.language import reader_language, say
from pages.parts.shadow_candidate import show_candidate
from pages.parts.shadow_declared import show_declared
from pages.parts.shadow_judged import show_confirmed, show_judged
from pages.parts.shadow_list import DONE, show_list
from pages.parts.shadow_sure import show_sureness
from pages.parts.the_store import store_to_show
from pages.parts.units_list import known
from pages.parts.viewer import gate

FIGURE = "shadow_it_share"
VIEWS = ("open", "asked", "confirmed", "denied")
ORDERS = ("score", "amount")


def shadow_it() -> None:
    """Say how much there is to look at, let one candidate after the other be decided, then what is declared."""
    viewer = gate("shadow_it")
    store = store_to_show()
    offered = known(store, viewer)
    if not offered.years:
        st.title(say("page.shadow_it.title"))
        st.html(f'<p class="said">{escape(say("page.shadow_it.no_years"))} {way_in()}</p>')
        return
    chosen = filters(offered.years, offered.names)
    st.title(say("page.shadow_it.title"))
    try:
        with st.spinner(say("page.shadow_it.looking"), show_time=True):
            found = _desk(store, viewer, chosen)
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    _say_done()
    _say_answer(found, store, viewer, chosen)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="filters-shadow"):
        view = choice("view", VIEWS, "page.shadow_it.view")
        order = choice("order", ORDERS, "page.shadow_it.order") if view == "open" else ORDERS[0]
    views: dict[str, Callable[[], None]] = {
        "open": lambda: _show_open(found, order, store, viewer, chosen.year, offered.names),
        "asked": lambda: show_judged(found.asked, "asked", store, viewer, chosen.year, offered.names),
        "confirmed": lambda: show_confirmed(found.confirmed, store, viewer, chosen.year, offered.names),
        "denied": lambda: show_judged(found.denied, "denied", store, viewer, chosen.year, offered.names),
    }
    views[view]()
    show_declared(found, store, viewer, chosen, offered.names)
    show_sureness(found, chosen.year)


def _desk(store: Store, viewer: Viewer, chosen: Filters) -> Desk:
    """Return the desk of the chosen unit, or of all units of the scope."""
    scope, year = chosen.reported_unit, chosen.year
    units = {row["unit"] for row in store.query("filters/members", scope=scope).to_pylist()}
    # one look through the ledger for all units: it is what takes time
    seen = kept("shadow-candidates", store, viewer, lambda: candidates(store, viewer, year), year=year)
    return kept("shadow-desk", store, viewer, lambda: desk(store, viewer, year, units, seen), scope=scope, year=year)


def _say_done() -> None:
    if done := st.session_state.pop(DONE, None):
        st.html(f'<div class="notice" role="status"><p class="banner">{escape(done)}</p></div>')


def _say_answer(found: Desk, store: Store, viewer: Viewer, chosen: Filters) -> None:
    """Say what waits, how much of the candidates' money is looked at, and what is known beside the figure."""
    language, year, unit = reader_language(), chosen.year, chosen.reported_unit
    said = (
        say(
            "page.shadow_it.answer",
            count=fmt.number(len(found.open), 0, language),
            money=fmt.money(found.open_sek, language, voice="sentence"),
            year=year,
        )
        if found.open
        else say("page.shadow_it.answer_none", year=year)
    )
    got = kept(
        "shadow-share", store, viewer, lambda: figures(store, viewer, [FIGURE], [unit], [year]), unit=unit, year=year
    )
    left, right = st.columns([3, 1], gap="large")
    with left:
        st.html(f'<p class="answer">{escape(said)}</p><p class="said">{escape(_coverage(found))}</p>')
    with right:
        for figure in got:
            figure_card(shown_figure(figure))


def _coverage(found: Desk) -> str:
    """Say how much of the candidates' money has been looked at, and of what the known shadow IT is made."""
    language = reader_language()
    names = ("looked_at", "all", "known", "confirmed", "declared")
    amounts = {name: fmt.money(getattr(found, f"{name}_sek"), language, voice="sentence") for name in names}
    known_words = say("page.shadow_it.known", **{name: amounts[name] for name in names[2:]})
    if found.looked_at_share is None:
        return known_words
    share = fmt.figure(100 * found.looked_at_share, "%", language, voice="sentence")
    looked = say("page.shadow_it.coverage", looked_at=amounts["looked_at"], all=amounts["all"], share=share)
    return f"{looked} {known_words}"


def _show_open(found: Desk, order: str, store: Store, viewer: Viewer, year: int, names: dict[str, str]) -> None:
    """Show the list to the left and the chosen candidate's evidence to the right."""
    if not found.open:
        st.html(f'<p class="note">{escape(say("page.shadow_it.nothing_open"))}</p>')
        return
    ordered = found.largest_first if order == "amount" else found.open
    left, right = st.columns([5, 8], gap="medium")
    with left:
        candidate = show_list(ordered, names)
    with right:
        show_candidate(candidate, found.returned.get(candidate.key), store, viewer, year, names)


shadow_it()
