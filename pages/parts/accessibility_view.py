"""How accessible is the service, what falls short, and whom does one tell?"""

from datetime import date
from html import escape

import streamlit as st

from data.language import Language, text
from data.settings import Publisher
from kpi import format as fmt

ASSESSED = date(2026, 11, 22)  # raise it when the statement has been gone through anew
DIGG = "https://www.digg.se/tdosanmalan"
FLAWS = ("status", "charts", "tables", "reload")
TESTED = ("axe", "narrow", "keyboard", "paper")


def show_accessibility(publisher: Publisher, language: Language) -> None:
    """Show the accessibility statement in the name of whoever answers for the service."""

    def said(key: str, **values: object) -> str:
        return escape(text(f"page.accessibility.{key}", language, **values))

    def section(key: str, inside: str) -> str:
        return f"<section><h2>{said(f'{key}.title')}</h2>{inside}</section>"

    st.title(text("page.accessibility.title", language))
    name = publisher.name or text("page.accessibility.unnamed", language)
    st.html(f'<p class="answer">{said("answer", publisher=name)}</p>')
    flaws = "".join(f"<li>{said(f'flaw.{flaw}')}</li>" for flaw in FLAWS)
    tested = "".join(f"<li>{said(f'tested.{one}')}</li>" for one in TESTED)
    contact = said("contact.said", email=publisher.email) if publisher.email else said("contact.unnamed")
    digg = f'<a href="{DIGG}" rel="noopener">{said("supervision.link")}</a>'
    assessed = said("tested.date", day=fmt.day(ASSESSED, language))
    st.html(
        '<div class="statement">'
        + section("status", f"<p>{said('status')}</p>")
        + section("flaws", f"<ul>{flaws}</ul>")
        + section("contact", f"<p>{contact}</p>")
        + section("supervision", f"<p>{said('supervision')} {digg}</p>")
        + section("tested", f"<ul>{tested}</ul><p>{assessed}</p>")
        + "</div>"
    )
