"""Are the gap to the target and the use of what is set aside what a pencil gives?"""

from pathlib import Path

import pytest

from kpi.drill import explain
from kpi.figures import Figure
from kpi.parameter import parameter, parameters
from kpi.working import Working, working
from tests.fixtures.activities import DEVELOPMENT, OPERATION, ledger, loaded, work
from tests.fixtures.group import EVERYONE, Group, Row, in_store

GAP, USE = "development_gap", "development_utilisation"
BUF_RESOURCE, BUF_WORK = 60 + 0.75 * 200, 10 + 0.75 * 40
ENE_RESOURCE, ENE_WORK = 20 + 0.25 * 200, 6 + 0.25 * 40
# IT 4, digitalisation 2 and a local role of 10 at half time; the 100 others are no resource
STAFF = (("it", 4, 1), ("digitalisation", 2, 1), ("IT-pedagog", 10, 0.5), ("other", 100, 1))


def planned(unit: str, year: int = 2024, **more: object) -> Row:
    return {"unit": unit, "year": year, **more}


def staff(unit: str, period: str = "2024-01") -> list[Row]:
    return [
        {"unit": unit, "period": period, "role": role, "resource_class": "permanent", "fte": fte, "time_share": part}
        for role, fte, part in STAFF
    ]


def with_development(folder: Path, *rows: Row) -> Group:
    group = loaded(folder)
    assert group.deliver("development", *rows).status == "accepted"
    return group


def gap(group: Group, unit: str, variant: str = "sek", year: int = 2024) -> Figure:
    return group.figure(GAP, unit, year, variant)


def use(group: Group, unit: str, variant: str = "fte", year: int = 2024) -> Figure:
    return group.figure(USE, unit, year, variant)


# --- development_gap


def test_without_a_register_the_gap_is_to_a_fifth_and_what_is_used_is_the_ledgers(tmp_path: Path) -> None:
    group = loaded(tmp_path)
    figure = gap(group, "BUF")
    assert figure.value == pytest.approx(0.20 * BUF_RESOURCE - BUF_WORK)
    assert (figure.numerator, figure.denominator) == pytest.approx((0.20 * 210, 40))
    assert (figure.unit_of_measure, figure.status) == ("SEK", "utfall")
    assert gap(group, "SCIT").value == pytest.approx(0.20 * 200 - 40)


