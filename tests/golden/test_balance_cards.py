"""Are the two balances what a pencil gives, weighed by cost and by HTE?"""

from pathlib import Path

import pytest

from tests.fixtures.group import SIMPLE_RULES, Group, Row, line

EI, IE = "balance_ei", "balance_ie"


def initiative(name: str, unit: str, cost: object, year: int = 2024, **more: object) -> Row:
    return {"initiative": name, "unit": unit, "name": f"Initiativ {name}", "year": year, "cost_sek": cost, **more}


INITIATIVES = (
    initiative("a", "BUF", 300, orientation="efficiency", direction="internal", fte=2),
    initiative("b", "BUF", 100, orientation="innovation", direction="external", fte=3),
    initiative("c", "BUF", 900, direction="external"),  # no orientation, no HTE
    initiative("d", "SOC", 200, orientation="innovation", direction="internal"),
    initiative("e", "ENE", 400, orientation="innovation", fte=5),
)


def loaded(folder: Path, *rows: Row) -> Group:
    group = Group(folder).set_up(*SIMPLE_RULES)
    assert group.deliver("initiatives", *rows).status == "accepted"
    return group


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return loaded(tmp_path_factory.mktemp("balance"), *INITIATIVES)


def test_innovation_by_efficiency_and_innovation_leaves_out_what_has_no_orientation(group: Group) -> None:
    found = group.figure(EI, "BUF", variant="cost")
    assert found.value == pytest.approx(100 * 100 / (300 + 100))
    assert (found.numerator, found.denominator) == (100, 300 + 100)
    assert (found.unit_of_measure, found.status) == ("%", "utfall")


def test_external_by_internal_and_external_counts_every_initiative_with_a_direction(group: Group) -> None:
    assert group.figure(IE, "BUF", variant="cost").value == pytest.approx(100 * (100 + 900) / (300 + 100 + 900))


def test_the_municipality_and_the_group_sum_their_units_before_they_divide(group: Group) -> None:
    assert group.figure(EI, "municipality", variant="cost").value == pytest.approx(
        100 * (100 + 200) / (300 + 100 + 200)
    )
    assert group.figure(EI, "group", variant="cost").value == pytest.approx(
        100 * (100 + 200 + 400) / (300 + 100 + 200 + 400)
    )
    # e has no direction: the group is as external as the municipality
    internal, external = 300 + 200, 100 + 900
    for scope in ("municipality", "group"):
        assert group.figure(IE, scope, variant="cost").value == pytest.approx(
            100 * external / (internal + external)
        )


def test_weighed_by_hte_an_initiative_without_hte_weighs_on_neither_side(group: Group) -> None:
    assert group.figure(EI, "BUF", variant="fte").value == pytest.approx(100 * 3 / (2 + 3))
    assert group.figure(IE, "BUF", variant="fte").value == pytest.approx(100 * 3 / (2 + 3))
    assert group.figure(EI, "group", variant="fte").value == pytest.approx(100 * (3 + 5) / (2 + 3 + 5))
    assert group.figure(EI, "SOC", variant="fte").missing == "no_initiative_fte"


def test_a_side_that_nothing_lies_on_counts_0_and_the_other_all(group: Group) -> None:
    assert group.figure(EI, "SOC", variant="cost").value == 100
    assert group.figure(IE, "SOC", variant="cost").value == 0


def test_a_unit_without_initiatives_or_without_the_axis_says_which(group: Group) -> None:
    for variant in ("cost", "fte"):
        found = group.figure(EI, "BO", variant=variant)
        assert (found.value, found.status, found.missing) == (None, None, "register:initiatives")
    assert group.figure(IE, "ENE", variant="cost").missing == "no_direction"
    assert "initiativ" in group.figure(EI, "BO", variant="cost").reason("sv")


def test_an_initiative_that_costs_nothing_is_no_denominator(tmp_path: Path) -> None:
    group = loaded(tmp_path, initiative("a", "BUF", 0, orientation="innovation", direction="internal", fte=1))
    assert group.figure(EI, "BUF", variant="cost").missing == "zero_denominator"
    assert group.figure(EI, "BUF", variant="fte").value == 100


def test_a_correction_lowers_its_side_and_one_that_outweighs_it_ends_the_balance(tmp_path: Path) -> None:
    corrected = initiative("b2", "BUF", -60, orientation="innovation", direction="external")
    group = loaded(tmp_path / "a", *INITIATIVES, corrected)
    assert group.figure(EI, "BUF", variant="cost").value == pytest.approx(100 * (100 - 60) / (300 + 100 - 60))
    group = loaded(tmp_path / "b", *INITIATIVES, corrected | {"cost_sek": -160})
    found = group.figure(EI, "BUF", variant="cost")
    assert (found.value, found.missing, found.numerator) == (None, "negative_part", 100 - 160)


def test_only_the_initiatives_of_the_year_count(tmp_path: Path) -> None:
    later = initiative("f", "BUF", 5000, 2025, orientation="innovation")
    earlier = initiative("g", "BUF", 5000, 2023, orientation="efficiency")
    group = loaded(tmp_path, *INITIATIVES, later, earlier)
    assert group.figure(EI, "BUF", variant="cost").value == pytest.approx(25)
    assert [group.figure(EI, "BUF", year, "cost").value for year in (2023, 2025)] == [0, 100]


def test_a_year_of_which_only_the_ledger_tells_lacks_the_register(tmp_path: Path) -> None:
    group = loaded(tmp_path, *INITIATIVES)
    group.deliver("ledger", line("BUF", "6100", 10, "2022-02-02"))
    assert group.figure(EI, "group", 2022, "cost").missing == "register:initiatives"
