"""Do the pages' own reads say the same as the cards, for every unit and year?"""

from pathlib import Path

import pytest

from data.store import Store
from data.trial import trial
from kpi.development import below_target, undeveloped, unit_targets, work_years
from kpi.figures import Figure, figures
from kpi.staffing import TEMPORARY, staff_years, unit_staff
from tests.fixtures.activities import loaded, work
from tests.fixtures.group import EVERYONE, Group, Row

CARDS = ("development_share", "zero_development_share", "it_fte_share", "temporary_digital_share")
Found = dict[tuple[str, str | None, str, int], Figure]


@pytest.fixture(scope="module")
def store(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.fixture(scope="module")
def found(store: Store) -> Found:
    got = figures(store, EVERYONE, CARDS)
    return {(figure.card, figure.variant, figure.unit, figure.year): figure for figure in got}


def test_a_year_by_what_the_work_was_has_the_cards_share_and_sides(store: Store, found: Found) -> None:
    tried = 0
    for unit in {key[2] for key in found}:
        for row in work_years(store, EVERYONE, unit):
            figure = found["development_share", None, unit, row.year]
            assert (row.share_pct is None) == (figure.value is None), (unit, row.year)
            if figure.value is not None:
                assert row.share_pct == pytest.approx(figure.value)
                assert row.told_sek == pytest.approx(figure.denominator)
                tried += 1
    assert tried > 100


def test_the_parts_of_the_groups_it_cost_are_its_total(store: Store) -> None:
    totals = {row["year"]: row["total_it_sek"] for row in store.query("overview/unit_years", unit="group").to_pylist()}
    for row in work_years(store, EVERYONE, "group"):
        assert row.told_sek + row.untold_sek + row.register_sek == pytest.approx(totals[row.year])


def test_the_services_listed_are_those_the_figure_counts(store: Store, found: Found) -> None:
    for unit in ("group", "municipality", "SKF", "ITE"):
        listed = undeveloped(store, EVERYONE, unit, 2024)
        assert len(listed) == found["zero_development_share", None, unit, 2024].numerator
        costs = [service.gross_cost_sek for service in listed]
        assert costs == sorted(costs, reverse=True)


def test_a_unit_that_has_said_nothing_of_the_year_has_no_service_in_the_list(tmp_path: Path) -> None:
    def service(code: str, unit: str, **more: object) -> Row:
        return {"service": code, "unit": unit, "name": code, "level": 2, "valid_from": "2020-01-01", "year": ""} | more

    group = loaded(tmp_path)
    rows = (service("A", "BUF", year=2024), service("B", "BUF"), service("C", "SOC"))
    assert group.deliver("services", *rows).status == "accepted"
    assert [one.service for one in undeveloped(group.store, EVERYONE, "group", 2024)] == ["A", "B"]
    assert [one.has_cost_row for one in undeveloped(group.store, EVERYONE, "BUF", 2024)] == [True, False]


def test_a_unit_at_its_target_is_not_below_it(tmp_path: Path) -> None:
    group = loaded(tmp_path, *work("SOC", {"6801": 20, "6803": 80}))  # 20 per cent, and no part of central IT
    group.deliver("development", {"unit": "BUF", "year": 2024, "target_share": "0,1"})
    targets = {one.unit: one for one in unit_targets(group.store, EVERYONE, "group", 2024)}
    assert (targets["BUF"].target_pct, targets["BUF"].target_from) == (10, "register")
    assert (targets["SOC"].target_pct, targets["SOC"].target_from) == (20, "default")
    shares = [(group.figure("development_share", unit), targets[unit]) for unit in ("BUF", "SOC", "BO")]
    assert below_target(shares) == (0, 2)  # BO has no share


def test_a_year_of_staff_has_the_cards_shares(store: Store, found: Found) -> None:
    for unit in {key[2] for key in found}:
        for row in staff_years(store, EVERYONE, unit):
            it = found["it_fte_share", "central", unit, row.year].value
            temporary = found["temporary_digital_share", None, unit, row.year].value
            assert row.it_permille == pytest.approx(it), (unit, row.year)
            assert row.digital_pct(*TEMPORARY) == (None if temporary is None else pytest.approx(temporary))


def test_the_units_staff_sums_to_the_groups_and_the_silent_are_kept(store: Store, tmp_path: Path) -> None:
    now = next(row for row in staff_years(store, EVERYONE, "group") if row.year == 2024)
    units = unit_staff(store, EVERYONE, "group", 2024)
    assert sum(unit.it_fte or 0 for unit in units) == pytest.approx(now.it_fte)
    assert sum(unit.local_it_fte or 0 for unit in units) == pytest.approx(now.local_fte)
    silent = unit_staff(loaded(tmp_path).store, EVERYONE, "municipality", 2024)
    assert {(unit.unit, unit.total_fte) for unit in silent} == {(code, None) for code in ("BUF", "SOC", "SCIT", "DIG")}


def test_a_gap_of_the_whole_says_of_how_many_units_it_is_the_sum(tmp_path: Path) -> None:
    group: Group = loaded(tmp_path)
    (now,) = work_years(group.store, EVERYONE, "group")
    assert (now.gap_sek_from, now.units_gap_sek, now.units_gap_fte, now.units) == ("units", 3, 0, 6)
    group.deliver("development", {"unit": "group", "year": 2024, "used_sek": 50})
    (now,) = work_years(group.store, EVERYONE, "group")
    assert now.gap_sek_from == "own"


@pytest.mark.parametrize("card", ["development_share", "kpi1_allocation"])
def test_the_last_digit_of_a_share_does_not_turn_on_how_the_rows_happen_to_lie(card: str, tmp_path: Path) -> None:
    group: Group = loaded(tmp_path)
    values = set()
    for order in ("activity", "activity DESC"):
        with trial(group.store) as copy:  # 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1 to the last digit
            copy._connection.execute(
                f"CREATE OR REPLACE TABLE fct_activity AS SELECT * REPLACE (CASE activity WHEN 'development' THEN 0.1"
                f" WHEN 'maintenance' THEN 0.2 ELSE 0.3 END::DOUBLE AS it_sek) FROM fct_activity ORDER BY unit, {order}"
            )
            rows = copy.query(f"kpi/{card}", year=2024, base_year=2023).to_pylist()
        values.add(tuple(sorted((str(row["unit"]), str(row["variant"]), str(row["value"])) for row in rows)))
    assert len(values) == 1
