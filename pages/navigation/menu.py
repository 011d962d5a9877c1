"""Which pages can this reader open? The script that app.py runs, and nothing else."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.parts.actor import actor_choice
from pages.parts.language import language_switch, reader_language, say
from pages.parts.places import PAGES, page, places_for
from pages.parts.side_bar import side_bar
from pages.parts.the_store import the_store
from pages.parts.viewer import role_switch, viewer

# The roles that do anything which is noted under a name.
ACTING = ("controller", "administrator")


def page_list(role: str) -> list[StreamlitPage]:
    """Return the role's pages, behind a neutral start page."""
    start = st.Page(PAGES / "navigation" / "start.py", title=say("shell.product"), default=True)
    return [start, *(page(place.name, reader_language()) for place in places_for(role))]


st.set_page_config(page_title=say("shell.product"), layout="wide", initial_sidebar_state="auto")
chosen = st.navigation(page_list(viewer().role), position="hidden")
side_bar(viewer().role, chosen.url_path)
language_switch()
role_switch()
if viewer().role in ACTING:
    actor_choice(the_store())
chosen.run()
