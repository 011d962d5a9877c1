"""What does one unit spend on development, how far is it from its target, and who does its IT work?"""

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.development import work_years
from kpi.figures import Figure, figures
from pages.parts.address import href, link
from pages.parts.cache import kept
from pages.parts.development_answer import way_to_target
from pages.parts.development_charts import show_plan, show_work
from pages.parts.figure_card import figure_row, shown_figure
from pages.parts.lacking import lacking_registers, show_lacking
from pages.parts.language import reader_language, say

USE = ("development_utilisation", "fte")
SHOWN = (
    ("development_share", None),
    ("development_gap", "sek"),
    ("development_gap", "fte"),
    ("it_fte_share", "incl_local"),
)


def show_unit_work(store: Store, viewer: Viewer, unit: str, year: int) -> None:
    """Show a unit's development against its target and plan, and its IT staff, with the ways on."""
    asked = [*dict.fromkeys(card for card, _ in (*SHOWN, USE))]
    got = kept("unit-work", store, viewer, lambda: figures(store, viewer, asked, [unit], [year]), unit=unit, year=year)
    found = {(figure.card, figure.variant): figure for figure in got}
    shown = [found.get(one) for one in SHOWN]
    if not any(figure and figure.value is not None for figure in shown):
        return
    st.header(say("part.unit_work.title"))
    figure_row([shown_figure(figure, _label(figure), _foot(figure)) for figure in shown if figure])
    show_lacking(lacking_registers(shown), "part.development.lacking")
    held = kept("work-years", store, viewer, lambda: work_years(store, viewer, unit), unit=unit)
    told = [row for row in held if row.year <= year]
    left, right = st.columns(2, gap="large")
    with left:
        show_work(told, _period)
    with right:
        show_plan(told, found.get(USE), "fte", _period)
    ways = [link(say(f"part.unit_work.{place}"), href(place, unit=unit)) for place in ("development", "staffing")]
    st.html(f'<p class="said">{" · ".join(ways)}</p>')


def _label(figure: Figure) -> str | None:
    if figure.card == "it_fte_share":
        return say("part.unit_work.staff")
    return say(f"page.development.figure.{figure.card}" + (f".{figure.variant}" if figure.variant else ""))


def _foot(figure: Figure) -> str | None:
    if figure.value is None:
        return None
    if figure.card == "it_fte_share":
        return fmt.figure(figure.numerator, "HTE", reader_language())
    if figure.card == "development_gap":
        return say(f"page.development.{way_to_target(figure)}")
    return None


def _period(period: str) -> str:
    return period
