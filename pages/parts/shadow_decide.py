"""What would this decision change, and is it to be made?"""

from collections.abc import Callable
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.rule_change import RuleEffect
from data.store import Store
from kpi import format as fmt
from kpi.parameter import constants
from kpi.shadow import Candidate
from kpi.shadow_deciding import ask, confirm, deny
from kpi.shadow_rule import (
    ACTIVITIES,
    NATURES,
    Rule,
    RuleChoice,
    by_unit_and_year,
    effect,
    proposed,
    reaches,
    rule_for,
    said_text,
    word_seen,
)
from kpi.table import Column, Table
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.choice import choice
from pages.parts.language import reader_language, say
from pages.parts.shadow_list import CHOSEN, DONE, what
from pages.parts.tables import show_table

VERDICTS = ("confirm", "deny", "ask")


def show_decision(candidate: Candidate, store: Store, viewer: Viewer, names: dict[str, str]) -> None:
    """Show the three ways to decide; what a rule would change stands there before it is saved."""
    verdict = choice("verdict", VERDICTS, "page.shadow_it.verdict")
    if verdict == "confirm":
        _confirm(candidate, store, viewer, names)
    elif verdict == "deny":
        _deny(candidate, store, viewer)
    else:
        _ask(candidate, store, viewer)


def decided(done: str, decide: Callable[[], object]) -> None:
    """Do what was decided, say so on the next page, or say why it cannot be done."""
    try:
        with st.spinner(say("page.shadow_it.saving"), show_time=True):
            decide()
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    st.session_state[DONE] = done
    st.query_params.pop(CHOSEN, None)
    st.rerun()


def _confirm(candidate: Candidate, store: Store, viewer: Viewer, names: dict[str, str]) -> None:
    chosen = _rule_choice(candidate)
    rule = rule_for(store, candidate, chosen)
    _say_rule(rule, names)
    try:
        with st.spinner(say("page.shadow_it.computing"), show_time=True):
            found = kept(
                "shadow-effect",
                store,
                viewer,
                lambda: effect(store, viewer, rule),
                key=candidate.key,
                nature=chosen.nature,
                activity=chosen.activity,
                reach=chosen.reach,
                account=chosen.account,
            )
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    _show_effect(found, candidate, names)
    note = st.text_input(say("page.shadow_it.note"), key=f"note-{candidate.key}", help=say("help.shadow.note"))
    if st.button(say("page.shadow_it.confirm"), type="primary", disabled=not found.line_count):
        unnamed = say("page.shadow_it.rule_note", what=what(candidate), score=candidate.score)
        named = {**rule, "note": note.strip() or unnamed}
        decided(
            say("page.shadow_it.done.confirm", what=what(candidate)),
            lambda: confirm(store, viewer, candidate, named, note, constants()),
        )


def _rule_choice(candidate: Candidate) -> RuleChoice:
    """Ask what kind of purchase it is and how far the rule reaches."""
    first, key = proposed(candidate), candidate.key
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        reach = st.selectbox(
            say("page.shadow_it.reach.label"),
            reaches(candidate),
            format_func=lambda code: say(f"page.shadow_it.reach.{code}", word=word_seen(candidate)),
            key=f"reach-{key}",
            width=420,
            help=say("help.shadow.reach"),
        )
        nature = st.selectbox(
            say("page.shadow_it.nature"),
            NATURES,
            index=NATURES.index(first.nature),
            format_func=lambda code: say(f"page.shadow_it.kind.{code}"),
            key=f"nature-{key}",
            width=180,
            help=say("help.shadow.nature"),
        )
        activity = st.selectbox(
            say("page.shadow_it.activity.label"),
            ACTIVITIES,
            index=ACTIVITIES.index(first.activity),
            format_func=lambda code: say(f"page.shadow_it.activity.{code or 'none'}"),
            key=f"activity-{key}",
            width=180,
            help=say("help.shadow.activity"),
        )
        account = ""
        if len(candidate.accounts) > 1:
            account = st.selectbox(
                say("page.shadow_it.account.label"),
                ("", *candidate.accounts),
                format_func=lambda code: code or say("page.shadow_it.account.every"),
                key=f"account-{key}",
                width=180,
                help=say("help.shadow.account"),
            )
    return RuleChoice(nature, activity, reach, account)


