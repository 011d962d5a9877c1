"""KPI1: is what is set aside for development the share a controller would make with a pencil?"""

from pathlib import Path

import pytest

from kpi.drill import explain
from kpi.figures import Figure
from tests.fixtures.development_rows import deliver, staff, turnover, used
from tests.fixtures.group import DIGITAL, EVERYONE, INVESTMENT, K2, NOT_IT, SIMPLE_RULES, Group, line, rule

DEVELOPED = rule("external_it", 1, account_from="6810", activity="development", nature="consultants")
WORN = rule("external_it", 2, account_from="7900", activity="development", nature="depreciation")
CENTRAL = rule("central_it", 3, unit="SCIT", account_from="6820", activity="development")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES, DEVELOPED, WORN, CENTRAL)


def allocation(group: Group, variant: str, unit: str = "BUF", year: int = 2024) -> Figure:
    return group.figure("kpi1_allocation", unit, year, variant)


# --- KPI1A


def test_planned_and_used_fte_are_parts_of_all_staff_consultants_included(group: Group) -> None:
    hired = staff("BUF", 10, resource_class="external_consultant")
    deliver(group, "headcount", staff("BUF", 90), hired)
    deliver(group, "development", {"unit": "BUF", "year": 2024, "planned_fte": 5, "used_fte": 2})
    assert allocation(group, "1A_planned").value == pytest.approx(5 / (90 + 10) * 100)
    assert allocation(group, "1A_used").value == pytest.approx(2 / (90 + 10) * 100)


def test_municipality_and_group_sum_their_units_where_nothing_of_their_own_is_registered(
    group: Group,
) -> None:
    deliver(group, "headcount", staff("BUF", 100), staff("SOC", 50), staff("ENE", 50))
    rows = [{"unit": unit, "year": 2024, "planned_fte": fte} for unit, fte in (("BUF", 5), ("ENE", 3))]
    deliver(group, "development", *rows)
    assert allocation(group, "1A_planned", "municipality").value == pytest.approx(5 / (100 + 50) * 100)
    assert allocation(group, "1A_planned", "group").value == pytest.approx((5 + 3) / (100 + 50 + 50) * 100)


def test_a_row_of_the_scope_s_own_wins_where_its_cell_is_filled(group: Group) -> None:
    deliver(group, "headcount", staff("BUF", 100), staff("SOC", 50))
    deliver(
        group,
        "development",
        {"unit": "BUF", "year": 2024, "planned_fte": 5, "used_fte": 2},
        {"unit": "municipality", "year": 2024, "planned_fte": 12, "used_fte": ""},
    )
    assert allocation(group, "1A_planned", "municipality").value == pytest.approx(12 / 150 * 100)
    assert allocation(group, "1A_used", "municipality").value == pytest.approx(2 / 150 * 100)
    assert allocation(group, "1A_planned", "group").value == pytest.approx(5 / 150 * 100)


def test_a_new_delivery_of_a_source_corrects_it_and_another_source_is_added(group: Group) -> None:
    deliver(group, "headcount", staff("BUF", 100))
    row = {"unit": "BUF", "year": 2024, "planned_fte": 6}
    deliver(group, "development", row | {"used_fte": 9})
    deliver(group, "development", row | {"used_fte": 4})
    deliver(group, "development", row | {"used_fte": 1}, source="another")
    assert allocation(group, "1A_used").value == pytest.approx((4 + 1) / 100 * 100)


def test_development_of_another_year_does_not_count(group: Group) -> None:
    deliver(group, "headcount", staff("BUF", 50, "2023-12"), staff("BUF", 100, "2024-01"))
    rows = [{"unit": "BUF", "year": year, "planned_fte": 5, "used_fte": 1} for year in (2023, 2024)]
    deliver(group, "development", *rows)
    assert allocation(group, "1A_planned", year=2023).value == pytest.approx(5 / 50 * 100)
    assert allocation(group, "1A_planned", year=2024).value == pytest.approx(5 / 100 * 100)


