"""Which part of a long list is shown, and how does the reader come to the others?"""

from collections.abc import Sequence
from html import escape
from typing import TypeVar

import streamlit as st

from pages.parts.address import href, link
from pages.parts.language import say

Item = TypeVar("Item")
PAGE = "page"


def page_asked(count: int, size: int, name: str = PAGE) -> int:
    """Return the page that the address asks for, from 1; the nearest there is where it asks for none."""
    asked = st.query_params.get(name, "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    return min(max(number, 1), last_page(count, size))


def last_page(count: int, size: int) -> int:
    """Return how many pages a list has; an empty one has one."""
    return max(-(-count // size), 1)


def of_page(items: Sequence[Item], page: int, size: int) -> Sequence[Item]:
    """Return what stands on a page."""
    return items[(page - 1) * size : page * size]


def show_pager(place: str, count: int, size: int, name: str = PAGE, **held: str | int | None) -> None:
    """Show the way to the pages around; nothing where there is one page. `held` goes along in the address."""
    last = last_page(count, size)
    if last == 1:
        return
    page = page_asked(count, size, name)
    steps = (("first", 1, page > 1), ("previous", page - 1, page > 1), ("next", page + 1, page < last))
    inside = "".join(
        link(say(f"part.paging.{step}"), href(place, **held | {name: to}))
        if there
        else f'<span aria-disabled="true">{escape(say(f"part.paging.{step}"))}</span>'
        for step, to, there in steps
    )
    label = escape(say("part.paging.label"), quote=True)
    said = escape(say("part.paging.of", page=page, last=last, count=count))
    st.html(
        f'<nav class="pager" aria-label="{label}">{inside}<span>{said}</span></nav>'
    )
