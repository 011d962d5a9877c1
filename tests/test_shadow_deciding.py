"""Does a decision about a candidate change what it says it will, stay through a rebuild, and can it be taken back?"""

from decimal import Decimal
from pathlib import Path

import pytest

from data.access import Viewer
from data.acts import broken
from data.errors import UserError
from data.rule_change import rules_in_force
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from kpi.shadow import Candidate, candidates
from kpi.shadow_deciding import ask, confirm, deny, take_back
from kpi.shadow_decisions import decisions, precision
from kpi.shadow_declared import FORM, declare
from kpi.shadow_desk import Desk, desk
from kpi.shadow_rule import RuleChoice, by_unit_and_year, effect, proposed, rule_for, said_text
from kpi.undoing import undo
from tests.fixtures.group import EVERYONE, K2, NOT_IT, RULES, SIMPLE_RULES, UNITS, Group, line, rule

MIXED = "7400"
EVERY_UNIT = {str(unit["unit"]) for unit in UNITS}


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def shown(group: Group, year: int = 2024) -> Desk:
    return desk(group.store, EVERYONE, year, EVERY_UNIT, candidates(group.store, EVERYONE, year))


def one(group: Group, *rows: dict) -> Candidate:
    group.deliver("ledger", *rows)
    (candidate,) = candidates(group.store, EVERYONE, 2024)
    return candidate


def confirmed(group: Group, candidate: Candidate, choice: RuleChoice | None = None) -> int:
    rule = rule_for(group.store, candidate, choice or proposed(candidate))
    return confirm(group.store, EVERYONE, candidate, rule, "sett", constants())


def categories(group: Group) -> dict[str, str]:
    return {row["voucher"]: row["category"] for row in group.lines()}


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


