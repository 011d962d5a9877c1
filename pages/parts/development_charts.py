"""What does development look like: beside maintenance and operation, against its target and its plan?"""

from collections.abc import Callable, Sequence

import streamlit as st

from kpi import charts
from kpi import format as fmt
from kpi.charts.layers import invested, work
from kpi.charts.planned import Plan, planned_used
from kpi.development import UnitTarget, WorkYear, below_target
from kpi.figures import Figure
from pages.parts.chart import frame, show_chart
from pages.parts.language import reader_language, say

Subtitle = Callable[[str], str]  # period -> whose costs these are, and when
GROUPS = ("department", "central_it", "digitalisation", "company")
CERTAIN = "utfall"


def show_work(told: Sequence[WorkYear], subtitle: Subtitle) -> None:
    """Show what development, maintenance and operation cost, year by year, with development's share."""
    known = [row for row in told if row.has_activity]
    if not known:
        return
    framed = frame(_work_title(known[0], known[-1]), say("part.development.work_unit", whose=subtitle(_span(known))))
    costs = {row.year: row.costs_sek for row in known}
    show_chart(work(costs, framed, {row.year: row.share_pct for row in known}), "work")


def _work_title(first: WorkYear, last: WorkYear) -> str:
    money = {f"{name}_now": _money(cost) for name, cost in last.costs_sek.items()}
    if first.year == last.year:
        return say("part.development.work_once", year=last.year, **money)
    before = {f"{name}_then": _money(cost) for name, cost in first.costs_sek.items()}
    return say("part.development.work", from_year=first.year, to_year=last.year, **money, **before)


def show_shares(shares: Sequence[tuple[Figure, UnitTarget]], year: int) -> None:
    """Show each unit's share on one axis against its own target: one line where all have the same."""
    below, known = below_target(shares)
    if not known:
        return
    language = reader_language()
    targets = {unit.target_pct for figure, unit in shares if figure.value is not None}
    common = targets.pop() if len(targets) == 1 else None
    drawn = [
        charts.Dot(
            unit.name,
            figure.value,
            figure.status == CERTAIN,
            figure.reason(language),
            group=say(f"part.development.group.{kind}"),
            target=None if common is not None else unit.target_pct,
        )
        for kind in GROUPS
        for figure, unit in shares
        if unit.kind == kind
    ]
    way = "all_reach" if not below else "below"
    key = f"part.development.{way}" if known > 1 else f"part.development.{way}.one"
    subtitle = "shares_unit" if common is not None else "shares_targets"
    framed = frame(say(key, below=below, known=known), say(f"part.development.{subtitle}", year=year))
    line = None if common is None else charts.Mark(common, say("part.development.target"))
    show_chart(charts.dots(drawn, "%", framed, line), "shares")


def show_plan(told: Sequence[WorkYear], use: Figure | None, what: str, subtitle: Subtitle) -> None:
    """Show what was planned and used in HTE (`what` = fte) or SEK, year by year."""
    plans = [Plan(row.year, getattr(row, f"planned_{what}"), getattr(row, f"used_{what}")) for row in told]
    known = [plan for plan in plans if plan.planned is not None]
    if not known:
        return
    title = say(f"part.development.plan_{what}_title")
    if use and use.value is not None:
        share = fmt.figure(use.value, "%", reader_language(), "sentence")
        title = say(f"part.development.plan_{what}", share=share, year=use.year)
    framed = frame(title, subtitle(_years(known[0].year, known[-1].year)))
    show_chart(planned_used(known, "money" if what == "sek" else "HTE", framed), f"plan-{what}")


def show_invested(told: Sequence[WorkYear], subtitle: Subtitle) -> None:
    """Show IT investment by activity, beside the cost and never added to it."""
    known = [row for row in told if row.invests]
    if not known:
        return
    last = known[-1]
    part, every = _money(last.development_investment_sek), _money(last.investment_sek)
    key = "part.development.invested_all" if part == every else "part.development.invested"
    framed = frame(say(key, development=part, every=every, year=last.year), subtitle(_span(known)))
    show_chart(invested({row.year: row.investments_sek for row in known}, framed), "invested")
    st.html(f'<p class="note">{say("part.development.invested_beside")}</p>')


def _money(amount_sek: fmt.Number | None) -> str:
    return fmt.money(amount_sek or 0, reader_language(), voice="sentence")


def _span(rows: Sequence[WorkYear]) -> str:
    return _years(rows[0].year, rows[-1].year)


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
