"""How many work with IT and digitalisation in each unit, and who has delivered no staff?"""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.figures import Figure
from kpi.staffing import StaffYear, UnitStaff
from kpi.table import Column, Table, Value
from pages.parts.address import href
from pages.parts.figure_card import way_back_to
from pages.parts.lacking import way_in
from pages.parts.language import reader_language, say
from pages.parts.tables import Dressing, show_table

Found = Mapping[tuple[str, str | None, str], Figure]
# card and variant of each computed column, the last two of the table
COMPUTED = (("temporary_digital_share", None), ("it_fte_share", "central"))
FIRST_COMPUTED = 5
GROUPS = ("department", "central_it", "digitalisation", "company")


def show_units(units: Sequence[UnitStaff], now: StaffYear, found: Found, scope: str, year: int) -> None:
    """Show each unit's staff and the whole's below; a name opens the unit, a share its way back."""
    language = reader_language()
    ordered = [unit for kind in GROUPS for unit in units if unit.kind == kind]
    rows, reasons, links = [], {}, {}
    for place, unit in enumerate(ordered):
        counted = (unit.total_fte, unit.it_fte, unit.digital_fte, unit.local_it_fte)
        rows.append((unit.name, *counted, *_values(found, unit.unit)))
        links[place, 0] = href("staffing", unit=unit.unit)
    counted = (now.total_fte, now.it_fte, now.digital_fte, now.local_fte)
    rows.append((say(f"part.development.whole.{scope}"), *counted, *_values(found, scope)))
    for place, code in enumerate([*(unit.unit for unit in ordered), scope]):
        for column, (card, variant) in enumerate(COMPUTED, FIRST_COMPUTED):
            links[place, column] = way_back_to(card, variant, code, year)
            figure = found.get((card, variant, code))
            if figure and figure.value is None and (reason := figure.reason(language)):
                reasons[place, column] = reason
    show_table(
        Table(_columns(), tuple(rows), reasons),
        say("part.staffing.caption", year=year),
        sortable=True,
        total_last=True,
        dressing=Dressing(links, _groups(ordered)),
    )


def _values(found: Found, unit: str) -> tuple[Value, ...]:
    held = [found.get((card, variant, unit)) for card, variant in COMPUTED]
    return tuple(figure.value if figure else None for figure in held)


def _columns() -> tuple[Column, ...]:
    counted = ("total", "it", "digital", "local")
    return (
        Column(say("part.development.unit")),
        *(Column(say(f"part.staffing.column.{name}"), "HTE") for name in counted),
        Column(say("part.staffing.column.temporary"), "%"),
        Column(say("part.staffing.column.share"), "‰"),
    )


def _groups(units: Sequence[UnitStaff]) -> tuple[tuple[str, int], ...]:
    counts = [(kind, sum(unit.kind == kind for unit in units)) for kind in GROUPS]
    named = [(say(f"part.development.group.{kind}"), count) for kind, count in counts if count]
    return (*named, (say("part.development.whole"), 1))


def show_staffing_sureness(units: Sequence[UnitStaff], year: int) -> None:
    """Say what the staff figures rest on, and who has delivered none."""
    language = reader_language()
    silent = [unit.name for unit in units if unit.total_fte is None]
    unsure = [unit.name for unit in units if unit.fte_status not in (None, "utfall")]
    said = [escape(say("part.staffing.mean"))]
    if unsure:
        said.append(escape(say("part.staffing.unsure", units=fmt.join(unsure, language))))
    if silent:
        named = fmt.join(silent, language)
        said.append(f"{escape(say('part.staffing.silent', units=named, year=year))} {way_in()}")
    said.append(escape(say("part.staffing.few")))
    st.header(say("part.sure.title"))
    st.html('<ul class="sure">' + "".join(f"<li>{sentence}</li>" for sentence in said) + "</ul>")
