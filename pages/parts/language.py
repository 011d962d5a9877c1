"""In which language does this reader want the page?"""

import streamlit as st

from data.language import LANGUAGES, Language, text

KEY = "lang"
NAMES: dict[Language, str] = {"sv": "Svenska", "en": "English"}


def language_switch() -> None:
    """Show the choice in the side bar; it stands in the address, Swedish unless a link says otherwise."""
    with st.sidebar:
        st.segmented_control(
            text("part.language.label", reader_language()),
            LANGUAGES,
            default="sv",
            required=True,
            format_func=lambda code: NAMES[code],
            key=KEY,
            bind="query-params",
            label_visibility="collapsed",
        )
        # the script carries it on to <html lang>
        st.html(f'<span hidden data-lang="{reader_language()}"></span>')


def reader_language() -> Language:
    """Return the chosen language; what a link spells wrong is Swedish."""
    chosen = st.session_state.get(KEY) or st.query_params.get(KEY, "sv")
    return chosen if chosen in LANGUAGES else "sv"


def say(key: str, **values: object) -> str:
    """Return a sentence of the catalogue in the reader's language."""
    return text(key, reader_language(), **values)
