"""Do figures move only as they must when the ledger behind them is turned, doubled or moved?"""

import random
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from kpi.card import cards
from tests.fixtures.group import (
    DIGITAL,
    INVESTMENT,
    K2,
    K3,
    K4,
    NOT_IT,
    SIMPLE_RULES,
    Group,
    Row,
    in_store,
    line,
    rule,
)

# What lies between the units of a scope is no sum over them.
BETWEEN_UNITS = ("equality_spread", "equality_floor")
ACCOUNTS = (K2, K3, K4, DIGITAL, INVESTMENT, NOT_IT, "7050")


def ledger(seed: int) -> list[Row]:
    """Return a ledger with some of everything: costs, credits, internal trade and income from outside."""
    chance = random.Random(seed)
    rows = [
        line(chance.choice(("BUF", "SOC", "DIG", "SCIT", "ENE", "BO")), chance.choice(ACCOUNTS),
             Decimal(chance.randint(-20_000, 90_000)) / 100, f"2024-{chance.randint(1, 3):02d}-15", voucher=str(n))  # noqa: E501
        for n in range(120)
    ]  # fmt: skip
    for buyer, code, amount in (("BUF", "110", 400), ("ENE", "501", 100), ("DIG", "140", 50)):
        rows += [
            line("SCIT", "3110", -amount, counterparty=code),
            line(buyer, "7401", amount, counterparty="130"),
        ]
    return [*rows, line("SCIT", "5010", 900), line("SCIT", "3010", -30), line("ENE", "3010", -7000)]


@pytest.fixture(scope="module", params=[1, 2])
def plain(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Group:
    group = Group(tmp_path_factory.mktemp("plain")).set_up(*SIMPLE_RULES)
    group.rows = ledger(request.param)
    assert group.deliver("ledger", *group.rows).status == "accepted"
    return group


def changed(folder: Path, rows: list[Row]) -> Group:
    group = Group(folder).set_up(*SIMPLE_RULES)
    assert group.deliver("ledger", *rows).status == "accepted"
    return group


def values(group: Group, unit: str | None = None, without: tuple[str, ...] = ()) -> dict[tuple, object]:
    found = group.figures(units=[unit] if unit else None)
    return {
        (one.card, one.variant, one.unit): pytest.approx(one.value, rel=1e-9)
        if one.value is not None
        else one.missing
        for one in found
        if one.card not in without
    }


def total_it(group: Group) -> dict[str, float]:
    return {row["unit"]: row["total_it_sek"] for row in in_store(group.store, "fct_unit_year")}


def test_permuted_rows_give_the_same(plain: Group, tmp_path: Path) -> None:
    rows = plain.rows.copy()
    random.Random(3).shuffle(rows)
    assert changed(tmp_path, rows).snapshot() == plain.snapshot()


def test_a_matched_internal_pair_leaves_every_groups_total_as_it_was(plain: Group, tmp_path: Path) -> None:
    pair = [line("SCIT", "3110", -777, counterparty="120"), line("SOC", "7401", 777, counterparty="130")]
    other = changed(tmp_path, plain.rows + pair)
    assert total_it(other)["group"] == total_it(plain)["group"]
    assert sum(total_it(other)[code] for code in ("BUF", "SOC", "DIG", "ENE", "BO")) == pytest.approx(
        sum(total_it(plain)[code] for code in ("BUF", "SOC", "DIG", "ENE", "BO"))
    )
    moved = ("internal_absorption", *BETWEEN_UNITS)
    assert values(other, "group", moved) == values(plain, "group", moved)


def test_a_pair_between_two_other_units_changes_no_it_cost(plain: Group, tmp_path: Path) -> None:
    pair = [line("BO", "3020", -500, counterparty="110"), line("BUF", K2, 500, counterparty="502")]
    assert total_it(changed(tmp_path, plain.rows + pair)) == total_it(plain)


def test_doubled_amounts_leave_every_share(plain: Group, tmp_path: Path) -> None:
    doubled = [row | {"amount_sek": 2 * row["amount_sek"]} for row in plain.rows]
    in_sek = tuple(card.id for card in cards().values() if "SEK" in {card.unit_of(v) for v in card.variant_ids})
    assert values(changed(tmp_path, doubled), without=in_sek) == values(plain, without=in_sek)


def test_a_row_moved_to_another_department_leaves_the_group(plain: Group, tmp_path: Path) -> None:
    moved = [
        row | {"unit": "SOC"} if row["unit"] == "BUF" and "counterparty" not in row else row
        for row in plain.rows
    ]
    other = changed(tmp_path, moved)
    assert values(other, "group", BETWEEN_UNITS) == values(plain, "group", BETWEEN_UNITS)
    assert values(other, "municipality", BETWEEN_UNITS) == values(plain, "municipality", BETWEEN_UNITS)
    assert total_it(other)["BUF"] != total_it(plain)["BUF"]


def test_reclassified_rows_sum_to_the_same_ledger(plain: Group, tmp_path: Path) -> None:
    shutil.copytree(plain.store.folder, tmp_path / "store")
    other = Group(tmp_path)
    other.deliver(
        "rules",
        rule("digitalisation", 1, account_from=K2),
        rule("shadow_it", 2, text="~."),
        rule("not_it", 3, account_from="7050"),
    )
    sums = [
        {(r["unit"], r["year"]): r["ledger_sek"] for r in in_store(group.store, "fct_unit_cost")}
        for group in (plain, other)
    ]
    assert sums[0] == sums[1]
    buckets = ("k1_sek", "k2_sek", "k3_sek", "k4_sek", "digitalisation_excl_sek", "digitalisation_invest_sek", "it_investment_sek",  # noqa: E501
               "internal_it_sek", "not_it_sek", "unclassified_sek")  # fmt: skip
    for row in in_store(other.store, "fct_unit_cost"):
        assert sum(row[name] for name in buckets) == row["ledger_sek"]
