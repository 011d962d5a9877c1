"""KPI2: is what came of development the sum a controller would make with a pencil?"""

from pathlib import Path

import pytest

from kpi.drill import explain
from kpi.figures import Figure
from tests.fixtures.development_rows import deliver, staff, turnover, used
from tests.fixtures.group import EVERYONE, SIMPLE_RULES, Group


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def effect(group: Group, variant: str, unit: str = "BUF", year: int = 2024) -> Figure:
    return group.figure("kpi2_effect", unit, year, variant)


def initiative(unit: str, year: int, name: str = "I1", **given: object) -> dict[str, object]:
    return {"initiative": name, "unit": unit, "name": name, "year": year, "cost_sek": 10} | given


def benefit(unit: str, year: int, realised: object, moved: object, name: str = "I1") -> dict[str, object]:
    given = {"benefit_realised_sek": realised, "benefit_reallocated_sek": moved}
    return initiative(unit, year, name, **given)


def test_effect_is_the_smaller_of_realised_and_moved_initiative_by_initiative(group: Group) -> None:
    """Realised 30 of which 10 moved, and 5 realised of which 8 are said to be moved: 10 + 5, never 18."""
    deliver(group, "development", used("BUF", 2024, 50))
    deliver(group, "initiatives", benefit("BUF", 2024, 30, 10), benefit("BUF", 2024, 5, 8, "I2"))
    assert effect(group, "2A").value == pytest.approx((min(30, 10) + min(5, 8)) / 50)


def test_an_empty_cell_is_no_effect_and_a_correction_takes_away(group: Group) -> None:
    deliver(group, "development", used("BUF", 2024, 50))
    rows = [benefit("BUF", 2024, 30, ""), benefit("BUF", 2024, "", 9, "I2"), benefit("BUF", 2024, 20, 20, "I3")]
    deliver(group, "initiatives", *rows, benefit("BUF", 2024, -4, -4, "I4"))
    assert effect(group, "2A").value == pytest.approx((0 + 0 + 20 - 4) / 50)


def test_effect_runs_over_three_years_and_only_those_that_have_both(group: Group) -> None:
    deliver(group, "development", *(used("BUF", year, sek) for year, sek in ((2021, 99), (2022, 50), (2023, 40))))
    deliver(
        group,
        "initiatives",
        benefit("BUF", 2021, 70, 70),  # four years back
        benefit("BUF", 2022, 10, 10),
        benefit("BUF", 2024, 60, 60),  # no cost of development this year
    )
    assert effect(group, "2A", year=2024).value == pytest.approx(10 / 50)
    assert effect(group, "2A", year=2023).value == pytest.approx((70 + 10) / (99 + 50))


def test_effect_of_municipality_and_group_is_that_of_their_units(group: Group) -> None:
    deliver(group, "development", used("BUF", 2024, 50), used("ENE", 2024, 30), used("SOC", 2024, 20))
    deliver(group, "initiatives", benefit("BUF", 2024, 10, 10), benefit("ENE", 2024, 6, 6))
    assert effect(group, "2A", "municipality").value == pytest.approx(10 / (50 + 20))
    assert effect(group, "2A", "group").value == pytest.approx((10 + 6) / (50 + 30 + 20))


def test_an_effect_that_lacks_a_side_says_which(group: Group) -> None:
    deliver(group, "turnover", turnover("BUF", 100))
    assert effect(group, "2A").missing == "register:initiatives,development"
    deliver(group, "initiatives", benefit("BUF", 2024, 10, 10))
    assert effect(group, "2A").missing == "register:development"
    deliver(group, "development", used("BUF", 2023, 50), used("SOC", 2024, 50))
    assert effect(group, "2A").missing == "no_common_year"
    assert effect(group, "2A", "SOC").missing == "register:initiatives"
    deliver(group, "development", used("BUF", 2024, 0))
    assert effect(group, "2A").missing == "zero_denominator"


def test_moved_staff_is_a_part_of_all_staff(group: Group) -> None:
    deliver(group, "headcount", staff("BUF", 100), staff("ENE", 300))
    rows = [
        initiative("BUF", 2024, "I1", fte_freed=4, fte_reallocated=3),
        initiative("BUF", 2024, "I2", fte_freed=2, fte_reallocated=""),
        initiative("BUF", 2023, "I3", fte_freed=2, fte_reallocated=2),
        initiative("ENE", 2024, "I4", fte_freed=2, fte_reallocated=1),
    ]
    deliver(group, "initiatives", *rows)
    assert effect(group, "2B").value == pytest.approx(3 / 100 * 100)
    assert effect(group, "2B", "group").value == pytest.approx((3 + 1) / (100 + 300) * 100)
    assert effect(group, "2B", "municipality").value == pytest.approx(3 / 100 * 100)


def test_moved_staff_that_nobody_counted_is_empty(group: Group) -> None:
    deliver(group, "initiatives", initiative("BUF", 2024), initiative("SOC", 2024, fte_reallocated=1, fte=2))
    assert effect(group, "2B").missing == "no_reallocated_fte"
    assert effect(group, "2B", "SOC").missing == "no_headcount"
    assert effect(group, "2B", "ENE").missing == "register:initiatives"
    deliver(group, "headcount", staff("SOC", 0))
    assert effect(group, "2B", "SOC").missing == "zero_denominator"


def test_realised_benefit_is_a_part_of_the_planned(group: Group) -> None:
    rows = [
        initiative("BUF", 2024, "I1", benefit_planned_sek=40, benefit_realised_sek=30),
        initiative("BUF", 2024, "I2", benefit_planned_sek=60, benefit_realised_sek=-5),
        initiative("BUF", 2025, "I3", benefit_planned_sek=99, benefit_realised_sek=99),
        initiative("ENE", 2024, "I4", benefit_planned_sek=100, benefit_realised_sek=15),
    ]
    deliver(group, "initiatives", *rows)
    assert effect(group, "2C").value == pytest.approx((30 - 5) / (40 + 60) * 100)
    assert effect(group, "2C", "municipality").value == pytest.approx(25 / 100 * 100)
    assert effect(group, "2C", "group").value == pytest.approx((25 + 15) / (100 + 100) * 100)


def test_benefit_that_was_never_planned_or_stated_is_empty(group: Group) -> None:
    rows = [
        initiative("BUF", 2024, benefit_planned_sek=40),
        initiative("SOC", 2024, benefit_realised_sek=40),
        initiative("ENE", 2024, benefit_realised_sek=40, benefit_planned_sek=0),
    ]
    deliver(group, "initiatives", *rows)
    assert effect(group, "2C").missing == "no_realised_benefit"
    assert effect(group, "2C", "SOC").missing == "no_planned_benefit"
    assert effect(group, "2C", "ENE").missing == "zero_denominator"
    assert effect(group, "2C", "DIG").missing == "register:initiatives"


def test_the_rows_behind_2a_are_of_three_years_and_behind_2c_of_one(group: Group) -> None:
    deliver(group, "development", *(used("BUF", year, 5) for year in (2021, 2022, 2023, 2024)))
    deliver(group, "initiatives", *(benefit("BUF", year, 1, 1, f"I{year}") for year in (2021, 2022, 2023, 2024)))
    for variant, years in {"2A": (2022, 2023, 2024), "2C": (2024,)}.items():
        shown = explain(group.store, EVERYONE, "kpi2_effect", variant, "BUF", 2024)
        rows = [row["what"] for row in shown.inputs if row["register"] == "initiatives"]
        assert len(rows) == len(years) and all(f"I{year}" in row for year, row in zip(years, sorted(rows), strict=True))
