"""Who does the IT and digitalisation work, how dependent is it on consultants, and how fast does it grow?"""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.card import COMPARED, cards
from kpi.figures import Figure, figures
from kpi.staffing import StaffYear, staff_years, unit_staff
from pages.parts.address import href, link
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.figure_card import figure_row, shown_figure
from pages.parts.filters import Filters, filters
from pages.parts.lacking import show_lacking
from pages.parts.language import reader_language, say
from pages.parts.staffing_charts import count, show_classes, show_dependence, show_local, show_parts
from pages.parts.staffing_table import COMPUTED, show_staffing_sureness, show_units
from pages.parts.the_store import store_to_show
from pages.parts.units_list import Known, known
from pages.parts.viewer import gate

TEMPORARY, IT, GROWTH = "temporary_digital_share", "it_fte_share", "fte_change"
SHOWN = ((IT, "central"), ("digital_to_it_fte", None), ("permanent_digital_to_it_fte", None), (TEMPORARY, None))
Found = dict[tuple[str, str | None, int], Figure]


def staffing() -> None:
    """Say the answer, show the figures, growth in both ways, the classes, the units and how sure it is."""
    viewer = gate("staffing")
    store = store_to_show()
    offered = known(store, viewer)
    if not offered.years:
        st.title(say("page.staffing.title"))
        show_lacking(("headcount",), "part.staffing.nothing")
        return
    chosen = filters(offered.years, offered.names)
    if chosen.unit:
        st.html(f'<p class="trail">{link(say("page.staffing.all"), href("staffing", unit=None))}</p>')
    st.title(as_is(offered.names[chosen.unit]) if chosen.unit else say("page.staffing.title"))
    unit, year = chosen.reported_unit, chosen.year
    held = kept("staff-years", store, viewer, lambda: staff_years(store, viewer, unit), unit=unit)
    told = [row for row in held if row.year <= year]
    if not told or told[-1].year != year:
        st.html(f'<p class="answer">{escape(say("page.staffing.answer_unknown", year=year))}</p>')
        show_lacking(("headcount",), "part.staffing.lacking")
        return
    found = _figures(store, viewer, unit)
    st.html(f'<p class="answer">{escape(_answer(told[-1], found))}</p>')
    _show_figures(found, chosen)
    _show_growth(found, year)
    _show_charts(told, found, chosen, offered)
    if not chosen.unit:
        _show_units(store, viewer, told[-1], chosen)


def _figures(store: Store, viewer: Viewer, unit: str) -> Found:
    ids = [*(card for card, _ in SHOWN), GROWTH]
    got = kept("staffing", store, viewer, lambda: figures(store, viewer, ids, [unit]), unit=unit)
    return {(figure.card, figure.variant, figure.year): figure for figure in got}


def _answer(now: StaffYear, found: Found) -> str:
    language = reader_language()
    if not (now.it_fte or now.digital_fte):
        return say("page.staffing.answer_nobody", local=count(now.local_fte), year=now.year)
    said = say("page.staffing.answer", it=count(now.it_fte), digital=count(now.digital_fte), year=now.year)
    if now.local_fte:
        said += " " + say("page.staffing.answer_local", local=count(now.local_fte))
    share = found.get((TEMPORARY, None, now.year))
    if share is None or share.value is None:
        return said
    printed = fmt.figure(share.value, "%", language, "sentence")
    return f"{said} {say('page.staffing.answer_temporary', share=printed)}"


def _show_figures(found: Found, chosen: Filters) -> None:
    shown = [found.get((card, variant, chosen.year)) for card, variant in SHOWN]
    figure_row([shown_figure(figure) for figure in shown if figure])


def _show_growth(found: Found, year: int) -> None:
    """Show growth in HTE and as a share of all staff, for IT and for digitalisation, always together."""
    card, language = cards()[GROWTH], reader_language()
    shown = [(variant, found.get((GROWTH, variant.id, year))) for variant in card.variants]
    if not any(figure and figure.value is not None for _, figure in shown):
        return
    st.header(say("page.staffing.growth", since=year - 1))
    names = [(name[:1].upper() + name[1:], figure) for variant, figure in shown if (name := variant.name(language))]
    told = [shown_figure(figure, name, _way(figure)) for name, figure in names if figure]
    figure_row([replace(one, is_change=True) for one in told])


def _way(figure: Figure) -> str | None:
    """Return in a word which way it has gone."""
    if not figure.value:
        return None
    measure = "share" if figure.variant and figure.variant.endswith("share") else "nominal"
    return say(f"page.staffing.{'more' if figure.value > 0 else 'less'}.{measure}")


def _show_charts(told: Sequence[StaffYear], found: Found, chosen: Filters, offered: Known) -> None:
    def subtitle(period: str) -> str:
        whose = offered.names[chosen.unit] if chosen.unit else say(f"page.development.whose.{chosen.scope}")
        return say("page.development.subtitle", whose=whose, period=period)

    def over_years(card: str, variant: str | None) -> list[Figure]:
        asked = [found.get((card, variant, row.year)) for row in told]
        return [figure for figure in asked if figure]

    left, right = st.columns(2, gap="large")
    with left:
        show_classes(told, "it", subtitle)
    with right:
        show_classes(told, "digitalisation", subtitle)
    left, right = st.columns(2, gap="large")
    with left:
        # in a unit of nobody else it would be all of the staff, which says nothing
        if not chosen.unit or offered.kinds[chosen.unit] in COMPARED:
            show_parts(told, over_years(IT, "central"), subtitle)
        show_local(told, subtitle)
    with right:
        show_dependence(told, over_years(TEMPORARY, None), subtitle)


def _show_units(store: Store, viewer: Viewer, now: StaffYear, chosen: Filters) -> None:
    scope, year = chosen.scope, chosen.year
    units = kept("unit-staff", store, viewer, lambda: unit_staff(store, viewer, scope, year), scope=scope, year=year)
    ids = [card for card, _ in COMPUTED]
    got = kept("staffing-units", store, viewer, lambda: figures(store, viewer, ids, years=[year]), year=year)
    st.header(say("page.staffing.units"))
    show_units(units, now, {(figure.card, figure.variant, figure.unit): figure for figure in got}, scope, year)
    show_staffing_sureness(units, year)


staffing()
