"""Which rules are in force, what does each decide, and which decide nothing?"""

from html import escape

import streamlit as st

from data.access import Viewer
from data.errors import UserError
from data.rule_change import RuleChange, change_rules, rule_effect, rules_in_force, unused_rules
from data.store import Store
from kpi import format as fmt
from kpi.exporting import export_bytes
from kpi.parameter import constants
from pages.parts.address import href
from pages.parts.as_is import as_is
from pages.parts.cache import kept
from pages.parts.download import download
from pages.parts.language import reader_language, say
from pages.parts.linked_table import Cell, Row, show_linked_table
from pages.parts.rule_cases import show_cases_after
from pages.parts.rule_effect import show_effect
from pages.parts.units_list import known

CONDITIONS = (
    "chart",
    "unit",
    "account_from",
    "cost_centre",
    "activity_code",
    "project",
    "counterparty",
    "supplier",
    "text",
)
HEADS = ("rule", "priority", "conditions", "becomes", "validity", "hits", "sum", "mark", "author", "note")
REMOVED = "rule-removed"


def show_rules(store: Store, viewer: Viewer) -> None:
    """Show every rule in the order it is asked, with its hits; the one the address names can be taken away."""
    if done := st.session_state.pop(REMOVED, None):
        st.success(as_is(done))
    rules = rules_in_force(store)
    hits = {row["rule_id"]: row for row in kept("rule-hits", store, viewer, lambda: _hits(store))}
    unused = kept("rule-unused", store, viewer, lambda: unused_rules(store))
    authors = {row["act_id"]: row["actor"] for row in store.standing("store/acts")}
    idle = sum(1 for rule in rules if not hits[rule["rule_id"]]["line_count"])
    said = say("page.classify.rules_said", count=len(rules), version=rules[0]["version"] if rules else 0, idle=idle)
    st.html(f'<p class="said">{escape(said)}</p>')
    asked = st.query_params.get("regel", "")
    chosen = next((rule for rule in rules if str(rule["rule_id"]) == asked), None)
    if chosen:
        _show_one(store, viewer, chosen)
    show_linked_table(
        tuple(say(f"page.classify.head.{head}") for head in HEADS),
        [_row(rule, hits[rule["rule_id"]], unused, authors, rule is chosen) for rule in rules],
        say("page.classify.rules_caption"),
    )
    for ending, mime in (
        ("csv", "text/csv"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ):
        download(
            say("page.classify.export", kind=ending),
            lambda ending=ending: export_bytes(store, viewer, "rules", ending),
            f"regler.{ending}", mime, f"rules-{ending}",
        )  # fmt: skip
    st.html(f'<p class="note">{escape(say("page.classify.import"))}</p>')


def _hits(store: Store) -> list[dict]:
    return store.query("preview/hits").to_pylist()


def _row(rule: dict, hit: dict, unused: dict[int, int], authors: dict[int, str], is_asked: bool) -> Row:
    language = reader_language()
    number = rule["rule_id"]
    mark = ""
    if number in unused:
        mark = say("page.classify.shadowed") if unused[number] else say("page.classify.dead")
    return Row(
        (
            Cell(str(number), "num", href("classify", vy="rules", regel=number)),
            Cell(str(rule["priority"]), "num"),
            Cell(conditions(rule), "long"),
            Cell(_becomes(rule)),
            Cell(_validity(rule)),
            Cell(fmt.number(hit["line_count"], 0, language), "num"),
            Cell(fmt.number(hit["sum_sek"], 0, language), "num"),
            Cell(mark),
            Cell(authors.get(rule["act_id"], say("page.classify.seed"))),
            Cell(rule["note"] or "", "long"),
        ),
        is_asked=is_asked,
    )


def conditions(rule: dict) -> str:
    """Return a rule's conditions in words."""
    said = []
    for name in CONDITIONS:
        value = rule[name]
        if name == "account_from" and rule["account_to"] and rule["account_to"] != value:
            value = f"{value}–{rule['account_to']}"
        if value:
            said.append(say(f"page.classify.if.{name}", value=value))
    return ", ".join(said) or say("page.classify.if.any")


def _becomes(rule: dict) -> str:
    parts = [say(f"category.{rule['category']}")]
    parts += [say(f"activity.{rule['activity']}")] if rule["activity"] else []
    parts += [say(f"nature.{rule['nature']}")] if rule["nature"] else []
    parts += [say("funding.investering")] if rule["funding"] == "investering" else []
    return ", ".join(parts)


def _validity(rule: dict) -> str:
    if not (rule["valid_from"] or rule["valid_to"]):
        return ""
    return f"{fmt.short_day(rule['valid_from'])} – {fmt.short_day(rule['valid_to'])}".strip()


def _show_one(store: Store, viewer: Viewer, rule: dict) -> None:
    """Show what taking a rule away would do, and do it when asked."""
    change = RuleChange((), (rule["rule_id"],))
    st.header(say("page.classify.remove_title", rule=rule["rule_id"]))
    st.html(f'<p class="said">{escape(conditions(rule))}: {escape(_becomes(rule))}</p>')
    effect = kept("rule-effect", store, viewer, lambda: rule_effect(store, change), removed=rule["rule_id"])
    show_effect(store, effect, known(store, viewer))
    show_cases_after(store, change)
    if not st.button(say("page.classify.remove"), key="rule-remove"):
        return
    try:
        change_rules(store, viewer, change, constants(), effect.line_count)
    except UserError as error:
        st.error(as_is(error.message(reader_language())))
        return
    st.session_state[REMOVED] = say("page.classify.removed", rule=rule["rule_id"])
    del st.query_params["regel"]
    st.rerun()
