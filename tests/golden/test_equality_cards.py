"""Are equality's spread and floor what a pencil gives, over departments and companies?"""

from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from statistics import median

import pytest

from kpi.drill import explain, line_page
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, Row, line

# SEK of external IT and of turnover: shares of 3, 2, 1 and 6 %
COSTS = {"BUF": 30, "SOC": 40, "ENE": 10, "BO": 30}
TURNOVER = {"BUF": 1000, "SOC": 2000, "ENE": 1000, "BO": 500}
HTE = {"BUF": 10, "SOC": 10, "ENE": 2, "BO": 3}
FACTOR = 0.7


def loaded(folder: Path, *rows: Row, turnover: dict = TURNOVER, hte: dict = HTE) -> Group:
    """Return a store with the units' costs, further ledger rows, turnover and staff."""
    group = Group(folder).set_up(*SIMPLE_RULES)
    ledger = [line(unit, K2, cost) for unit, cost in COSTS.items()]
    assert group.deliver("ledger", *ledger, *rows).status == "accepted"
    group.deliver("turnover", *({"unit": u, "year": 2024, "turnover_sek": t} for u, t in turnover.items()))
    if hte:
        group.deliver("headcount", *(staff(unit, fte) for unit, fte in hte.items()))
    return group


def staff(unit: str, fte: float, period: str = "2024-01") -> Row:
    return {"unit": unit, "period": period, "role": "other", "resource_class": "permanent", "fte": fte}


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return loaded(tmp_path_factory.mktemp("equality"))


def cv(shares: Sequence[float]) -> float:
    mean = sum(shares) / len(shares)
    return sqrt(sum((share - mean) ** 2 for share in shares) / len(shares)) / mean


def lorenz_gini(costs: Sequence[float], bases: Sequence[float]) -> float:
    """Return the Gini from the Lorenz curve itself: the poorest first, one trapezium for each unit."""
    pairs = sorted(zip(costs, bases, strict=True), key=lambda pair: pair[0] / pair[1])
    under, reached = 0.0, 0.0
    for cost, base in pairs:
        height = cost / sum(costs)
        under += base / sum(bases) * (reached + reached + height) / 2
        reached += height
    return (0.5 - under) / 0.5


# --- equality_spread


def test_the_coefficient_of_variation_is_the_populations_deviation_by_the_mean(group: Group) -> None:
    shares = [30 / 1000, 40 / 2000, 10 / 1000, 30 / 500]
    mean = (0.03 + 0.02 + 0.01 + 0.06) / 4
    deviation = sqrt((0.00**2 + 0.01**2 + 0.02**2 + 0.03**2) / 4)
    found = group.figure("equality_spread", "group", variant="cv_turnover")
    assert found.value == pytest.approx(deviation / mean) == pytest.approx(cv(shares))
    assert (found.numerator, found.denominator) == (pytest.approx(deviation), pytest.approx(mean))
    assert (found.unit_of_measure, found.status) == ("ratio", "utfall")
    per_hte = group.figure("equality_spread", "group", variant="cv_fte")
    assert per_hte.value == pytest.approx(cv([30 / 10, 40 / 10, 10 / 2, 30 / 3]))


def test_the_municipality_compares_its_departments_only(group: Group) -> None:
    # 3 and 2 %: mean 2.5, deviation 0.5
    assert group.figure("equality_spread", "municipality", variant="cv_turnover").value == pytest.approx(
        0.5 / 2.5
    )
    largest = group.figure("equality_spread", "municipality", variant="max_min_turnover")
    assert largest.value == pytest.approx((30 / 1000) / (40 / 2000))


def test_the_largest_is_so_many_times_the_smallest(group: Group) -> None:
    found = group.figure("equality_spread", "group", variant="max_min_turnover")
    assert (found.value, found.unit_of_measure) == (pytest.approx(0.06 / 0.01), "×")
    found = group.figure("equality_spread", "group", variant="max_min_fte")
    assert found.value == pytest.approx((30 / 3) / (30 / 10))


