"""What does each figure mean, how is it computed and on whose word?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Role
from kpi.card import Card, cards
from kpi.definition import used_by
from kpi.parameter import parameters
from kpi.table import Column, Table
from kpi.themes import THEMES
from pages.parts.address import href, link, write
from pages.parts.definition import PARAMETERS, definition_html, parameter_values
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table
from pages.parts.viewer import gate

SEARCH = "definition-search"


def definitions() -> None:
    """Show every published card under its theme; a link with ?card= puts that one first."""
    looking = gate("definitions")
    st.title(say("page.definitions.title"))
    published = {card.id: card for card in cards().values() if card.status == "published"}
    st.html(f'<p class="answer">{escape(say("page.definitions.answer", count=len(published)))}</p>')
    _show_search()
    asked = published.get(st.query_params.get("card", ""))
    if asked and not _sought():
        _show_asked(asked, looking.role)
    found = [card for card in published.values() if _matches(card, _sought())]
    if not found:
        st.html(f'<p class="note">{escape(say("page.definitions.none", sought=_sought()))}</p>')
    for theme in THEMES:
        held = [published[card] for card in theme.cards if published.get(card) in found]
        _show_theme(theme.code, held, looking.role, is_only=len(found) == 1)
    if not _sought():
        _show_parameters()


def _sought() -> str:
    """Return what the address asks for."""
    return st.query_params.get("q", "").strip()


def _show_search() -> None:
    st.session_state[SEARCH] = st.query_params.get("q", "")
    st.text_input(
        say("page.definitions.search"), key=SEARCH, on_change=write, args=(SEARCH, "q", ""), width=420,
        help=say("help.definitions.search"),
    )


def _show_asked(card: Card, role: Role) -> None:
    """Show the card a figure's link asked for above all others."""
    with st.container(key="definition-asked"):
        st.header(card.name(reader_language()))
        st.html(definition_html(card, role))
        st.html(f'<p class="said">{link(say("page.definitions.all"), href("definitions", card=None))}</p>')


def _show_theme(code: str, held: Sequence[Card], role: Role, is_only: bool) -> None:
    if not held:
        return
    st.header(say(f"page.definitions.theme.{code}"))
    for card in held:
        with (
            st.container(key=f"definition-{card.id}"),
            st.expander(card.name(reader_language()), expanded=is_only, type="compact"),
        ):
            st.html(definition_html(card, role))


def _show_parameters() -> None:
    """Show the dated constants, the latest value of each first, with what they are used for."""
    language = reader_language()
    st.header(say("page.definitions.parameters"), anchor=PARAMETERS)
    st.html(f'<p class="said">{escape(say("page.definitions.parameters_why"))}</p>')
    columns = ("parameter", "value", "from", "reference", "used_by")
    rows = [
        (
            parameter.name(language),
            value,
            day,
            reference,
            ", ".join(card.name(language) for card in used_by(parameter, cards())) if place == 0 else "",
        )
        for parameter in sorted(parameters().values(), key=lambda one: one.name(language))
        for place, (day, value, reference) in enumerate(parameter_values(parameter))
    ]
    heads = tuple(
        Column(say(f"page.definitions.parameter.{name}"), "printed" if name == "value" else "text") for name in columns
    )
    show_table(Table(heads, tuple(rows)), say("page.definitions.parameters_caption"))


def _matches(card: Card, sought: str) -> bool:
    language = reader_language()
    variants = " ".join(f"{variant.id} {variant.name(language)}" for variant in card.variants)
    everything = f"{card.id} {card.name(language)} {card.question(language)} {card.how_calculated(language)} {variants}"
    return sought.casefold() in everything.casefold()


definitions()
