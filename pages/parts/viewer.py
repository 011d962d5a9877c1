"""Who is looking, and may they see this page?"""

from html import escape

import streamlit as st

from data import refusals
from data.access import ROLES, Viewer
from data.settings import settings
from kpi.demo import is_invented
from pages.parts.actor import actor
from pages.parts.address import href, link
from pages.parts.language import say
from pages.parts.login import has_login, logged_in
from pages.parts.places import HOMES, place_named
from pages.parts.whose_store import shown_store

ROLE_KEY, SWITCHED = "viewer-role", "viewer-switched"
DEFAULT_ROLE = "controller"


def role_switch() -> None:
    """Let the local viewer look at the invented group through another role's eyes, in the side bar."""
    with st.sidebar:
        st.selectbox(
            say("part.viewer.role"),
            ROLES,
            format_func=lambda role: say(f"part.viewer.role.{role}"),
            key=ROLE_KEY,
            persist_state="session",
            on_change=_switched,
            help=say("help.viewer.role"),
        )
        st.html(f'<p class="note">{say("part.viewer.local")}</p>')


def _switched() -> None:
    st.session_state[SWITCHED] = True


def has_switched() -> bool:
    """Tell, once, whether another role was chosen just now."""
    return st.session_state.pop(SWITCHED, False)


def say_refused(found: Viewer) -> None:
    """Say that a page is not for this reader, and lead to one that is."""
    home = HOMES[found.role]
    way = link(say("part.viewer.home", page=say(f"page.{home}.menu")), href(home))
    st.html(f'<p class="said">{escape(say("part.viewer.refused"))} {way}</p>')


def say_unverified(viewer: Viewer) -> None:
    """Say in the side bar in whose name and role one is here, as nobody has logged in."""
    role = say(f"part.viewer.role.{viewer.role}")
    said = escape(say("part.viewer.who", name=viewer.actor, role=role))
    with st.sidebar:
        st.html(f'<p class="who" role="status">{said}</p>')


def may_switch() -> bool:
    """Tell whether roles can be tried: on the invented group, where nobody logs in."""
    store = shown_store()
    return not has_login() and (not store.exists or is_invented(store))


def looking() -> Viewer | None:
    """Return who is looking, as their login and roles stand at this moment; None where nobody may."""
    if has_login():
        return logged_in().viewer
    chosen = st.session_state.get(ROLE_KEY, DEFAULT_ROLE) if may_switch() else DEFAULT_ROLE
    role = chosen if chosen in ROLES else DEFAULT_ROLE
    return Viewer(actor=actor(), role=role, units=None, verified=False)


def viewer() -> Viewer:
    """Return who is looking; whoever may not look gets no further."""
    found = looking()
    if found is None:
        st.rerun()  # the login or the role has gone since the page was chosen: the menu says so
    return found


def gate(name: str) -> Viewer:
    """Return the viewer where they may open the page; stop with a sentence where they may not.

    A page is not the access control: every fetch checks the viewer again.
    """
    found = viewer()
    if not found.may(place_named(name).action):
        refusals.note(settings().store, found, f"page:{name}")
        say_refused(found)
        st.stop()
    return found
