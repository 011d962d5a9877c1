"""How does each unit pace, toward its own target?"""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from kpi import charts
from kpi import format as fmt
from kpi.figures import Figure
from kpi.pacing import PaceYear, until
from kpi.table import Column, Table, Value
from pages.parts.address import href
from pages.parts.chart import frame, show_chart
from pages.parts.language import reader_language, say
from pages.parts.pacing_curve import share_points
from pages.parts.tables import Dressing, show_table
from pages.parts.units_list import Known

SHOWN = ("outcome", "decided", "required", "compliance")
ARRIVAL = "years_to_target"
# head -> how its values are printed
COLUMNS = {
    "unit_name": "text",
    "basis": "text",
    "share": "%",
    **dict.fromkeys(SHOWN, "printed"),
    "target": "printed",
    "arrival": "year",
}
Years = Mapping[str, Sequence[PaceYear]]
# unit, variant -> figure of the pace in one year
Paces = Mapping[tuple[str, str | None], Figure]


def show_units(years: Years, paces: Paces, offered: Known, units: Sequence[str], year: int) -> None:
    """Show the share of every unit beside its own target, and the same as a table that leads on."""
    st.header(say("page.pacing.units"))
    living = [code for code in units if (code, SHOWN[0]) in paces]
    told = {code: rows for code in living if (rows := until(years.get(code, ()), year))}
    if not told:
        st.html(f'<p class="note">{escape(say("page.pacing.units.none"))}</p>')
        return
    now = {code: row for code, rows in told.items() for row in rows if row.year == year}
    _show_panels(told, now, offered, year)
    _show_table(list(told), now, paces, offered, year)


def _show_panels(told: Years, now: Mapping[str, PaceYear], offered: Known, year: int) -> None:
    names = {code: _named(offered.names[code], rows[-1]) for code, rows in told.items()}
    lines = [charts.Line(names[code], share_points(rows)) for code, rows in told.items()]
    aiming = {code: row for code, row in now.items() if row.target_year}
    targets = {names[code]: charts.Target(row.target_year, row.target_pct) for code, row in aiming.items()}
    first = min(rows[0].year for rows in told.values())
    subtitle = say("page.pacing.units.subtitle", first=first, last=year)
    show_chart(charts.pace_multiples(lines, targets, frame(_message(aiming), subtitle)), "pace-units")


def _named(name: str, last: PaceYear) -> str:
    """Return a unit's name, with what its share is of where that is not the cases."""
    return name if last.basis == "cases" else f"{name}, {say('page.pacing.basis.services')}"


def _message(aiming: Mapping[str, PaceYear]) -> str:
    late = [code for code, row in aiming.items() if row.is_late]
    if not aiming:
        return say("page.pacing.units.no_target")
    key = "page.pacing.units.late" if late else "page.pacing.units.in_time"
    return say(key, late=len(late), count=len(aiming))


def _show_table(codes: Sequence[str], now: Mapping[str, PaceYear], paces: Paces, offered: Known, year: int) -> None:
    rows: list[tuple[Value, ...]] = []
    reasons: dict[tuple[int, int], str] = {}
    for place, code in enumerate(codes):
        figures = {variant: paces[code, variant] for variant in (*SHOWN, ARRIVAL)}
        rows.append((offered.names[code], *_cells(now.get(code), figures)))
        reasons |= _reasons(place, rows[-1], figures)
    links = {(place, 0): href("pacing", unit=code) for place, code in enumerate(codes)}
    columns = tuple(Column(say(f"page.pacing.column.{head}"), unit) for head, unit in COLUMNS.items())
    caption = say("page.pacing.units.caption", year=year)
    show_table(Table(columns, tuple(rows), reasons), caption, sortable=True, dressing=Dressing(links))


def _cells(now: PaceYear | None, figures: Mapping[str, Figure]) -> list[Value]:
    """Return a unit's cells after its name; a pace has one decimal, and what is not known is empty."""
    language = reader_language()
    basis, share, target, arrival = None, None, None, None
    if now:
        basis, share, arrival = say(f"page.pacing.basis.{now.basis}"), now.share_pct, now.arrival_year
        target = now.target_year and say(
            "page.pacing.target", share=fmt.figure(now.target_pct, "%", language, "sentence"), year=now.target_year
        )
    values = [fmt.bare_figure(figures[variant].value, figures[variant].unit_of_measure, language) for variant in SHOWN]
    return [basis, share, *(value or None for value in values), target or None, str(arrival) if arrival else None]


def _reasons(place: int, row: tuple[Value, ...], figures: Mapping[str, Figure]) -> dict[tuple[int, int], str]:
    """Return why cells are empty: the paces by their own reason, the year of arrival by that of the years left."""
    columns = list(COLUMNS)
    why = {columns.index(variant): figures[variant] for variant in SHOWN} | {len(columns) - 1: figures[ARRIVAL]}
    return {
        (place, column): figure.reason(reader_language()) or say("page.pacing.units.reached")
        for column, figure in why.items()
        if row[column] is None
    }