def _say_rule(rule: Rule, names: dict[str, str]) -> None:
    """Say the rule's conditions in words, and where it would stand."""
    first, last = rule["account_from"], rule["account_to"]
    parts = [say("page.shadow_it.rule.unit", unit=names.get(str(rule["unit"]), rule["unit"]))]
    if first:
        key = "account" if first == last else "accounts"
        parts.append(say(f"page.shadow_it.rule.{key}", first=first, last=last))
    parts += [say("page.shadow_it.rule.supplier", supplier=rule["supplier"])] if rule["supplier"] else []
    parts += [say("page.shadow_it.rule.text", text=said_text(rule))] if rule["text"] else []
    said = say("page.shadow_it.rule", priority=rule["priority"], conditions=fmt.join(parts, reader_language()))
    st.html(f'<p class="said">{escape(said)}</p>')


def _show_effect(found: RuleEffect, candidate: Candidate, names: dict[str, str]) -> None:
    """Show what the rule would make shadow IT, by unit and year, and which rules would lose lines to it."""
    language = reader_language()
    rows = by_unit_and_year(found)
    if not rows:
        st.html(f'<p class="note">{escape(say("page.shadow_it.no_effect"))}</p>')
        return
    columns = (
        Column(say("page.shadow_it.effect.unit")),
        Column(say("page.shadow_it.effect.year"), "year"),
        Column(say("page.shadow_it.effect.was")),
        Column(say("page.shadow_it.effect.lines"), "number"),
        Column(say("page.shadow_it.effect.amount"), "ore"),
    )
    cells = tuple(
        (names.get(row.unit, row.unit), row.year, say(f"category.{row.was}"), row.line_count, row.amount_sek)
        for row in rows
    )
    caption = say(
        "page.shadow_it.effect.caption",
        lines=fmt.number(found.line_count, 0, language),
        money=fmt.exact_money(found.sum_sek, language),
    )
    show_table(Table(columns, cells), caption)
    if found.shadowed:
        numbers = fmt.join([str(number) for number in found.shadowed], language)
        st.html(f'<p class="note">{escape(say("page.shadow_it.effect.shadowed", rules=numbers))}</p>')
    st.html(f'<p class="note">{escape(say("page.shadow_it.effect.closed"))}</p>')


def _deny(candidate: Candidate, store: Store, viewer: Viewer) -> None:
    st.html(f'<p class="said">{escape(say("page.shadow_it.deny_means"))}</p>')
    note = st.text_input(say("page.shadow_it.deny_why"), key=f"deny-{candidate.key}", help=say("help.shadow.deny_why"))
    if st.button(say("page.shadow_it.deny"), type="primary"):
        decided(say("page.shadow_it.done.deny", what=what(candidate)), lambda: deny(store, viewer, candidate, note))


def _ask(candidate: Candidate, store: Store, viewer: Viewer) -> None:
    st.html(f'<p class="said">{escape(say("page.shadow_it.ask_means"))}</p>')
    asked_of = st.text_input(
        say("page.shadow_it.asked_of"), key=f"of-{candidate.key}",
        help=say("help.shadow.asked_of"),
    )
    note = st.text_input(say("page.shadow_it.question"), key=f"ask-{candidate.key}", help=say("help.shadow.question"))
    if st.button(say("page.shadow_it.ask"), type="primary"):
        decided(
            say("page.shadow_it.done.ask", what=what(candidate), of=asked_of),
            lambda: ask(store, viewer, candidate, asked_of, note),
        )
