"""Is development being eaten by maintenance: its share, its target, its plan, and who gets none?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi.development import Lacking, UnitTarget, WorkYear, lacking_of, undeveloped, unit_targets, work_years
from kpi.figures import Figure, figures
from pages.parts.address import href, link
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.development_answer import answer, way_to_target
from pages.parts.development_charts import show_invested, show_plan, show_shares, show_work
from pages.parts.development_sureness import show_development_sureness
from pages.parts.development_tables import Found, show_gaps, show_services
from pages.parts.figure_card import figure_row, shown_figure
from pages.parts.filters import Filters, filters
from pages.parts.lacking import lacking_registers, show_lacking
from pages.parts.language import say
from pages.parts.the_store import store_to_show
from pages.parts.units_list import Known, known
from pages.parts.viewer import gate

SHARE, GAP, USE, ZERO = (
    "development_share", "development_gap", "development_utilisation", "zero_development_share",
)  # fmt: skip
SHOWN = ((SHARE, None), (GAP, "sek"), (GAP, "fte"), (USE, "fte"))


def development() -> None:
    """Say the answer, show the figures, the pictures, each unit's gap, the services without and how sure it is."""
    viewer = gate("development")
    store = store_to_show()
    offered = known(store, viewer)
    if not offered.years:
        st.title(say("page.development.title"))
        show_lacking(("ledger", "development"), "part.development.nothing")
        return
    chosen = filters(offered.years, offered.names)
    if chosen.unit:
        st.html(f'<p class="trail">{link(say("page.development.all"), href("development", unit=None))}</p>')
    st.title(as_is(offered.names[chosen.unit]) if chosen.unit else say("page.development.title"))
    unit, year = chosen.reported_unit, chosen.year
    held = kept("work-years", store, viewer, lambda: work_years(store, viewer, unit), unit=unit)
    told = [row for row in held if row.year <= year]
    found = _figures(store, viewer, year)
    if not told or told[-1].year != year or (SHARE, None, unit) not in found:
        st.html(f'<p class="note">{escape(say("page.overview.nothing", year=year))}</p>')
        return
    gap, use = found.get((GAP, "sek", unit)), found.get((USE, "fte", unit))
    targets = _targets(store, viewer, chosen)
    lacking = lacking_of([(one, found.get((GAP, "sek", one.unit))) for one in targets])
    st.html(f'<p class="answer">{escape(answer(told, chosen, gap, lacking, use))}</p>')
    _show_figures(told[-1], found, unit, lacking)
    _show_charts(told, targets, found, chosen, offered)
    if targets and any(figure.value is not None for figure in found.values()):
        st.header(say("part.development.gaps"))
        show_gaps(targets, found, chosen.scope, year)
    services = kept("undeveloped", store, viewer, lambda: undeveloped(store, viewer, unit, year), unit=unit, year=year)
    show_services(services, found.get((ZERO, None, unit)), year, one_unit=chosen.unit is not None)
    show_development_sureness(told[-1], targets)


def _figures(store: Store, viewer: Viewer, year: int) -> Found:
    ids = [*dict.fromkeys(card for card, _ in SHOWN), ZERO]
    got = kept("development", store, viewer, lambda: figures(store, viewer, ids, years=[year]), year=year)
    return {(figure.card, figure.variant, figure.unit): figure for figure in got}


def _targets(store: Store, viewer: Viewer, chosen: Filters) -> list[UnitTarget]:
    """Return the units of the scope with their targets; none where one unit is looked at."""
    if chosen.unit:
        return []
    scope, year = chosen.scope, chosen.year
    return kept("targets", store, viewer, lambda: unit_targets(store, viewer, scope, year), scope=scope, year=year)


def _show_figures(now: WorkYear, found: Found, unit: str, lacking: Lacking) -> None:
    shown = [found.get((card, variant, unit)) for card, variant in SHOWN]
    held = [figure for figure in shown if figure]
    figure_row([shown_figure(figure, say(_label(figure)), _foot(now, figure, lacking)) for figure in held])
    show_lacking(lacking_registers([*shown, found.get((ZERO, None, unit))]), "part.development.lacking")


def _label(figure: Figure) -> str:
    return f"page.development.figure.{figure.card}" + (f".{figure.variant}" if figure.variant else "")


def _foot(now: WorkYear, figure: Figure, lacking: Lacking) -> str | None:
    if figure.card != GAP or figure.value is None:
        return None
    summed = (now.gap_sek_from if figure.variant == "sek" else now.gap_fte_from) == "units"
    count = now.units_gap_sek if figure.variant == "sek" else now.units_gap_fte
    way = say(f"page.development.{way_to_target(figure)}")
    of = "net_of_units" if figure.variant == "sek" and lacking.leaves_out_central else "of_units"
    return f"{way}, {say(f'page.development.{of}', count=count)}" if summed and count > 1 else way


def _show_charts(
    told: Sequence[WorkYear], targets: list[UnitTarget], found: Found, chosen: Filters, offered: Known
) -> None:
    def subtitle(period: str) -> str:
        whose = offered.names[chosen.unit] if chosen.unit else say(f"page.development.whose.{chosen.scope}")
        return say("page.development.subtitle", whose=whose, period=period)

    unit = chosen.reported_unit
    left, right = st.columns(2, gap="large")
    with left:
        show_work(told, subtitle)
        show_invested(told, subtitle)
    with right:
        shares = [(found[SHARE, None, one.unit], one) for one in targets if (SHARE, None, one.unit) in found]
        show_shares(shares, chosen.year)
        if not targets:
            _show_plans(told, found, unit, subtitle)
    if targets:
        left, right = st.columns(2, gap="large")
        with left:
            show_plan(told, found.get((USE, "fte", unit)), "fte", subtitle)
        with right:
            show_plan(told, found.get((USE, "sek", unit)), "sek", subtitle)


def _show_plans(told: Sequence[WorkYear], found: Found, unit: str, subtitle: object) -> None:
    for what in ("fte", "sek"):
        show_plan(told, found.get((USE, what, unit)), what, subtitle)


development()
