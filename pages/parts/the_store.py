"""Which store is looked at: the group's own, or the invented group until there is one?"""

from html import escape

import streamlit as st

from data.seen import Seen, seen
from kpi.demo import is_invented
from pages.parts.address import href, link
from pages.parts.cache import open_store
from pages.parts.language import say
from pages.parts.places import may_open
from pages.parts.viewer import viewer
from pages.parts.whose_store import own_folder, shown_store


def the_store() -> Seen:
    """Return the store that is shown, as whoever looks may see and change it."""
    return seen(shown_store(), viewer())


def own_store() -> Seen:
    """Return the group's own store, whether anything lies in it or not, as whoever looks may change it."""
    return seen(open_store(own_folder()), viewer())


def store_to_show() -> Seen:
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
    if not may_open("deliver", viewer()):
        return ""
    return link(say("part.store.begin"), href("deliver"), "begin")
