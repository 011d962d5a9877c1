"""Which pages can this reader open? The script that app.py runs, and nothing else."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data import refusals
from data.access import Viewer
from data.settings import settings
from pages.parts.actor import actor_choice
from pages.parts.address import CARRIED
from pages.parts.faults import faults_told
from pages.parts.language import language_switch, reader_language, say
from pages.parts.login import has_login, show_login, show_who
from pages.parts.places import HOMES, PAGES, page, place_at, places_for
from pages.parts.side_bar import side_bar
from pages.parts.the_store import the_store
from pages.parts.viewer import has_switched, looking, may_switch, role_switch, say_refused, say_unverified


def page_list(viewer: Viewer | None) -> list[StreamlitPage]:
    """Return the viewer's pages behind a neutral start page; who may not look has the way in and nothing else."""
    title, asked = say("shell.product"), place_at(st.context.url)
    if viewer is None:
        ways = [st.Page(show_login, title=title, url_path="in", default=True)]
        # a bookmark leads to the way in, and not to Streamlit's words that there is no such page
        return [*ways, st.Page(show_login, title=title, url_path=asked.address)] if asked else ways
    start = st.Page(PAGES / "navigation" / "start.py", title=title, default=True)
    pages = [start, *(page(place.name, reader_language()) for place in places_for(viewer))]
    if asked and not viewer.may(asked.action):
        pages.append(st.Page(show_refused, title=title, url_path=asked.address))
    return pages


def send_home(viewer: Viewer) -> None:
    """Lead whoever chose another role on a page that is closed to it to that role's first page."""
    asked = place_at(st.context.url)
    if has_switched() and asked and not viewer.may(asked.action):
        held = {name: value for name, value in st.query_params.to_dict().items() if name in CARRIED}
        st.switch_page(page(HOMES[viewer.role], reader_language()), query_params=held)


def show_refused() -> None:
    """Say that the page in the address is not for this reader, and note it."""
    asked, looking_now = place_at(st.context.url), looking()
    st.title(say("shell.product"))
    if asked and looking_now:
        refusals.note(settings().store, looking_now, f"page:{asked.name}")
        say_refused(looking_now)


st.set_page_config(page_title=say("shell.product"), layout="wide", initial_sidebar_state="auto")
viewer = looking()
chosen = st.navigation(page_list(viewer), position="hidden")
if viewer is not None:
    send_home(viewer)
language_switch()
if viewer is not None:
    side_bar(viewer, chosen.url_path)
    if has_login():
        show_who()
    else:
        say_unverified(viewer)
        if may_switch():
            role_switch()
    if not has_login() and viewer.may("log"):
        actor_choice(the_store())
with faults_told():
    chosen.run()
