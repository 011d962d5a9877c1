"""Is development's share of the IT cost what a pencil gives, for each kind of unit and for the whole?"""

from fractions import Fraction
from math import fsum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.drill import explain, line_page
from kpi.figures import Figure
from tests.fixtures.activities import (
    CENTRAL,
    DEVELOPMENT,
    INCOME,
    MAINTENANCE,
    OPERATION,
    RULES,
    SHADOW_DEVELOPMENT,
    UNTOLD,
    ledger,
    loaded,
    work,
)
from tests.fixtures.group import EVERYONE, Group, in_store, line

CARD = "development_share"


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return loaded(tmp_path_factory.mktemp("share"))


def share(group: Group, unit: str, year: int = 2024) -> Figure:
    return group.figure(CARD, unit, year)


def by_activity(group: Group, unit: str) -> dict[str, dict]:
    return {row["activity"]: row for row in in_store(group.store, "fct_activity") if row["unit"] == unit}


def test_a_unit_has_its_own_lines_and_its_part_of_each_central_activity(group: Group) -> None:
    figure = share(group, "BUF")
    assert figure.numerator == 10 + 0.75 * 40
    assert figure.denominator == (10 + 20 + 30) + 0.75 * (40 + 100 + 60)
    assert figure.value == pytest.approx((10 + 0.75 * 40) / (10 + 20 + 30 + 0.75 * 200) * 100)
    assert figure.status == "utfall"


def test_the_group_has_every_line_once_and_nothing_allocated(group: Group) -> None:
    figure = share(group, "group")
    assert (figure.numerator, figure.denominator) == (40 + 10 + 6, 200 + 60 + 20)
    assert figure.value == pytest.approx(56 / 280 * 100)


def test_the_municipality_leaves_the_companies_part_of_central_it_out(group: Group) -> None:
    figure = share(group, "municipality")
    assert (figure.numerator, figure.denominator) == (10 + 0.75 * 40, 60 + 0.75 * 200)


def test_the_central_it_unit_has_its_own_cost_undivided(group: Group) -> None:
    figure = share(group, "SCIT")
    assert (figure.numerator, figure.denominator) == (40, 40 + 100 + 60)
    assert figure.value == pytest.approx(40 / 200 * 100)


def test_a_company_has_its_part_too(group: Group) -> None:
    figure = share(group, "ENE")
    assert (figure.numerator, figure.denominator) == (6 + 0.25 * 40, 20 + 0.25 * 200)


def test_lines_without_activity_leave_both_sides_but_their_sum_is_kept(group: Group) -> None:
    assert by_activity(group, "group")["none"]["it_sek"] == 30 + 5
    assert by_activity(group, "BUF")["none"]["it_sek"] == 5 + 0.75 * 30
    assert by_activity(group, "SCIT")["none"]["it_sek"] == 30


def test_investment_stands_beside_by_activity_and_is_never_added(group: Group) -> None:
    kinds = by_activity(group, "BUF")
    assert (kinds["development"]["it_investment_sek"], kinds["maintenance"]["it_investment_sek"]) == (1000, 500)
    assert kinds["development"]["it_sek"] == 10 + 0.75 * 40


def test_a_correction_row_lowers_the_share(tmp_path: Path) -> None:
    group = loaded(tmp_path, line("BUF", DEVELOPMENT, -4))
    assert share(group, "BUF").value == pytest.approx((10 - 4 + 30) / (60 - 4 + 150) * 100)


def test_the_last_day_of_the_year_counts_and_the_first_of_the_next_does_not(tmp_path: Path) -> None:
    new_year = [line("BUF", DEVELOPMENT, 7, "2024-12-31"), line("BUF", DEVELOPMENT, 9, "2025-01-01")]
    group = loaded(tmp_path, *new_year)
    assert share(group, "group").numerator == 56 + 7
    assert share(group, "group", 2025).numerator == 9


def test_income_from_outside_takes_nothing_from_what_was_worked(tmp_path: Path) -> None:
    group = loaded(tmp_path, line("SCIT", INCOME, -50))
    assert share(group, "BUF").denominator == 60 + 0.75 * 200
    assert group.figure("central_it_share", "BUF").numerator == pytest.approx(0.75 * (230 - 50))


def test_shadow_it_of_a_known_activity_counts_and_what_registers_add_does_not(tmp_path: Path) -> None:
    group = loaded(tmp_path, line("BUF", SHADOW_DEVELOPMENT, 3))
    group.deliver("declared_shadow_it", {"unit": "BUF", "year": 2024, "amount_sek": 700})
    group.deliver(
        "headcount",
        {"unit": "BUF", "period": "2024-01", "role": "IT-pedagog", "resource_class": "permanent", "fte": 2},
    )
    figure = share(group, "BUF")
    assert (figure.numerator, figure.denominator) == (10 + 3 + 30, 63 + 150)
    assert explain(group.store, EVERYONE, CARD, None, "BUF", 2024).inputs == ()


def test_a_unit_without_a_ledger_and_a_part_has_no_share(group: Group) -> None:
    assert (share(group, "SOC").value, share(group, "SOC").missing) == (None, "no_ledger")


def test_a_unit_whose_lines_say_no_activity_has_no_share(tmp_path: Path) -> None:
    group = loaded(tmp_path, *work("SOC", {UNTOLD: 5}))
    assert (share(group, "SOC").value, share(group, "SOC").missing) == (None, "no_activity")


