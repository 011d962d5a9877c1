"""How does a group of lines become a rule, with its effect shown before it is saved?"""

from dataclasses import dataclass
from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.registers import ACTIVITIES, FUNDINGS, NATURES
from data.rule_change import RuleChange, change_rules, priority_for, rule_effect
from data.store import Store
from kpi.parameter import constants
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.language import reader_language, say
from pages.parts.rule_cases import show_cases_after
from pages.parts.rule_effect import show_effect
from pages.parts.units_list import Known
from pages.parts.whose_store import own_folder

CHOSEN = ("external_it", "local_it_staff", "shadow_it", "digitalisation", "central_it", "not_it")
SHOWN = "rule-form-shown"
SAVED = "rule-form-saved"


@dataclass(frozen=True)
class Draft:
    """The conditions that some lines propose for a rule; what is None is no condition."""

    chart: str | None = None
    account: str | None = None
    supplier: str | None = None
    cost_centre: str | None = None
    counterparty: str | None = None
    unit: str | None = None

    def conditions(self, for_unit: bool) -> dict[str, str]:
        """Return the conditions under the register's names."""
        named = {
            "chart": self.chart,
            "account_from": self.account,
            "supplier": self.supplier,
            "cost_centre": self.cost_centre,
            "counterparty": self.counterparty,
            "unit": self.unit if for_unit else None,
        }
        return {name: value for name, value in named.items() if value}


def say_saved() -> None:
    """Say that a rule was saved, also where no undecided line is left to show."""
    if done := st.session_state.pop(SAVED, None):
        st.success(as_is(done))


def show_rule_form(store: Store, viewer: Viewer, offered: Known, draft: Draft) -> None:
    """Ask for the category, show what the rule would do, and save it when the reader has seen that."""
    if not draft.conditions(for_unit=False):
        st.html(f'<p class="note">{escape(say("page.classify.no_condition"))}</p>')
        return
    key = "|".join(f"{value}" for value in draft.__dict__.values())
    rule = _asked_rule(store, draft, key, offered)
    if rule is None:
        return
    try:
        effect = kept("rule-effect", store, viewer, lambda: rule_effect(store, RuleChange((rule,))), rule=str(rule))
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    show_effect(store, effect, offered)
    show_cases_after(store, RuleChange((rule,)))
    _offer_saving(store, viewer, rule, effect.line_count)


def _asked_rule(store: Store, draft: Draft, key: str, offered: Known) -> dict[str, object] | None:
    """Show the form; return the rule whose effect is to be shown, None until somebody has asked."""
    with st.form(f"rule-{key}", border=False):
        left, right = st.columns(2)
        with left:
            category = _select("category", CHOSEN, f"category-{key}", "category", None)
            nature = _select("nature", NATURES, f"nature-{key}", "nature", NATURES.index("other"))
        with right:
            activity = _select("activity", ("none", *ACTIVITIES), f"activity-{key}", "activity")
            funding = _select("funding", tuple(FUNDINGS), f"funding-{key}", "funding")
        for_unit = False
        if draft.unit:
            name = offered.names.get(draft.unit, draft.unit)
            for_unit = st.checkbox(
                as_is(say("page.classify.only_unit", unit=name)), key=f"unit-{key}",
                help=say("help.classify.only_unit"),
            )
        conditions = draft.conditions(for_unit)
        priority = st.number_input(
            say("page.classify.priority"), 1, 999_999, priority_for(conditions), key=f"priority-{key}",
            help=say("help.classify.priority"), width=180,
        )  # fmt: skip
        note = st.text_input(say("page.classify.note"), key=f"note-{key}", help=say("help.classify.note"))
        asked = st.form_submit_button(say("page.classify.show_effect"))
    if category is None:
        if asked:
            st.error(say("page.classify.category_first"))
        return None
    rule = conditions | {
        "priority": int(priority),
        "category": category,
        "activity": None if activity == "none" else activity,
        "nature": nature,
        "funding": funding,
        "note": note or None,
    }
    if asked:
        st.session_state[SHOWN] = (key, rule)
    return rule if st.session_state.get(SHOWN) == (key, rule) else None


def _select(name: str, codes: tuple[str, ...], key: str, words: str, index: int | None = 0) -> str | None:
    """Ask for one of some codes; `index` None = nothing is chosen beforehand."""
    return st.selectbox(
        say(f"page.classify.{name}"), codes, index=index, key=key, format_func=lambda code: say(f"{words}.{code}"),
        placeholder=say("page.classify.choose_category") if index is None else None,
        help=say(f"help.classify.{name}"),
    )


def _offer_saving(store: Store, viewer: Viewer, rule: dict[str, object], line_count: int) -> None:
    if store.folder != own_folder():
        st.html(f'<p class="note">{escape(say("page.classify.shown_store"))}</p>')
    if not st.button(say("page.classify.save"), type="primary", key="rule-save"):
        return
    try:
        with st.spinner(say("page.classify.saving"), show_time=True):
            change_rules(store, viewer, RuleChange((rule,)), constants(), line_count)
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    st.session_state.pop(SHOWN, None)
    st.session_state[SAVED] = say("page.classify.saved")
    st.rerun()
