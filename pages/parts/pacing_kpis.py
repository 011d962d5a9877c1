"""What do KPI1 to KPI5 say, and what must be said beside each of them?"""

from collections.abc import Mapping, Sequence

import streamlit as st

from kpi import format as fmt
from kpi.card import cards
from kpi.figures import Figure
from kpi.pacing import Beside
from kpi.table import Column, Table
from pages.parts.figure_card import way_back_to
from pages.parts.figure_strip import Item, strip_html
from pages.parts.language import reader_language, say
from pages.parts.tables import Dressing, show_table

DEFAULTS = {
    "kpi1_allocation": "1A_planned",
    "kpi2_effect": "2A",
    "kpi3_digital_services": "3A",
    "kpi4_digital_takeup": "4A",
    "kpi5_steering_change": "5A",
}
PACE = "pace"
YEARS_IN_TABLE = 4
# card, variant, year -> figure, of one unit
Found = Mapping[tuple[str, str | None, int], Figure]


def show_pace(found: Found, year: int) -> None:
    """Show the pace: what came, what was decided, what is required, when it arrives."""
    items = [
        Item(found[PACE, variant, year], say(f"page.pacing.pace.{variant}"))
        for variant in cards()[PACE].variant_ids
        if (PACE, variant, year) in found
    ]
    st.html(strip_html(items))


def show_kpis(found: Found, years: Sequence[int], aside: Beside) -> None:
    """Show KPI1 to KPI5 of the last of the years, each with its trend and its caution."""
    st.header(say("page.pacing.kpis"))
    items = []
    for card, variant in DEFAULTS.items():
        figure = found.get((card, variant, years[-1]))
        if figure is None:
            continue
        trend = tuple(found[card, variant, year] for year in years if (card, variant, year) in found)
        warning = say("page.pacing.kpi5.warning") if card == "kpi5_steering_change" and figure.value == 0 else None
        said = (*_beside(card, found, years[-1], aside), say(f"page.pacing.caution.{card}"))
        items.append(Item(figure, cards()[card].name(reader_language()), trend, said, warning))
    st.html(strip_html(items))


def _beside(card: str, found: Found, year: int, aside: Beside) -> list[str]:
    """Return what the definitions ask to stand beside a KPI."""
    if card == "kpi1_allocation":
        return _used(found.get((card, "1A_used", year)))
    if card == "kpi2_effect":
        return _benefit(year, aside)
    return _measures(aside) if card == "kpi5_steering_change" else []


def _used(figure: Figure | None) -> list[str]:
    if figure is None or figure.value is None:
        return []
    return [say("page.pacing.kpi1.used", share=fmt.figure(figure.value, "%", reader_language()))]


def _benefit(year: int, aside: Beside) -> list[str]:
    """Return the slack, and internal and external benefit apart."""
    language, span = reader_language(), {"first": year - 2, "last": year}
    said = []
    if aside.slack_sek is not None:
        money = fmt.money(aside.slack_sek, language, voice="sentence")
        said.append(say("page.pacing.kpi2.slack", money=money, **span))
    if aside.has_only_internal:
        said.append(say("page.pacing.kpi2.only_internal"))
    elif aside.internal_sek is not None and aside.external_sek is not None:
        internal, external = (
            fmt.money(sek, language, voice="sentence") for sek in (aside.internal_sek, aside.external_sek)
        )
        said.append(say("page.pacing.kpi2.directions", internal=internal, external=external))
    return said


def _measures(aside: Beside) -> list[str]:
    if aside.in_force is None:
        return []
    said = [
        say(
            "page.pacing.kpi5.changes",
            before=aside.in_force_before,
            now=aside.in_force,
            added=aside.added,
            removed=aside.removed,
            redefined=aside.redefined,
        )
    ]
    return [*said, say("page.pacing.kpi5.retargeted", count=aside.retargeted)] if aside.retargeted else said


def show_variants(found: Found, years: Sequence[int]) -> None:
    """Show every variant of KPI1 to KPI5 and of the pace over the last years, each leading to its way back."""
    shown = list(years[-YEARS_IN_TABLE:])
    rows, reasons, links, groups = [], {}, {}, []
    for card in (*DEFAULTS, PACE):
        variants = [variant for variant in cards()[card].variants if (card, variant.id, years[-1]) in found]
        groups.append((cards()[card].name(reader_language()), len(variants)))
        for variant in variants:
            held = [found.get((card, variant.id, year)) for year in shown]
            for column, figure in enumerate(held, start=2):
                _dress(figure, (len(rows), column), reasons, links)
            rows.append((variant.name(reader_language()), _unit(held[-1]), *map(_printed, held)))
    columns = (
        Column(say("page.pacing.column.variant")),
        Column(say("page.pacing.column.unit")),
        *(Column(str(year), "printed") for year in shown),
    )
    with st.expander(say("page.pacing.variants"), type="compact"):
        caption = say("page.pacing.variants_caption")
        show_table(Table(columns, tuple(rows), reasons), caption, dressing=Dressing(links, tuple(groups)))


def _dress(
    figure: Figure | None,
    place: tuple[int, int],
    reasons: dict[tuple[int, int], str],
    links: dict[tuple[int, int], str],
) -> None:
    if figure is None:
        return
    if figure.value is None:
        reasons[place] = figure.reason(reader_language()) or ""
    else:
        links[place] = way_back_to(figure.card, figure.variant, figure.unit, figure.year)


def _unit(figure: Figure) -> str:
    return fmt.unit_name(figure.unit_of_measure, reader_language())


def _printed(figure: Figure | None) -> str | None:
    if figure is None or figure.value is None:
        return None
    return fmt.bare_figure(figure.value, figure.unit_of_measure, reader_language())
