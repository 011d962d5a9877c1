"""How sure is the cost: which months, what is decided, what is estimated, what is not counted?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi import format as fmt
from kpi.overview import UnitYear
from kpi.table import Column, Table
from pages.parts.address import href
from pages.parts.language import reader_language, say
from pages.parts.status import status_html
from pages.parts.tables import Dressing, show_table
from pages.parts.units_list import REPORTED

ANCHOR = "oklassat"


def show_sureness(now: UnitYear, gaps: Sequence[dict], undecided: Sequence[dict]) -> None:
    """Say in sentences what the figures rest on, and show where the undecided cost lies.

    `gaps` are missing months, `undecided` the largest accounts without a decision.
    """
    st.header(say("part.sure.title"))
    said = [_months(now, gaps), *_estimates(now), *_turnover(now)]
    items = "".join(f"<li>{sentence}</li>" for sentence in said)
    st.html(f'<ul class="sure">{items}</ul>')
    _show_undecided(now, undecided)


def _months(now: UnitYear, gaps: Sequence[dict]) -> str:
    language = reader_language()
    if gaps:
        named = [f"{gap['name']} {fmt.month(_period(gap['month']), language)}" for gap in gaps]
        return escape(say("part.sure.gaps", gaps=fmt.join(named, language)))
    if not now.months:
        return escape(say("part.sure.no_ledger", year=now.year))
    if now.months < 12:
        return escape(say("part.sure.some_months", year=now.year, months=now.months))
    key = "part.sure.all_months" if now.kind in REPORTED else "part.sure.unit_months"
    return escape(say(key, year=now.year))


def _estimates(now: UnitYear) -> list[str]:
    language, said = reader_language(), []
    if now.k3_from == "headcount" and now.k3_sek:
        money = fmt.money(now.k3_sek, language, voice="sentence")
        said.append(f"{escape(say('part.sure.staff', money=money))} {status_html('uppskattad')}")
    if now.k4_declared_sek:
        money = fmt.money(now.k4_declared_sek, language, voice="sentence")
        said.append(f"{escape(say('part.sure.declared', money=money))} {status_html('uppskattad')}")
    return said


def _turnover(now: UnitYear) -> list[str]:
    if now.turnover_sek is None:
        return [escape(say("part.sure.no_turnover"))]
    money = fmt.money(now.turnover_sek, reader_language(), voice="sentence")
    # a definition that the product made itself is a code; the status says that it is an estimate
    key = "part.sure.turnover_given" if now.turnover_is_given else "part.sure.turnover_ledger"
    said = escape(say(key, money=money, definition=now.turnover_definition or ""))
    return [f"{said} {status_html(now.turnover_status)}" if now.turnover_status else said]


def _show_undecided(now: UnitYear, undecided: Sequence[dict]) -> None:
    language = reader_language()
    st.html(f'<h2 id="{ANCHOR}" class="anchor">{escape(_undecided_title(now))}</h2>')
    if now.unclassified_abs_sek:
        total = fmt.money(now.total_it_sek, language, voice="sentence")
        note = say("part.sure.undecided_why", total=total) if total else say("part.sure.undecided_not_in")
        st.html(f'<p class="said">{escape(note)}</p>')
    if not undecided:
        return
    scale = fmt.scale_for(row["unclassified_abs_sek"] for row in undecided)
    columns = (
        Column(say("part.sure.account")),
        Column(say("part.sure.unit")),
        Column(say("part.sure.lines"), "number"),
        Column(say("part.sure.sum"), "money", scale, bar=True),
    )
    lacking = {(row, 0): say("part.sure.no_account") for row, one in enumerate(undecided) if not one["account"]}
    rows = tuple(
        (row["account"] or None, row["name"], row["line_count"], row["unclassified_abs_sek"])
        for row in undecided
    )
    places = {(row, 1): href("units", unit=one["unit"]) for row, one in enumerate(undecided)}
    if now.kind not in REPORTED:  # one unit: its name in every row would say nothing
        columns, rows, places = columns[:1] + columns[2:], tuple(row[:1] + row[2:] for row in rows), {}
    show_table(Table(columns, rows, lacking), say("part.sure.caption"), dressing=Dressing(places))


def _undecided_title(now: UnitYear) -> str:
    language = reader_language()
    if now.unclassified_share is None:
        return say("part.sure.no_cost")
    if not now.unclassified_abs_sek:
        return say("part.sure.all_decided")
    return say(
        "part.sure.undecided",
        share=fmt.figure(now.unclassified_pct, "%", language, "sentence"),
        money=fmt.money(now.unclassified_abs_sek, language, voice="sentence"),
    )


def _period(month: int) -> str:
    return f"{month // 100}-{month % 100:02d}"
