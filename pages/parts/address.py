"""What does the address say, and what does a link carry on to the next page?

The address is the truth and a widget only shows it: it is read before the widget is drawn and written
when the reader chooses. So a link carries the whole view, and back and forward lead where they should.
"""

from collections.abc import Collection
from html import escape
from urllib.parse import urlencode

import streamlit as st

from pages.parts.places import place_named

# what the reader has chosen, under its code; it goes along from page to page
CARRIED = ("year", "scope", "unit", "lang")


def asked(name: str, offered: Collection[str], default: str) -> str:
    """Return what the address asks for; what is not offered gives the default."""
    value = st.query_params.get(name)
    return value if value in offered else default


def shown_in(key: str, name: str, offered: Collection[str], default: str) -> str:
    """Return what the address asks for, and let the widget of that key show it."""
    chosen = asked(name, offered, default)
    st.session_state[key] = chosen
    return chosen


def write(key: str, name: str, left_out: str | None = None) -> None:
    """Write what the reader chose in a widget into the address; `left_out` is what goes without saying."""
    chosen = st.session_state[key]
    if chosen == left_out:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen


def href(place: str, **parameters: str | int | None) -> str:
    """Return a page's address with the reader's filters; None leaves one of them out."""
    held = {name: st.query_params[name] for name in CARRIED if name in st.query_params}
    query = {name: value for name, value in (held | parameters).items() if value is not None}
    return place_named(place).address + (f"?{urlencode(query)}" if query else "")


def link(label: str, address: str, classes: str = "", read_out: str = "") -> str:
    """Return a link to a page of the product as HTML; the script follows it without loading all anew.

    `read_out` is what a screen reader says where the label alone would not tell the links apart.
    """
    named = f' class="{classes}"' if classes else ""
    named += f' aria-label="{escape(read_out, quote=True)}"' if read_out else ""
    inside = "" if address.startswith("#") else " data-inside"  # a place on the same page needs no script
    return f'<a{named} href="{escape(address, quote=True)}" target="_self"{inside}>{escape(label)}</a>'
