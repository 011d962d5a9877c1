"""KPI1 and KPI2: is what is set aside, and what came of it, the sum a controller would make with a pencil?"""

from pathlib import Path

import pytest

from kpi.drill import explain
from kpi.figures import Figure
from tests.fixtures.group import DIGITAL, EVERYONE, INVESTMENT, K2, NOT_IT, SIMPLE_RULES, Group, line, rule

DEVELOPED = rule("external_it", 1, account_from="6810", activity="development", nature="consultants")
WORN = rule("external_it", 2, account_from="7900", activity="development", nature="depreciation")
CENTRAL = rule("central_it", 3, unit="SCIT", account_from="6820", activity="development")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES, DEVELOPED, WORN, CENTRAL)


def staff(unit: str, fte: object, period: str = "2024-12", **more: object) -> dict[str, object]:
    return {"unit": unit, "period": period, "role": "other", "resource_class": "permanent", "fte": fte} | more


def deliver(group: Group, register: str, *rows: dict[str, object], **request: object) -> None:
    result = group.deliver(register, *rows, **request)
    assert result.status == "accepted", result.problems


def allocation(group: Group, variant: str, unit: str = "BUF", year: int = 2024) -> Figure:
    return group.figure("kpi1_allocation", unit, year, variant)


def effect(group: Group, variant: str, unit: str = "BUF", year: int = 2024) -> Figure:
    return group.figure("kpi2_effect", unit, year, variant)


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


def turnover(unit: str, sek: object, year: int = 2024, **more: object) -> dict[str, object]:
    return {"unit": unit, "year": year, "turnover_sek": sek} | more


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


# --- KPI2


def initiative(unit: str, year: int, name: str = "I1", **given: object) -> dict[str, object]:
    return {"initiative": name, "unit": unit, "name": name, "year": year, "cost_sek": 10} | given


def benefit(unit: str, year: int, realised: object, moved: object, name: str = "I1") -> dict[str, object]:
    given = {"benefit_realised_sek": realised, "benefit_reallocated_sek": moved}
    return initiative(unit, year, name, **given)


def used(unit: str, year: int, sek: object) -> dict[str, object]:
    return {"unit": unit, "year": year, "used_sek": sek, "planned_sek": 1}


def test_effect_is_the_smaller_of_realised_and_moved_initiative_by_initiative(group: Group) -> None:
    """Realised 30 of which 10 moved, and 5 realised of which 8 are said to be moved: 10 + 5, never 18."""
    deliver(group, "development", used("BUF", 2024, 50))
    deliver(group, "initiatives", benefit("BUF", 2024, 30, 10), benefit("BUF", 2024, 5, 8, "I2"))
    assert effect(group, "2A").value == pytest.approx((min(30, 10) + min(5, 8)) / 50)


def test_an_empty_cell_is_no_effect_and_a_correction_takes_away(group: Group) -> None:
    deliver(group, "development", used("BUF", 2024, 50))
    rows = [benefit("BUF", 2024, 30, ""), benefit("BUF", 2024, "", 9, "I2"), benefit("BUF", 2024, 20, 20, "I3")]
    deliver(group, "initiatives", *rows, benefit("BUF", 2024, -4, -4, "I4"))
    assert effect(group, "2A").value == pytest.approx((0 + 0 + 20 - 4) / 50)


def test_effect_runs_over_three_years_and_only_those_that_have_both(group: Group) -> None:
    deliver(group, "development", *(used("BUF", year, sek) for year, sek in ((2021, 99), (2022, 50), (2023, 40))))
    deliver(
        group,
        "initiatives",
        benefit("BUF", 2021, 70, 70),  # four years back
        benefit("BUF", 2022, 10, 10),
        benefit("BUF", 2024, 60, 60),  # no cost of development this year
    )
    assert effect(group, "2A", year=2024).value == pytest.approx(10 / 50)
    assert effect(group, "2A", year=2023).value == pytest.approx((70 + 10) / (99 + 50))


def test_effect_of_municipality_and_group_is_that_of_their_units(group: Group) -> None:
    deliver(group, "development", used("BUF", 2024, 50), used("ENE", 2024, 30), used("SOC", 2024, 20))
    deliver(group, "initiatives", benefit("BUF", 2024, 10, 10), benefit("ENE", 2024, 6, 6))
    assert effect(group, "2A", "municipality").value == pytest.approx(10 / (50 + 20))
    assert effect(group, "2A", "group").value == pytest.approx((10 + 6) / (50 + 30 + 20))


