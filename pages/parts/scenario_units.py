"""What does each unit pay under an overhead, beside its invoice, and year by year until then (M4)?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.scenarios.allocation import UnitShare, allocate
from kpi.scenarios.allocation_lines import by_difference, total, without_staff
from kpi.scenarios.lever import Levers
from kpi.scenarios.models import Model, Start
from kpi.table import Column, Table
from pages.parts.language import reader_language, say
from pages.parts.tables import show_table


def show_units(model: Model, levers: Levers, begun: Start) -> None:
    """Show who pays what, to the öre, with the transition; nothing for the models that are not about paying."""
    if model.id != "allocation":
        return
    shares = by_difference(allocate(levers, begun.data))
    if not shares:
        return
    lacking = without_staff(levers, begun.data)
    if lacking:
        names = fmt.join([unit.name for unit in lacking], reader_language())
        st.html(f'<p class="said">{escape(say("page.scenarios.no_staff", units=names))}</p>')
    _table(shares)
    _transition(shares)


def _table(shares: Sequence[UnitShare]) -> None:
    columns = (
        Column(say("scenario.column.unit_name")),
        Column(say("scenario.column.unit_fte"), "HTE"),
        Column(say("scenario.column.unit_invoiced_sek"), "ore"),
        Column(say("scenario.column.unit_pays_sek"), "ore"),
        Column(say("scenario.column.unit_difference_sek"), "ore", is_change=True),
        Column(say("scenario.column.unit_difference_per_fte"), "SEK/HTE", is_change=True),
        Column(say("scenario.column.unit_difference_per_mille"), "‰", is_change=True),
    )
    rows = [
        (
            share.base.name,
            share.base.fte,
            share.base.invoiced_sek,
            share.pays_sek,
            share.difference_sek,
            share.difference_per_fte_sek,
            share.difference_per_mille,
        )
        for share in shares
    ]
    reasons = {cell: reason for row, share in enumerate(shares) for cell, reason in _lacking(row, share).items()}
    whole = total(shares)
    rows.append(
        (say("page.scenarios.total"), whole.fte, whole.invoiced_sek, whole.pays_sek, whole.difference_sek, None, None)
    )  # noqa: E501
    show_table(
        Table(columns, tuple(rows), reasons), say("page.scenarios.units_caption"), sortable=True, total_last=True
    )


def _transition(shares: Sequence[UnitShare]) -> None:
    years = len(shares[0].transition_sek)
    if years < 2:
        return
    with st.expander(say("page.scenarios.transition", years=years), type="compact"):
        columns = (
            Column(say("scenario.column.unit_name")),
            *(Column(say(f"scenario.column.transition_{year}"), "ore") for year in range(1, years + 1)),
        )
        rows = tuple((share.base.name, *share.transition_sek) for share in shares)
        show_table(Table(columns, rows), say("page.scenarios.transition_caption"))


def _lacking(row: int, share: UnitShare) -> dict[tuple[int, int], str]:
    """Return why cells of a unit's row are empty."""
    found = {}
    if share.base.fte is None:
        found[row, 1] = say("reason.no_headcount")
    if share.difference_per_fte_sek is None:
        found[row, 5] = say("reason.no_headcount")
    if share.difference_per_mille is None:
        found[row, 6] = say("reason.no_turnover")
    return found