def test_lines_that_cancel_out_leave_a_denominator_of_zero(tmp_path: Path) -> None:
    group = loaded(tmp_path, *work("SOC", {DEVELOPMENT: 5}), line("SOC", MAINTENANCE, -5))
    assert (share(group, "SOC").value, share(group, "SOC").missing) == (None, "zero_denominator")


def test_without_an_allocation_a_unit_has_no_share_but_the_group_and_the_central_unit_have(tmp_path: Path) -> None:
    group = loaded(tmp_path, rows=[*work("SCIT", CENTRAL), *work("BUF", {DEVELOPMENT: 10})])
    for unit in ("BUF", "municipality"):
        assert (share(group, unit).value, share(group, unit).missing) == (None, "no_allocation")
    assert share(group, "group").value == pytest.approx(50 / 210 * 100)
    assert share(group, "SCIT").value == pytest.approx(40 / 200 * 100)


@pytest.mark.parametrize("unit", ["group", "municipality", "BUF", "ENE", "SCIT"])
def test_the_way_back_lists_the_lines_that_sum_to_the_numerator(group: Group, unit: str) -> None:
    found = explain(group.store, EVERYONE, CARD, None, unit, 2024)
    assert found.sum_sek == pytest.approx(found.figure.numerator)
    assert fsum(row["counted_sek"] for row in found.lines) == pytest.approx(found.figure.numerator)
    assert {row["activity"] for row in found.lines} == {"development"}
    assert "investering" not in {row["funding"] for row in found.lines}


def test_the_way_back_of_the_central_it_unit_holds_nobody_elses_lines(tmp_path: Path) -> None:
    # a rule of its own can make a department's line central cost, and a central line external cost
    central = {"priority": 1, "account_from": "6999", "category": "central_it", "activity": "development"}
    external = central | {"account_from": "6998", "category": "external_it", "unit": "SCIT"}
    group = Group(tmp_path).set_up(*RULES, central, external)
    rows = [*ledger(), line("BUF", "6999", 8), line("SCIT", "6998", 16)]
    assert group.deliver("ledger", *rows).status == "accepted"
    page = line_page(group.store, EVERYONE, CARD, None, "SCIT", 2024)
    assert [row["amount_sek"] for row in page.lines] == [40] == [share(group, "SCIT").numerator]
    for unit in ("BUF", "municipality", "group"):
        found = explain(group.store, EVERYONE, CARD, None, unit, 2024)
        assert found.sum_sek == pytest.approx(found.figure.numerator)


@pytest.mark.parametrize("scale", [3, 1000])
def test_scaling_all_money_leaves_the_share(group: Group, tmp_path: Path, scale: int) -> None:
    scaled = loaded(tmp_path, rows=ledger(scale))
    for unit in ("group", "municipality", "BUF", "ENE", "SCIT"):
        assert share(scaled, unit).value == pytest.approx(share(group, unit).value)
        assert share(scaled, unit).numerator == pytest.approx(share(group, unit).numerator * scale)


ACTIVITY = {
    DEVELOPMENT: "development",
    MAINTENANCE: "maintenance",
    OPERATION: "operation",
    SHADOW_DEVELOPMENT: "development",
    UNTOLD: None,
}


def by_hand(central: dict, own: dict, part: Fraction) -> tuple[Fraction, Fraction, bool]:
    """Return development, all three activities, and whether any line says one, of a unit with a part of central IT."""
    told = [(ACTIVITY[account], Fraction(amount)) for account, amount in own.items()]
    told += [(ACTIVITY[account], amount * part) for account, amount in central.items() if part]
    told = [(activity, amount) for activity, amount in told if activity]
    development = sum((amount for activity, amount in told if activity == "development"), Fraction(0))
    return development, sum((amount for _, amount in told), Fraction(0)), bool(told)


amounts = st.dictionaries(st.sampled_from(sorted(ACTIVITY)), st.integers(-50, 10**9))


@settings(max_examples=10, deadline=None, derandomize=True)
@given(central=amounts, school=amounts, energy=amounts, sales=st.tuples(st.integers(0, 9), st.integers(1, 9)))
def test_a_second_way_to_count_gives_the_same_and_shares_lie_within_the_whole(
    tmp_path_factory: pytest.TempPathFactory, central: dict, school: dict, energy: dict, sales: tuple[int, int]
) -> None:
    rows = [*work("SCIT", central), *work("BUF", school), *work("ENE", energy)]
    rows += [line("SCIT", INCOME, -sold, counterparty=code) for sold, code in zip(sales, ("110", "501"), strict=True)]
    group = loaded(tmp_path_factory.mktemp("any"), rows=rows)
    parts = {"BUF": Fraction(sales[0], sum(sales)), "ENE": Fraction(sales[1], sum(sales))}
    every = {account: sum(held.get(account, 0) for held in (central, school, energy)) for account in
             {*central, *school, *energy}}  # fmt: skip
    expected = {
        "group": by_hand({}, every, Fraction(0)),
        "municipality": by_hand(central, school, parts["BUF"]),
        "SCIT": by_hand({}, central, Fraction(0)),
        "BUF": by_hand(central, school, parts["BUF"]),
        "ENE": by_hand(central, energy, parts["ENE"]),
    }
    for unit, (development, told, has_lines) in expected.items():
        figure = share(group, unit)
        if not has_lines or not told:
            assert figure.missing in ("no_activity", "no_ledger", "zero_denominator"), (unit, figure)
            continue
        assert figure.value == pytest.approx(float(development / told * 100)), unit
        if min([*central.values(), *school.values(), *energy.values()]) >= 0:
            assert 0 <= figure.value <= 100
