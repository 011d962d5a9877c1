"""What has just been done, said once?"""

from html import escape

import streamlit as st

DONE = "month-done"


def note_done(said: str) -> None:
    """Say this when the page is drawn anew, and draw it anew now."""
    st.session_state[DONE] = said
    st.rerun()


def show_done() -> None:
    """Say what has just been done."""
    if said := st.session_state.pop(DONE, None):
        st.html(f'<div class="notice" role="status"><p class="banner">{escape(said)}</p></div>')
