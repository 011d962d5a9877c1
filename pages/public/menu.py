"""Which pages does the public face have: the summary, its words, and whom it keeps out? serve.py runs this."""

from html import escape
from pathlib import Path

import streamlit as st

from pages.parts.address import href, link
from pages.parts.faults import faults_told
from pages.parts.language import language_switch, say
from pages.parts.places import place_named

HERE = Path(__file__).parent
PAGES = {
    "summary": "summary.py",
    "definitions": "definition.py",
    "glossary": "glossary.py",
    "accessibility": "accessibility.py",
}

st.set_page_config(page_title=say("shell.product"), layout="wide", initial_sidebar_state="auto")
start = st.Page(HERE / "start.py", title=say("shell.product"), default=True)
pages = [
    st.Page(HERE / file, title=say(f"page.{name}.menu"), url_path=place_named(name).address)
    for name, file in PAGES.items()
]
chosen = st.navigation([start, *pages], position="hidden")
with st.sidebar:
    items = "".join(f"<li>{link(say(f'page.{name}.menu'), href(name, card=None))}</li>" for name in PAGES)
    st.html(f'<nav class="pages" aria-label="{escape(say("menu.label"), quote=True)}"><ul>{items}</ul></nav>')
language_switch()
with faults_told():
    chosen.run()