def test_an_effect_that_lacks_a_side_says_which(group: Group) -> None:
    deliver(group, "turnover", turnover("BUF", 100))
    assert effect(group, "2A").missing == "register:initiatives,development"
    deliver(group, "initiatives", benefit("BUF", 2024, 10, 10))
    assert effect(group, "2A").missing == "register:development"
    deliver(group, "development", used("BUF", 2023, 50), used("SOC", 2024, 50))
    assert effect(group, "2A").missing == "no_common_year"
    assert effect(group, "2A", "SOC").missing == "register:initiatives"
    deliver(group, "development", used("BUF", 2024, 0))
    assert effect(group, "2A").missing == "zero_denominator"


def test_moved_staff_is_a_part_of_all_staff(group: Group) -> None:
    deliver(group, "headcount", staff("BUF", 100), staff("ENE", 300))
    rows = [
        initiative("BUF", 2024, "I1", fte_freed=4, fte_reallocated=3),
        initiative("BUF", 2024, "I2", fte_freed=2, fte_reallocated=""),
        initiative("BUF", 2023, "I3", fte_freed=2, fte_reallocated=2),
        initiative("ENE", 2024, "I4", fte_freed=2, fte_reallocated=1),
    ]
    deliver(group, "initiatives", *rows)
    assert effect(group, "2B").value == pytest.approx(3 / 100 * 100)
    assert effect(group, "2B", "group").value == pytest.approx((3 + 1) / (100 + 300) * 100)
    assert effect(group, "2B", "municipality").value == pytest.approx(3 / 100 * 100)


def test_moved_staff_that_nobody_counted_is_empty(group: Group) -> None:
    deliver(group, "initiatives", initiative("BUF", 2024), initiative("SOC", 2024, fte_reallocated=1, fte=2))
    assert effect(group, "2B").missing == "no_reallocated_fte"
    assert effect(group, "2B", "SOC").missing == "no_headcount"
    assert effect(group, "2B", "ENE").missing == "register:initiatives"
    deliver(group, "headcount", staff("SOC", 0))
    assert effect(group, "2B", "SOC").missing == "zero_denominator"


def test_realised_benefit_is_a_part_of_the_planned(group: Group) -> None:
    rows = [
        initiative("BUF", 2024, "I1", benefit_planned_sek=40, benefit_realised_sek=30),
        initiative("BUF", 2024, "I2", benefit_planned_sek=60, benefit_realised_sek=-5),
        initiative("BUF", 2025, "I3", benefit_planned_sek=99, benefit_realised_sek=99),
        initiative("ENE", 2024, "I4", benefit_planned_sek=100, benefit_realised_sek=15),
    ]
    deliver(group, "initiatives", *rows)
    assert effect(group, "2C").value == pytest.approx((30 - 5) / (40 + 60) * 100)
    assert effect(group, "2C", "municipality").value == pytest.approx(25 / 100 * 100)
    assert effect(group, "2C", "group").value == pytest.approx((25 + 15) / (100 + 100) * 100)


def test_benefit_that_was_never_planned_or_stated_is_empty(group: Group) -> None:
    rows = [
        initiative("BUF", 2024, benefit_planned_sek=40),
        initiative("SOC", 2024, benefit_realised_sek=40),
        initiative("ENE", 2024, benefit_realised_sek=40, benefit_planned_sek=0),
    ]
    deliver(group, "initiatives", *rows)
    assert effect(group, "2C").missing == "no_realised_benefit"
    assert effect(group, "2C", "SOC").missing == "no_planned_benefit"
    assert effect(group, "2C", "ENE").missing == "zero_denominator"
    assert effect(group, "2C", "DIG").missing == "register:initiatives"


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


def test_the_rows_behind_1a_are_all_staff_and_behind_2a_three_years(group: Group) -> None:
    deliver(group, "headcount", staff("BUF", 90), staff("BUF", 10, role="it"))
    deliver(
        group,
        "development",
        *({"unit": "BUF", "year": year, "used_sek": 5, "planned_fte": 1} for year in (2021, 2022, 2023, 2024)),
    )
    deliver(group, "initiatives", *(benefit("BUF", year, 1, 1, f"I{year}") for year in (2021, 2022, 2023, 2024)))
    shown = explain(group.store, EVERYONE, "kpi1_allocation", "1A_planned", "BUF", 2024)
    rows = [row["number"] for row in shown.inputs if row["register"] == "headcount"]
    assert sorted(rows) == [10, 90] and shown.lines == ()
    for variant, years in {"2A": (2022, 2023, 2024), "2C": (2024,)}.items():
        shown = explain(group.store, EVERYONE, "kpi2_effect", variant, "BUF", 2024)
        rows = [row["what"] for row in shown.inputs if row["register"] == "initiatives"]
        assert len(rows) == len(years) and all(f"I{year}" in row for year, row in zip(years, sorted(rows), strict=True))
