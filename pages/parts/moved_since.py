"""Has the store moved on since the edition that is shown, and who can publish it again?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.figures import Number
from kpi.overview import years
from kpi.publish_effect import moved_since
from kpi.published import Published
from pages.parts.address import href, link
from pages.parts.cache import kept
from pages.parts.language import reader_language, say


def say_moved(store: Store, viewer: Viewer, published: Published) -> None:
    """Say, to those who may publish, in which years total IT is another now, with a way to publish again."""
    if not viewer.may("publish") or not store.exists:
        return
    now = kept("unit-years", store, viewer, lambda: years(store, viewer, "group"), scope="group")
    moved = moved_since(published, now)
    if not moved:
        return
    last = moved[0]
    said = say(
        "part.moved.since", number=published.edition.number or "", year=last.year, now=_money(last.now_sek),
        then=_money(last.published_sek),
    )  # fmt: skip
    if len(moved) > 1:
        said += " " + say("part.moved.also", years=fmt.join([str(one.year) for one in moved[1:]], reader_language()))
    way = link(say("part.moved.publish"), href("publish"))
    st.html(f'<p class="banner-line">{escape(said)} {way}</p>')


def _money(amount_sek: Number | None) -> str:
    return say("part.moved.nothing") if amount_sek is None else fmt.money(amount_sek, reader_language())
