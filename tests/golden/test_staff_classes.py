"""Do the classes of staff sum to the year's full-time equivalents, counted by the same rule?"""

from collections import defaultdict
from pathlib import Path

import pytest

from data.store import Store
from tests.fixtures.group import SIMPLE_RULES, Group, Row, in_store


def staff(unit: str, role: str, resource_class: str, fte: float, period: str = "2024-01", part: float = 1) -> Row:
    counted = {"unit": unit, "period": period, "role": role, "resource_class": resource_class, "fte": fte}
    return counted | {"time_share": part}


ROWS = [
    # a consultant in one of two periods counts half
    *(staff("BUF", "it", "permanent", 4, period) for period in ("2024-01", "2024-02")),
    staff("BUF", "digitalisation", "external_consultant", 3, "2024-02"),
    staff("BUF", "digitalisation", "fixed_term", 1),
    staff("BUF", "systemägare", "permanent", 10, part=0.2),
    staff("BUF", "other", "permanent", 50),
    staff("SCIT", "it", "permanent", 20),
    staff("SCIT", "it", "borrowed_internal", 2),
    staff("ENE", "digitalisation", "borrowed_internal", 5),
]  # fmt: skip


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Group:
    group = Group(tmp_path_factory.mktemp("classes")).set_up(*SIMPLE_RULES)
    assert group.deliver("headcount", *ROWS).status == "accepted"
    group.deliver("headcount", staff("BUF", "it", "external_consultant", 1, "2024-03"), source="invoices")
    group.deliver("headcount", staff("BUF", "it", "permanent", 9, "2023-12"), source="last year")
    return group


def classes(group: Group, unit: str, year: int = 2024) -> dict[tuple[str, str], tuple[float, float]]:
    rows = [row for row in in_store(group.store, "fct_staff_class") if (row["unit"], row["year"]) == (unit, year)]
    return {(row["role_group"], row["resource_class"]): (row["fte"], row["shared_fte"]) for row in rows}


def test_a_class_is_the_sum_of_its_rows_by_its_sources_periods(group: Group) -> None:
    school = classes(group, "BUF")
    assert school["it", "permanent"] == (pytest.approx((4 + 4) / 2), pytest.approx(4))
    assert school["digitalisation", "external_consultant"][0] == pytest.approx((0 + 3) / 2)
    assert school["local", "permanent"] == (pytest.approx(10 / 2), pytest.approx(10 * 0.2 / 2))
    # another source has its own periods
    assert school["it", "external_consultant"][0] == pytest.approx(1 / 1)
    assert classes(group, "BUF", 2023) == {("it", "permanent"): (9, 9)}


def test_municipality_and_group_are_sums_of_their_units(group: Group) -> None:
    assert classes(group, "municipality")["it", "permanent"][0] == pytest.approx(4 + 20)
    assert ("digitalisation", "borrowed_internal") not in classes(group, "municipality")
    assert classes(group, "group")["digitalisation", "borrowed_internal"][0] == pytest.approx(5)


def test_the_classes_sum_to_the_years_staff_of_every_unit(group: Group) -> None:
    years = {(row["unit"], row["year"]): row for row in in_store(group.store, "fct_unit_year")}
    summed: dict[tuple[str, int], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in in_store(group.store, "fct_staff_class"):
        found, role, held = summed[row["unit"], row["year"]], row["role_group"], row["resource_class"]
        found["total_fte"] += row["fte"]
        if role == "it":
            found["it_fte"] += row["fte"]
        if role == "local":
            found["local_it_fte"] += row["shared_fte"]
        if role == "digitalisation":
            found["digital_fte"] += row["fte"]
            found["digital_permanent_fte"] += row["fte"] if held == "permanent" else 0
            temporary = held in ("borrowed_internal", "external_consultant")
            found["digital_temporary_fte"] += row["fte"] if temporary else 0
    assert set(summed) == {key for key, row in years.items() if row["total_fte"] is not None}
    for key, found in summed.items():
        for name, fte in found.items():
            assert fte == pytest.approx(years[key][name]), (key, name)


def test_the_classes_of_the_invented_group_sum_to_its_years_staff(demo_store: Path) -> None:
    store = Store(demo_store)
    years = {
        (row["unit"], row["year"]): row["total_fte"] for row in in_store(store, "fct_unit_year") if row["total_fte"]
    }
    summed: dict[tuple[str, int], float] = defaultdict(float)
    for row in in_store(store, "fct_staff_class"):
        summed[row["unit"], row["year"]] += row["fte"]
    assert len(summed) > 50 and dict(summed) == pytest.approx(years)
