"""Which pages does this reader find in the side bar? The script that app.py runs, and nothing else."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.parts.language import language_switch, reader_language, say
from pages.parts.places import PAGES, page, places_for
from pages.parts.viewer import role_switch, viewer


def page_list(role: str) -> Mapping[str, list[StreamlitPage]]:
    """Return the role's pages by group, behind a hidden neutral start page."""
    start = st.Page(
        PAGES / "navigation" / "start.py", title=say("shell.product"), default=True, visibility="hidden"
    )
    groups: dict[str, list[StreamlitPage]] = {"": [start]}
    for place in places_for(role):
        groups.setdefault(say(f"menu.group.{place.group}"), []).append(page(place.name, reader_language()))
    return groups


st.set_page_config(page_title=say("shell.product"), layout="wide", initial_sidebar_state="auto")
chosen = st.navigation(page_list(viewer().role))
# the page first: Streamlit refuses to send a reader home once a widget has been bound to the address
chosen.run()
language_switch()
role_switch()
