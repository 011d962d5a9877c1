"""How does one unit's or scope's cost look: the bridge, the categories over years, digitalisation apart?"""

from collections.abc import Callable, Sequence

import streamlit as st

from kpi import charts
from kpi import format as fmt
from kpi.change import direction
from kpi.overview import UnitYear, bridge
from pages.parts.chart import frame, show_chart
from pages.parts.language import reader_language, say

Subtitle = Callable[[str], str]  # period -> whose costs these are, and when


def show_bridge(now: UnitYear, subtitle: Subtitle, allocated: bool) -> None:
    """Show the steps from the central budget to all; `allocated` says that it begins with a part of it."""
    steps = bridge(now)
    if not steps:
        return
    start, total = _short(now.k1_part_sek), _short(now.total_it_sek)
    key = "part.cost.bridge_part" if allocated else "part.cost.bridge"
    costs = {step.code: step.amount_sek for step in steps}
    begins = say("part.cost.allocated") if allocated else None
    framed = frame(say(key, start=start, total=total), subtitle(str(now.year)))
    show_chart(charts.bridge(costs, costs.get("internal_it"), framed, begins), "bridge")


def show_categories(rows: Sequence[UnitYear], subtitle: Subtitle) -> None:
    """Show the four categories of IT cost, year by year."""
    told = [row for row in rows if row.total_it_sek is not None]
    if told:
        framed = frame(_from_to("part.cost.total", told, "total_it_sek"), subtitle(_span(told)))
        show_chart(charts.categories({row.year: _categories(row) for row in told}, framed), "categories")


def show_central(rows: Sequence[UnitYear], subtitle: Subtitle) -> None:
    """Show what the central IT unit costs before anything is allocated, year by year."""
    told = [row for row in rows if row.k1_gross_sek is not None]
    if told:
        framed = frame(_from_to("part.cost.gross", told, "k1_gross_sek"), subtitle(_span(told)))
        costs = {row.year: {"central_it": row.k1_gross_sek} for row in told}
        show_chart(charts.categories(costs, framed, only=("central_it",)), "central")


def show_digitalisation(rows: Sequence[UnitYear], subtitle: Subtitle) -> None:
    """Show digitalisation, which is never IT cost, year by year."""
    told = [row for row in rows if row.digitalisation_incl_sek is not None]
    if not any(row.digitalisation_incl_sek for row in told):
        st.html(f'<p class="note">{say("part.cost.no_digital")}</p>')
        return
    framed = frame(_from_to("part.cost.digital", told, "digitalisation_incl_sek"), subtitle(_span(told)))
    show_chart(charts.digitalisation({row.year: _digital(row) for row in told}, framed), "digitalisation")
    st.html(f'<p class="note">{say("part.cost.apart")}</p>')


def _categories(row: UnitYear) -> dict[str, fmt.Number | None]:
    return {
        "central_it": row.k1_part_sek,
        "external_it": row.k2_sek,
        "local_it_staff": row.k3_sek,
        "shadow_it": row.k4_sek,
    }


def _digital(row: UnitYear) -> dict[str, fmt.Number | None]:
    return {"drift": row.digitalisation_drift_sek, "investering": row.digitalisation_invest_sek}


def _from_to(key: str, rows: Sequence[UnitYear], what: str) -> str:
    first, last = rows[0], rows[-1]
    began, ended = getattr(first, what), getattr(last, what)
    if first.year == last.year:
        return say(f"{key}_once", money=_short(ended), year=last.year)
    scale = fmt.scale_for((began, ended), "sentence")
    way = direction(began, ended, scale, reader_language())
    printed = [fmt.money(amount, reader_language(), scale, "sentence") for amount in (began, ended)]
    return say(f"{key}_{way}", first=printed[0], from_year=first.year, last=printed[1], to_year=last.year)


def _short(amount_sek: fmt.Number | None) -> str:
    return fmt.money(amount_sek, reader_language(), voice="sentence")


def _span(rows: Sequence[UnitYear]) -> str:
    first, last = rows[0].year, rows[-1].year
    return str(first) if first == last else f"{first}–{last}"
