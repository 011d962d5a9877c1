"""Which lines shall become what, do they with the rules as they are, and would they still after a change?"""

import hashlib
from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.rule_cases import (
    EXPECTED,
    Outcome,
    RuleCase,
    add_cases,
    cases_csv,
    read_cases,
    remove_case,
    rule_cases,
    run_cases,
)
from data.rule_change import RuleChange
from data.store import Store
from pages.parts.address import href
from pages.parts.as_is import as_is
from pages.parts.download import download
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.units_list import Known

DONE = "rule-case-done"
ASKED = "fall"
SAID = ("account", "supplier", "text", "cost_centre", "activity_code", "project", "counterparty")
FIRST, MORE = SAID[:3], SAID[3:]
HEADS = ("line", "unit", "date", "shall", "is", "verdict", "note")


def show_cases(store: Store, viewer: Viewer, offered: Known, year: int) -> None:
    """Show every case with what the rules in force make of it; write one, take one away, bring and fetch them all."""
    if done := st.session_state.pop(DONE, None):
        st.success(as_is(done))
    cases = rule_cases(store)
    outcomes = run_cases(store, cases)
    st.html(f'<p class="said">{escape(_summary(outcomes))}</p>')
    if outcomes:
        asked = st.query_params.get(ASKED)
        ordered = sorted(outcomes, key=lambda one: one.holds)
        heads = tuple(say(f"page.classify.case.{head}") for head in HEADS)
        rows = [_row(one, offered, asked) for one in ordered]
        show_linked_table(heads, rows, say("page.classify.case.caption"))
        chosen = next((case for case in cases if _key(case) == asked), None)
        if chosen and st.button(say("page.classify.case.remove", line=_said(chosen)), key="case-remove"):
            _done(lambda: remove_case(store, viewer, chosen), say("page.classify.case.removed"))
    st.header(say("page.classify.case.new"))
    _ask(store, viewer, offered, year)
    st.header(say("page.classify.case.file"))
    _bring_and_fetch(store, viewer, cases)


def show_cases_after(store: Store, change: RuleChange) -> None:
    """Say whether every case still holds after a change of the rules, and which do not, before it is saved."""
    cases = rule_cases(store)
    if not cases:
        return
    before = run_cases(store, cases)
    after = run_cases(store, cases, change)
    failing = [(old, new) for old, new in zip(before, after, strict=True) if not new.holds]
    if not failing:
        st.html(f'<p class="note">{escape(say("page.classify.case.all_hold", count=len(cases)))}</p>')
        return
    items = "".join(f"<li>{escape(_failure(old, new))}</li>" for old, new in failing)
    said = escape(say("page.classify.case.failing", failing=len(failing), count=len(cases)))
    st.html(f'<div class="notice" role="alert"><p class="banner">{said}</p><ul>{items}</ul></div>')


def _failure(before: Outcome, after: Outcome) -> str:
    words = "breaks" if before.holds else "still_fails"
    return say(
        f"page.classify.case.{words}", line=_said(after.case),
        shall=say(f"category.{after.case.category}"), becomes=_category(after),
    )  # fmt: skip


def _summary(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return say("page.classify.case.none")
    failing = sum(not one.holds for one in outcomes)
    if failing:
        return say("page.classify.case.now_failing", failing=failing, count=len(outcomes))
    return say("page.classify.case.now_holding", count=len(outcomes))


def _row(one: Outcome, offered: Known, asked: str | None) -> Row:
    case, key = one.case, _key(one.case)
    becomes = _category(one)
    if one.rule_id is not None:
        becomes = say("page.classify.by_rule", category=becomes, rule=one.rule_id)
    return Row(
        (
            Cell(_said(case), "long", href("classify", vy="cases", **{ASKED: key})),
            Cell(offered.names.get(case.unit, case.unit)),
            Cell(case.date, "day"),
            Cell(say(f"category.{case.category}")),
            Cell(becomes),
            Cell(say("page.classify.case.holds" if one.holds else "page.classify.case.fails")),
            Cell(case.note),
        ),
        is_asked=key == asked,
    )


def _said(case: RuleCase) -> str:
    parts = []
    for name in SAID:
        if value := getattr(case, name):
            parts.append(say(f"page.classify.if.{'account_from' if name == 'account' else name}", value=value))
    return ", ".join(parts)


def _category(one: Outcome) -> str:
    return say("page.classify.case.no_unit") if one.category is None else say(f"category.{one.category}")


def _key(case: RuleCase) -> str:
    return hashlib.sha256(repr(case).encode("utf-8")).hexdigest()[:10]


def _ask(store: Store, viewer: Viewer, offered: Known, year: int) -> None:
    """Ask for a line and what it shall become."""
    with st.form("rule-case", border=False):
        with st.container(horizontal=True):
            unit = st.selectbox(
                say("page.classify.case.unit"), list(offered.names), key="case-unit", width=240,
                format_func=lambda code: offered.names.get(code, code),
                help=say("help.classify.case.unit"),
            )  # fmt: skip
            given = {name: _text(name) for name in FIRST}
            category = st.selectbox(
                say("page.classify.case.shall"), EXPECTED, index=EXPECTED.index("external_it"), key="case-category",
                format_func=lambda code: say(f"category.{code}"), width=240,
                help=say("help.classify.case.shall"),
            )  # fmt: skip
        with st.expander(say("page.classify.case.more"), type="compact"), st.container(horizontal=True):
            given |= {name: _text(name) for name in MORE}
            day = st.text_input(
                say("page.classify.case.date"), f"{year}-12-31", key="case-date", width=150,
                help=say("help.classify.case.date"),
            )
        note = st.text_input(say("page.classify.note"), key="case-note", help=say("help.classify.case.note"))
        if not st.form_submit_button(say("page.classify.case.add")):
            return
    case = RuleCase(unit or "", day.strip(), category, note=note.strip(), **given)
    _done(lambda: add_cases(store, viewer, [case]), say("page.classify.case.added"))


def _text(name: str) -> str:
    return st.text_input(
        say(f"page.classify.case.{name}"), key=f"case-{name}", width=190,
        help=say(f"help.classify.case.{name}"),
    ).strip()


def _bring_and_fetch(store: Store, viewer: Viewer, cases: Sequence[RuleCase]) -> None:
    if cases:
        download(say("page.classify.case.export"), lambda: cases_csv(cases), "testfall.csv", "text/csv", "rule-cases")
    file = st.file_uploader(
        say("page.classify.case.import"), type="csv", key="case-file",
        help=say("help.classify.case.import"),
    )
    if file is None:
        return
    brought, problems = read_cases(file.getvalue())
    for problem in problems:
        place = say("page.reconcile.paste.line", line=problem.line) if problem.line else ""
        st.html(f'<p class="note">{escape(f"{place} {problem.message(reader_language())}".strip())}</p>')
    if problems or not brought:
        return
    new = len(set(brought) - set(cases))
    if st.button(say("page.classify.case.bring", count=new), disabled=not new, key="case-bring"):
        _done(lambda: add_cases(store, viewer, brought), say("page.classify.case.brought", count=new))


def _done(act: Callable[[], object], said: str) -> None:
    """Do it, and say so when the page is drawn anew."""
    try:
        act()
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    st.session_state[DONE] = said
    st.query_params.pop(ASKED, None)
    st.rerun()
