"""What do the figures on this page rest on: the store, or a published edition? Said in everything that leaves it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.language import Language, text
from data.seen import Seen
from kpi.overview import Freshness, freshness
from kpi.product import product_version
from kpi.published import Edition
from kpi.report.provenance import Provenance, data_words, of_edition
from pages.parts.language import reader_language, say

KEY = "rests-on"
CHOICES = ("year", "scope", "unit")


def rests_on(edition: Edition) -> None:
    """Note that this page is made from a published edition; a page that does not say so is made from the store."""
    st.session_state[KEY] = (_page(), edition)


def provenance() -> Callable[[str], Provenance]:
    """Return how to say what figures rest on, given their checksum; asked of the store only when a file is made."""
    page, edition = st.session_state.get(KEY, (None, None))
    filters, language = _filters(), reader_language()
    store = None if page == _page() else _store()

    def made(checksum: str) -> Provenance:
        if store is None:
            return replace(of_edition(edition, filters, language), checksum=checksum, edition_checksum=edition.checksum)
        fresh = freshness(store) if store.exists and store.viewer.may("figures") else None
        return Provenance(
            filters=filters,
            edition=text("report.working", language),
            data_date=_data(fresh, language) if fresh else "",
            rule_version=str(fresh.rule_version or "") if fresh else "",
            product_version=product_version(),
            checksum=checksum,
        )

    return made


def _page() -> str:
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def _store() -> Seen:
    """Return the store; the public face has none, and so is not to load it."""
    from pages.parts.the_store import the_store

    return the_store()


def _data(fresh: Freshness, language: Language) -> str:
    delivered_at = fresh.delivered_at and fresh.delivered_at.replace(tzinfo=UTC)
    return data_words(fresh.last_month, delivered_at, language)


def _filters() -> str:
    """Return the reader's choices as they stand in the address."""
    chosen = [(name, st.query_params[name]) for name in CHOICES if name in st.query_params]
    return ", ".join(f"{say(f'part.taken.{name}')} {_word(name, value)}" for name, value in chosen)


def _word(name: str, value: str) -> str:
    if name == "scope" and value in ("group", "municipality"):
        return say(f"part.taken.scope.{value}")
    return value
