"""Is anybody logged in here, and what are they shown who are not?"""

from html import escape
from ipaddress import ip_address

import streamlit as st

from data.granted import Granted, granted_in
from data.settings import Login, settings
from pages.parts.cache import open_store
from pages.parts.identity import Identity, end, identity, known_as
from pages.parts.language import say


def has_login() -> bool:
    """Tell whether people log in; without, one looks at one's own machine."""
    return settings().login.kind != "none"


def logged_in() -> Identity:
    """Return who has logged in, as their groups and roles stand at this moment."""
    login = settings().login
    if login.kind == "header":
        return _by_header(login)
    return identity(st.user.to_dict(), login, granted_now())


def show_login() -> None:
    """Show the way in to those who are not logged in, and the way out to those who have no role here."""
    found = logged_in()
    st.title(say("shell.product"))
    st.html(f'<p class="answer">{escape(say(f"part.login.{found.state}", name=found.name))}</p>')
    if settings().login.kind == "header":
        return
    if found.state == "unknown":
        st.button(say("part.login.out"), on_click=log_out, key="log-out")
    else:
        st.button(say("part.login.in"), on_click=st.login, type="primary", key="log-in")


def show_who() -> None:
    """Say in the side bar who is logged in, with the way out."""
    with st.sidebar:
        st.html(f'<p class="note">{escape(say("part.login.as", name=logged_in().name))}</p>')
        if settings().login.kind == "oidc":
            st.button(say("part.login.out"), on_click=log_out, key="log-out")


def log_out() -> None:
    """End the login, here and wherever else it is used."""
    end(st.user.to_dict())
    st.logout()


def _by_header(login: Login) -> Identity:
    """Return whom the proxy says it is; only one on this machine is believed."""
    asked_from = st.context.ip_address
    is_near = asked_from is None or ip_address(asked_from).is_loopback
    name = " ".join(str(st.context.headers.get(login.user_header) or "").split())
    if not is_near or not name:
        return Identity("anonymous")
    groups = str(st.context.headers.get(login.groups_header) or "").split(",")
    return known_as(name, [group.strip() for group in groups], login, granted_now())


def granted_now() -> dict[str, Granted]:
    """Return the roles given in the product, as they stand at this moment."""
    return granted_in(open_store(settings().store))
