"""Which store is looked at: the group's own, or the invented group until there is one?"""

from html import escape
from pathlib import Path

import streamlit as st

from data.store import Store
from kpi.commands import default_store
from kpi.demo import is_invented
from kpi.first_start import DEMO
from pages.parts.address import href, link
from pages.parts.cache import open_store
from pages.parts.language import say
from pages.parts.places import place_named
from pages.parts.viewer import viewer


def own_folder() -> Path:
    """Return the folder of the group's own store."""
    return default_store()


def the_store() -> Store:
    """Return the group's own store where something lies in it, else the invented group's."""
    own = open_store(own_folder())
    return own if own.exists else open_store(own_folder().with_name(DEMO))


def store_to_show() -> Store:
    """Return the store, the invented group's under its banner; stop with a way on where there is none."""
    store = the_store()
    if not store.exists:
        _say_how_to_begin()
        st.stop()
    if is_invented(store):
        said = escape(say("part.store.demo"))
        st.html(f'<div class="notice"><p class="banner">{said}</p>{_way_in()}</div>')
    return store


def _say_how_to_begin() -> None:
    st.title(say("part.store.none"))
    ways = "".join(f"<li>{escape(say(f'part.store.{way}'))}</li>" for way in ("own", "invented"))
    st.html(f'<ul class="ways">{ways}</ul><p>{_way_in()}</p>')


def _way_in() -> str:
    """Return the link to where extracts are handed in, for the roles that may."""
    if viewer().role not in place_named("deliver").roles:
        return ""
    return link(say("part.store.begin"), href("deliver"), "begin")
