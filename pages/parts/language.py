"""In which language does this reader want the page?"""

import streamlit as st

from data.language import LANGUAGES, Language, text

NAME, KEY = "lang", "language"
DEFAULT: Language = "sv"
NAMES: dict[Language, str] = {"sv": "Svenska", "en": "English"}


def language_switch() -> None:
    """Show the choice in the side bar; it stands in the address, Swedish unless a link says otherwise."""
    st.session_state[KEY] = reader_language()
    with st.sidebar:
        st.segmented_control(
            text("part.language.label", reader_language()),
            LANGUAGES,
            required=True,
            format_func=lambda code: NAMES[code],
            key=KEY,
            on_change=_write,
            label_visibility="collapsed",
        )
        # the script carries it on to <html lang>
        st.html(f'<span hidden data-lang="{reader_language()}"></span>')


def reader_language() -> Language:
    """Return the language the address asks for; what a link spells wrong is Swedish."""
    return asked_language(st.query_params.get(NAME))


def asked_language(code: str | None) -> Language:
    """Return the language a link names by its code; anything unknown is Swedish."""
    return next((known for known in LANGUAGES if known == code), DEFAULT)


def say(key: str, **values: object) -> str:
    """Return a sentence of the catalogue in the reader's language."""
    return text(key, reader_language(), **values)


def _write() -> None:
    chosen = st.session_state[KEY]
    if chosen == DEFAULT:
        st.query_params.pop(NAME, None)
    else:
        st.query_params[NAME] = chosen
