"""Does an edition tell nobody's number to whoever has kept every edition before it?"""

from collections import defaultdict
from pathlib import Path

import pytest

from data.snapshot import staff_of
from kpi.commands import main
from kpi.editions import publish, take_back
from kpi.parameter import constants
from kpi.publish import numbers_of, publish_to
from kpi.published import Published
from kpi.undoing import undo
from kpi.withholding import told_numbers
from tests.fixtures.editions import shown, two_costs
from tests.fixtures.group import EVERYONE, Group
from tests.fixtures.secretive import secretive


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Group:
    return secretive(tmp_path_factory.mktemp("published"))


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return two_costs(tmp_path)


def test_the_numbers_of_staff_an_edition_tells_are_all_read_back_as_they_are(built: Group) -> None:
    publish_to(built.store, EVERYONE, built.folder / "edition.duckdb")
    rows = staff_of(built.folder / "edition.duckdb")
    numbers, said = numbers_of(built.store, built.figures()).of, told_numbers(rows["told_sides"], rows["unit_year"])
    assert {cell: round(number, 6) for cell, number in said.items()} == {
        cell: round(numbers[cell], 6) for cell in said
    }
    assert said.keys() & {(cell["measure"], cell["unit"], cell["year"]) for cell in rows["hidden"]} == set()
    # whatever of the headcount stands in a row of a unit, or is the difference of two that do, has been read
    printed: dict[str, set[float]] = defaultdict(set)
    for row in [*rows["told_sides"], *rows["unit_year"]]:
        sides = (row.get(name) for name in ("numerator", "denominator", "total_fte"))
        printed[row["unit"]] |= {float(side) for side in sides if side}
    had = {unit: {round(a - b, 6) for a in found for b in (0.0, *found)} for unit, found in printed.items()}
    of_register = {cell: number for cell, number in numbers.items() if "." not in cell[0] and number % 0.5}
    seen = {cell for cell, number in of_register.items() if round(number, 6) in had[cell[1]]}
    assert {"total", "it", "digital", "development_used"} <= {measure for measure, _, _ in said}
    assert seen - said.keys() == set()


def staffed(group: Group, **fte: float) -> None:
    kept = {"period": "2024-03", "role": "other", "resource_class": "permanent"}
    group.deliver("headcount", *({"unit": unit, "fte": count} | kept for unit, count in fte.items()))


def hidden_units(published: Published) -> set[str]:
    return {unit for unit, _ in published.edition.suppressed.get("total", ())}


def test_what_any_edition_kept_out_stays_out_also_when_another_is_taken_back(group: Group) -> None:
    staffed(group, BUF=3, SOC=8, SCIT=40, ENE=30)
    publish(group.store, EVERYONE)
    staffed(group, BUF=30, SOC=8, SCIT=40, ENE=3)
    publish(group.store, EVERYONE)
    take_back(group.store, EVERYONE, 1, "fel")
    staffed(group, BUF=30, SOC=8, SCIT=40, ENE=30)
    publish(group.store, EVERYONE)
    # the group's 81 of the second less a municipality of 78 told now would be the 3 of ENE, and that 78 could be had
    # of a group of 108 told now less the 30 that the first told of ENE
    assert hidden_units(shown(group)) == {"BUF", "SOC", "ENE", "municipality", "group"}


def test_what_an_earlier_edition_told_is_no_cover_for_what_a_later_one_keeps_out(group: Group) -> None:
    staffed(group, BUF=20, SOC=8, SCIT=40, ENE=30)
    publish(group.store, EVERYONE)
    assert hidden_units(shown(group)) == set()
    staffed(group, BUF=3, SOC=8, SCIT=40, ENE=30)
    publish(group.store, EVERYONE)
    # with SOC hidden too, 51 - 40 - the 8 of the first edition would be the 3 of BUF: the totals are what is new
    assert hidden_units(shown(group)) == {"BUF", "municipality", "group"}


def test_a_number_that_was_gone_for_an_edition_stays_out_when_it_is_back_and_in_a_file_of_its_own(group: Group) -> None:
    staffed(group, BUF=3, SOC=8, SCIT=40)
    publish(group.store, EVERYONE)
    last = max(row["act_id"] for row in group.store.query("store/acts").to_pylist() if row["act"] == "load")
    undo(group.store, last, "Anna", constants())
    publish(group.store, EVERYONE)
    assert hidden_units(shown(group)) == set()
    staffed(group, BUF=30, SOC=8, SCIT=40)
    publish(group.store, EVERYONE)
    # the municipality's 51 of the first less SOC's 8 and SCIT's 40 would be the 3 of BUF
    assert hidden_units(shown(group)) == {"BUF", "SOC"}
    file = group.folder / "egen.duckdb"
    assert main(["publish", "--store", str(group.store.folder), "--out", str(file)]) == 0
    assert hidden_units(Published.open(file)) == {"BUF", "SOC"}


def told_of(card: str, variant: str, above: float, below: float) -> dict[str, object]:
    return {"card": card, "variant": variant, "unit": "SOC", "year": 2024, "numerator": above, "denominator": below}


@pytest.mark.parametrize(
    ("sides", "total", "said"),
    [
        ([told_of("fte_change", "it_nominal", 12, 10)], None, {("it", 2024): 12, ("it", 2023): 10}),
        ([told_of("it_fte_share", "incl_local", 18.5, 90)], None, {("total", 2024): 90}),
        (
            [told_of("it_fte_share", "central", 12, 90), told_of("it_fte_share", "incl_local", 18.5, 90)],
            None,
            {("it", 2024): 12, ("local", 2024): 18.5 - 12, ("total", 2024): 90},
        ),
        ([told_of("kpi2_effect", "2B", 6, None)], 90, {("reallocated", 2024): 6, ("total", 2024): 90}),
    ],
)
def test_a_number_is_told_by_a_change_a_difference_or_a_units_year_as_well(
    sides: list[dict[str, object]], total: float | None, said: dict[tuple[str, int], float]
) -> None:
    unit_years = [{"unit": "SOC", "year": 2024, "total_fte": total}]
    assert told_numbers(sides, unit_years) == {(measure, "SOC", year): fte for (measure, year), fte in said.items()}
