"""Does any small ledger, however it is made, move the figures only as it must?"""

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.card import cards
from tests.fixtures.group import DIGITAL, INVESTMENT, K2, K3, NOT_IT, SIMPLE_RULES, Group, Row, in_store, line, rule
from tests.test_metamorphic import BETWEEN_UNITS, total_it, values

FEW = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
UNITS, MUNICIPAL = ("BUF", "SOC", "DIG", "SCIT", "ENE"), ("BUF", "SOC")
IN_SEK = tuple(card.id for card in cards().values() if "SEK" in {card.unit_of(name) for name in card.variant_ids})
amounts = st.decimals("-99999.99", "99999.99", places=2).filter(bool)
rows = st.builds(
    lambda unit, account, amount, month, voucher: line(
        unit, account, amount, f"2024-{month:02d}-15", voucher=f"V{voucher}"
    ),
    st.sampled_from(UNITS), st.sampled_from((K2, K3, DIGITAL, INVESTMENT, NOT_IT, "7050")), amounts,
    st.integers(1, 12), st.integers(1, 9),
)  # fmt: skip
# Equal rows are legitimate, so lists are not made unique.
ledgers = st.lists(rows, min_size=2, max_size=8)


def loaded(ledger: list[Row]) -> Group:
    group = Group(Path(tempfile.mkdtemp(dir=loaded.folder))).set_up(*SIMPLE_RULES)
    result = group.deliver("ledger", *ledger)
    assert result.status == "accepted"
    assert result.sum_sek == sum((row["amount_sek"] for row in ledger), Decimal(0))
    return group


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    loaded.folder = tmp_path_factory.mktemp("ledgers")


@FEW
@given(ledgers, st.randoms(use_true_random=False))
def test_the_order_of_rows_says_nothing(ledger: list[Row], chance: object) -> None:
    turned = ledger.copy()
    chance.shuffle(turned)
    assert loaded(turned).snapshot() == loaded(ledger).snapshot()


@FEW
@given(ledgers, amounts)
def test_a_matched_internal_pair_leaves_the_groups_it_cost(ledger: list[Row], amount: Decimal) -> None:
    pair = [line("SCIT", "3110", -amount, counterparty="120"), line("SOC", "7401", amount, counterparty="130")]
    assert total_it(loaded(ledger + pair)).get("group") == pytest.approx(total_it(loaded(ledger)).get("group"))


@FEW
@given(ledgers)
def test_doubled_amounts_leave_every_share(ledger: list[Row]) -> None:
    doubled = [row | {"amount_sek": 2 * row["amount_sek"]} for row in ledger]
    assert values(loaded(doubled), without=IN_SEK) == values(loaded(ledger), without=IN_SEK)


@FEW
@given(ledgers, st.sampled_from(MUNICIPAL))
def test_a_row_moved_between_departments_leaves_group_and_municipality(ledger: list[Row], unit: str) -> None:
    other = MUNICIPAL[1 - MUNICIPAL.index(unit)]
    anchors = [line(one, K2, Decimal("10.00")) for one in MUNICIPAL]  # both are there before and after
    moved = [row | {"unit": other} if row["unit"] == unit else row for row in ledger]
    before, after = loaded(ledger + anchors), loaded(moved + anchors)
    for scope in ("group", "municipality"):
        assert values(after, scope, BETWEEN_UNITS) == values(before, scope, BETWEEN_UNITS)


@FEW
@given(ledgers, st.sampled_from(("digitalisation", "shadow_it", "external_it", "not_it")))
def test_reclassified_rows_are_the_same_ledger(ledger: list[Row], category: str) -> None:
    group = loaded(ledger)
    before = _sums(group, "amount_sek")
    group.deliver("rules", rule(category, 1, account_from=K2), rule("not_it", 2, account_from="7050"))
    assert _sums(group, "amount_sek") == before
    expected = {row["unit"]: Decimal(0) for row in ledger}
    for row in ledger:
        expected[row["unit"]] += row["amount_sek"]
    assert before == expected


def _sums(group: Group, name: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for row in in_store(group.store, "ledger_line"):
        sums[row["unit"]] = sums.get(row["unit"], Decimal(0)) + row[name]
    return sums


@FEW
@given(ledgers)
def test_the_same_again_changes_nothing_and_any_split_is_the_whole(ledger: list[Row]) -> None:
    group = loaded(ledger)
    whole, version = group.snapshot(), group.store.version
    assert group.deliver("ledger", *ledger).status == "unchanged"
    assert group.store.version == version
    split: dict[tuple, list[Row]] = {}
    for row in ledger:
        split.setdefault((row["unit"], row["date"]), []).append(row)
    parts = Group(Path(tempfile.mkdtemp(dir=loaded.folder))).set_up(*SIMPLE_RULES)
    for part in reversed(list(split.values())):
        assert parts.deliver("ledger", *part).status == "accepted"
    assert parts.snapshot() == whole
    assert len(parts.lines()) == len(group.lines()) == len(ledger)
