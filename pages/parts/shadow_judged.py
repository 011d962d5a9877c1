"""What has been confirmed, denied or asked about, by whom, and is it to be taken back?"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.store import Store
from kpi import format as fmt
from kpi.parameter import constants
from kpi.shadow_deciding import take_back
from kpi.shadow_decisions import Decision
from kpi.shadow_desk import Confirmed, Judged
from kpi.table import Column, Table
from pages.parts.language import reader_language, say
from pages.parts.shadow_candidate import show_lines
from pages.parts.shadow_decide import decided, show_decision
from pages.parts.shadow_list import PAGE, page_number, show_pager, what
from pages.parts.tables import show_table


def show_confirmed(found: Sequence[Confirmed], store: Store, viewer: Viewer, year: int, names: dict[str, str]) -> None:
    """Show the shadow IT the ledger holds, by the rule that finds it, and let those made here be taken back."""
    if not found:
        st.html(f'<p class="note">{escape(say("page.shadow_it.nothing_confirmed", year=year))}</p>')
        return
    page = page_number(len(found), PAGE)
    shown = found[page * PAGE : (page + 1) * PAGE]
    columns = (
        Column(say("page.shadow_it.head.what")),
        Column(say("page.shadow_it.head.unit")),
        Column(say("page.shadow_it.head.rule"), "text"),
        Column(say("page.shadow_it.head.lines"), "number"),
        Column(say("page.shadow_it.head.amount"), "ore"),
        Column(say("page.shadow_it.head.decided")),
    )
    rows = tuple(
        (
            one.words,
            names.get(one.unit, one.unit),
            "" if one.rule_id is None else str(one.rule_id),
            one.line_count,
            one.amount_sek,
            _who(one.decision) if one.decision else say("page.shadow_it.elsewhere"),
        )
        for one in shown
    )
    show_table(Table(columns, rows), say("page.shadow_it.confirmed_caption", year=year))
    show_pager(page, len(found), PAGE, "page")
    for one in shown:
        if one.decision:
            _offer_back(
                one.decision, say("page.shadow_it.back.confirmed", what=one.words, rule=one.rule_id), store, viewer
            )


def show_judged(
    found: Sequence[Judged], verdict: str, store: Store, viewer: Viewer, year: int, names: dict[str, str]
) -> None:
    """Show what was denied or asked about, with its lines; an answer can be given, or the decision taken back."""
    if not found:
        st.html(f'<p class="note">{escape(say(f"page.shadow_it.nothing_{verdict}"))}</p>')
        return
    page = page_number(len(found), PAGE)
    for one in found[page * PAGE : (page + 1) * PAGE]:
        decision, key = one.decision, one.candidate.key
        amount = fmt.exact_money(one.candidate.amount_sek, reader_language())
        unit = names.get(one.candidate.group.unit, one.candidate.group.unit)
        with st.container(key=f"judged-{key}", gap="small"):
            subtitle = say("page.shadow_it.judged", unit=unit, money=amount, year=year)
            st.html(
                f'<h2 class="chart-title">{escape(what(one.candidate))}</h2>'
                f'<p class="chart-subtitle">{escape(subtitle)}</p><p class="said">{escape(_told(decision))}</p>'
            )
            with st.expander(say("page.shadow_it.look"), type="compact"):
                show_lines(one.candidate, store, viewer, year)
            if verdict == "asked" and st.query_params.get("candidate") == key:
                show_decision(one.candidate, store, viewer, names)
            elif verdict == "asked":
                st.button(say("page.shadow_it.answer_it"), key=f"answer-{key}", on_click=_choose, args=(key,))
            _offer_back(decision, say(f"page.shadow_it.back.{verdict}"), store, viewer)
    show_pager(page, len(found), PAGE, "page")


def _choose(key: str) -> None:
    st.query_params["candidate"] = key


def _told(decision: Decision) -> str:
    """Say who decided what, when and why."""
    return say(
        f"page.shadow_it.told.{decision.verdict}",
        who=_who(decision),
        note=decision.note or say("page.shadow_it.no_note"),
        of=decision.asked_of,
    )


def _who(decision: Decision) -> str:
    key = "verified" if decision.is_verified else "unverified"
    return say(f"page.shadow_it.who.{key}", actor=decision.actor, day=fmt.short_day(decision.done_at.date()))


def _offer_back(decision: Decision, label: str, store: Store, viewer: Viewer) -> None:
    if st.button(label, key=f"back-{decision.group.key}"):
        decided(say("page.shadow_it.done.back"), lambda: take_back(store, viewer, decision, constants()))