def test_a_unit_has_its_own_target_and_its_own_word_on_what_is_used(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", target_share="0,25", used_sek=30))
    assert gap(group, "BUF").value == pytest.approx(0.25 * BUF_RESOURCE - 30)
    assert gap(group, "ENE").value == pytest.approx(0.20 * ENE_RESOURCE - ENE_WORK)


def test_the_resource_in_fte_is_it_digitalisation_and_local_roles_by_their_time(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", used_fte="1,5"))
    group.deliver("headcount", *staff("BUF"))
    figure = gap(group, "BUF", "fte")
    assert figure.value == pytest.approx(0.20 * (4 + 2 + 10 * 0.5) - 1.5)
    assert (figure.numerator, figure.denominator) == pytest.approx((0.20 * 11, 1.5))
    assert (figure.unit_of_measure, figure.status) == ("HTE", "utfall")


def test_more_than_the_target_gives_a_gap_below_zero(tmp_path: Path) -> None:
    assert gap(with_development(tmp_path, planned("BUF", used_sek=100)), "BUF").value == pytest.approx(42 - 100)


def test_the_whole_is_the_sum_of_its_units_gaps(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", used_sek=30), planned("SCIT", target_share="0,3"))
    units = {unit: gap(group, unit).value for unit in ("BUF", "SCIT", "ENE")}
    assert units["SCIT"] == pytest.approx(0.30 * 200 - 40)
    assert gap(group, "municipality").value == pytest.approx(units["BUF"] + units["SCIT"])
    assert gap(group, "group").value == pytest.approx(units["BUF"] + units["SCIT"] + units["ENE"])


def test_a_row_of_the_whole_goes_before_the_sum_of_its_units(tmp_path: Path) -> None:
    rows = [planned("BUF", used_sek=30), planned("group", used_sek=50), planned("municipality", target_share="0,5")]
    group = with_development(tmp_path, *rows)
    assert gap(group, "group").value == pytest.approx(0.20 * 280 - 50)
    assert gap(group, "municipality").value == pytest.approx(0.50 * BUF_RESOURCE - BUF_WORK)


def test_the_whole_in_fte_is_the_sum_of_the_units_that_say_what_they_use(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", used_fte=1), planned("SCIT", used_fte=2), planned("group"))
    group.deliver("headcount", *staff("BUF"), *staff("SCIT"), *staff("ENE"))
    assert gap(group, "ENE", "fte").missing == "register:development"
    assert gap(group, "group", "fte").value == pytest.approx((0.20 * 11 - 1) + (0.20 * 11 - 2))


def test_a_row_of_the_whole_that_says_what_is_used_goes_before_its_units_in_fte(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", used_fte=1), planned("group", used_fte=5, target_share="0,4"))
    group.deliver("headcount", *staff("BUF"), *staff("ENE"))
    assert gap(group, "group", "fte").value == pytest.approx(0.40 * (11 + 11) - 5)


def test_two_sources_are_added_and_the_target_delivered_last_holds(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", used_sek=30, target_share="0,30"))
    group.deliver("development", planned("BUF", used_sek=5, target_share="0,10"), source="second")
    group.deliver("development", planned("BUF", used_sek=2), source="third")
    assert gap(group, "BUF").value == pytest.approx(0.10 * BUF_RESOURCE - (30 + 5 + 2))


def test_a_correction_row_lowers_what_is_used(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", used_sek=30))
    group.deliver("development", planned("BUF", used_sek=-12), source="correction")
    assert gap(group, "BUF").value == pytest.approx(0.20 * BUF_RESOURCE - (30 - 12))


def test_a_target_holds_for_its_own_year_alone(tmp_path: Path) -> None:
    group = with_development(
        tmp_path, planned("ENE", 2023, target_share="0,9"), planned("ENE", 2025, target_share="0,8")
    )
    assert gap(group, "ENE").value == pytest.approx(0.20 * ENE_RESOURCE - ENE_WORK)


def test_what_is_missing_for_a_gap_is_named(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", planned_fte=3), planned("SOC", used_fte=3))
    group.deliver("headcount", *staff("BUF"), *staff("SCIT"))
    assert gap(group, "SOC").missing == "no_ledger"
    assert gap(group, "BUF", "fte").missing == "no_used_fte"
    assert gap(group, "SCIT", "fte").missing == "register:development"
    assert gap(group, "SOC", "fte").missing == "no_headcount"
    assert gap(group, "ENE", "fte").missing == "register:headcount,development"
    assert "personal" in gap(group, "ENE", "fte").reason("sv") and "utvecklingsresurser" in gap(
        group, "ENE", "fte"
    ).reason("sv")


def test_staff_without_any_it_is_a_resource_of_nothing_and_not_a_missing_one(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", used_fte=1))
    group.deliver("headcount", *staff("BUF")[-1:])
    assert gap(group, "BUF", "fte").value == pytest.approx(0.20 * 0 - 1)


def test_before_the_default_targets_first_day_a_unit_needs_its_own(tmp_path: Path) -> None:
    group = loaded(tmp_path, *work("BUF", {DEVELOPMENT: 5, OPERATION: 5}, "2018-12-31"))
    assert gap(group, "BUF", year=2018).missing == "no_parameter"
    group.deliver("development", planned("BUF", 2018, target_share="0,1"))
    assert gap(group, "BUF", year=2018).value == pytest.approx(0.10 * 10 - 5)


def test_the_default_target_is_a_dated_parameter_with_its_reference() -> None:
    first = min(parameters()["development_target"].values)
    assert float(parameter("development_target", first)) == 0.20
    assert "rekommendation 3" in parameters()["development_target"].at(first).reference("sv")


@pytest.mark.parametrize("unit", ["group", "municipality", "BUF", "ENE", "SCIT"])
def test_the_way_back_of_the_gap_lists_its_register_rows_and_the_lines_of_the_resource(
    unit: str, tmp_path: Path
) -> None:
    group = with_development(
        tmp_path, planned("BUF", used_sek=30), planned("ENE", used_sek=4), planned("group", used_sek=9)
    )
    found = explain(group.store, EVERYONE, GAP, "sek", unit, 2024)
    held = {"group": {"BUF", "ENE", "group"}, "municipality": {"BUF"}, "BUF": {"BUF"}, "ENE": {"ENE"}, "SCIT": set()}
    assert {row["unit"] for row in found.inputs} == held[unit]
    assert {row["register"] for row in found.inputs} <= {"development"}
    (kept,) = [
        row for row in in_store(group.store, "fct_development_gap") if (row["unit"], row["year"]) == (unit, 2024)
    ]
    assert found.sum_sek == pytest.approx(kept["resource_sek"])
    assert None not in {row["activity"] for row in found.lines}


def test_the_way_back_of_the_gap_in_fte_lists_the_staff_that_is_its_resource(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", used_fte=1))
    group.deliver("headcount", *staff("BUF"), *staff("ENE"))
    found = explain(group.store, EVERYONE, GAP, "fte", "BUF", 2024)
    assert {(row["register"], row["what"]) for row in found.inputs if row["register"] == "headcount"} == {
        ("headcount", role) for role in ("it", "digitalisation", "it-pedagog")
    }
    assert found.lines == ()


# --- development_utilisation


def test_use_is_what_is_used_by_what_is_planned(tmp_path: Path) -> None:
    group = with_development(
        tmp_path, planned("BUF", planned_fte=404, used_fte="242,5", planned_sek=1000, used_sek=650)
    )
    assert use(group, "BUF").value == pytest.approx(242.5 / 404 * 100)
    assert use(group, "BUF", "sek").value == pytest.approx(650 / 1000 * 100)
    assert (use(group, "BUF").unit_of_measure, use(group, "BUF").status) == ("%", "utfall")


def test_use_in_sek_is_the_ledgers_where_the_register_does_not_say(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", planned_sek=50))
    assert use(group, "BUF", "sek").value == pytest.approx(BUF_WORK / 50 * 100)


def test_use_of_the_whole_is_of_the_units_that_have_both(tmp_path: Path) -> None:
    rows = [
        planned("BUF", planned_fte=10, used_fte=4),
        planned("ENE", planned_fte=5, used_fte=6),
        planned("SOC", planned_fte=99),
        planned("BO", used_fte=50),
    ]
    group = with_development(tmp_path, *rows)
    assert use(group, "municipality").value == pytest.approx(4 / 10 * 100)
    assert use(group, "group").value == pytest.approx((4 + 6) / (10 + 5) * 100)


def test_use_of_the_whole_is_its_own_rows_where_it_has_one(tmp_path: Path) -> None:
    rows = [planned("BUF", planned_fte=10, used_fte=4), planned("group", planned_fte=40, used_fte=30)]
    group = with_development(tmp_path, *rows)
    assert use(group, "group").value == pytest.approx(30 / 40 * 100)
    assert use(group, "municipality").value == pytest.approx(4 / 10 * 100)


def test_a_correction_row_lowers_the_use_and_sources_are_added(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", planned_fte=10, used_fte=4))
    group.deliver("development", planned("BUF", planned_fte=2, used_fte=-1), source="correction")
    assert use(group, "BUF").value == pytest.approx((4 - 1) / (10 + 2) * 100)


def test_a_plan_of_another_year_is_no_plan(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", 2023, planned_fte=10, used_fte=4))
    assert use(group, "BUF").missing == "register:development"
    assert use(group, "BUF", year=2023).value == pytest.approx(40)


def test_what_is_missing_for_the_use_is_named(tmp_path: Path) -> None:
    rows = [
        planned("BUF", used_fte=4),
        planned("SOC", planned_fte=3, planned_sek=3),
        planned("ENE", planned_fte=0, used_fte=1),
    ]
    group = with_development(tmp_path, *rows)
    assert use(group, "BUF").missing == "no_planned_fte"
    assert use(group, "BUF", "sek").missing == "no_planned_sek"
    assert use(group, "SOC").missing == "no_used_fte"
    assert use(group, "SOC", "sek").missing == "no_used_sek"
    assert (use(group, "ENE").missing, use(group, "ENE").value) == ("zero_denominator", None)
    assert use(group, "BO").missing == "register:development"


@pytest.mark.parametrize("scale", [7])
def test_scaling_all_money_scales_the_gap_and_leaves_the_use(tmp_path: Path, scale: int) -> None:
    values = []
    for times in (1, scale):
        group = loaded(tmp_path / str(times), rows=ledger(times))
        group.deliver(
            "development",
            planned("BUF", planned_sek=50 * times),
            planned("ENE", planned_sek=9 * times, used_sek=4 * times),
        )
        values.append(
            {
                (figure.unit, figure.card): figure.value
                for figure in group.figures(card_ids=[GAP, USE])
                if figure.variant == "sek"
            }
        )
    for (unit, card), value in values[0].items():
        expected = None if value is None else value * (scale if card == GAP else 1)
        assert values[1][unit, card] == (None if expected is None else pytest.approx(expected))


def test_the_gap_is_shown_as_what_the_target_asks_for_less_what_is_used(tmp_path: Path) -> None:
    group = with_development(tmp_path, planned("BUF", used_sek=30), planned("SCIT", used_sek=0))
    assert working(gap(group, "BUF")) == working(gap(group, "SCIT")) == Working(1, is_difference=True)
    assert working(gap(group, "BUF", "fte")) is None
