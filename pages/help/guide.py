"""How do I do what I came for? Each role sees its own steps, with the way to each page."""

from html import escape

import streamlit as st

from pages.parts.address import href, link
from pages.parts.guide_steps import Step, steps
from pages.parts.language import reader_language, say
from pages.parts.places import place_named
from pages.parts.viewer import gate


def guide() -> None:
    """Show the steps of the role, each with the page it is taken on."""
    looking = gate("guide")
    st.title(say(f"page.guide.title.{looking.role}"))
    st.html(f'<p class="answer">{escape(say(f"page.guide.answer.{looking.role}"))}</p>')
    items = "".join(_step(step) for step in steps(looking.role))
    st.html(f'<ol class="guide">{items}</ol>')
    words = link(say("page.glossary.menu"), href("glossary"))
    st.html(f'<p class="said">{escape(say("page.guide.words"))} {words}</p>')


def _step(step: Step) -> str:
    """Return one step; it leads to its page, since each role is told only of pages it can open."""
    language = reader_language()
    page = link(say(f"page.{step.place}.menu"), href(step.place))
    title, told = escape(step.title(language)), escape(step.told(language))
    group = escape(say(f"menu.group.{place_named(step.place).group}"))
    where = say("page.guide.where", group=group)
    return f'<li><h2>{title}</h2><p>{told}</p><p class="guide-where">{where} {page}</p></li>'


guide()
