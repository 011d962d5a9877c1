"""Which money is undecided, what would decide it, and what do the rules do?"""

from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.queue import queue
from pages.parts.cache import kept
from pages.parts.choice import choice
from pages.parts.filters import filters
from pages.parts.language import reader_language, say
from pages.parts.queue_view import show_queue
from pages.parts.rule_cases import show_cases
from pages.parts.rule_versions import show_versions
from pages.parts.rules_table import show_rules
from pages.parts.the_store import store_to_show
from pages.parts.units_list import known
from pages.parts.viewer import gate

VIEWS = ("queue", "rules", "cases", "versions")


def classify() -> None:
    """Show the queue of undecided money, the rules, test cases for them, or two versions side by side."""
    viewer = gate("classify")
    store = store_to_show()
    offered = known(store, viewer)
    chosen = filters(offered.years, offered.names, with_scope=False)
    st.title(say("page.classify.title"))
    held = kept(
        "queue-total", store, viewer, lambda: queue(store, viewer, unit=chosen.unit, year=chosen.year, most=1),
        unit=chosen.unit, year=chosen.year,
    )  # fmt: skip
    st.html(f'<p class="answer">{escape(_answer(held.undecided_sek, held.share_pct, chosen.year))}</p>')
    view = choice("vy", VIEWS, "page.classify.view")
    if view == "rules":
        show_rules(store, viewer)
    elif view == "cases":
        show_cases(store, viewer, offered, chosen.year)
    elif view == "versions":
        show_versions(store, viewer, offered, chosen)
    else:
        show_queue(store, viewer, offered, chosen)


def _answer(undecided_sek: fmt.Number, share_pct: float | None, year: int) -> str:
    if not undecided_sek:
        return say("page.classify.all_decided", year=year)
    language = reader_language()
    money = fmt.money(undecided_sek, language, voice="sentence")
    pct = fmt.figure(share_pct, "%", language, "sentence")
    return say("page.classify.answer", money=money, share=pct, year=year)


classify()
