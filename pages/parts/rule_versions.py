"""What are the figures under one version of the rules, and what under another?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.card import cards
from kpi.parameter import constants
from kpi.restating import Restated, Restatement, restate, rule_versions
from pages.parts.cache import kept
from pages.parts.filters import Filters
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.rule_effect import show_moves
from pages.parts.units_list import REPORTED, Known

AS_SERVED = "served"
ASKED = "versions-asked"
MOST = 60


def show_versions(store: Store, viewer: Viewer, offered: Known, chosen: Filters) -> None:
    """Compare two versions of the rules over all lines, or one with the figures as they are served."""
    held = rule_versions(store)
    numbers = [str(row["version"]) for row in held]
    closed = sum(row["closed_periods"] for row in held[1:])
    if closed:
        st.html(f'<p class="said">{escape(say("page.classify.closed_under_older", count=closed))}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        before = st.selectbox(
            say("page.classify.version_before"),
            [AS_SERVED, *numbers],
            key="version-before",
            width=260,
            format_func=_version,
            help=say("help.classify.version_before"),
        )
        after = st.selectbox(
            say("page.classify.version_after"), numbers, key="version-after", width=220, format_func=_version,
            help=say("help.classify.version_after"),
        )
        asked = st.button(say("page.classify.compare"), key="versions-compare")
    question = (before, after, chosen.year)
    if asked:
        st.session_state[ASKED] = question
    if st.session_state.get(ASKED) != question:
        st.html(f'<p class="note">{escape(say("page.classify.compare_help"))}</p>')
        return
    with st.spinner(say("page.classify.comparing"), show_time=True):
        old = None if before == AS_SERVED else int(before)
        found = kept(
            "restated", store, viewer,
            lambda: restate(store, viewer, int(after), old, constants(), years=[chosen.year]),
            before=before, after=after, year=chosen.year,
        )  # fmt: skip
    _show(found, offered, chosen)


def _version(code: str) -> str:
    return say("page.classify.as_served") if code == AS_SERVED else say("page.classify.version", version=code)


def _show(found: Restatement, offered: Known, chosen: Filters) -> None:
    units = (chosen.unit,) if chosen.unit else (*REPORTED, *offered.names)
    differing = [pair for pair in found.figures if pair.differs and pair.before.unit in units]
    if not differing:
        st.html(f'<p class="said">{escape(say("page.classify.no_difference"))}</p>')
    else:
        heads = tuple(say(f"page.classify.head.{head}") for head in ("figure", "unit", "then", "now", "difference"))
        show_linked_table(
            heads, [_figure(pair, offered) for pair in differing[:MOST]],
            say("page.classify.versions_caption", count=len(differing)),
        )  # fmt: skip
    if found.moves:
        st.header(say("page.classify.explained"))
        show_moves(found.moves, offered, say("page.classify.explained_caption"))


def _figure(pair: Restated, offered: Known) -> Row:
    language = reader_language()
    before, after = pair.before, pair.after
    unit = offered.names.get(before.unit) or say(f"part.filter.scope.{before.unit}")
    difference = None if None in (before.value, after.value) else after.value - before.value
    return Row(
        (
            Cell(cards()[before.card].name_of(before.variant, language), "long"),
            Cell(unit),
            Cell(fmt.figure(before.value, before.unit_of_measure, language) or "–", "num"),
            Cell(fmt.figure(after.value, after.unit_of_measure, language) or "–", "num"),
            Cell(fmt.signed_figure(difference, before.unit_of_measure, language, "table"), "num"),
        )
    )