@pytest.mark.parametrize(
    ("fte", "row", "missing"),
    [
        (100, None, "register:development"),
        (100, {"used_fte": 2}, "no_planned_fte"),
        (None, {"planned_fte": 2}, "no_headcount"),
        (0, {"planned_fte": 2}, "zero_denominator"),
    ],
)
def test_what_is_not_known_of_fte_is_empty_with_its_reason(
    fte: int | None, row: dict[str, object] | None, missing: str, group: Group
) -> None:
    deliver(group, "turnover", {"unit": "BUF", "year": 2024, "turnover_sek": 100})
    if fte is not None:
        deliver(group, "headcount", staff("BUF", fte))
    if row:
        deliver(group, "development", {"unit": "BUF", "year": 2024, "planned_sek": 1} | row)
    figure = allocation(group, "1A_planned")
    assert (figure.value, figure.missing, figure.status) == (None, missing, None)


def test_used_fte_that_nobody_registered_is_empty_though_the_plan_is_known(group: Group) -> None:
    deliver(group, "headcount", staff("BUF", 100))
    deliver(group, "development", {"unit": "BUF", "year": 2024, "planned_fte": 2})
    assert allocation(group, "1A_used").missing == "no_used_fte"


def test_an_estimated_headcount_makes_the_share_an_estimate(group: Group) -> None:
    deliver(group, "headcount", staff("BUF", 100, status="uppskattad"))
    deliver(group, "development", {"unit": "BUF", "year": 2024, "planned_fte": 2, "used_fte": 1})
    assert allocation(group, "1A_used").status == "uppskattad"


# --- KPI1B


def test_the_registered_amount_wins_over_the_ledger(group: Group) -> None:
    deliver(group, "ledger", line("BUF", "6810", 70))
    deliver(group, "development", {"unit": "BUF", "year": 2024, "used_sek": 40})
    deliver(group, "turnover", turnover("BUF", 1000))
    assert allocation(group, "1B").value == pytest.approx(40 / 1000 * 100)


def test_without_it_the_unit_s_own_lines_of_development_count_investment_included(group: Group) -> None:
    deliver(
        group,
        "ledger",
        line("BUF", "6810", 70),
        line("BUF", "6810", -10),  # a correction
        line("BUF", INVESTMENT, 30),
        line("BUF", DIGITAL, 20),
        line("BUF", DIGITAL, 8, text="avskrivning server"),
        line("BUF", "7900", 5),  # the wear of what was developed: never added to the outlay
        line("BUF", K2, 500),  # operation
        line("BUF", NOT_IT, 900),
        line("BUF", "6810", 400, date="2025-01-01"),
        line("SCIT", "6820", 60),
    )
    deliver(group, "turnover", *(turnover(unit, 1000) for unit in ("BUF", "SCIT", "municipality", "group")))
    own = 70 - 10 + 30 + 20
    assert allocation(group, "1B").numerator == own
    assert allocation(group, "1B").value == pytest.approx(own / 1000 * 100)
    assert allocation(group, "1B", "SCIT").value == pytest.approx(60 / 1000 * 100)
    for scope in ("municipality", "group"):
        assert allocation(group, "1B", scope).value == pytest.approx((own + 60) / 1000 * 100)


def test_the_group_adds_registered_amounts_of_some_units_to_the_lines_of_others(group: Group) -> None:
    deliver(group, "ledger", line("BUF", "6810", 70), line("ENE", "6810", 25))
    deliver(group, "development", {"unit": "BUF", "year": 2024, "used_sek": 40})
    deliver(group, "turnover", turnover("group", 1000), turnover("municipality", 800))
    assert allocation(group, "1B", "group").value == pytest.approx((40 + 25) / 1000 * 100)
    assert allocation(group, "1B", "municipality").value == pytest.approx(40 / 800 * 100)


