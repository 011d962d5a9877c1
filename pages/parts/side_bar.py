"""Where can this reader go from here, taking the year and the scope along?"""

from html import escape
from itertools import groupby

import streamlit as st

from data.access import Viewer
from pages.parts.address import href, link
from pages.parts.language import say
from pages.parts.places import Place, places_for


def side_bar(viewer: Viewer, current: str) -> None:
    """Show the viewer's pages in their groups, as links that carry the filters on.

    Streamlit's own menu forgets the address's parameters (1.67), so the menu is hidden and this is shown.
    """
    groups = groupby(places_for(viewer), key=lambda place: place.group)
    inside = "".join(_group(group, list(places), current) for group, places in groups)
    with st.sidebar:
        st.html(f'<nav class="pages" aria-label="{escape(say("menu.label"), quote=True)}">{inside}</nav>')


def _group(group: str, places: list[Place], current: str) -> str:
    items = "".join(f"<li>{_item(place, place.address == current)}</li>" for place in places)
    return f"<p>{escape(say(f'menu.group.{group}'))}</p><ul>{items}</ul>"


def _item(place: Place, is_current: bool) -> str:
    # on a page that is open already its link leads to all units, not to the one that stands in the address
    address = href(place.name, unit=None) if is_current else href(place.name)
    item = link(say(f"page.{place.name}.menu"), address)
    return item.replace("<a ", '<a aria-current="page" ', 1) if is_current else item
