"""Can benefit and digital cost be traced as a pencil traces them?"""

from pathlib import Path

import pytest

from tests.fixtures.group import SIMPLE_RULES, Group, Row
from tests.golden.test_balance_cards import initiative

VALUED, BENEFIT, CASE = "benefit_valued_share", "benefit_to_cost", "cost_per_digital_service"

INITIATIVES = (
    initiative("a", "BUF", 100, direction="internal", benefit_planned_sek=80, benefit_realised_sek=50),
    initiative("b", "BUF", 300, direction="internal"),
    initiative("c", "BUF", 200, direction="external", benefit_realised_sek=0),
    initiative("d", "SOC", 50, direction="external", benefit_planned_sek=500),
    initiative("e", "ENE", 40, direction="internal", benefit_realised_sek=60),
    initiative("f", "ENE", 10),
)


def service(name: str, unit: str, it_cost: object = "", year: object = 2024, **more: object) -> Row:
    named = {"service": name, "unit": unit, "name": f"Tjänst {name}", "level": 2, "valid_from": "2020-01-01"}
    return named | {"year": year, "it_cost_sek": it_cost} | more


def volume(name: str, cases: object, channel: str = "digital", period: str = "2024-03") -> Row:
    return {"service": name, "period": period, "channel": channel, "cases": cases}


def with_initiatives(folder: Path, *rows: Row) -> Group:
    group = Group(folder).set_up(*SIMPLE_RULES)
    assert group.deliver("initiatives", *rows).status == "accepted"
    return group


def with_services(folder: Path, services: list[Row], volumes: list[Row]) -> Group:
    group = Group(folder).set_up(*SIMPLE_RULES)
    assert group.deliver("services", *services).status == "accepted"
    if volumes:
        assert group.deliver("service_volumes", *volumes).status == "accepted"
    return group


