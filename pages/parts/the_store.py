"""Which store is looked at: the group's own, or the invented group until there is one?"""

import os
from pathlib import Path

import streamlit as st

from data.store import Store
from pages.parts.cache import open_store
from pages.parts.language import say

EMBEDDED_STORE = Path(__file__).resolve().parents[2] / "data" / "store"
DEMO = "demo-store"


def own_folder() -> Path:
    """Return the folder of the group's own store: $KPI_STORE, else the embedded one."""
    return Path(os.environ.get("KPI_STORE") or EMBEDDED_STORE)


def the_store() -> Store:
    """Return the group's own store where something lies in it, else the invented group's."""
    own = open_store(own_folder())
    return own if own.exists else open_store(own_folder().with_name(DEMO))


def store_to_show() -> Store:
    """Return the store, the invented group's under its banner; stop with a word where there is none."""
    store = the_store()
    if not store.exists:
        st.html(f'<div class="empty"><p class="note">{say("part.store.none")}</p></div>')
        st.stop()
    if store.folder.name == DEMO:
        st.html(f'<p class="banner">{say("part.store.demo")}</p>')
    return store
