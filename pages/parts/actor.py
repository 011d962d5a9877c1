"""In whose name is something done, as long as nobody logs in?"""

import streamlit as st

from data.settings import settings
from data.store import Store
from pages.parts.language import say

ACTOR_KEY = "viewer-actor"
LONGEST_NAME = 80


def default_actor() -> str:
    """Return the name the machine's user goes under."""
    return settings().actor or "lokal"


def actor() -> str:
    """Return the name that was chosen in this session; nobody has verified it."""
    return str(st.session_state.get(ACTOR_KEY) or default_actor()).strip()[:LONGEST_NAME]


def actor_choice(store: Store) -> None:
    """Let the viewer say who they are, in the side bar: one who has acted before, or a new name."""
    known = {row["actor"] for row in store.standing("store/actors")} if store.exists else set()
    chosen = st.session_state.get(ACTOR_KEY)
    names = sorted(known | {default_actor()} | ({chosen} if chosen else set()), key=str.casefold)
    with st.sidebar:
        st.selectbox(
            say("part.actor.label"),
            names,
            index=names.index(default_actor()),
            key=ACTOR_KEY,
            accept_new_options=True,
            persist_state="session",
            help=say("help.actor"),
        )
        st.html(f'<p class="note">{say("part.actor.not_verified")}</p>')
