"""Which units stand below the floor, and what would lifting each of them cost?"""

from html import escape

import streamlit as st

from kpi import charts
from kpi import format as fmt
from kpi.card import COMPARED
from kpi.equality import Equality
from kpi.table import Column, Table, Value
from pages.parts.address import href
from pages.parts.chart import frame, show_chart
from pages.parts.figure_card import way_back_to
from pages.parts.filters import Filters
from pages.parts.language import reader_language, say
from pages.parts.tables import Dressing, show_table
from pages.parts.units_list import Known

CERTAIN = "utfall"


def show_dots(found: Equality, offered: Known, chosen: Filters) -> None:
    """Show every unit on one axis with the floor; below it a low cost is the alarm."""
    language, unit = reader_language(), found.floor.unit_of_measure
    drawn = [
        charts.Dot(
            offered.names[means.unit],
            means.share.value,
            means.share.status == CERTAIN,
            means.share.reason(language),
            group=say(f"page.units.group.{kind}"),
        )
        for kind in COMPARED
        for means in found.units
        if means.kind == kind
    ]
    floor = found.floor.value
    line = charts.Mark(floor, say("page.equality.floor")) if floor is not None else None
    subtitle = say(f"page.equality.dots_unit.{found.base}", year=chosen.year)
    show_chart(charts.dots(drawn, unit, frame(_title(found), subtitle), line, is_floor=True), "equality")


def _title(found: Equality) -> str:
    if found.floor.value is None:
        return say("page.equality.dots")
    if not found.below:
        return say("page.equality.dots.nobody")
    return say(f"page.equality.dots.{'one' if len(found.below) == 1 else 'some'}", count=len(found.below))


def show_lift(found: Equality, offered: Known, chosen: Filters) -> None:
    """Show what each unit has against the floor, and what a lift would cost, as a table that can be sorted."""
    st.header(say("page.equality.lift"))
    said = "how" if found.below else "none" if found.floor.value is not None else "unknown"
    st.html(f'<p class="said">{escape(say(f"page.equality.lift_{said}"))}</p>')
    language = reader_language()
    by_name = sorted(found.units, key=lambda means: list(offered.names).index(means.unit))
    ordered = [means for kind in COMPARED for means in by_name if means.kind == kind]
    scale = fmt.scale_for((means.lift_sek for means in ordered), "sentence")
    cells: list[tuple[Value, ...]] = []
    reasons, links = {}, {}
    for place, means in enumerate(ordered):
        state = say("page.equality.lacks") if means.is_below else None
        cells.append((offered.names[means.unit], means.share.value, means.lift_sek, state))
        links[place, 0] = href("units", unit=means.unit)
        if reason := means.share.reason(language) if means.share.value is None else None:
            reasons[place, 1] = reason
        else:
            links[place, 1] = way_back_to(means.share.card, None, means.unit, chosen.year)
    groups = tuple((say(f"page.units.group.{kind}"), sum(m.kind == kind for m in ordered)) for kind in COMPARED)
    show_table(
        Table(_columns(found, scale), tuple(cells), reasons),
        _caption(found, chosen),
        sortable=True,
        dressing=Dressing(links, tuple(group for group in groups if group[1])),
    )


def _columns(found: Equality, scale: fmt.Scale) -> tuple[Column, ...]:
    return (
        Column(say("page.equality.column.unit")),
        Column(say(f"page.equality.column.share.{found.base}"), found.floor.unit_of_measure),
        Column(say("page.equality.column.lift"), "money", scale),
        Column(say("page.equality.column.state")),
    )


def _caption(found: Equality, chosen: Filters) -> str:
    if found.floor.value is None:
        return say("page.equality.caption_no_floor", year=chosen.year)
    floor = fmt.figure(found.floor.value, found.floor.unit_of_measure, reader_language())
    return say("page.equality.caption", year=chosen.year, floor=floor)