def test_gini_is_the_area_under_the_diagonal_that_the_lorenz_curve_leaves(group: Group) -> None:
    costs, turnover, hte = (list(by.values()) for by in (COSTS, TURNOVER, HTE))
    found = group.figure("equality_spread", "group", variant="gini_turnover")
    assert found.value == pytest.approx(lorenz_gini(costs, turnover))
    assert found.denominator == 0.5
    assert group.figure("equality_spread", "group", variant="gini_fte").value == pytest.approx(
        lorenz_gini(costs, hte)
    )
    # two departments: 1000 of 3000 SEK turnover have 30 of 70 SEK, the rest 40
    under = 2000 / 3000 * (40 / 70) / 2 + 1000 / 3000 * (40 / 70 + 1) / 2
    found = group.figure("equality_spread", "municipality", variant="gini_turnover")
    assert found.value == pytest.approx((0.5 - under) / 0.5)


def test_a_single_unit_has_neither_spread_nor_floor_of_its_own(group: Group) -> None:
    for card in ("equality_spread", "equality_floor"):
        for found in group.figures(card_ids=[card], units=["BUF", "SCIT", "ENE"], years=[2024]):
            assert (found.value, found.status, found.missing) == (None, None, "one_unit")


def test_the_units_that_others_are_paid_by_are_not_compared(tmp_path: Path) -> None:
    group = loaded(
        tmp_path,
        line("SCIT", "5010", 100),
        line("SCIT", "3110", -40, counterparty="110"),
        line("SCIT", "3110", -60, counterparty="501"),
        line("DIG", K2, 900),
    )
    # of 100 the units get what they were invoiced: 40 for BUF, 60 for ENE
    shares = [(30 + 40) / 1000, 40 / 2000, (10 + 60) / 1000, 30 / 500]
    assert group.figure("equality_spread", "group", variant="cv_turnover").value == pytest.approx(cv(shares))


def test_a_unit_without_the_base_is_left_out_and_one_unit_is_no_spread(tmp_path: Path) -> None:
    # BO is a company without income in the ledger: its turnover cannot even be estimated
    without = loaded(tmp_path / "a", turnover={u: t for u, t in TURNOVER.items() if u != "BO"}, hte={"BUF": 10})
    found = without.figure("equality_spread", "group", variant="max_min_turnover")
    assert found.value == pytest.approx(0.03 / 0.01)
    assert without.figure("equality_spread", "group", variant="cv_fte").missing == "too_few_units"
    assert without.figure("equality_floor", "group", variant="fte").missing == "too_few_units"
    nobody = loaded(tmp_path / "b", hte={})
    assert nobody.figure("equality_spread", "group", variant="gini_fte").missing == "no_headcount"
    assert nobody.figure("equality_floor", "municipality", variant="fte").missing == "no_headcount"


def test_a_group_whose_companies_have_no_turnover_says_so(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("ENE", K2, 10), line("BO", K2, 10))
    assert group.figure("equality_spread", "group", variant="cv_turnover").missing == "no_turnover"
    assert group.figure("equality_spread", "municipality", variant="cv_turnover").missing == "no_it_cost"


def test_only_the_years_own_lines_count(tmp_path: Path) -> None:
    group = loaded(tmp_path, line("ENE", K2, 500, "2023-12-31"), line("ENE", K2, 500, "2025-01-01"))
    assert group.figure("equality_spread", "group", variant="max_min_turnover").value == pytest.approx(
        0.06 / 0.01
    )


def test_a_correction_lowers_the_smallest_and_one_that_outweighs_it_ends_the_comparison(tmp_path: Path) -> None:
    corrected = loaded(tmp_path / "a", line("ENE", K2, -5, "2024-12-31"))
    assert corrected.figure("equality_spread", "group", variant="max_min_turnover").value == pytest.approx(
        (30 / 500) / ((10 - 5) / 1000)
    )
    zero = loaded(tmp_path / "b", line("ENE", K2, -10))
    assert zero.figure("equality_spread", "group", variant="max_min_turnover").missing == "zero_denominator"
    assert zero.figure("equality_spread", "group", variant="cv_turnover").value == pytest.approx(
        cv([0.03, 0.02, 0, 0.06])
    )
    negative = loaded(tmp_path / "c", line("ENE", K2, -30))
    for variant in ("max_min_turnover", "gini_turnover"):
        assert negative.figure("equality_spread", "group", variant=variant).missing == "negative_part"
    assert negative.figure("equality_spread", "group", variant="cv_turnover").value == pytest.approx(
        cv([0.03, 0.02, (10 - 30) / 1000, 0.06])
    )


