"""KPI3, KPI4 and KPI5: do services, cases and measures give the share a controller would count by hand?"""

import pytest

from tests.fixtures.card_query import Answer
from tests.fixtures.steering import Steering

Row = dict[str, object]


def service(name: str, level: int, valid_from: str = "2020-01-01", **more: object) -> Row:
    return {"service": name, "unit": "BUF", "name": name, "level": level, "valid_from": valid_from} | more


def cost(name: str, level: int, year: int, sek: object, **more: object) -> Row:
    return service(name, level, year=year, gross_cost_sek=sek, **more)


def cases(name: str, number: object, channel: str = "digital", period: str = "2024-05") -> Row:
    return {"service": name, "period": period, "channel": channel, "cases": number}


def services(variant: str, *rows: Row, year: int = 2024, unit: str = "BUF", **registers: list[Row]) -> Answer:
    """Return a variant of KPI3."""
    return Steering(services=rows, **registers).answer("kpi3_digital_services", variant, year, unit)


def takeup(variant: str, year: int = 2024, unit: str = "BUF", **registers: list[Row]) -> Answer:
    """Return a variant of KPI4."""
    return Steering(**registers).answer("kpi4_digital_takeup", variant, year, unit)


# --- KPI3


def test_only_level_four_is_a_digital_service() -> None:
    rows = [service(f"S{level}", level) for level in range(5)]
    assert services("3A", *rows).value == pytest.approx(1 / 5 * 100)


def test_a_service_counts_in_the_years_whose_last_day_it_is_valid_on() -> None:
    rows = [
        service("stays", 4),
        service("ends the day before", 4, valid_to="2024-12-30"),
        service("ends that day", 2, valid_to="2024-12-31"),
        service("begins that day", 2, "2024-12-31"),
        service("begins the day after", 4, "2025-01-01"),
    ]
    assert services("3A", *rows, year=2024).value == pytest.approx(1 / 3 * 100)
    assert services("3A", *rows, year=2025).value == pytest.approx(2 / 3 * 100)


def test_a_service_that_rose_in_the_year_has_the_level_it_ended_on() -> None:
    rows = [service("S", 2, valid_to="2024-06-30"), service("S", 4, "2024-07-01"), service("T", 1)]
    assert services("3A", *rows, year=2023).value == 0
    assert services("3A", *rows, year=2024).value == pytest.approx(1 / 2 * 100)


def test_a_service_with_a_row_a_year_is_one_service() -> None:
    rows = [cost("S", 4, year, 10) for year in (2022, 2023, 2024)] + [service("T", 1)]
    assert services("3A", *rows).denominator == 2


def test_services_are_weighted_by_the_gross_cost_of_that_year_s_row() -> None:
    rows = [cost("S", 4, 2023, 500), cost("S", 4, 2024, 30), cost("T", 2, 2024, 70), service("U", 4)]
    assert services("3B", *rows, year=2024).value == pytest.approx(30 / (30 + 70) * 100)
    assert services("3B", *rows, year=2023).value == pytest.approx(500 / 500 * 100)


def test_a_year_s_cost_in_two_rows_is_the_sum_of_them_and_a_correction_takes_away() -> None:
    risen = [
        cost("S", 2, 2024, 20, valid_to="2024-06-30"),
        cost("S", 4, 2024, 30, valid_from="2024-07-01"),
        cost("T", 1, 2024, 60),
        cost("T", 1, 2024, -10, valid_from="2020-01-02"),
    ]
    assert services("3B", *risen).value == pytest.approx((20 + 30) / (20 + 30 + 60 - 10) * 100)


def test_services_are_weighted_by_their_cases_in_all_channels() -> None:
    rows = [service("S", 4), service("T", 2), service("without", 4), service("ended", 4, valid_to="2024-06-30")]
    volumes = [
        cases("S", 30),
        cases("S", 10, "paper", "2024-12"),
        cases("S", 500, "paper", "2025-01"),
        cases("T", 60),
        cases("ended", 900),
    ]
    figure = services("3C", *rows, service_volumes=volumes)
    assert figure.value == pytest.approx((30 + 10) / (30 + 10 + 60) * 100)


@pytest.mark.parametrize("variant", ["3A", "3B", "3C"])
def test_municipality_and_group_hold_the_services_of_their_units(variant: str) -> None:
    rows = [
        cost("S", 4, 2024, 10),
        cost("T", 2, 2024, 30, unit="SOC"),
        cost("U", 4, 2024, 60, unit="ENE"),
    ]
    volumes = [cases("S", 10), cases("T", 30), cases("U", 60)]
    weight = {"S": 1, "T": 1, "U": 1} if variant == "3A" else {"S": 10, "T": 30, "U": 60}
    town = services(variant, *rows, unit="municipality", service_volumes=volumes)
    group = services(variant, *rows, unit="group", service_volumes=volumes)
    assert town.value == pytest.approx(weight["S"] / (weight["S"] + weight["T"]) * 100)
    assert group.value == pytest.approx((weight["S"] + weight["U"]) / sum(weight.values()) * 100)


