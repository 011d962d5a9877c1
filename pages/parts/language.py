"""In which language does this reader want the page?"""

import streamlit as st

from data.language import LANGUAGES, Language, text

KEY = "lang"
# Streamlit writes the shown word in the address: ?lang=English
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
    chosen = st.session_state.get(KEY)
    return chosen if chosen in LANGUAGES else asked_language(st.query_params.get(KEY))


def asked_language(word: str | None) -> Language:
    """Return the language a link names; anything unknown is Swedish."""
    return next((code for code, name in NAMES.items() if name == word), "sv")


def say(key: str, **values: object) -> str:
    """Return a sentence of the catalogue in the reader's language."""
    return text(key, reader_language(), **values)
