"""Can the benefit be traced: what was planned, realised and moved on, and what does digital delivery cost?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi.figures import Figure, figures
from kpi.initiatives import initiatives
from kpi.traceability import benefit, case_costs, digital_services
from pages.parts.address import href, link
from pages.parts.benefit_funnel import answer, show_funnel
from pages.parts.cache import kept
from pages.parts.figure_card import figure_row, shown_figure
from pages.parts.figure_strip import missing_html
from pages.parts.filters import Filters, filters
from pages.parts.initiatives_table import BENEFIT_COLUMNS, fold_initiatives
from pages.parts.lacking import way_in
from pages.parts.language import say
from pages.parts.service_costs import show_case_costs, show_cost_beside_share, show_services
from pages.parts.the_store import store_to_show
from pages.parts.units_list import known
from pages.parts.viewer import gate

VALUED, BENEFIT, CASE, SHARE = "benefit_valued_share", "benefit_to_cost", "cost_per_digital_service", "total_it_share"
SHOWN = ((VALUED, None), (BENEFIT, "internal"), (BENEFIT, "external"), (CASE, None))
Found = dict[tuple[str, str | None, int], Figure]


def traceability_page() -> None:
    """Say how much of the benefit can be traced, show it as money, then what digital delivery costs."""
    viewer = gate("traceability")
    store = store_to_show()
    offered = known(store, viewer)
    if not offered.years:
        st.title(say("page.traceability.title"))
        st.html(f'<p class="said">{escape(say("page.traceability.no_years"))} {way_in()}</p>')
        return
    chosen = filters(offered.years, offered.names)
    st.title(say("page.traceability.title"))
    unit, year = chosen.reported_unit, chosen.year
    if chosen.unit:
        st.html(f'<p class="trail">{link(say("page.traceability.all"), href("traceability", unit=None))}</p>')
    found = _figures(store, viewer, unit)
    if (VALUED, None, year) not in found:
        st.html(f'<p class="note">{escape(say("page.traceability.not_living", year=year))}</p>')
        return
    benefits = kept("benefit", store, viewer, lambda: benefit(store, viewer, unit, year), unit=unit, year=year)
    st.html(f'<p class="answer">{_answer(found[VALUED, None, year], benefits)}</p>')
    _show_figures(found, year)
    left, right = st.columns(2, gap="large")
    with left:
        show_funnel(benefits, chosen)
    with right:
        told = [one for one in sorted(offered.years) if one <= year]
        show_cost_beside_share(*([found.get((card, None, one)) for one in told] for card in (CASE, SHARE)))
    rows = kept("initiatives", store, viewer, lambda: initiatives(store, viewer, unit, year), scope=unit, year=year)
    fold_initiatives(rows, year, BENEFIT_COLUMNS)
    _show_services(store, viewer, unit, year, chosen)


def _figures(store: Store, viewer: Viewer, unit: str) -> Found:
    ids = (VALUED, BENEFIT, CASE, SHARE)
    got = kept("traceability", store, viewer, lambda: figures(store, viewer, ids, [unit]), unit=unit)
    return {(figure.card, figure.variant, figure.year): figure for figure in got}


def _answer(valued: Figure, benefits: list) -> str:
    """Return the answer, or what is missing with the way to where it is handed in."""
    if valued.value is None:
        return f"{escape(say('page.traceability.nothing'))} {missing_html(valued)}"
    return escape(answer(valued, benefits))


def _show_figures(found: Found, year: int) -> None:
    labels = [say(f"page.traceability.figure.{card}.{variant}") if variant else None for card, variant in SHOWN]
    figure_row([shown_figure(found[*one, year], label) for one, label in zip(SHOWN, labels, strict=True)])


def _show_services(store: Store, viewer: Viewer, unit: str, year: int, chosen: Filters) -> None:
    services = kept(
        "digital-services", store, viewer, lambda: digital_services(store, viewer, unit, year), unit=unit, year=year
    )
    show_services(services, chosen)
    rows = kept("case-costs", store, viewer, lambda: case_costs(store, viewer, unit, year), unit=unit, year=year)
    show_case_costs(rows, year)


traceability_page()
