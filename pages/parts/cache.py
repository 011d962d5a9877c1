"""Has this been fetched already, for the same filters, the same store or edition, and the same rights?"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi.published import Edition

Fetched = TypeVar("Fetched")


@lru_cache(maxsize=16)
def open_store(folder: Path) -> Store:
    """Return the process's one handle on the store; never a frame, which all visitors would share."""
    return Store(folder)


def kept(
    what: str, store: Store, viewer: Viewer, fetch: Callable[[], Fetched], **filters: str | int | bool | None
) -> Fetched:
    """Return what `fetch` gives, remembered for this card, these filters, store and rights.

    The fetch itself checks the viewer; call this only where the page may be opened at all.
    """
    key = (what, tuple(sorted(filters.items())), store.version, viewer.grants)
    return _remembered(key, fetch)


def kept_of_edition(
    what: str, edition: Edition, fetch: Callable[[], Fetched], **filters: str | int | bool | None
) -> Fetched:
    """Return what `fetch` makes of a published edition, remembered for everybody: all may see it, and it never changes.

    Name in `filters` all else that it is made for, such as the language and the ground of a chart.
    """
    return _remembered((what, tuple(sorted(filters.items())), edition.checksum), fetch)


@st.cache_data(show_spinner=False, max_entries=2000)
def _remembered(key: tuple[object, ...], _fetch: Callable[[], Fetched]) -> Fetched:
    return _fetch()
