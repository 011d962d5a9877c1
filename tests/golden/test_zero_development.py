"""Are the services without development counted as a pencil would?"""

from pathlib import Path

import pytest

from kpi.drill import explain
from kpi.figures import Figure
from tests.fixtures.group import EVERYONE, SIMPLE_RULES, Group, Row

CARD = "zero_development_share"


def service(code: str, unit: str = "BUF", cost: object = "", year: object = 2024, **more: object) -> Row:
    told = {"service": code, "unit": unit, "name": code, "level": 2, "valid_from": "2020-01-01", "valid_to": ""}
    return told | {"year": year, "gross_cost_sek": 10, "development_cost_sek": cost} | more


def served(folder: Path, *rows: Row) -> Group:
    group = Group(folder).set_up(*SIMPLE_RULES)
    delivered = group.deliver("services", *rows)
    assert delivered.status == "accepted", delivered
    return group


def share(group: Group, unit: str = "BUF", year: int = 2024) -> Figure:
    return group.figure(CARD, unit, year)


def test_no_development_is_0_or_empty_or_no_row_of_the_year(tmp_path: Path) -> None:
    rows = [service("A", cost=100), service("B", cost=0), service("C"), service("D", year=2023, cost=50)]
    figure = share(served(tmp_path, *rows))
    assert (figure.numerator, figure.denominator) == (3, 4)
    assert figure.value == pytest.approx(3 / 4 * 100)
    assert figure.status == "utfall"


def test_only_services_of_31_december_count(tmp_path: Path) -> None:
    ended = service("B", valid_to="2024-12-30")
    last_day = service("C", valid_to="2024-12-31")
    begun = service("D", valid_from="2024-12-31")
    later = service("E", valid_from="2025-01-01", year="")
    assert share(served(tmp_path, service("A", cost=1), ended, last_day, begun, later)).value == pytest.approx(
        2 / 3 * 100
    )


def test_a_service_that_changed_its_level_in_the_year_is_one_service(tmp_path: Path) -> None:
    before = service("A", cost=40, valid_to="2024-06-30")
    after = service("A", cost=0, valid_from="2024-07-01", level=3)
    figure = share(served(tmp_path, before, after, service("B")))
    assert (figure.numerator, figure.denominator) == (1, 2)


def test_a_correction_that_takes_all_of_the_development_back_leaves_none(tmp_path: Path) -> None:
    booked = service("A", cost=40, valid_to="2024-06-30")
    back = service("A", cost=-40, valid_from="2024-07-01")
    figure = share(served(tmp_path, booked, back, service("B", cost=5)))
    assert (figure.numerator, figure.denominator) == (1, 2)


def test_the_whole_counts_the_services_of_its_units(tmp_path: Path) -> None:
    rows = [service("A", cost=1), service("B"), service("C", "SOC"), service("D", "ENE"), service("E", "ENE", 5)]
    group = served(tmp_path, *rows)
    assert share(group, "municipality").value == pytest.approx((1 + 1) / (2 + 1) * 100)
    assert share(group, "group").value == pytest.approx((1 + 1 + 1) / (2 + 1 + 2) * 100)


def test_a_unit_that_has_said_nothing_of_the_year_is_left_out_of_the_whole(tmp_path: Path) -> None:
    group = served(
        tmp_path, service("A", cost=1), service("B"), service("C", "SOC", year=""), service("D", "SOC", year=2023)
    )
    assert (share(group, "SOC").value, share(group, "SOC").missing) == (None, "no_service_year")
    assert (share(group, "group").numerator, share(group, "group").denominator) == (1, 2)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    group = served(tmp_path, service("A", cost=1), service("B", "SOC", valid_to="2024-11-30"))
    assert share(group, "SOC").missing == "no_service_in_force"
    assert share(group, "ENE").missing == "register:services"
    assert "tjanster" in share(group, "ENE").reason("sv")


def test_the_way_back_lists_the_services_rows_that_the_year_rests_on(tmp_path: Path) -> None:
    group = served(tmp_path, service("A", cost=1), service("A", cost=2, year=2023), service("B", "SOC"))
    found = explain(group.store, EVERYONE, CARD, None, "BUF", 2024)
    assert [(row["register"], row["unit"]) for row in found.inputs] == [("services", "BUF")]
    assert "year 2024" in found.inputs[0]["what"]


def test_a_store_without_services_names_the_register(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": 1})
    assert {figure.missing for figure in group.figures(card_ids=[CARD])} == {"register:services"}
