"""KPI5: do the measures that are steered by give the change a controller would count by hand?"""

import pytest

from tests.fixtures.card_query import Answer
from tests.fixtures.steering import Steering

Row = dict[str, object]


def measure(name: str, valid_from: str, valid_to: str = "", version: str = "1", **more: object) -> Row:
    held = {"measure": name, "unit": "BUF", "version": version, "valid_from": valid_from, "valid_to": valid_to}
    return held | more


def steering(variant: str, *rows: Row, year: int = 2024, unit: str = "BUF") -> Answer:
    """Return a variant of KPI5."""
    return Steering(measures=rows).answer("kpi5_steering_change", variant, year, unit)


STABLE = measure("stable", "2020-01-01")


def test_unchanged_steering_is_zero_and_not_missing() -> None:
    figure = steering("5A", STABLE)
    assert (figure.value, figure.missing) == (0, None)
    assert steering("5B", STABLE).value == 0


def test_the_days_of_the_two_sets_are_the_last_of_each_year() -> None:
    rows = [
        STABLE,
        measure("last day before", "2020-01-01", "2023-12-31"),  # in A
        measure("gone the day before", "2020-01-01", "2023-12-30"),  # in neither
        measure("first day", "2024-01-01"),  # in B
        measure("within the year", "2024-02-01", "2024-12-30"),  # in neither
        measure("the year after", "2025-01-01"),  # in neither
    ]
    figure = steering("5A", *rows)
    assert (figure.numerator, figure.denominator) == (2, 3)
    assert figure.value == pytest.approx((1 - 1 / 3) * 100)
    assert steering("5B", *rows).value == pytest.approx((1 + 1 + 0) / 2 * 100)


def test_a_new_version_is_another_member_of_the_set_but_one_change() -> None:
    rows = [STABLE, measure("M", "2020-01-01", "2024-06-30"), measure("M", "2024-07-01", version="2")]
    assert steering("5A", *rows).value == pytest.approx((1 - 1 / 3) * 100)
    assert steering("5B", *rows).value == pytest.approx((0 + 0 + 1) / 2 * 100)


def test_a_changed_target_alone_is_no_change() -> None:
    rows = [
        measure("M", "2020-01-01", "2024-06-30", target_version="a"),
        measure("M", "2024-07-01", target_version="b"),
    ]
    held = Steering(measures=rows)
    assert held.answer("kpi5_steering_change", "5A", 2024).value == 0
    told = held.connection.execute("SELECT unit, retargeted FROM fct_measure_year WHERE year = 2024").fetchall()
    assert dict(told) == {"BUF": 1, "municipality": 1, "group": 1}


def test_a_new_version_with_a_new_target_is_no_changed_target_alone() -> None:
    rows = [
        measure("M", "2020-01-01", "2024-06-30", target_version="a"),
        measure("M", "2024-07-01", version="2", target_version="b"),
    ]
    told = Steering(measures=rows).connection.execute(
        "SELECT retargeted FROM fct_measure_year WHERE year = 2024 AND unit = 'BUF'"
    )
    assert told.fetchall() == [(0,)]


def test_the_age_of_a_measure_runs_from_the_first_day_of_its_version() -> None:
    """From 2020-01-01 to 2024-12-31 are 1 826 days, from 2024-07-01 183; a new target makes nothing younger."""
    rows = [
        measure("M", "2020-01-01", "2023-06-30", target_version="a"),
        measure("M", "2023-07-01", target_version="b"),
        measure("N", "2020-01-01", "2024-06-30"),
        measure("N", "2024-07-01", version="2"),
        measure("gone", "2020-01-01", "2024-12-30"),
    ]
    assert steering("5C", *rows).value == pytest.approx((1826 + 183) / 365.25 / 2)


def test_the_same_measure_of_two_units_is_two_measures_of_their_municipality() -> None:
    rows = [
        STABLE,
        STABLE | {"unit": "SOC", "valid_to": "2024-06-30"},
        STABLE | {"unit": "ENE", "valid_from": "2024-07-01"},
    ]
    assert steering("5A", *rows).value == 0
    assert steering("5A", *rows, unit="municipality").value == pytest.approx((1 - 1 / 2) * 100)
    assert steering("5A", *rows, unit="group").value == pytest.approx((1 - 1 / 3) * 100)


def test_measures_of_the_municipality_s_own_win_over_its_units_in_every_year() -> None:
    rows = [
        STABLE,
        measure("new", "2024-03-01"),
        measure("town", "2020-01-01", unit="municipality"),
        measure("town 2", "2024-03-01", unit="municipality"),
        measure("town 3", "2024-03-01", unit="municipality"),
    ]
    assert steering("5A", *rows, unit="municipality").value == pytest.approx((1 - 1 / 3) * 100)
    assert steering("5A", *rows, unit="group").value == pytest.approx((1 - 1 / 2) * 100)
    assert steering("5A", *rows).value == pytest.approx((1 - 1 / 2) * 100)


def test_a_card_of_the_product_s_own_counts_with_the_version_and_the_days_of_the_register() -> None:
    rows = [
        measure("it_cost_per_fte", "2022-01-01", "2024-06-30", version="1", unit="group"),
        measure("it_cost_per_fte", "2024-07-01", version="2", unit="group"),
    ]
    assert steering("5B", *rows, unit="group").value == pytest.approx(1 / 1 * 100)
    assert steering("5A", *rows, unit="group", year=2023).value == 0


def test_the_first_measures_are_all_new_and_cannot_be_counted_against_none() -> None:
    first = measure("M", "2024-02-01")
    assert steering("5A", first).value == 100
    assert steering("5B", first).missing == "no_measures_before"


def test_no_registered_measure_cannot_be_computed_rather_than_standing_still() -> None:
    rows = [STABLE, measure("gone", "2018-01-01", "2019-06-30", unit="SOC")]
    for variant in ("5A", "5B", "5C"):
        figure = steering(variant, *rows, unit="ENE")
        assert (figure.value, figure.missing) == (None, "register:measures")
    assert steering("5A", *rows, unit="SOC").missing == "no_measures"
    assert steering("5C", *rows, unit="SOC", year=2019).missing == "no_measures"


def test_a_measure_that_two_sources_name_is_one() -> None:
    assert steering("5A", STABLE, dict(STABLE), measure("new", "2024-02-01")).denominator == 2
