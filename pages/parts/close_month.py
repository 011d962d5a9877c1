"""What does closing a month freeze, who does it, and what would opening it again change?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from kpi import format as fmt
from kpi.checklist import Checklist
from kpi.log_search import local
from kpi.month_end import ReopenEffect, close_month, closed_by, reopen_effect, reopen_month, version_in_force
from kpi.table import Column, Table
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.language import reader_language, say
from pages.parts.month_done import note_done
from pages.parts.tables import show_table

MOST_RULES = 20


def show_frozen(found: Checklist) -> None:
    """Show what the closing freezes, or has frozen."""
    language, held = reader_language(), found.frozen
    st.header(say("page.reconcile.frozen"))
    facts = (
        ("lines", fmt.number(held.line_count, 0, language)),
        ("sum", fmt.exact_money(held.sum_sek, language)),
        ("cost", fmt.exact_money(held.cost_abs_sek, language)),
        ("unclassified", _unclassified(found)),
    )
    inside = "".join(
        f"<dt>{escape(say(f'page.reconcile.frozen.{name}'))}</dt><dd>{escape(printed)}</dd>" for name, printed in facts
    )
    st.html(f'<dl class="card">{inside}</dl>')


def _unclassified(found: Checklist) -> str:
    language, held = reader_language(), found.frozen
    amount = fmt.exact_money(held.unclassified_abs_sek, language)
    if held.unclassified_pct is None:
        return amount
    share = fmt.figure(held.unclassified_pct, "%", language)
    return say("page.reconcile.frozen.share", amount=amount, share=share)


def show_closing(store: Store, viewer: Viewer, found: Checklist, seen: frozenset[str]) -> None:
    """Let the first person propose and a second one close, once every remark is seen."""
    st.header(say("page.reconcile.close"))
    cell = found.cell
    if not found.may_close:
        st.html(f'<p class="said">{escape(say("page.reconcile.close.blocked"))}</p>')
        return
    proposed = cell.proposed_by
    is_same = proposed is not None and proposed.casefold() == viewer.actor.casefold()
    words = "same" if is_same else "second" if proposed else "first"
    said = say(f"page.reconcile.close.{words}", actor=viewer.actor, first=proposed or "")
    st.html(f'<p class="said">{escape(said)}</p>')
    unseen = len({check.code for check in found.remarks} - seen)
    if unseen and not is_same:
        st.html(f'<p class="note">{escape(say("page.reconcile.close.unseen", count=unseen))}</p>')
    label = say("page.reconcile.close.do") if proposed else say("page.reconcile.close.propose")
    if st.button(label, type="primary", disabled=bool(unseen) or is_same, key=f"close-{cell.unit}-{cell.period}"):
        try:
            with st.spinner(say("page.reconcile.closing")):
                done = close_month(store, viewer, cell.unit, cell.period, viewer.actor, seen)
        except UserError as error:
            st.error(as_is(error.message(reader_language())))
            return
        note_done(_done(done.state, found, viewer, done.first_actor))


def _done(state: str, found: Checklist, viewer: Viewer, first: str | None = None) -> str:
    month = fmt.month(found.cell.period, reader_language())
    return say(f"page.reconcile.done.{state}", unit=found.cell.name, month=month, actor=viewer.actor, first=first or "")


def show_closed(store: Store, viewer: Viewer, found: Checklist) -> None:
    """Say who closed the month under which rules, and offer to open it again."""
    cell, language = found.cell, reader_language()
    held = closed_by(store, cell.unit, cell.period)
    if held is None:
        return
    version = version_in_force(store)
    verified = "" if held.is_verified else f" ({say('part.actor.short')})"
    said = [
        say("page.reconcile.closed_by", actor=held.actor + verified, first=held.proposed_by or "–",
            moment=fmt.moment(local(held.done_at), language)),
        say("page.reconcile.older" if held.rule_version != version else "page.reconcile.same_version",
            closed=held.rule_version, now=version),
    ]  # fmt: skip
    st.html("".join(f'<p class="said">{escape(sentence)}</p>' for sentence in said))
    with st.expander(say("page.reconcile.reopen"), type="compact"):
        _reopen(store, viewer, found)


def _reopen(store: Store, viewer: Viewer, found: Checklist) -> None:
    """Say what opening the month would change, ask for a reason, and ask once."""
    cell = found.cell
    try:
        with st.spinner(say("page.reconcile.deciding_anew")):
            effect = kept(
                "reopen", store, viewer, lambda: reopen_effect(store, viewer, cell.unit, cell.period),
                unit=cell.unit, period=cell.period,
            )  # fmt: skip
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    _show_effect(effect)
    reason = st.text_input(
        say("page.reconcile.reopen.reason"), key=f"reason-{cell.unit}-{cell.period}",
        help=say("help.reconcile.reopen"),
    )
    label = say("page.reconcile.reopen.do", unit=cell.name, month=fmt.month(cell.period, reader_language()))
    if st.button(label, disabled=not reason.strip(), key=f"reopen-{cell.unit}-{cell.period}"):
        try:
            with st.spinner(say("page.reconcile.opening")):
                reopen_month(store, viewer, cell.unit, cell.period, viewer.actor, reason)
        except UserError as error:
            st.error(as_is(error.message(reader_language())))
            return
        note_done(_done("open", found, viewer))


def _show_effect(effect: ReopenEffect) -> None:
    language = reader_language()
    count = fmt.number(effect.moved_count, 0, language)
    all_lines = fmt.number(effect.line_count, 0, language)
    said = [say("page.reconcile.reopen.moves" if effect.moves else "page.reconcile.reopen.no_moves",
                count=count, all=all_lines)]  # fmt: skip
    if effect.is_older:
        rules = {"added": len(effect.added), "removed": len(effect.removed)}
        said.append(say("page.reconcile.reopen.rules", closed=effect.closed_version, now=effect.version, **rules))
    if effect.keeps_year:
        said.append(say("page.reconcile.reopen.year"))
    st.html(f'<p class="effect">{escape(" ".join(said))}</p>')
    if effect.moves:
        columns = tuple(
            Column(say(f"page.reconcile.reopen.{head}"), unit)
            for head, unit in (("before", "text"), ("after", "text"), ("lines", "number"), ("sum", "ore"))
        )
        rows = tuple(
            (
                say(f"category.{move.before_category}"),
                say(f"category.{move.after_category}"),
                move.line_count,
                move.sum_sek,
            )
            for move in effect.moves
        )
        show_table(Table(columns, rows), say("page.reconcile.reopen.caption"))
    changed = [("added", rule) for rule in effect.added] + [("removed", rule) for rule in effect.removed]
    if changed:
        items = "".join(f"<li>{escape(_rule(kind, rule))}</li>" for kind, rule in changed[:MOST_RULES])
        left = len(changed) - MOST_RULES
        more = f"<li>{escape(say('page.reconcile.reopen.more_rules', count=left))}</li>" if left > 0 else ""
        st.html(f'<ul class="card">{items}{more}</ul>')


def _rule(kind: str, rule: dict) -> str:
    category = say(f"category.{rule['category']}")
    note = rule["note"] or say("page.way_back.rule_without_note")
    return say(f"page.reconcile.reopen.rule.{kind}", number=rule["rule_id"], category=category, note=note)
