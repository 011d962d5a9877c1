"""How far is each unit from its target, and which services is nothing spent on developing?"""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.development import Undeveloped, UnitTarget, on_two_sides, parts_from_the_ledger
from kpi.figures import Figure
from kpi.table import Column, Table, Value
from pages.parts.address import href, link
from pages.parts.figure_card import way_back_to
from pages.parts.language import reader_language, say
from pages.parts.tables import Dressing, show_table

Found = Mapping[tuple[str, str | None, str], Figure]
SHARE = ("development_share", None)
# card and variant of each computed column after the target; the gaps open their way back
GAPS = (("development_gap", "sek"), ("development_gap", "fte"))
USES = (("development_utilisation", "fte"), ("development_utilisation", "sek"))
GROUPS = ("department", "central_it", "digitalisation", "company")
FIRST_GAP, FIRST_SERVICES = 5, 12  # the gaps stand after the share, the target and its two sides in SEK


def show_gaps(units: Sequence[UnitTarget], found: Found, scope: str, year: int) -> None:
    """Show each unit's share, target, gap and use of its plan, and the whole's below; a name opens the unit."""
    language = reader_language()
    gaps = [found.get((*GAPS[0], unit.unit)) for unit in units]
    scale = fmt.scale_for(figure.value for figure in gaps if figure)
    rows, reasons, links = [], {}, {}
    ordered = [unit for kind in GROUPS for unit in units if unit.kind == kind]
    whole = (scope, say(f"part.development.whole.{scope}"), None)
    for place, (code, name, target) in enumerate([*_of_units(ordered), whole]):
        held = [found.get((*asked, code)) for asked in (SHARE, *GAPS, *USES)]
        rows.append(_cells(name, target, held))
        for column, figure in zip((1, 5, 6, 7, 8), held, strict=True):
            if figure and figure.value is None and (reason := figure.reason(language)):
                reasons[place, column] = reason
        if code != scope:
            links[place, 0] = href("development", unit=code)
        for column, (card, variant) in enumerate(GAPS, FIRST_GAP):
            links[place, column] = way_back_to(card, variant, code, year)
    show_table(
        Table(_columns(scale), tuple(rows), reasons),
        say("part.development.gaps_caption", year=year),
        sortable=True,
        total_last=True,
        dressing=Dressing(links, _groups(ordered)),
    )
    _say_why_they_part([(found.get((*SHARE, unit.unit)), gap, unit) for unit, gap in zip(units, gaps, strict=True)])


def _say_why_they_part(held: Sequence[tuple[Figure | None, Figure | None, UnitTarget]]) -> None:
    """Say why a share and its gap in SEK can tell two stories, and of whom they do."""
    if not any(parts_from_the_ledger(share, gap) for share, gap, _ in held):
        return
    said = say("part.development.two_sources")
    if named := [unit.name for share, gap, unit in held if on_two_sides(share, gap, unit)]:
        said += " " + say("part.development.two_sides", units=fmt.join(named, reader_language()))
    st.html(f'<p class="note">{escape(said)}</p>')


def _of_units(units: Sequence[UnitTarget]) -> list[tuple[str, str, float | None]]:
    return [(unit.unit, unit.name, unit.target_pct) for unit in units]


def _groups(units: Sequence[UnitTarget]) -> tuple[tuple[str, int], ...]:
    """Return the units' groups and how many rows each has; the whole stands last under a heading of its own."""
    counts = [(kind, sum(unit.kind == kind for unit in units)) for kind in GROUPS]
    named = [(say(f"part.development.group.{kind}"), count) for kind, count in counts if count]
    return (*named, (say("part.development.whole"), 1))


def _columns(scale: fmt.Scale) -> tuple[Column, ...]:
    return (
        Column(say("part.development.unit")),
        Column(say("part.development.share"), "%"),
        Column(say("part.development.target_column"), "%"),
        Column(say("part.development.target_sek"), "money", scale),
        Column(say("part.development.used_column"), "money", scale),
        Column(say("part.development.gap"), "money", scale),
        Column(say("part.development.gap"), "HTE"),
        Column(say("part.development.used_fte"), "%"),
        Column(say("part.development.used_sek"), "%"),
    )


def _cells(name: str, target_pct: float | None, held: Sequence[Figure | None]) -> tuple[Value, ...]:
    share, *others = (figure.value if figure else None for figure in held)
    gap = held[1]
    sides = (gap.numerator, gap.denominator) if gap else (None, None)
    return (name, share, target_pct, *sides, *others)


def show_services(services: Sequence[Undeveloped], share: Figure | None, year: int, one_unit: bool) -> None:
    """Show the services that nothing was spent on developing, the dearest first."""
    if share is None or share.value is None:
        return
    st.header(_services_title(share, year))
    st.html(f'<p class="said">{_services_said(share, year)}</p>')
    if not services:
        return
    shown = services[:FIRST_SERVICES] if len(services) > FIRST_SERVICES + 3 else services
    scale = fmt.scale_for(service.gross_cost_sek for service in services)
    show_table(_services_table(shown, scale, one_unit), say("part.development.services_caption"))
    rest = services[len(shown) :]
    if rest:
        with st.expander(say("part.development.more_services", count=len(rest)), type="compact"):
            show_table(_services_table(rest, scale, one_unit), say("part.development.services_caption"))
    if unsaid := sum(not service.has_cost_row for service in services):
        st.html(f'<p class="note">{escape(say("part.development.services_unsaid", count=unsaid, year=year))}</p>')


def _services_title(share: Figure, year: int) -> str:
    language = reader_language()
    count, every = (fmt.number(side, 0, language) for side in (share.numerator, share.denominator))
    key = "part.development.services" if share.value else "part.development.services_none"
    return say(key, count=count, every=every, year=year)


def _services_said(share: Figure, year: int) -> str:
    """Return the share in a sentence, as a link to its way back."""
    printed = fmt.figure(share.value, "%", reader_language(), "sentence")
    said = say("part.development.services_share", share=printed, year=year)
    return link(said, way_back_to(share.card, share.variant, share.unit, share.year))


def _services_table(services: Sequence[Undeveloped], scale: fmt.Scale, one_unit: bool) -> Table:
    columns = (
        Column(say("part.development.service")),
        Column(say("part.development.unit")),
        Column(say("part.development.level"), "number"),
        Column(say("part.development.gross_cost"), "money", scale, bar=True),
        Column(say("part.development.it_cost"), "money", scale),
    )
    rows = tuple(
        (service.name, service.unit_name, service.level, service.gross_cost_sek, service.it_cost_sek)
        for service in services
    )
    if one_unit:  # the same name in every row would say nothing
        columns, rows = columns[:1] + columns[2:], tuple(row[:1] + row[2:] for row in rows)
    return Table(columns, rows)
