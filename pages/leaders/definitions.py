"""What does each figure mean, how is it computed and on whose word?"""

from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.card import Card, cards
from pages.parts.address import href, link, write
from pages.parts.language import reader_language, say
from pages.parts.places import place_named
from pages.parts.status import status_html
from pages.parts.viewer import gate

SEARCH = "definition-search"


def definitions() -> None:
    """Show every published card by what it is about; a link with ?card= opens that one."""
    looking = gate("definitions")
    st.title(say("page.definitions.title"))
    published = [card for card in cards().values() if card.status == "published"]
    st.html(f'<p class="answer">{escape(say("page.definitions.answer", count=len(published)))}</p>')
    _show_search()
    found = [card for card in published if _matches(card, _sought())]
    if not found:
        st.html(f'<p class="note">{escape(say("page.definitions.none", sought=_sought()))}</p>')
    can_follow = looking.role in place_named("way_back").roles
    asked = st.query_params.get("card")
    for card in sorted(found, key=lambda card: card.name(reader_language())):
        with st.container(key=f"definition-{card.id}"):
            is_open = card.id == asked or len(found) == 1
            with st.expander(card.name(reader_language()), expanded=is_open, type="compact"):
                st.html(_card_html(card) + (_way_back(card) if can_follow else ""))


def _sought() -> str:
    """Return what the address asks for."""
    return st.query_params.get("q", "").strip()


def _show_search() -> None:
    st.session_state[SEARCH] = st.query_params.get("q", "")
    st.text_input(
        say("page.definitions.search"), key=SEARCH, on_change=write, args=(SEARCH, "q", ""), width=420
    )


def _way_back(card: Card) -> str:
    address = href("way_back", card=card.id)
    return f'<p class="said">{link(say("page.definitions.way_back"), address)}</p>'


def _matches(card: Card, sought: str) -> bool:
    language = reader_language()
    everything = f"{card.id} {card.name(language)} {card.question(language)} {card.how_calculated(language)}"
    return sought.casefold().strip() in everything.casefold()


def _card_html(card: Card) -> str:
    language = reader_language()
    rows = [("unit", fmt.unit_name(card.unit, language)), ("numerator", card.numerator(language))]
    if card.denominator:
        rows.append(("denominator", card.denominator(language)))
    rows.append(("how", card.how_calculated(language)))
    if card.variants:
        rows.append(("variants", fmt.join([variant.name(language) for variant in card.variants], language)))
    rows.append(("sources", "; ".join(f"{source.title}, {source.section}" for source in card.sources)))
    rows.append(("version", f"{card.version} ({card.id})"))
    said = "".join(
        f"<dt>{escape(say(f'page.definitions.{key}'))}</dt><dd>{escape(value)}</dd>" for key, value in rows
    )
    caveats = "".join(f"<li>{escape(caveat(language))}</li>" for caveat in card.caveats)
    badge = status_html("tolkning") if card.interpretation else ""
    heading = escape(say("page.definitions.caveats"))
    return (
        f'<p class="card-question">{escape(card.question(language))} {badge}</p><dl class="card">{said}</dl>'
        + (f'<p class="card-caveats">{heading}</p><ul class="card">{caveats}</ul>' if caveats else "")
    )


definitions()
