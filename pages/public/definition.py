"""What does each published figure mean, and how is it computed?"""

from html import escape

import streamlit as st

from kpi.card import Card, cards
from kpi.summary import TOLD
from pages.parts.address import href, link
from pages.parts.definition import Face, definition_html
from pages.parts.edition import edition_to_show
from pages.parts.language import reader_language, say
from pages.public.place import published_place

# The app's other pages are not here, and so are not to be named.
PUBLIC = Face(lambda card: ("summary",) if card in TOLD else (), lists_constants=False)


def definitions() -> None:
    """Show the card that a link asks for, else every card of the edition."""
    held = [cards()[name] for name in edition_to_show(published_place()).edition.card_versions if name in cards()]
    asked = next((card for card in held if card.id == st.query_params.get("card")), None)
    if asked:
        st.title(asked.name(reader_language()))
        st.html(definition_html(asked, "politician", PUBLIC))
        ways = (link(say("page.summary.menu"), href("summary", card=None)), link(say("page.definitions.all"),
                href("definitions", card=None)))  # fmt: skip
        st.html(f'<p class="said">{" · ".join(ways)}</p>')
        return
    st.title(say("page.definitions.title"))
    st.html(f'<p class="answer">{escape(say("page.definitions.answer", count=len(held)))}</p>')
    for card in sorted(held, key=_name):
        with st.expander(_name(card)):
            st.html(definition_html(card, "politician", PUBLIC))


def _name(card: Card) -> str:
    return card.name(reader_language())


definitions()