def test_a_denied_candidate_does_not_come_back_until_its_lines_change_in_kind(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva", text="Kurs"))
    deny(group.store, EVERYONE, candidate, "en utbildning")
    assert (shown(group).open, len(shown(group).denied)) == ((), 1)
    group.deliver("ledger", line("BUF", "7410", 400, "2024-05-01", supplier="Canva", text="Kurs"), source="maj")
    assert (shown(group).open, len(shown(group).denied)) == ((), 1)
    group.deliver("ledger", line("BUF", "7410", 50, "2024-06-01", supplier="Canva", text="Licens"), source="juni")
    (again,) = shown(group).open
    assert shown(group).returned[again.key].new == ("text_hint",)


def test_a_new_account_group_brings_a_denied_candidate_back(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva", text="Kurs"))
    deny(group.store, EVERYONE, candidate, "en utbildning")
    group.deliver("ledger", line("BUF", "6900", 400, "2024-05-01", supplier="Canva", text="Kurs"), source="maj")
    (again,) = shown(group).open
    assert shown(group).returned[again.key].new == ("69",)


def test_one_who_is_asked_waits_in_a_list_of_its_own(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva"))
    ask(group.store, EVERYONE, candidate, " Rektor ", "Vad är det?")
    (waiting,) = shown(group).asked
    assert (waiting.decision.asked_of, waiting.decision.note) == ("Rektor", "Vad är det?")
    assert shown(group).open == ()


def test_taking_a_confirmation_back_takes_its_rule_and_nothing_else(group: Group) -> None:
    rules_before = group.store.query("export/rules").to_pylist()
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva", voucher="A1"))
    before = group.snapshot()
    confirmed(group, candidate)
    (decision,) = decisions(group.store).values()
    take_back(group.store, EVERYONE, decision, constants())
    assert group.store.query("export/rules").to_pylist() == rules_before
    assert (categories(group), group.snapshot()) == ({"A1": "unclassified"}, before)
    assert [one.key for one in shown(group).open] == [candidate.key]
    assert decisions(group.store) == {}


def test_a_denial_that_is_taken_back_opens_the_candidate_again(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva"))
    deny(group.store, EVERYONE, candidate, "nej")
    take_back(group.store, EVERYONE, decisions(group.store)[candidate.key], constants())
    assert [one.key for one in shown(group).open] == [candidate.key]


def test_a_confirmation_whose_rule_has_been_replaced_holds_no_longer(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva"))
    confirmed(group, candidate)
    group.deliver("rules", *SIMPLE_RULES)
    assert decisions(group.store) == {}
    assert [one.key for one in shown(group).open] == [candidate.key]


def test_a_rebuild_keeps_every_decision_rule_and_figure(group: Group) -> None:
    names = ("Canva", "Trello", "Figma", "Doodle")
    group.deliver("ledger", *(line("BUF", MIXED, 100 + place, supplier=name) for place, name in enumerate(names)))
    found = {one.printed: one for one in candidates(group.store, EVERYONE, 2024)}
    confirmed(group, found["Canva"])
    deny(group.store, EVERYONE, found["Trello"], "nej")
    ask(group.store, EVERYONE, found["Figma"], "Bo", "")
    confirmed(group, found["Doodle"])
    take_back(group.store, EVERYONE, decisions(group.store)[found["Doodle"].key], constants())
    before = decisions(group.store), group.snapshot(), group.lines()
    assert {key: one.verdict for key, one in before[0].items()} == {
        found["Canva"].key: "confirmed", found["Trello"].key: "denied", found["Figma"].key: "asked",
    }  # fmt: skip
    rebuild(group.store, constants())
    assert (decisions(group.store), group.snapshot(), group.lines()) == before
    assert broken(group.store.query("store/acts").to_pylist()) == []


def test_precision_is_the_share_of_the_decided_that_was_right_also_by_sign(group: Group) -> None:
    rows = [line("BUF", MIXED, 100, supplier=name) for name in ("Canva", "Trello", "Figma", "Kommunens Datorer")]
    group.deliver("ledger", *rows, line("BUF", MIXED, 5, supplier="Miro.com", text="Licens"))
    for candidate in candidates(group.store, EVERYONE, 2024):
        if candidate.printed in ("Canva", "Trello"):
            confirmed(group, candidate)
        elif candidate.printed == "Miro.com":
            ask(group.store, EVERYONE, candidate, "Bo", "")
        else:
            deny(group.store, EVERYONE, candidate, "nej")
    counted = {one.signal: (one.confirmed, one.denied) for one in precision(decisions(group.store).values())}
    assert counted[None] == (2, 2)
    assert "text_hint" not in counted  # only asked about
    assert counted["supplier_known"] == (2, 1)
    assert counted["supplier_sounds"] == (0, 1)
    overall = precision(decisions(group.store).values())[0]
    assert overall.share == 2 / (2 + 2)


def test_the_desk_says_how_much_of_the_money_has_been_looked_at(group: Group) -> None:
    rows = [line("BUF", MIXED, 100, supplier="Canva"), line("BUF", MIXED, 30, supplier="Trello"),
            line("BUF", MIXED, 60, supplier="Figma"), line("SOC", MIXED, 10, supplier="Figma")]  # fmt: skip
    group.deliver("ledger", *rows)
    found = {(one.group.unit, one.printed): one for one in candidates(group.store, EVERYONE, 2024)}
    confirmed(group, found["BUF", "Canva"])
    deny(group.store, EVERYONE, found["BUF", "Trello"], "nej")
    declare(group.store, EVERYONE, "BUF", 2024, "1 000", "intervju", constants())
    whole = shown(group)
    assert whole.looked_at_share == float(Decimal(100 + 30) / Decimal(100 + 30 + 60 + 10))
    assert whole.known_sek == 100 + 1000
    assert group.figure("shadow_it_share", "BUF").numerator == 100 + 1000
    seen = candidates(group.store, EVERYONE, 2024)
    assert desk(group.store, EVERYONE, 2024, {"SOC"}, seen).all_sek == 10


def test_an_estimate_entered_again_takes_the_place_of_the_last_and_of_no_other_source(group: Group) -> None:
    group.deliver("declared_shadow_it", {"unit": "BUF", "year": 2024, "amount_sek": 7, "basis": "enkät"})
    declare(group.store, EVERYONE, "BUF", 2024, "100,50", "gissning", constants())
    declare(group.store, EVERYONE, "BUF", 2024, "200", "'-intervju", constants())
    rows = {row.source: (row.amount_sek, row.basis) for row in shown(group).declared}
    assert rows == {"declared_shadow_it": (Decimal(7), "enkät"), FORM: (Decimal(200), "'-intervju")}
    assert declare(group.store, EVERYONE, "BUF", 2024, "mycket", "", constants()).status == "refused"


def test_only_a_controller_of_the_unit_decides_and_not_without_a_word(group: Group) -> None:
    candidate = one(group, line("BUF", MIXED, 300, supplier="Canva"))
    version = group.store.version
    for viewer in (Viewer("eva", "it_director"), Viewer("bo", "controller", ("SOC",))):
        rule = rule_for(group.store, candidate, proposed(candidate))
        for act in (
            lambda viewer=viewer: deny(group.store, viewer, candidate, "nej"),
            lambda viewer=viewer: ask(group.store, viewer, candidate, "Bo", ""),
            lambda viewer=viewer, rule=rule: confirm(group.store, viewer, candidate, rule, "", constants()),
            lambda viewer=viewer: declare(group.store, viewer, "BUF", 2024, "1", "", constants()),
        ):
            with pytest.raises(UserError):
                act()
    for act in (
        lambda: deny(group.store, EVERYONE, candidate, " "),
        lambda: ask(group.store, EVERYONE, candidate, "", "?"),
    ):
        with pytest.raises(UserError):
            act()
    assert group.store.version == version


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
