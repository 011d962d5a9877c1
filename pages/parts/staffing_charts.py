"""What do the IT and digitalisation staff look like: how engaged, how dependent, how large a part of all?"""

from collections.abc import Callable, Sequence

import streamlit as st

from kpi import charts
from kpi import format as fmt
from kpi.charts.layers import local_roles, staff
from kpi.figures import Figure
from kpi.staffing import TEMPORARY, StaffYear
from pages.parts.chart import frame, show_chart
from pages.parts.language import reader_language, say

Subtitle = Callable[[str], str]  # period -> whose staff it is, and when
COLOURS = {"it": "central_it", "digitalisation": "digitalisation"}
CERTAIN = "utfall"


def show_classes(told: Sequence[StaffYear], role: str, subtitle: Subtitle) -> None:
    """Show a role's staff by how it is engaged, year by year; nothing where nobody has the role."""
    known = [row for row in told if sum(getattr(row, role).values())]
    if not known:
        st.html(f'<p class="note">{say(f"part.staffing.no_{role}")}</p>')
        return
    framed = frame(_grown(f"part.staffing.{role}", known, role), subtitle(_span(told)))
    show_chart(staff({row.year: getattr(row, role) for row in told}, COLOURS[role], framed), f"staff-{role}")


def show_dependence(told: Sequence[StaffYear], found: Sequence[Figure], subtitle: Subtitle) -> None:
    """Show how much of the digitalisation staff is borrowed or hired, of it hired, and permanent."""
    known = [row for row in told if row.digital_fte]
    if not known:
        return
    first, last = known[0], known[-1]
    now, then = (_percent(row.digital_pct(*TEMPORARY)) for row in (last, first))
    way = "once" if first.year == last.year else "same" if now == then else "moved"
    title = say(f"part.staffing.dependence.{way}", share=now, first=then, from_year=first.year, year=last.year)
    certain = {figure.year: figure.status == CERTAIN for figure in found}
    lines = [
        _line("temporary", told, lambda row: row.digital_pct(*TEMPORARY), certain, "digitalisation"),
        _line("consultants", told, lambda row: row.digital_pct("external_consultant"), certain, "shadow"),
        _line("permanent", told, lambda row: row.digital_pct("permanent"), certain, "muted"),
    ]
    framed = frame(title, say("part.staffing.dependence_unit", whose=subtitle(_span(told))))
    show_chart(charts.trend(lines, "%", framed), "dependence")


def show_parts(told: Sequence[StaffYear], found: Sequence[Figure], subtitle: Subtitle) -> None:
    """Show IT and digitalisation as parts of all staff: growth as a share."""
    known = [row for row in told if row.total_fte]
    if not known or not (known[-1].it_fte or known[-1].digital_fte):
        return
    last, language = known[-1], reader_language()
    it, digital = (fmt.figure(part, "‰", language, "sentence") for part in (last.it_permille, last.digital_permille))
    certain = {figure.year: figure.status == CERTAIN for figure in found}
    lines = [
        _line("it", told, lambda row: row.it_permille, certain, "central_it"),
        _line("digitalisation", told, lambda row: row.digital_permille, certain, "digitalisation"),
    ]
    framed = frame(
        say("part.staffing.parts", it=it, digital=digital, year=last.year),
        say("part.staffing.parts_unit", whose=subtitle(_span(told))),
    )
    show_chart(charts.trend(lines, "‰", framed), "parts")


def show_local(told: Sequence[StaffYear], subtitle: Subtitle) -> None:
    """Show the local IT roles by their time share, beside the IT staff and never among it."""
    known = [row for row in told if row.local_whole_fte]
    if not known:
        return
    last = known[-1]
    title = say(
        "part.staffing.local",
        fte=count(last.local_fte),
        whole=count(last.local_whole_fte),
        year=last.year,
    )
    framed = frame(title, subtitle(_span(known)))
    show_chart(local_roles({row.year: row.local_fte for row in known}, framed), "local")
    st.html(f'<p class="note">{say("part.staffing.local_beside")}</p>')


def _line(
    name: str,
    told: Sequence[StaffYear],
    value: Callable[[StaffYear], float | None],
    certain: dict[int, bool],
    colour: str,
) -> charts.Line:
    inks = charts.INKS[frame("", "").ground]
    drawn = {"muted": inks.muted, "shadow": inks.text}.get(colour) or charts.MEANING[colour]
    points = tuple(charts.Point(row.year, value(row), certain.get(row.year, True)) for row in told)
    return charts.Line(say(f"part.staffing.line.{name}"), points, drawn)


def _grown(key: str, known: Sequence[StaffYear], role: str) -> str:
    first, last = (count(sum(getattr(row, role).values())) for row in (known[0], known[-1]))
    way = "once" if known[0].year == known[-1].year else "same" if first == last else "grown"
    return say(f"{key}.{way}", first=first, last=last, from_year=known[0].year, year=known[-1].year)


def count(fte: float) -> str:
    """Return a number of FTE as it stands in a sentence, without its unit; nobody is a bare 0."""
    return fmt.number(fte, fmt.sentence_decimals(fte) if fte else 0, reader_language())


def _percent(value: float | None) -> str:
    return fmt.figure(value, "%", reader_language(), "sentence")


def _span(rows: Sequence[StaffYear]) -> str:
    first, last = rows[0].year, rows[-1].year
    return str(first) if first == last else f"{first}–{last}"
