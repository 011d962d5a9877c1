"""What does IT cost one unit: its sentence, its categories and share, its development, its largest lines?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.figures import Figure, figures
from kpi.overview import UnitYear, missing_months, pairs, unclassified, years
from kpi.report.working import working
from pages.parts.address import href, link
from pages.parts.answer import answer, say_change
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.cost_charts import show_categories, show_central, show_digitalisation
from pages.parts.figure_card import figure_row, shown_figure
from pages.parts.forecast import show_forecast
from pages.parts.internal_trade import show_internal_trade
from pages.parts.language import reader_language, say
from pages.parts.largest_lines import show_largest_lines
from pages.parts.share_trend import show_share_trend
from pages.parts.sureness import show_sureness
from pages.parts.take_along import take_report
from pages.parts.unit_work import show_unit_work
from pages.parts.units_list import Known

SHARE, CHANGE, ABSORPTION = "total_it_share", "it_cost_change", "internal_absorption"
SHOWN = (
    (SHARE, None),
    ("central_it_share", None),
    ("it_cost_per_fte", None),
    ("digitalisation_share", "incl_invest"),
)
ASKED = (*dict.fromkeys(card for card, _ in SHOWN), CHANGE)
Found = dict[tuple[str, str | None, int], Figure]


def show_unit(store: Store, viewer: Viewer, offered: Known, unit: str, year: int) -> None:
    """Show one unit in full; the central IT and digitalisation units are told in their own terms."""
    st.html(f'<p class="trail">{link(say("page.units.all"), href("units", unit=None))}</p>')
    st.title(as_is(offered.names[unit]))
    held = kept("overview", store, viewer, lambda: years(store, viewer, unit), scope=unit)
    now = next((row for row in held if row.year == year), None)
    if now is None:
        st.html(f'<p class="note">{escape(say("page.overview.nothing", year=year))}</p>')
        return
    found = _figures(store, viewer, unit)
    told = [row for row in held if row.year <= year]
    if now.kind in ("central_it", "digitalisation"):
        _show_special(store, viewer, now, told)
    else:
        _show_compared(now, told, found)
    show_unit_work(store, viewer, unit, year)
    show_forecast(store, viewer, unit, year)
    show_largest_lines(store, viewer, unit, year)
    _show_sureness(store, viewer, now, unit)
    take_report(lambda: working(store, viewer), unit, year)


def _figures(store: Store, viewer: Viewer, unit: str) -> Found:
    got = kept("unit", store, viewer, lambda: figures(store, viewer, ASKED, [unit]), unit=unit)
    return {(figure.card, figure.variant, figure.year): figure for figure in got}


def _show_compared(now: UnitYear, told: list[UnitYear], found: Found) -> None:
    year = now.year
    st.html(f'<p class="answer">{escape(answer(now, found.get((SHARE, None, year))))}</p>')
    say_change(
        now, told, found.get((CHANGE, "total_nominal", year)), found.get((CHANGE, "total_share", year))
    )
    _say_kind(now)
    allocated = {"central_it_share": say("page.units.allocated")}
    shown = [(card, found.get((card, variant, year))) for card, variant in SHOWN]
    figure_row([shown_figure(figure, foot=allocated.get(card)) for card, figure in shown if figure])
    left, right = st.columns(2, gap="large")
    with left:
        show_categories(told, _period)
    with right:
        show_share_trend([found.get((SHARE, None, row.year)) for row in told])
    left, _ = st.columns(2, gap="large")
    with left:
        show_digitalisation(told, _period)


def _show_special(store: Store, viewer: Viewer, now: UnitYear, told: list[UnitYear]) -> None:
    language, year = reader_language(), now.year
    cost = now.k1_gross_sek if now.kind == "central_it" else now.digitalisation_incl_sek
    printed = fmt.money(cost, language, voice="sentence")
    said = say(f"page.units.answer.{now.kind}", money=printed, year=year) if printed else None
    st.html(f'<p class="answer">{escape(said or say("page.overview.unknown", year=year))}</p>')
    st.html(f'<p class="said">{escape(say(f"page.units.apart.{now.kind}"))}</p>')
    _say_kind(now)
    left, right = st.columns(2, gap="large")
    if now.kind == "digitalisation":
        with left:
            show_digitalisation(told, _period)
        return
    with left:
        show_central(told, _period)
    with right:
        rows = kept("pairs", store, viewer, lambda: pairs(store, viewer, year), year=year)
        group = kept(
            "absorption",
            store,
            viewer,
            lambda: figures(store, viewer, [ABSORPTION], ["group"], [year]),
            year=year,
        )
        show_internal_trade(rows, next(iter(group), None), year)


def _say_kind(now: UnitYear) -> None:
    months = say("page.units.month_count", months=now.months or 0)
    words = [say(f"page.units.kind.{now.kind}"), str(now.year), months]
    st.html(f'<p class="kicker">{escape(" · ".join(words))}</p>')


def _period(period: str) -> str:
    return period


def _show_sureness(store: Store, viewer: Viewer, now: UnitYear, unit: str) -> None:
    year = now.year
    gaps = kept("gaps", store, viewer, lambda: missing_months(store, viewer, year), year=year)
    undecided = kept(
        "unclassified", store, viewer, lambda: unclassified(store, viewer, unit, year), scope=unit, year=year
    )
    show_sureness(now, [gap for gap in gaps if gap["unit"] == unit], undecided)
