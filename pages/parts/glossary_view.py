"""How does the glossary stand on a page?"""

from html import escape

import streamlit as st

from data.language import Language, text
from kpi.glossary import Term, in_order
from pages.parts.address import href, link, write

SEARCH, NAME = "glossary-search", "q"


def show_glossary(language: Language) -> None:
    """Show every word with its meaning, from A; a search leaves those that hold it."""
    st.title(text("page.glossary.title", language))
    st.html(f'<p class="answer">{escape(text("page.glossary.answer", language))}</p>')
    sought = st.query_params.get(NAME, "")
    st.session_state[SEARCH] = sought
    label = text("page.glossary.search", language)
    st.text_input(
        label, key=SEARCH, on_change=write, args=(SEARCH, NAME, ""), width=420,
        help=text("help.glossary.search", language),
    )
    found = in_order(language, sought)
    if not found:
        st.html(f'<p class="note">{escape(text("page.glossary.none", language, sought=sought))}</p>')
        return
    st.html(f'<dl class="glossary">{"".join(_term(term, language) for term in found)}</dl>')


def _term(term: Term, language: Language) -> str:
    label = text("page.glossary.definition", language)
    read_out = f"{label}: {term.word(language)}"
    more = f" {link(label, href('definitions', card=term.card, q=None), read_out=read_out)}" if term.card else ""
    word, means = escape(term.word(language)), escape(term.means(language))
    return f'<dt id="ord-{term.code}">{word}</dt><dd>{means}{more}</dd>'
