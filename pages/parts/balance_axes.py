"""Where does each unit stand on the two axes of balance, beside the band it wants?"""

from collections.abc import Mapping, Sequence

import streamlit as st

from kpi import charts
from kpi.balance import AXES, Axis, Position
from kpi.table import Column, Table, Value
from pages.parts.address import href
from pages.parts.balance_words import band
from pages.parts.chart import frame, show_chart
from pages.parts.figure_card import way_back_to
from pages.parts.filters import Filters
from pages.parts.language import reader_language, say
from pages.parts.tables import Dressing, show_table
from pages.parts.units_list import REPORTED, Known


def show_axis(axis: Axis, found: Sequence[Position], offered: Known, weight: str, chosen: Filters) -> None:
    """Show the whole and every unit with a value between the two ends."""
    stands = [
        charts.Stand(
            _name(one, offered),
            one.figure.value,
            one.target.point if one.target else None,
            one.target.band if one.target else 0.0,
            is_whole=one.figure.unit in REPORTED,
        )
        for one in _ordered(found, offered)
        if one.figure.value is not None
    ]
    if not stands:
        st.html(f'<p class="note">{say(f"page.balance.axis.{axis}.empty")}</p>')
        return
    ends = tuple(
        charts.End(say(f"page.balance.end.{axis}.{side}"), say(f"page.balance.danger.{side}") if axis == "ei" else "")
        for side in ("low", "high")
    )
    subtitle = say("page.balance.axis_unit", weight=say(f"page.balance.by.{weight}"), year=chosen.year)
    show_chart(charts.balance(stands, ends, frame(_title(axis, found), subtitle)), f"balance-{axis}")


def _title(axis: Axis, found: Sequence[Position]) -> str:
    """Return the message: how many units stand within the band they want."""
    wanting = [one for one in found if one.side and one.figure.unit not in REPORTED]
    within = sum(one.side == "within" for one in wanting)
    if not wanting:
        return say(f"page.balance.axis.{axis}")
    return say(f"page.balance.axis.{axis}.within", within=within, count=len(wanting))


def show_positions(found: Mapping[Axis, Sequence[Position]], offered: Known, chosen: Filters) -> None:
    """Show every position beside the one that is wanted and the distance, as a table that leads on."""
    st.header(say("page.balance.positions"))
    language = reader_language()
    by_unit = {axis: {one.figure.unit: one for one in held} for axis, held in found.items()}
    units = [one.figure.unit for one in _ordered(found[AXES[0]], offered)]
    shown = [unit for unit in units if any(by_unit[axis][unit].figure.value is not None for axis in AXES)]
    cells: list[tuple[Value, ...]] = []
    reasons, links = {}, {}
    for row, unit in enumerate(shown):
        held = [by_unit[axis][unit] for axis in AXES]
        cells.append((_name(held[0], offered), *(cell for one in held for cell in _cells(one))))
        if unit not in REPORTED:
            links[row, 0] = href("units", unit=unit)
        for place, one in enumerate(held):
            column = 1 + 3 * place
            if one.figure.value is None:
                reasons[row, column] = one.figure.reason(language) or ""
            else:
                links[row, column] = way_back_to(one.figure.card, one.figure.variant, unit, chosen.year)
    table = Table(_columns(), tuple(cells), reasons)
    show_table(table, say("page.balance.positions_caption", year=chosen.year), sortable=True, dressing=Dressing(links))


def _columns() -> tuple[Column, ...]:
    columns = [Column(say("page.balance.column.unit"))]
    for axis in AXES:
        columns += [
            Column(say(f"page.balance.column.{axis}"), "%"),
            Column(say("page.balance.column.wanted"), "printed"),
            Column(say("page.balance.column.distance"), "number"),
        ]
    return tuple(columns)


def _cells(one: Position) -> tuple[Value, ...]:
    return (one.figure.value, band(one) if one.target else None, one.distance)


def _ordered(found: Sequence[Position], offered: Known) -> list[Position]:
    """Return the whole first, then the units by name: no order by value, which would read as a ranking."""
    places = {code: place for place, code in enumerate(offered.names)}
    return sorted(found, key=lambda one: places.get(one.figure.unit, -1))


def _name(one: Position, offered: Known) -> str:
    unit = one.figure.unit
    return say(f"part.filter.scope.{unit}") if unit in REPORTED else offered.names[unit]


