"""Do two versions of the rules stand side by side, and is every difference explained by the lines that moved?"""

from pathlib import Path

import pytest

from data import closing
from data.errors import UserError
from kpi.parameter import constants
from kpi.queue import group_lines, queue
from kpi.restating import restate, rule_versions
from tests.fixtures.group import EVERYONE, K2, NOT_IT, SIMPLE_RULES, Group, line, rule


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once("ledger", line("BUF", K2, "100.00", "2024-01-10"), line("BUF", K2, "40.00", "2024-02-10"))
    group.deliver_once("control_totals", {"unit": "BUF", "period": "2024-01", "cost_sek": "100.00"})
    return group


def total(found: object, side: str) -> object:
    (one,) = [pair for pair in found.figures if (pair.before.unit, pair.before.card) == ("BUF", "total_it_share")]
    return getattr(one, side).numerator


def test_a_closed_month_stands_as_closed_beside_what_the_rules_now_give(group: Group) -> None:
    for actor in ("Anna", "Bo"):
        closing.close(group.store, "BUF", "2024-01", actor, constants())
    group.deliver("rules", rule("not_it", account_from=K2))
    assert group.figure("total_it_share", "BUF").numerator == 100  # January closed, February by the new rule
    version, before = group.store.version, group.snapshot()
    found = restate(group.store, EVERYONE, after=3, before=None, constants=constants(), card_ids=["total_it_share"])
    assert (total(found, "before"), total(found, "after")) == (100, 0)
    moved = [(m.before_rule_id, m.after_category, m.line_count, m.sum_sek) for m in found.moves]
    assert moved == [(2, "not_it", 1, 100)]
    assert (group.store.version, group.snapshot()) == (version, before)


def test_any_two_versions_can_be_compared_and_the_moves_sum_to_the_difference(group: Group) -> None:
    group.deliver("rules", *SIMPLE_RULES[:1], rule("not_it", account_from=K2))
    found = restate(group.store, EVERYONE, after=3, before=2, constants=constants(), card_ids=["total_it_share"])
    assert (total(found, "before"), total(found, "after")) == (100 + 40, 0)
    assert sum(move.sum_sek for move in found.moves if move.before_category == "external_it") == 100 + 40
    back = restate(group.store, EVERYONE, after=2, before=3, constants=constants(), card_ids=["total_it_share"])
    assert (total(back, "before"), total(back, "after")) == (0, 100 + 40)


def test_the_versions_are_listed_with_the_closings_under_them(group: Group) -> None:
    assert [row["version"] for row in rule_versions(group.store)] == [2, 1]
    with pytest.raises(UserError):
        restate(group.store, EVERYONE, after=9, before=None, constants=constants())


def test_the_queue_holds_undecided_cost_only_with_the_largest_money_first(group: Group) -> None:
    group.deliver(
        "ledger",
        line("BUF", "6540", "70.00", supplier="Molnet AB"),
        line("SOC", "6540", "-90.00", supplier="MOLNET AB"),
        line("BUF", "6550", "100.00"),
        line("BUF", NOT_IT, "400.00"),
        line("BUF", "3000", "-999.00"),
        source="mars",
    )
    found = queue(group.store, EVERYONE, year=2024)
    told = [(g.account, g.supplier, g.units, g.line_count, g.absolute_sek, g.sum_sek) for g in found.groups]
    assert told == [
        ("6540", "MOLNET AB", ("BUF", "SOC"), 2, 70 + 90, 70 - 90),
        ("6550", None, ("BUF",), 1, 100, 100),
    ]
    assert (found.undecided_sek, found.cost_sek) == (70 + 90 + 100, 70 + 90 + 100 + 400 + 100 + 40)
    assert [row["amount_sek"] for row in group_lines(group.store, EVERYONE, found.groups[0])] == [-90, 70]
    second = queue(group.store, EVERYONE, page=1, most=1)
    assert ([g.account for g in second.groups], second.group_count) == (["6550"], 2)
    assert [g.units for g in queue(group.store, EVERYONE, "supplier", unit="SOC").groups] == [("SOC",)]
