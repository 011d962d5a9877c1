"""Are we keeping pace: how fast does digital delivery grow, how fast must it, and when does it arrive?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi.figures import figures
from kpi.pacing import PaceYear, beside, pace_years, until
from kpi.pacing_words import answer
from pages.parts.address import href, link
from pages.parts.cache import kept
from pages.parts.figure_strip import deliver_link
from pages.parts.filters import Filters, filters
from pages.parts.lacking import way_in
from pages.parts.language import reader_language, say
from pages.parts.pacing_curve import show_curve
from pages.parts.pacing_kpis import DEFAULTS, PACE, Found, show_kpis, show_pace, show_variants
from pages.parts.pacing_units import show_units
from pages.parts.the_store import store_to_show
from pages.parts.units_list import Known, known
from pages.parts.viewer import gate

FULL_YEAR = 12


def pacing() -> None:
    """Say the answer, then the curve, KPI1 to KPI5 with their cautions, and the units."""
    viewer = gate("pacing")
    store = store_to_show()
    offered = known(store, viewer)
    if not offered.years:
        st.title(say("page.pacing.title"))
        st.html(f'<p class="said">{escape(say("page.pacing.no_years"))} {way_in()}</p>')
        return
    chosen = filters(offered.years, offered.names)
    st.title(say("page.pacing.title"))
    unit, year = chosen.reported_unit, chosen.year
    years = kept("pace-years", store, viewer, lambda: pace_years(store, viewer))
    rows = years.get(unit, [])
    now = next((row for row in rows if row.year == year), None)
    told = until(rows, year)
    _say_answer(now, told, chosen, offered)
    found = _figures(store, viewer, offered, chosen)
    if (PACE, "outcome", year) not in found:
        st.html(f'<p class="note">{escape(say("page.pacing.not_living", year=year))}</p>')
        return
    if now is None or now.basis is None:
        _say_what_is_needed()
    else:
        show_pace(found, year)
        show_curve(now, told, lambda row, period: _subtitle(row, period, chosen, offered))
    aside = kept("pace-beside", store, viewer, lambda: beside(store, viewer, unit, year), unit=unit, year=year)
    held = [one for one in sorted(offered.years) if one <= year]
    show_kpis(found, held, aside)
    show_variants(found, held)
    if chosen.unit is None:
        _show_units(store, viewer, years, offered, chosen)


def _figures(store: Store, viewer: Viewer, offered: Known, chosen: Filters) -> Found:
    """Return the figures of the unit or scope, of every year up to the chosen one."""
    unit, years = chosen.reported_unit, [year for year in offered.years if year <= chosen.year]
    got = kept(
        "pacing",
        store,
        viewer,
        lambda: figures(store, viewer, [*DEFAULTS, PACE], [unit], years),
        unit=unit,
        year=chosen.year,
    )
    return {(figure.card, figure.variant, figure.year): figure for figure in got}


def _say_answer(now: PaceYear | None, told: Sequence[PaceYear], chosen: Filters, offered: Known) -> None:
    if chosen.unit:
        st.html(f'<p class="trail">{link(say("page.pacing.all"), href("pacing", unit=None))}</p>')
    st.html(f'<p class="answer">{escape(answer(now, told, chosen.year, reader_language()))}</p>')
    words = [_whose(chosen, offered), str(chosen.year)]
    if now and now.decision and now.decided_year:
        words.append(say("page.pacing.decided_by", decision=now.decision, year=now.decided_year))
    if now and now.basis == "cases" and now.volume_months and now.volume_months < FULL_YEAR:
        words.append(say("page.pacing.part_of_year", months=now.volume_months))
    st.html(f'<p class="kicker">{escape(" · ".join(words))}</p>')


def _whose(chosen: Filters, offered: Known) -> str:
    return offered.names[chosen.unit] if chosen.unit else say(f"part.filter.scope.{chosen.scope}")


def _subtitle(row: PaceYear, period: str, chosen: Filters, offered: Known) -> str:
    whose = offered.names[chosen.unit] if chosen.unit else say(f"part.filter.whose.{chosen.scope}")
    return say(f"page.pacing.subtitle.{row.basis}", whose=whose, period=period)


def _say_what_is_needed() -> None:
    """Say what a pace is made of, with the way to where it is delivered for those who may."""
    said = escape(say("page.pacing.needed"))
    st.html(f'<p class="empty">{said} {deliver_link()}</p>')


def _show_units(
    store: Store, viewer: Viewer, years: dict[str, list[PaceYear]], offered: Known, chosen: Filters
) -> None:
    got = kept(
        "pace-units", store, viewer, lambda: figures(store, viewer, [PACE], None, [chosen.year]), year=chosen.year
    )
    paces = {(figure.unit, figure.variant): figure for figure in got}
    units = [code for code in offered.names if chosen.scope == "group" or offered.kinds[code] != "company"]
    show_units(years, paces, offered, units, chosen.year)


pacing()
