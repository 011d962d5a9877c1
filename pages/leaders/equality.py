"""Who lacks the means, and what would lifting them to the floor cost?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.equality import BASES, Base, Equality, equality
from pages.parts.address import href, link
from pages.parts.cache import kept
from pages.parts.choice import choice
from pages.parts.equality_units import show_dots, show_lift
from pages.parts.figure_card import figure_row, shown_figure
from pages.parts.filters import Filters, filters
from pages.parts.language import reader_language, say
from pages.parts.places import may_open
from pages.parts.spread_trend import show_spread
from pages.parts.the_store import store_to_show
from pages.parts.units_list import Known, known
from pages.parts.viewer import gate

MEASURES = ("cv", "max_min", "gini")


def equality_page() -> None:
    """Say who lacks the means, show the units against the floor, what a lift would cost, and the spread."""
    viewer = gate("equality")
    store = store_to_show()
    offered = known(store, viewer)
    if not offered.years:
        st.title(say("page.equality.title"))
        _say_nothing(say("page.equality.no_years"), viewer)
        return
    chosen = filters(offered.years)
    st.title(say("page.equality.title"))
    base: Base = choice("base", BASES, "page.equality.base")
    found = _found(store, viewer, offered, chosen, base)
    if not found.known:
        _say_nothing(found.floor.reason(reader_language()) or "", viewer)
        return
    st.html(f'<p class="answer">{escape(_answer(found, offered, chosen))}</p>')
    st.html(f'<p class="kicker">{escape(_kicker(found, chosen))}</p>')
    _show_figures(found, chosen)
    left, right = st.columns(2, gap="large")
    with left:
        show_dots(found, offered, chosen)
    with right:
        show_spread(found, [year for year in offered.years if year <= chosen.year], chosen)
    show_lift(found, offered, chosen)
    st.html(f'<p class="note">{escape(say("page.equality.no_ranking"))}</p>')


def _found(store: Store, viewer: Viewer, offered: Known, chosen: Filters, base: Base) -> Equality:
    scope, year, years = chosen.scope, chosen.year, offered.years
    return kept(
        "equality",
        store,
        viewer,
        lambda: equality(store, viewer, scope, year, years, base),
        scope=scope,
        year=year,
        base=base,
    )


def _say_nothing(why: str, viewer: Viewer) -> None:
    """Say what is missing, with the way to where it is handed in."""
    way = link(say("page.equality.deliver"), href("deliver")) if may_open("deliver", viewer) else ""
    st.html(f'<div class="empty"><p class="said">{escape(say("page.equality.nothing", why=why))} {way}</p></div>')


def _answer(found: Equality, offered: Known, chosen: Filters) -> str:
    language, year = reader_language(), chosen.year
    if found.floor.value is None:
        return say("page.equality.answer.no_floor", year=year, why=found.floor.reason(language) or "")
    printed = fmt.figure(found.floor.value, found.floor.unit_of_measure, language, "sentence")
    floor = say(f"page.equality.floor_words.{found.base}", floor=printed)
    if not found.below:
        return say("page.equality.answer.nobody", year=year, floor=floor, count=len(found.known))
    return say(
        f"page.equality.answer.{'one' if len(found.below) == 1 else 'some'}",
        year=year,
        below=len(found.below),
        count=len(found.known),
        units=fmt.join(_names(found, offered), language),
        floor=floor,
        money=fmt.money(found.lift_sek, language, voice="sentence"),
    )


def _names(found: Equality, offered: Known) -> Sequence[str]:
    return sorted(offered.names[means.unit] for means in found.below)


def _kicker(found: Equality, chosen: Filters) -> str:
    left_out = [means for means in found.units if means.share.value is None]
    words = [say(f"page.equality.scope.{chosen.scope}", year=chosen.year)]
    if left_out:
        words.append(say("page.equality.left_out", count=len(left_out)))
    return " · ".join(words)


def _show_figures(found: Equality, chosen: Filters) -> None:
    measured = [(measure, found.measure(measure, chosen.year)) for measure in MEASURES]
    named = [(figure, say(f"page.equality.measure.{measure}")) for measure, figure in measured if figure]
    figure_row([shown_figure(found.floor), *(shown_figure(figure, label=label) for figure, label in named)])


equality_page()
