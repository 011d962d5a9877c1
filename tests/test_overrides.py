"""Does a line decided alone win over every rule, through whatever comes after, until it is taken back?"""

from pathlib import Path

import pytest

from data import overrides
from data.overrides import Decision
from kpi.log import log
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from tests.fixtures.closed import JANUARY, agreed, close, refused
from tests.fixtures.group import EVERYONE, K2, K3, NOT_IT, Group, in_store, line, rule


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return agreed(tmp_path)


def decide(group: Group, line_number: int, category: str | None, reason: str = "sett underlaget") -> int:
    file_id = next(r["file_id"] for r in group.lines())
    decision = Decision(category, "development", "consultants", "drift", reason)
    return overrides.override(group.store, file_id, line_number, decision, "Anna", constants())


def test_a_line_decided_alone_wins_over_every_rule_and_every_line_that_says_the_same_goes_along(group: Group) -> None:
    assert decide(group, 3, "shadow_it") == 2  # two equal rows
    decided = [(r["category"], r["activity"], r["nature"], r["decided_by"]) for r in group.lines()]
    own = ("shadow_it", "development", "consultants", "override")
    assert decided == [("external_it", "operation", "software", "rule"), own, own]


def test_a_decision_survives_redelivery_new_rules_and_rebuild_and_can_be_taken_back(group: Group) -> None:
    decide(group, 3, "shadow_it")
    group.deliver("ledger", line("BUF", K3, "1.00", "2024-01-02"), *JANUARY)
    group.deliver("rules", rule("external_it", account_from=NOT_IT))
    rebuild(group.store, constants())
    assert sorted(r["category"] for r in group.lines()) == ["shadow_it", "shadow_it", "unclassified", "unclassified"]
    first = next(r for r in group.lines() if r["category"] == "shadow_it")
    taken_back = Decision(None, reason="fel")
    overrides.override(group.store, first["file_id"], first["line"], taken_back, "Anna", constants())
    by_rule = ["external_it", "external_it", "unclassified", "unclassified"]
    assert sorted(r["category"] for r in group.lines()) == by_rule


def test_a_decision_needs_a_known_code_a_reason_and_an_open_month(group: Group) -> None:
    refused("unknown_code", decide, group, 3, "it")
    refused("reason_missing", decide, group, 3, "shadow_it", " ")
    refused("no_such_line", decide, group, 99, "shadow_it")
    close(group)
    refused("line_is_closed", decide, group, 3, "shadow_it")


def closed_content(group: Group) -> tuple:
    return group.snapshot(), in_store(group.store, "closing"), in_store(group.store, "closed_line", "position")


def test_a_rebuild_closes_what_was_closed_and_decides_what_was_decided(group: Group) -> None:
    decide(group, 3, "shadow_it")
    close(group)
    group.deliver("rules", rule("shadow_it", account_from=K2))
    kept = closed_content(group)
    acts = [(a.act_id, a.hash) for a in log(group.store, EVERYONE)]
    rebuild(group.store, constants())
    assert closed_content(group) == kept
    assert [(a.act_id, a.hash) for a in log(group.store, EVERYONE)] == acts
