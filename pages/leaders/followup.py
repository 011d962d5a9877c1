"""What became of the decisions, is it measured, and how does what we say of ourselves stand beside it?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi.followup import followup
from pages.parts.cache import kept
from pages.parts.choice import choice
from pages.parts.decision_form import DONE, show_decision_form
from pages.parts.decisions import answer, show_challenges, show_own, statuses
from pages.parts.filters import filters
from pages.parts.forecast import name_of
from pages.parts.lacking import way_in
from pages.parts.language import say
from pages.parts.ratings import Asked, choose_instrument, show_ratings
from pages.parts.the_store import store_to_show
from pages.parts.units_list import known
from pages.parts.viewer import gate

VIEWS = ("decisions", "ratings")


def follow_up() -> None:
    """Show the decisions beside what they are measured by or, apart from them, what the group says of itself."""
    viewer = gate("followup")
    store = store_to_show()
    offered = known(store, viewer)
    if not offered.years:
        st.title(say("page.followup.title"))
        st.html(f'<p class="said">{escape(say("page.followup.no_years"))} {way_in()}</p>')
        return
    chosen = filters(offered.years, offered.names)
    st.title(say("page.followup.title"))
    with st.container(key="filters-followup", horizontal=True, vertical_alignment="bottom", gap="medium"):
        view = choice("view", VIEWS, "page.followup.view")
        instrument = choose_instrument() if view == "ratings" else None
    if done := st.session_state.pop(DONE, None):
        st.html(f'<div class="notice" role="status"><p class="banner">{escape(done)}</p></div>')
    unit, name = chosen.reported_unit, name_of(chosen.reported_unit, offered.names)
    if instrument:
        is_latest = chosen.year == max(offered.years)
        show_ratings(store, viewer, Asked(unit, name, chosen.year, is_latest, instrument))
    else:
        _show_decisions(store, viewer, unit, name, chosen.year)


def _show_decisions(store: Store, viewer: Viewer, unit: str, name: str, year: int) -> None:
    held = kept("followup", store, viewer, lambda: followup(store, viewer, unit, year), unit=unit, year=year)
    st.html(f'<p class="answer">{escape(answer(held))}</p>')
    words = [say("page.followup.seen", name=name, year=year)]
    if made := held.decisions:
        words.append(statuses(made))
    st.html(f'<p class="kicker">{escape(" · ".join(words))}</p>')
    if not made:
        st.html(f'<p class="said">{escape(say("page.followup.none"))} {way_in()}</p>')
    st.html(f'<p class="note">{escape(say("page.followup.our_words"))}</p>')
    show_decision_form(store, viewer, held)
    show_challenges(held)
    show_own(held)


follow_up()