@pytest.mark.parametrize(
    ("variant", "rows", "volumes", "missing"),
    [
        ("3A", [], [], "register:services"),
        ("3A", [service("S", 4, valid_to="2023-12-31")], [], "no_service"),
        ("3B", [service("S", 4)], [], "no_service_cost"),
        ("3B", [cost("S", 4, 2023, 10)], [], "no_service_cost"),
        ("3B", [cost("S", 4, 2024, 0)], [], "zero_denominator"),
        ("3C", [service("S", 4)], [], "register:service_volumes"),
        ("3C", [service("S", 4)], [cases("S", 0)], "zero_denominator"),
    ],
)
def test_services_that_are_not_known_give_no_share(
    variant: str, rows: list[Row], volumes: list[Row], missing: str
) -> None:
    kept = [service("elsewhere", 4, unit="SOC"), cost("elsewhere", 4, 2024, 5, unit="SOC")]
    figure = services(variant, *rows, *kept, service_volumes=[*volumes, cases("elsewhere", 1)])
    assert (figure.value, figure.missing, figure.status) == (None, missing, None)


# --- KPI4


def test_cases_in_digital_channels_are_a_part_of_all_cases_of_the_year() -> None:
    volumes = [
        cases("S", 20),
        cases("S", 5, "assisted_digital", "2024-01"),
        cases("S", 15, "phone"),
        cases("S", 6, "visit"),
        cases("T", 4, "paper", "2024-12"),
        cases("T", 100, "paper", "2023-12"),
        cases("T", 100, "digital", "2025-01"),
    ]
    figure = takeup("4A", services=[service("S", 2), service("T", 2)], service_volumes=volumes)
    assert figure.value == pytest.approx((20 + 5) / (20 + 5 + 15 + 6 + 4) * 100)


def test_a_negative_number_of_cases_corrects_an_earlier_one() -> None:
    volumes = [cases("S", 20), cases("S", -4, period="2024-06"), cases("S", 24, "phone")]
    figure = takeup("4A", services=[service("S", 2)], service_volumes=volumes)
    assert figure.value == pytest.approx((20 - 4) / (20 - 4 + 24) * 100)


def test_cases_of_municipality_and_group_are_those_of_their_units() -> None:
    held = {
        "services": [service("S", 2), service("E", 2, unit="ENE")],
        "service_volumes": [cases("S", 10), cases("S", 30, "phone"), cases("E", 50)],
    }
    assert takeup("4A", unit="municipality", **held).value == pytest.approx(10 / 40 * 100)
    assert takeup("4A", unit="group", **held).value == pytest.approx((10 + 50) / (40 + 50) * 100)


def test_a_year_without_cases_has_no_share() -> None:
    held = {"services": [service("S", 2)], "service_volumes": [cases("S", 10, period="2023-05")]}
    assert takeup("4A", **held).missing == "register:service_volumes"
    zero = held | {"service_volumes": [cases("S", 0)]}
    assert takeup("4A", **zero).missing == "zero_denominator"


def test_new_and_retired_services_are_a_part_of_the_mean_of_the_year() -> None:
    """Valid 1 January: old, rising, retired, retired that day = 4. Valid 31 December: old, rising, new = 3."""
    rows = [
        service("old", 2),
        service("rising", 2, valid_to="2024-06-30"),
        service("rising", 4, "2024-07-01"),  # the same service: neither new nor retired
        service("retired", 1, valid_to="2024-03-31"),
        service("retired the first day", 1, valid_to="2024-01-01"),
        service("new", 4, "2024-12-31"),
        service("long gone", 1, valid_to="2023-12-31"),
        service("next year", 4, "2025-01-01"),
    ]
    assert takeup("4C", services=rows).value == pytest.approx((1 + 2) / ((4 + 3) / 2) * 100)


def test_a_service_that_begins_and_ends_in_a_year_is_both_new_and_retired() -> None:
    rows = [service("short", 2, "2024-02-01", valid_to="2024-10-31"), service("old", 2)]
    assert takeup("4C", services=rows).value == pytest.approx((1 + 1) / ((1 + 1) / 2) * 100)


def test_a_service_that_moves_between_units_is_not_new() -> None:
    rows = [
        service("S", 2, valid_to="2024-06-30"),
        service("S", 2, "2024-07-01", unit="SOC"),
        service("T", 2, unit="SOC"),
    ]
    assert takeup("4C", services=rows, unit="SOC").value == 0
    assert takeup("4C", services=rows, unit="municipality").value == 0


def test_no_service_has_neither_come_nor_gone_where_there_are_none() -> None:
    rows = [service("S", 2, valid_to="2022-12-31"), service("E", 2, unit="ENE")]
    assert takeup("4C", services=rows).missing == "no_service"
    assert takeup("4C", services=rows, unit="SOC").missing == "register:services"
    assert takeup("4C", services=rows, unit="group").value == 0


# --- KPI5


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
