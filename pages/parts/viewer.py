"""Who is looking, and may they see this page?"""

import streamlit as st

from data.access import Viewer
from pages.parts.actor import actor
from pages.parts.language import say
from pages.parts.places import EVERYBODY, PLACES

ROLE_KEY = "viewer-role"
DEFAULT_ROLE = "controller"


def role_switch() -> None:
    """Let the local viewer look through another role's eyes, in the side bar, until login exists."""
    with st.sidebar:
        st.selectbox(
            say("part.viewer.role"),
            EVERYBODY,
            format_func=lambda role: say(f"part.viewer.role.{role}"),
            key=ROLE_KEY,
            persist_state="session",
        )
        st.html(f'<p class="note">{say("part.viewer.local")}</p>')


def viewer() -> Viewer:
    """Return who is looking: the local user under the chosen name, unverified, in the chosen role."""
    chosen = st.session_state.get(ROLE_KEY, DEFAULT_ROLE)
    role = chosen if chosen in EVERYBODY else DEFAULT_ROLE
    return Viewer(actor=actor(), role=role, units=None, verified=False)


def gate(name: str) -> Viewer:
    """Return the viewer where the role may open the page; stop with a sentence where it may not.

    A page is not the access control: every fetch checks the viewer again.
    """
    looking = viewer()
    allowed = next(place.roles for place in PLACES if place.name == name)
    if looking.role not in allowed:
        st.html(f'<p class="note">{say("part.viewer.refused")}</p>')
        st.stop()
    return looking
