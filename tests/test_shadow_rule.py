"""Which rule does a confirmed candidate become, and is the confirmation as good as its rule, whatever its number?"""

from decimal import Decimal
from pathlib import Path

import pytest

from data.errors import UserError
from data.rule_change import rules_in_force
from kpi.parameter import constants
from kpi.shadow import candidates
from kpi.shadow_deciding import confirm, take_back
from kpi.shadow_decisions import decisions
from kpi.shadow_rule import RuleChoice, by_unit_and_year, effect, proposed, rule_for, said_text
from kpi.undoing import undo
from tests.fixtures.group import EVERYONE, K2, NOT_IT, RULES, SIMPLE_RULES, Group, line, rule
from tests.fixtures.shadow_it import MIXED, categories, confirmed, one, shown


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def test_a_confirmed_candidate_becomes_shadow_it_by_a_rule_before_the_one_it_beats(group: Group) -> None:
    rows = [
        line("BUF", NOT_IT, 300, supplier="Canva", voucher="A1"),
        line("BUF", NOT_IT, 200, "2023-04-01", supplier="CANVA", voucher="A2"),
        line("SOC", NOT_IT, 50, supplier="Papper AB", voucher="A3"),
    ]
    candidate = one(group, *rows)
    rule = rule_for(group.store, candidate, proposed(candidate))
    said = [(row.unit, row.year, row.was, row.line_count, row.amount_sek)
            for row in by_unit_and_year(effect(group.store, EVERYONE, rule))]  # fmt: skip
    assert said == [("BUF", 2024, "not_it", 1, Decimal(300)), ("BUF", 2023, "not_it", 1, Decimal(200))]
    assert rule["priority"] == 80 - 1
    number = confirmed(group, candidate)
    assert categories(group) == {"A1": "shadow_it", "A2": "shadow_it", "A3": "not_it"}
    assert [row["rule_id"] for row in group.lines() if row["voucher"] == "A1"] == [number]
    assert group.figure("shadow_it_share", "BUF").numerator == Decimal(300)
    assert shown(group).open == ()


def test_the_other_rules_keep_their_numbers(group: Group) -> None:
    before = {row["rule_id"]: row["category"] for row in group.store.query("registers/rules").to_pylist()}
    number = confirmed(group, one(group, line("BUF", MIXED, 300, supplier="Canva")))
    after = {row["rule_id"]: row["category"] for row in group.store.query("registers/rules").to_pylist()}
    assert after == before | {number: "shadow_it"}


def test_a_rule_takes_no_debt_and_nothing_that_is_it_already(group: Group) -> None:
    rows = [
        line("BUF", MIXED, 300, supplier="Canva", voucher="A1"),
        line("BUF", "2440", -300, supplier="Canva", voucher="A2"),
        line("BUF", K2, 900, supplier="Canva", voucher="A3"),
        line("SOC", MIXED, 70, supplier="Canva", voucher="A4"),
    ]
    group.deliver("ledger", *rows)
    mine = next(one for one in candidates(group.store, EVERYONE, 2024) if one.group.unit == "BUF")
    confirmed(group, mine)
    assert categories(group) == {"A1": "shadow_it", "A2": "not_it", "A3": "external_it", "A4": "unclassified"}


def test_a_rule_reaches_the_word_alone_one_account_alone_or_the_word_whoever_sells_it(group: Group) -> None:
    rows = [
        line("BUF", MIXED, 10, supplier="Bruksvaror Påhitt", text="Airtable mars", voucher="A1"),
        line("BUF", "7500", 20, supplier="Bruksvaror Påhitt", text="Airtable april", voucher="A2"),
        line("BUF", MIXED, 40, supplier="Bruksvaror Påhitt", text="Papper", voucher="A3"),
        line("BUF", MIXED, 80, supplier="Kortköp Påhitt", text="Airtable maj", voucher="A4"),
    ]
    group.deliver("ledger", *rows)
    candidate = next(one for one in candidates(group.store, EVERYONE, 2024) if one.printed == "Bruksvaror Påhitt")
    first = proposed(candidate)
    sums = {}
    for name, choice in {
        "word": first,
        "account": RuleChoice(first.nature, first.activity, "word", account="7500"),
        "any_supplier": RuleChoice(first.nature, first.activity, "any_supplier"),
        "supplier": RuleChoice(first.nature, first.activity, "supplier"),
    }.items():
        sums[name] = effect(group.store, EVERYONE, rule_for(group.store, candidate, choice)).sum_sek
    assert sums == {"word": 10 + 20, "account": 20, "any_supplier": 10 + 20 + 80, "supplier": 10 + 20 + 40}


