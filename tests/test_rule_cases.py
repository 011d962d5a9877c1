"""Does a test case say what the rules make of a line, now and after a change, and does it outlive a rebuild?"""

from pathlib import Path

import pytest

from data.access import Viewer
from data.errors import Refusal, UserError
from data.rule_cases import RuleCase, add_cases, cases_csv, read_cases, remove_case, rule_cases, run_cases
from data.rule_change import RuleChange, change_rules, rules_in_force
from kpi.log import log
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, rule

LICENCE = RuleCase("BUF", "2024-03-15", "external_it", account=K2, supplier="Programvara AB")
CHAIRS = RuleCase("BUF", "2024-03-15", "not_it", account="5410", supplier="Stolar AB", note="sett fakturan")
CENTRAL = RuleCase("SCIT", "2024-03-15", "central_it", account=K2)


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def becomes(group: Group, *added: dict, removed: tuple[int, ...] = ()) -> list[str | None]:
    outcomes = run_cases(group.store, rule_cases(group.store), RuleChange(added, removed))
    return [one.category for one in outcomes]


def test_a_case_is_decided_as_a_line_of_the_ledger_would_be(group: Group) -> None:
    assert add_cases(group.store, EVERYONE, [LICENCE, CHAIRS, CENTRAL]) == 3
    outcomes = run_cases(group.store, rule_cases(group.store))
    # the central unit's own purchase is K1 whatever rule hits it; nothing decides chairs yet
    assert [one.category for one in outcomes] == ["external_it", "unclassified", "central_it"]
    assert [one.holds for one in outcomes] == [True, False, True]


def test_a_proposed_change_is_tried_before_it_is_saved_and_saves_nothing(group: Group) -> None:
    add_cases(group.store, EVERYONE, [LICENCE, CHAIRS])
    version = group.store.version
    assert becomes(group, rule("not_it", supplier="stolar*")) == ["external_it", "not_it"]
    assert becomes(group, rule("shadow_it", supplier="programvara*")) == ["shadow_it", "unclassified"]
    first = next(one["rule_id"] for one in rules_in_force(group.store) if one["account_from"] == K2)
    assert becomes(group, removed=(first,)) == ["unclassified", "unclassified"]
    assert group.store.version == version


def test_what_was_tried_is_what_saving_makes_of_it(group: Group) -> None:
    add_cases(group.store, EVERYONE, [LICENCE, CHAIRS])
    change = RuleChange((rule("not_it", supplier="stolar*"),))
    tried = becomes(group, *change.added)
    change_rules(group.store, EVERYONE, change, constants())
    assert becomes(group) == tried


def test_a_case_of_a_unit_there_is_not_does_not_hold(group: Group) -> None:
    add_cases(group.store, EVERYONE, [RuleCase("XXX", "2024-03-15", "not_it", account=K2)])
    (outcome,) = run_cases(group.store, rule_cases(group.store))
    assert (outcome.category, outcome.holds) == (None, False)


def test_the_same_case_twice_is_one_and_one_taken_away_is_gone_but_in_the_log(group: Group) -> None:
    assert add_cases(group.store, EVERYONE, [LICENCE, LICENCE]) == 1
    assert add_cases(group.store, EVERYONE, [LICENCE]) == 0
    remove_case(group.store, EVERYONE, LICENCE)
    assert rule_cases(group.store) == []
    assert [act.act for act in log(group.store, EVERYONE)][:2] == ["rule_case", "rule_case"]


def test_cases_outlive_a_rebuild(group: Group) -> None:
    add_cases(group.store, EVERYONE, [LICENCE, CHAIRS])
    rebuild(group.store, constants())
    assert rule_cases(group.store) == [LICENCE, CHAIRS]


def test_cases_leave_as_a_file_and_come_back_the_same(group: Group) -> None:
    strange = RuleCase("SOC", "2024-01-01", "shadow_it", text='=1+1; "citat"', counterparty="-5")
    cases, problems = read_cases(cases_csv([LICENCE, CHAIRS, strange]))
    assert (cases, problems) == ([LICENCE, CHAIRS, strange], [])
    assert b"'=1+1" in cases_csv([strange])


def test_a_faulty_file_says_line_and_field_and_brings_nothing(group: Group) -> None:
    _, problems = read_cases(b"unit;date;category;account\nBUF;2024-13-01;it;6800\nBUF;2024-01-01;not_it;\n")
    assert [(problem.line, problem.values["fields"]) for problem in problems] == [(2, "category, date"), (3, "account")]
    assert [problem.code for problem in read_cases(b"unit;account\n")[1]] == ["rule_case_header"]
    with pytest.raises(Refusal):
        add_cases(group.store, EVERYONE, [LICENCE, RuleCase("BUF", "igår", "not_it", account="1")])
    assert rule_cases(group.store) == []


def test_only_a_controller_writes_cases_and_only_for_units_that_are_theirs(group: Group) -> None:
    for viewer in (Viewer("chef", "it_director"), Viewer("Anna", "controller", ("SOC",))):
        with pytest.raises(UserError):
            add_cases(group.store, viewer, [LICENCE])
    assert rule_cases(group.store) == []