def test_a_ledger_without_development_is_a_true_zero(group: Group) -> None:
    deliver(group, "ledger", line("BUF", K2, 500))
    deliver(group, "turnover", turnover("BUF", 1000, status="antagande"))
    figure = allocation(group, "1B")
    assert (figure.value, figure.status) == (0, "antagande")


def test_lines_that_say_no_activity_are_no_zero(group: Group) -> None:
    deliver(group, "ledger", line("BUF", "6410", 500))  # shadow IT, whose rule names no activity
    deliver(group, "turnover", turnover("BUF", 1000))
    assert allocation(group, "1B").missing == "no_development_sek"


def test_development_over_no_turnover_is_empty(group: Group) -> None:
    deliver(group, "development", {"unit": "BUF", "year": 2024, "used_sek": 40, "planned_sek": 1})
    assert allocation(group, "1B").missing == "no_turnover"
    deliver(group, "turnover", turnover("BUF", 0))
    assert allocation(group, "1B").missing == "zero_denominator"
    assert allocation(group, "1B", "SOC").missing == "register:development"


# --- KPI1C and the way back


def test_1c_is_the_share_of_development_for_every_unit(group: Group) -> None:
    deliver(
        group,
        "ledger",
        line("BUF", "6810", 70),
        line("BUF", K2, 30),
        line("SOC", "6410", 10),
        line("SCIT", "6820", 60),
        line("SCIT", K2, 20),
    )
    deliver(group, "headcount", staff("BUF", 100), staff("ENE", 50, "2023-12"))
    for year in (2023, 2024):
        for figure in group.figures(card_ids=["development_share"], years=[year]):
            same = allocation(group, "1C", figure.unit, year)
            assert (same.value, same.numerator, same.denominator, same.missing) == (
                figure.value,
                figure.numerator,
                figure.denominator,
                figure.missing,
            )
    assert allocation(group, "1C", "group").value == pytest.approx((70 + 60) / (70 + 30 + 60 + 20) * 100)


def test_the_lines_behind_1b_are_those_that_count_where_they_are_booked(group: Group) -> None:
    deliver(
        group,
        "ledger",
        line("BUF", "6810", 70),
        line("BUF", INVESTMENT, 30),
        line("BUF", "7900", 5),
        line("SOC", "6810", 40),
        line("SCIT", "6820", 60),
    )
    # so that the central cost is shared out, a part of it to the company
    deliver(group, "headcount", staff("BUF", 100), staff("SOC", 100), staff("ENE", 100))
    deliver(group, "development", used("SOC", 2024, 99))
    for unit, amounts in {
        "BUF": [30, 70],
        "SOC": [],
        "SCIT": [60],
        "municipality": [30, 60, 70],
        "group": [30, 60, 70],
    }.items():
        shown = explain(group.store, EVERYONE, "kpi1_allocation", "1B", unit, 2024)
        assert sorted(row["counted_sek"] for row in shown.lines) == amounts, unit
        assert shown.sum_sek == sum(amounts), unit
        registered = [row for row in shown.inputs if row["register"] == "development"]
        assert len(registered) == (unit in ("SOC", "municipality", "group")), unit
    deliver(group, "development", used("group", 2024, 500))
    assert explain(group.store, EVERYONE, "kpi1_allocation", "1B", "group", 2024).lines == ()


def test_the_rows_behind_1a_are_all_staff(group: Group) -> None:
    deliver(group, "headcount", staff("BUF", 90), staff("BUF", 10, role="it"))
    deliver(group, "development", {"unit": "BUF", "year": 2024, "used_sek": 5, "planned_fte": 1})
    shown = explain(group.store, EVERYONE, "kpi1_allocation", "1A_planned", "BUF", 2024)
    rows = [row["number"] for row in shown.inputs if row["register"] == "headcount"]
    assert sorted(rows) == [10, 90] and shown.lines == ()