def test_a_candidate_without_supplier_becomes_a_rule_on_its_account_and_text(group: Group) -> None:
    rows = [
        line("ENE", "5410", 10, text="Kahoot januari 24", voucher="A1"),
        line("ENE", "5410", 20, text="Kahoot mars, abonnemang 7", voucher="A2"),
        line("ENE", "5411", 40, text="Kahoot maj", voucher="A3"),
    ]
    group.deliver("ledger", *rows)
    found = {one.group.text_key + one.group.account: one for one in candidates(group.store, EVERYONE, 2024)}
    candidate = found["kahoot abonnemang5410"]
    rule = rule_for(group.store, candidate, proposed(candidate))
    assert (rule["account_from"], rule["account_to"], rule["supplier"]) == ("5410", "5410", None)
    assert said_text(rule) == "kahoot … abonnemang"
    confirmed(group, candidate)
    assert categories(group) == {"A1": "unclassified", "A2": "shadow_it", "A3": "unclassified"}


def test_a_supplier_whose_name_looks_like_a_pattern_takes_nobody_else_along(group: Group) -> None:
    rows = [
        line("BUF", MIXED, 10, supplier="*", text="Airtable", voucher="A1"),
        line("BUF", MIXED, 20, supplier="Papper AB", text="Airtable", voucher="A2"),
    ]
    group.deliver("ledger", *rows)
    candidate = next(one for one in candidates(group.store, EVERYONE, 2024) if one.printed == "*")
    confirmed(group, candidate)
    assert categories(group) == {"A1": "shadow_it", "A2": "unclassified"}


def test_a_confirmation_whose_rule_has_been_replaced_holds_no_longer(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva"))
    confirmed(group, candidate)
    group.deliver("rules", *SIMPLE_RULES)
    assert decisions(group.store) == {}
    assert [one.key for one in shown(group).open] == [candidate.key]


def test_a_rule_that_is_refused_leaves_neither_rule_nor_decision(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva"))
    version = group.store.version
    faulty = {**rule_for(group.store, candidate, proposed(candidate)), "text": "~("}
    with pytest.raises(UserError):
        confirm(group.store, EVERYONE, candidate, faulty, "", constants())
    assert (group.store.version, decisions(group.store)) == (version, {})


def test_a_confirmation_holds_whatever_its_rule_is_called(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva"))
    named = rule_for(group.store, candidate, proposed(candidate)) | {"note": "'-månad"}
    confirm(group.store, EVERYONE, candidate, named, "sett", constants())
    assert [decision.verdict for decision in decisions(group.store).values()] == ["confirmed"]


def test_a_confirmation_is_of_its_rule_and_not_of_another_that_has_got_its_number(group: Group) -> None:
    number = confirmed(group, one(group, line("BUF", MIXED, 300, supplier="Canva")))
    (decision,) = decisions(group.store).values()
    others = [rule("not_it", place, account_from=str(6000 + place)) for place in range(number + 1)]
    group.deliver("rules", *others)
    assert number in {row["rule_id"] for row in rules_in_force(group.store)}
    assert decisions(group.store) == {}
    with pytest.raises(UserError):
        take_back(group.store, EVERYONE, decision, constants())
    assert len(rules_in_force(group.store)) == number + 1


def test_a_confirmation_finds_its_rule_under_another_number_when_an_earlier_delivery_is_undone(group: Group) -> None:
    kept = [{name: said for name, said in row.items() if name in RULES and said} for row in rules_in_force(group.store)]
    group.deliver("rules", *kept, rule("not_it", 900, account_from="6555"))
    brought = max(row["act_id"] for row in rules_in_force(group.store))
    number = confirmed(group, one(group, line("BUF", NOT_IT, 300, supplier="Canva", voucher="A1")))
    undo(group.store, brought, "Anna", constants())
    (decision,) = decisions(group.store).values()
    (line_now,) = group.lines()
    assert decision.rule_id == line_now["rule_id"] != number
    take_back(group.store, EVERYONE, decision, constants())
    assert categories(group) == {"A1": "not_it"}
    assert "6555" in {row["account_from"] for row in rules_in_force(group.store)}
