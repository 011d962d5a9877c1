"""Do the charts of work, staff and plans name their parts directly and print what they draw?"""

import pytest

from kpi import charts
from kpi.charts.layers import invested, local_roles, staff, work
from kpi.charts.palette import INKS
from kpi.charts.planned import Plan, planned_used

NBSP = "\N{NO-BREAK SPACE}"
COSTS = {
    2023: {"development": 57e6, "maintenance": 76e6, "operation": 105e6},
    2024: {"development": 55e6, "maintenance": 130e6, "operation": 129e6},
}
STAFF = {2024: {"permanent": 18.0, "fixed_term": 9.0, "borrowed_internal": 18.0, "external_consultant": 15.0}}


def frame(ground: str = "light") -> charts.Frame:
    return charts.Frame("Förvaltningen växer", "koncernen", ground=ground)


def words(chart: charts.Chart) -> list[str]:
    return [note.text.replace(NBSP, " ") for note in chart.figure.layout.annotations]


def test_work_has_development_at_the_bottom_with_its_share_under_the_year() -> None:
    chart = work(COSTS, frame(), {2023: 23.9, 2024: 17.5})
    assert [trace.name for trace in chart.figure.data] == ["Utveckling", "Förvaltning", "Drift"]
    assert [tick.replace(NBSP, " ") for tick in chart.figure.layout.xaxis.ticktext] == [
        "2023<br><b>24 %</b>",
        "2024<br><b>18 %</b>",
    ]
    assert {"<b>238,0</b>", "<b>314,0</b>", "Utveckling", "Förvaltning", "Drift"} <= set(words(chart))
    assert chart.frame.subtitle == "mnkr, koncernen"
    assert chart.table.printed("sv")[1] == ["2024", "55,0", "130,0", "129,0", "314,0"]


def test_a_year_between_others_without_values_stays_a_gap() -> None:
    chart = work({2022: COSTS[2023], 2024: COSTS[2024]}, frame())
    assert chart.figure.data[0].y == (57.0, None, 55.0)
    assert chart.table.printed("sv")[1] == ["2023", "", "", "", ""]


def test_a_correction_below_zero_is_drawn_below_the_axis() -> None:
    chart = work({2024: COSTS[2024] | {"operation": -20e6}}, frame())
    assert chart.figure.layout.yaxis.range[0] == pytest.approx(-20)
    assert chart.figure.layout.barmode == "relative"


def test_investment_is_outlined_and_names_what_says_no_activity() -> None:
    chart = invested({2024: {"development": 24e6, "maintenance": 12e6, "operation": 0, "none": 3e6}}, frame())
    assert [trace.name for trace in chart.figure.data] == ["Utveckling", "Förvaltning", "Utan aktivitet"]
    assert all(trace.marker.line.width == 1.5 for trace in chart.figure.data)


def test_staff_stands_from_the_permanent_to_the_consultants_each_filled_in_its_own_way() -> None:
    chart = staff(STAFF, "digitalisation", frame())
    assert [trace.name for trace in chart.figure.data] == ["Tillsvidare", "Visstid", "Inlånade", "Konsulter"]
    assert len({trace.marker.color for trace in chart.figure.data}) == 4
    assert "<b>60,0</b>" in words(chart) and chart.frame.subtitle == "HTE, koncernen"


def test_one_layer_alone_needs_no_name_and_no_second_label() -> None:
    chart = local_roles({2023: 50.0, 2024: 62.2}, frame())
    assert words(chart) == ["<b>50,0</b>", "<b>62,2</b>"]
    assert set(chart.figure.data[0].text) == {""}


def test_what_was_used_stands_within_what_was_planned() -> None:
    chart = planned_used([Plan(2023, 45.3, 30.8), Plan(2024, 59.9, 35.9)], "HTE", frame())
    used, planned = chart.figure.data
    assert (used.name, used.y) == ("använt", (30.8, 35.9))
    assert (planned.name, planned.y, planned.marker.color) == ("planerat", (45.3, 59.9), "rgba(0,0,0,0)")
    assert words(chart) == ["45,3", "30,8", "59,9", "35,9", "planerat", "använt"]
    assert [note.yshift for note in chart.figure.layout.annotations[:2]] == [10, -9]
    assert chart.table.printed("sv") == [["2023", "45,3", "30,8"], ["2024", "59,9", "35,9"]]


def test_a_plan_that_was_passed_is_a_line_across_the_full_bar() -> None:
    chart = planned_used([Plan(2024, 4.0, 5.0)], "HTE", frame())
    assert chart.figure.data[1].marker.line.color == (INKS["light"].ground,)
    assert [note.yshift for note in chart.figure.layout.annotations[:2]] == [-9, 10]


def test_a_year_with_a_plan_and_nothing_known_of_its_use_is_an_empty_outline() -> None:
    chart = planned_used([Plan(2023, 4.0, 3.0), Plan(2024, 4.0, None)], "HTE", frame())
    assert words(chart)[-1] == "planerat" and "använt" not in words(chart)
    assert chart.table.printed("sv")[1] == ["2024", "4,0", ""]
    assert "2024: planerat 4,0 HTE." in chart.alt.replace(NBSP, " ")


def test_money_is_planned_in_one_scale() -> None:
    chart = planned_used([Plan(2024, 129_813_000, 81_782_000)], "money", frame())
    assert chart.frame.subtitle == "mnkr, koncernen"
    assert words(chart)[:2] == ["129,8", "81,8"]


@pytest.mark.parametrize("ground", INKS)
def test_every_chart_is_drawn_on_both_grounds_and_says_its_values(ground: str) -> None:
    plan = [Plan(2024, 4.0, 3.0)]
    for chart in (work(COSTS, frame(ground)), staff(STAFF, "central_it", frame(ground)),
                  planned_used(plan, "HTE", frame(ground))):  # fmt: skip
        assert chart.figure.layout.template.layout.paper_bgcolor == INKS[ground].ground
        assert chart.alt.startswith("Förvaltningen växer.") and "2024" in chart.alt
