"""How is a decision filled in, or one that was filled in here changed?"""

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.store import Store
from data.study import recommendations
from kpi.card import cards
from kpi.followup import Decision, Followup, save_decision
from kpi.parameter import constants
from pages.parts.address import shown_in, write
from pages.parts.as_is import as_is
from pages.parts.language import reader_language, say
from pages.parts.problems import show_problems

NEW, EDIT, DONE = "new", "edit", "followup-done"
STATUSES = ("decided", "ongoing", "done", "resting")
LONGEST_LABEL = 60
EARLIEST = date(2000, 1, 1)
Fields = Mapping[str, object]


def show_decision_form(store: Store, viewer: Viewer, held: Followup) -> None:
    """Let a decision be filled in: a new one, a recommendation's own wording, or one that was filled in here."""
    asked = st.query_params.get(EDIT)
    with st.expander(say("page.followup.form.title"), type="compact", expanded=asked is not None):
        st.html(f'<p class="note">{escape(say("page.followup.form.what"))}</p>')
        options = {NEW: None} | {code: None for code in recommendations()} | _changeable(held)
        chosen = shown_in("followup-edit", EDIT, options, NEW)
        st.selectbox(
            say("page.followup.form.which"),
            list(options),
            format_func=lambda code: _label(code, options),
            key="followup-edit",
            on_change=write,
            args=("followup-edit", EDIT, NEW),
            help=say("help.followup.which"),
        )
        _form(store, viewer, chosen, options[chosen])


def _changeable(held: Followup) -> dict[str, Decision]:
    """Return the decisions that were filled in here, by their ids."""
    return {one.id: one for one in held.decisions if one.is_of_form}


def _label(code: str, options: Mapping[str, Decision | None]) -> str:
    if code == NEW:
        return say("page.followup.form.new")
    decision = options[code]
    if decision is None:
        return say("page.followup.form.own_words", code=code)
    text = decision.text if len(decision.text) <= LONGEST_LABEL else f"{decision.text[:LONGEST_LABEL]}…"
    return f"{decision.id}: {text}"


def _form(store: Store, viewer: Viewer, chosen: str, before: Decision | None) -> None:
    """Show the fields, filled with what is held."""
    language, codes = reader_language(), list(recommendations())
    is_own_words = chosen in codes
    names = {name: card.name(language) for name, card in sorted(cards().items())}
    statuses = [say(f"page.followup.form.status.{name}") for name in STATUSES]
    held = before.status if before else None
    with st.form(f"followup-form-{chosen}", border=False, enter_to_submit=False):
        fields: dict[str, object] = {"recommendation": chosen if is_own_words else None}
        if not is_own_words:
            fields["recommendation"] = st.selectbox(
                say("page.followup.form.recommendation"),
                codes,
                index=codes.index(before.recommendation) if before and before.recommendation in codes else None,
                format_func=lambda code: f"{code} {recommendations()[code].text(language)}",
                placeholder=say("page.followup.form.none"),
                help=say("help.followup.recommendation"),
            )
        fields["text"] = st.text_area(
            say("page.followup.form.text"), value=before.text if before else "",
            help=say("help.followup.text"),
        )
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            owner = before.owner if before else None
            fields["owner"] = st.text_input(
                say("page.followup.form.owner"), value=owner or "", width=240,
                help=say("help.followup.owner"),
            )
            since = before.since if before else "today"
            fields["date"] = st.date_input(
                say("page.followup.form.date"), value=since, min_value=EARLIEST, format="YYYY-MM-DD", width=160,
                help=say("help.followup.date"),
            )
            fields["status"] = st.selectbox(
                say("page.followup.form.status"),
                list(dict.fromkeys([*statuses, *([held] if held else [])])),
                index=statuses.index(held) if held in statuses else len(statuses) if held else 0,
                accept_new_options=True,
                width=200,
                help=say("help.followup.status"),
            )
        fields["card"] = st.selectbox(
            say("page.followup.form.card"),
            list(names),
            index=list(names).index(before.card) if before and before.card in names else None,
            format_func=lambda name: names[name],
            placeholder=say("page.followup.form.no_card"),
            help=say("help.followup.card"),
        )
        sent = st.form_submit_button(say("page.followup.form.save"), type="primary")
    if sent:
        decision = before.id if before else chosen if is_own_words else ""
        _save(store, viewer, decision, fields)


def _save(store: Store, viewer: Viewer, decision: str, fields: Fields) -> None:
    if not str(fields["text"]).strip() or fields["date"] is None:
        st.error(say("page.followup.form.lacking"))
        return
    row = {"decision": decision} | {name: str(value) for name, value in fields.items() if value not in (None, "")}
    try:
        with st.spinner(say("page.followup.form.saving"), show_time=True):
            result = save_decision(store, viewer, row, constants())
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    if result.status == "refused":
        show_problems(result.problems, "beslut")
        return
    st.session_state[DONE] = say(f"page.followup.form.{result.status}")
    st.query_params.pop(EDIT, None)
    st.rerun()
