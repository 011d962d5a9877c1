"""How much of the planned benefit has been realised and re-allocated, inside and outside?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import charts
from kpi import format as fmt
from kpi.figures import Figure
from kpi.traceability import BenefitOf, all_benefit, moved_pct
from pages.parts.chart import frame, show_chart
from pages.parts.filters import Filters
from pages.parts.language import reader_language, say


def answer(valued: Figure, benefits: Sequence[BenefitOf]) -> str:
    """Return how much of the benefit is stated in money, and what has become of it."""
    language, whole = reader_language(), all_benefit(list(benefits))
    share = say(
        "page.traceability.answer.valued",
        share=fmt.figure(valued.value, "%", language, "sentence"),
        valued=fmt.number(valued.numerator, 0, language),
        count=fmt.number(valued.denominator, 0, language),
    )
    return " ".join([share, *_became(whole)])


def _became(whole: BenefitOf) -> list[str]:
    """Return what has become of the benefit, as far as anybody has said."""
    language = reader_language()
    money = {
        name: fmt.money(amount, language, voice="sentence")
        for name, amount in (
            ("planned", whole.planned_sek),
            ("realised", whole.realised_sek),
            ("moved", whole.moved_sek or 0),
            ("slack", whole.slack_sek),
        )
    }
    if not whole.is_registered:
        return []
    if whole.realised_sek is None:
        return [say("page.traceability.answer.only_planned", planned=money["planned"])]
    said = "realised" if whole.planned_sek is None else "all"
    return [say(f"page.traceability.answer.{said}", **money)]


def show_funnel(benefits: Sequence[BenefitOf], chosen: Filters) -> None:
    """Show the benefit of each direction from planned to re-allocated; say where only one is registered."""
    shown = [one for one in benefits if one.is_registered]
    if not shown:
        st.html(f'<p class="note">{escape(say("page.traceability.no_benefit", year=chosen.year))}</p>')
        return
    drawn = [
        charts.Benefit(
            say(f"page.traceability.direction.{one.direction}"),
            one.planned_sek,
            one.realised_sek,
            one.moved_sek,
            one.slack_sek,
        )
        for one in shown
    ]
    subtitle = say("page.traceability.funnel_unit", year=chosen.year)
    show_chart(charts.funnel(drawn, frame(_title(all_benefit(list(shown))), subtitle)), "benefit")
    directions = {one.direction for one in shown}
    for only, other in (("internal", "external"), ("external", "internal")):
        if only in directions and other not in directions:
            st.html(f'<p class="said">{escape(say(f"page.traceability.only.{only}"))}</p>')


def _title(whole: BenefitOf) -> str:
    moved = moved_pct(whole)
    if moved is None:
        nothing = "not_registered" if whole.realised_sek is None else "nothing_realised"
        return say(f"page.traceability.funnel.{nothing}")
    return say("page.traceability.funnel.moved", share=fmt.figure(moved, "%", reader_language(), "sentence"))