def test_costs_that_cancel_out_have_no_spread(tmp_path: Path) -> None:
    emptied = loaded(tmp_path / "a", *(line(unit, K2, -cost) for unit, cost in COSTS.items()))
    for variant in ("cv_turnover", "max_min_turnover", "gini_turnover"):
        assert emptied.figure("equality_spread", "group", variant=variant).missing == "zero_denominator"
    below = loaded(tmp_path / "b", *(line(unit, K2, -2 * cost) for unit, cost in COSTS.items()))
    assert below.figure("equality_spread", "group", variant="cv_turnover").missing == "negative_part"


def test_a_spread_is_never_surer_than_the_least_sure_of_its_units(tmp_path: Path) -> None:
    group = loaded(tmp_path, line("ENE", "3010", -7), turnover={u: TURNOVER[u] for u in ("BUF", "SOC", "BO")})
    # ENE's turnover is now estimated from its own income
    assert group.figure("equality_spread", "group", variant="cv_turnover").status == "uppskattad"
    assert group.figure("equality_spread", "municipality", variant="cv_turnover").status == "utfall"


def test_categories_that_no_compared_unit_has_are_named_as_counting_zero(group: Group) -> None:
    found = group.figure("equality_spread", "group", variant="cv_turnover")
    assert found.counted_zero == ("central_it", "local_it_staff", "shadow_it")


# --- equality_floor


def test_the_floor_is_seven_tenths_of_the_median(group: Group) -> None:
    found = group.figure("equality_floor", "group", variant="turnover")
    assert found.value == pytest.approx(0.7 * (3 + 2) / 2)  # of 1, 2, 3 and 6 %
    assert (found.numerator, found.denominator) == (pytest.approx(0.025), FACTOR)
    assert (found.unit_of_measure, found.status) == ("%", "utfall")
    per_hte = group.figure("equality_floor", "group", variant="fte")
    assert per_hte.value == pytest.approx(0.7 * median([30 / 10, 40 / 10, 10 / 2, 30 / 3]))
    assert per_hte.unit_of_measure == "SEK/HTE"
    municipality = group.figure("equality_floor", "municipality", variant="fte")
    assert municipality.value == pytest.approx(0.7 * (30 / 10 + 40 / 10) / 2)


def test_the_floor_can_be_held_against_the_units_own_shares(group: Group) -> None:
    floor = group.figure("equality_floor", "group", variant="turnover").value
    shares = {unit: group.figure("total_it_share", unit).value for unit in COSTS}
    assert {unit for unit, share in shares.items() if share < floor} == {"ENE"}


def test_a_floor_of_a_year_before_its_factor_is_empty(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", *(line(unit, K2, cost, "2018-05-05") for unit, cost in COSTS.items()))
    group.deliver("turnover", *({"unit": u, "year": 2018, "turnover_sek": t} for u, t in TURNOVER.items()))
    assert group.figure("equality_floor", "group", 2018, "turnover").missing == "no_parameter"
    assert group.figure("equality_spread", "group", 2018, "max_min_turnover").value == pytest.approx(6)


# --- the way back


def test_the_way_back_lists_the_compared_units_lines_and_turnover_and_nobody_elses(tmp_path: Path) -> None:
    group = loaded(tmp_path, line("DIG", K2, 900), line("SCIT", "5010", 100))
    asked = ("equality_floor", "turnover", "group", 2024)
    shown = explain(group.store, EVERYONE, *asked)
    assert {row["unit"] for row in shown.inputs if row["register"] == "turnover"} == set(COSTS)
    lines = line_page(group.store, EVERYONE, *asked).lines
    assert {row["unit"] for row in lines if row["category"] == "external_it"} == set(COSTS)
    assert shown.beside_ledger_sek is None
