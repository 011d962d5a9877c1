"""KPI3 and KPI4: do services and their cases give the share a controller would count by hand?"""

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