@pytest.fixture(scope="module")
def benefit(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return with_initiatives(tmp_path_factory.mktemp("benefit"), *INITIATIVES)


@pytest.fixture(scope="module")
def digital(tmp_path_factory: pytest.TempPathFactory) -> Group:
    services = [
        service("skola", "BUF", 900, level=4),
        service("mat", "BUF", 100),
        service("buss", "BUF", 5000),  # nobody uses it digitally
        service("fritid", "BUF"),  # nobody knows what it costs
        service("stöd", "SOC", 400),
        service("el", "ENE", 240),
    ]
    volumes = [
        volume("skola", 30), volume("skola", 15, "assisted_digital"), volume("skola", 500, "phone"),
        volume("mat", 5), volume("buss", 70, "visit"), volume("fritid", 1000), volume("stöd", 20),
        volume("el", 4),
    ]  # fmt: skip
    return with_services(tmp_path_factory.mktemp("digital"), services, volumes)


# --- benefit_valued_share


def test_an_initiative_is_valued_where_planned_or_realised_benefit_is_filled_in_be_it_with_0(
    benefit: Group,
) -> None:
    found = benefit.figure(VALUED, "BUF")
    assert found.value == pytest.approx(100 * 2 / 3)  # a and c, not b
    assert (found.numerator, found.denominator, found.status) == (2, 3, "utfall")
    assert benefit.figure(VALUED, "municipality").value == pytest.approx(100 * 3 / 4)
    assert benefit.figure(VALUED, "group").value == pytest.approx(100 * 4 / 6)


def test_initiatives_of_which_none_is_valued_give_0_and_no_initiatives_give_a_reason(tmp_path: Path) -> None:
    group = with_initiatives(tmp_path, initiative("a", "BUF", 100))
    assert group.figure(VALUED, "BUF").value == 0
    found = group.figure(VALUED, "SOC")
    assert (found.value, found.missing) == (None, "register:initiatives")


def test_a_correction_of_an_initiative_is_not_one_more_initiative(tmp_path: Path) -> None:
    group = with_initiatives(tmp_path, *INITIATIVES, initiative("a", "BUF", -20, direction="internal"))
    assert group.figure(VALUED, "BUF").denominator == 3
    # two units may use the same name for their own
    other = with_initiatives(tmp_path / "b", *INITIATIVES, initiative("a", "SOC", 20, direction="internal"))
    assert other.figure(VALUED, "municipality").denominator == 5


def test_an_initiative_of_two_years_is_counted_in_each_by_what_is_known_then(tmp_path: Path) -> None:
    group = with_initiatives(tmp_path, initiative("a", "BUF", 10, 2023), INITIATIVES[0])
    assert [group.figure(VALUED, "BUF", year).value for year in (2023, 2024)] == [0, 100]


# --- benefit_to_cost


def test_realised_benefit_by_the_cost_of_all_initiatives_of_that_direction(benefit: Group) -> None:
    found = benefit.figure(BENEFIT, "BUF", variant="internal")
    assert found.value == pytest.approx(50 / (100 + 300))
    assert (found.numerator, found.denominator, found.unit_of_measure) == (50, 100 + 300, "SEK/SEK")
    assert benefit.figure(BENEFIT, "BUF", variant="external").value == 0  # c says 0
    assert benefit.figure(BENEFIT, "group", variant="internal").value == pytest.approx((50 + 60) / (100 + 300 + 40))
    assert benefit.figure(BENEFIT, "municipality", variant="external").value == pytest.approx(0 / (200 + 50))


def test_benefit_that_nobody_registered_is_not_0(benefit: Group) -> None:
    found = benefit.figure(BENEFIT, "SOC", variant="external")
    assert (found.value, found.missing, found.denominator) == (None, "no_benefit_of_direction", 50)
    assert benefit.figure(BENEFIT, "SOC", variant="internal").missing == "no_initiative_of_direction"
    assert benefit.figure(BENEFIT, "BO", variant="internal").missing == "register:initiatives"


def test_a_corrected_cost_counts_and_a_cost_of_0_or_less_is_no_denominator(tmp_path: Path) -> None:
    def group(name: str, cost: int) -> Group:
        return with_initiatives(
            tmp_path / name, *INITIATIVES, initiative("a2", "BUF", cost, direction="internal")
        )

    assert group("a", -200).figure(BENEFIT, "BUF", variant="internal").value == pytest.approx(50 / (100 + 300 - 200))
    assert group("b", -400).figure(BENEFIT, "BUF", variant="internal").missing == "zero_denominator"
    assert group("c", -500).figure(BENEFIT, "BUF", variant="internal").missing == "negative_part"


def test_benefit_that_was_lost_again_is_negative(tmp_path: Path) -> None:
    lost = initiative("a2", "BUF", 0, direction="internal", benefit_realised_sek=-90)
    group = with_initiatives(tmp_path, *INITIATIVES, lost)
    assert group.figure(BENEFIT, "BUF", variant="internal").value == pytest.approx((50 - 90) / (100 + 300))


def test_benefit_belongs_to_its_own_year(tmp_path: Path) -> None:
    later = initiative("a", "BUF", 20, 2025, direction="internal", benefit_realised_sek=70)
    group = with_initiatives(tmp_path, *INITIATIVES, later)
    assert group.figure(BENEFIT, "BUF", 2024, "internal").value == pytest.approx(50 / (100 + 300))
    assert group.figure(BENEFIT, "BUF", 2025, "internal").value == pytest.approx(70 / 20)


# --- cost_per_digital_service


def test_only_services_with_both_a_cost_and_digital_cases_are_in_it(digital: Group) -> None:
    found = digital.figure(CASE, "BUF")
    assert found.value == pytest.approx((900 + 100) / (30 + 15 + 5))
    assert (found.numerator, found.denominator) == (900 + 100, 30 + 15 + 5)
    assert (found.unit_of_measure, found.status) == ("SEK/case", "utfall")
    assert digital.figure(CASE, "municipality").value == pytest.approx((900 + 100 + 400) / (30 + 15 + 5 + 20))
    assert digital.figure(CASE, "group").value == pytest.approx((900 + 100 + 400 + 240) / (30 + 15 + 5 + 20 + 4))


def test_what_is_missing_for_a_digital_case_is_named(digital: Group, tmp_path: Path) -> None:
    assert digital.figure(CASE, "BO").missing == "register:services,service_volumes"
    apart = with_services(
        tmp_path / "a", [service("buss", "BUF", 5000), service("fritid", "BUF")],
        [volume("buss", 70, "visit"), volume("fritid", 10)],
    )  # fmt: skip
    assert apart.figure(CASE, "BUF").missing == "no_service_with_both"
    silent = with_services(tmp_path / "b", [service("buss", "BUF", 5000)], [])
    assert silent.figure(CASE, "BUF").missing == "register:service_volumes"
    free = with_services(tmp_path / "c", [service("fritid", "BUF")], [volume("fritid", 10)])
    assert free.figure(CASE, "BUF").missing == "register:services"


def test_cases_and_costs_of_other_years_and_of_services_that_ended_are_left_out(tmp_path: Path) -> None:
    services = [
        service("skola", "BUF", 900), service("skola", "BUF", 7000, 2023),
        service("gammal", "BUF", 300, valid_to="2024-12-30"),
    ]  # fmt: skip
    volumes = [
        volume("skola", 30), volume("skola", 60, period="2023-12"), volume("skola", 60, period="2025-01"),
        volume("gammal", 40),
    ]  # fmt: skip
    group = with_services(tmp_path, services, volumes)
    assert group.figure(CASE, "BUF").value == pytest.approx(900 / 30)
    assert group.figure(CASE, "BUF", 2023).value == pytest.approx((7000) / 60)
    assert group.figure(CASE, "BUF", 2025).missing == "register:services"


def test_corrected_cases_lower_the_number_and_a_service_whose_cases_vanish_is_left_out(tmp_path: Path) -> None:
    services = [service("skola", "BUF", 900), service("mat", "BUF", 100)]
    volumes = [volume("skola", 30), volume("skola", -12, period="2024-04"), volume("mat", 5), volume("mat", -5)]
    group = with_services(tmp_path, services, volumes)
    assert group.figure(CASE, "BUF").value == pytest.approx(900 / (30 - 12))
