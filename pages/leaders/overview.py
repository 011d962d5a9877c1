"""What does IT cost, how much of it lies outside the central budget, and how sure is that?"""

from collections.abc import Mapping
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.figures import Figure, figures
from kpi.overview import Freshness, UnitYear, bridge, freshness, missing_months, pairs, unclassified, years
from pages.parts.answer import answer, say_change
from pages.parts.cache import kept
from pages.parts.cost_charts import Subtitle, show_bridge, show_categories, show_digitalisation
from pages.parts.figure_card import ShownFigure, figure_row, shown_figure
from pages.parts.filters import Filters, filters
from pages.parts.internal_trade import show_internal_trade
from pages.parts.language import reader_language, say
from pages.parts.sureness import ANCHOR, show_sureness
from pages.parts.the_store import store_to_show
from pages.parts.units_list import known
from pages.parts.viewer import gate

CARDS = (("central_it_share", None), ("total_it_share", None), ("digitalisation_share", "incl_invest"))
CHANGE, ABSORPTION = "it_cost_change", "internal_absorption"
Found = Mapping[tuple[str, str | None, str], Figure]


def overview() -> None:
    """Say the answer, show the four figures, then the pictures with their tables, then how sure it is."""
    viewer = gate("overview")
    store = store_to_show()
    chosen = filters(known(store, viewer).years)
    st.title(say("page.overview.title"))
    scope = chosen.scope
    held = kept("overview", store, viewer, lambda: years(store, viewer, scope), scope=scope)
    now = next((row for row in held if row.year == chosen.year), None)
    if now is None:
        st.html(f'<p class="note">{escape(say("page.overview.nothing", year=chosen.year))}</p>')
        return
    found = _figures(store, viewer, chosen)
    st.html(f'<p class="answer">{escape(answer(now, found.get(("total_it_share", None, scope))))}</p>')
    say_change(
        now, held, found.get((CHANGE, "total_nominal", scope)), found.get((CHANGE, "total_share", scope))
    )
    _say_freshness(kept("freshness", store, viewer, lambda: freshness(store)), now, chosen)
    _show_figures(now, found, chosen)
    _show_charts(store, viewer, now, held, found, chosen)
    _show_sureness(store, viewer, now, chosen)


def _figures(store: Store, viewer: Viewer, chosen: Filters) -> Found:
    ids = [*(card for card, _ in CARDS), CHANGE, ABSORPTION]
    scopes = list(dict.fromkeys((chosen.scope, "group")))
    got = kept(
        "overview-figures",
        store,
        viewer,
        lambda: figures(store, viewer, ids, scopes, [chosen.year]),
        scope=chosen.scope,
        year=chosen.year,
    )
    return {(figure.card, figure.variant, figure.unit): figure for figure in got}


def _say_freshness(fresh: Freshness, now: UnitYear, chosen: Filters) -> None:
    language = reader_language()
    period = str(now.year)
    if now.months is not None and now.months < 12:
        period = say("page.overview.part_of_year", year=now.year, months=now.months)
    words = [say(f"page.overview.scope.{chosen.scope}", period=period)]
    if fresh.delivered_at:
        words.append(say("page.overview.delivered", day=fmt.day(fresh.delivered_at.date(), language)))
    if fresh.rule_version is not None:
        words.append(say("page.overview.rules", version=fresh.rule_version))
    st.html(f'<p class="kicker">{escape(" · ".join(words))}</p>')


def _show_figures(now: UnitYear, found: Found, chosen: Filters) -> None:
    shown = []
    for card, variant in CARDS:
        gross = card == "central_it_share" and chosen.scope == "municipality"
        foot = say("page.overview.gross") if gross else None
        shown.append(shown_figure(found[card, variant, chosen.scope], foot=foot))
    unclassified = ShownFigure(
        card=None,
        label=say("page.overview.unclassified"),
        value=now.unclassified_pct,
        unit_of_measure="%",
        unit=chosen.scope,
        year=chosen.year,
        status="utfall" if now.unclassified_pct is not None else None,
        reason=None if now.has_ledger else say("part.sure.no_cost"),
        foot=say("page.overview.unclassified_foot") if now.unclassified_pct is not None else None,
        address=f"#{ANCHOR}",
        leads_to="part.figure.unclassified",
    )
    figure_row([*shown, unclassified])


def _show_charts(
    store: Store, viewer: Viewer, now: UnitYear, held: list[UnitYear], found: Found, chosen: Filters
) -> None:
    def subtitle(period: str) -> str:
        return say(f"page.overview.unit.{chosen.scope}", period=period)

    told = [row for row in held if row.year <= now.year]
    charts = [
        lambda: _show_bridge(now, subtitle, chosen),
        lambda: show_categories(told, subtitle),
        lambda: show_digitalisation(told, subtitle),
        lambda: _show_trade(store, viewer, now, found),
    ]
    if not bridge(now):  # what there is moves up: a hole would stand first
        charts = charts[1:]
    for begin in range(0, len(charts), 2):
        for column, show in zip(st.columns(2, gap="large"), charts[begin : begin + 2], strict=False):
            with column:
                show()


def _show_bridge(now: UnitYear, subtitle: Subtitle, chosen: Filters) -> None:
    show_bridge(now, subtitle, allocated=chosen.scope == "municipality")
    if chosen.scope == "municipality" and now.k1_gross_sek is not None:
        gross = fmt.money(now.k1_gross_sek, reader_language(), voice="sentence")
        st.html(f'<p class="note">{escape(say("page.overview.allocated", gross=gross))}</p>')


def _show_trade(store: Store, viewer: Viewer, now: UnitYear, found: Found) -> None:
    rows = kept("pairs", store, viewer, lambda: pairs(store, viewer, now.year), year=now.year)
    show_internal_trade(rows, found.get((ABSORPTION, None, "group")), now.year)


def _show_sureness(store: Store, viewer: Viewer, now: UnitYear, chosen: Filters) -> None:
    year, scope = chosen.year, chosen.scope
    gaps = kept("gaps", store, viewer, lambda: missing_months(store, viewer, year), year=year)
    kinds = known(store, viewer).kinds
    gaps = [gap for gap in gaps if scope == "group" or kinds.get(gap["unit"]) != "company"]
    undecided = kept(
        "unclassified",
        store,
        viewer,
        lambda: unclassified(store, viewer, scope, year),
        scope=scope,
        year=year,
    )
    show_sureness(now, gaps, undecided)


overview()
