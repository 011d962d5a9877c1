"""Charts of balance, benefit and digital cost start at zero, name their parts and draw no value that is not known."""

from decimal import Decimal

import pytest

from kpi import charts
from kpi.charts.palette import INKS

NBSP = "\N{NO-BREAK SPACE}"
FRAME = charts.Frame("Ett budskap", "koncernen 2024")
ENDS = (charts.End("Bara effektivitet", "påskyndad irrelevans"), charts.End("Bara innovation", "urlakning"))
POINTS = (charts.Point(2022, 308.0), charts.Point(2023, None), charts.Point(2024, 313.0, certain=False))
MILLION = Decimal(1_000_000)


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def benefit(name: str = "Intern", moved: int | None = 2, slack: int | None = 3) -> charts.Benefit:
    money = [None if part is None else part * MILLION for part in (20, 5, moved, slack)]
    return charts.Benefit(name, *money)


def every_chart(frame: charts.Frame) -> list[charts.Chart]:
    line = charts.Line("Kostnad", POINTS)
    return [
        charts.balance([charts.Stand("Skolan", 25.0, 30.0, 10.0), charts.Stand("Bolaget", None)], ENDS, frame),
        charts.funnel([benefit()], frame),
        charts.beside([charts.Panel(line, "SEK/case"), charts.Panel(line, "%")], frame),
        charts.activities([charts.Delivery("Före", {"meeting": 3 * MILLION, "waste": MILLION})], frame),
    ]


@pytest.mark.parametrize("ground", INKS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_chart_carries_its_message_unit_words_and_table(ground: str, language: str) -> None:
    for chart in every_chart(charts.Frame("Ett budskap", "år 2024", language, ground)):
        assert chart.figure.layout.title.text == "Ett budskap"
        assert chart.alt.startswith(f"Ett budskap. {chart.frame.subtitle}. ")
        assert chart.table.rows and len(chart.table.printed(language)) == len(chart.table.rows)
        assert chart.figure.layout.showlegend is not True


def test_a_chart_of_nothing_is_empty_rather_than_an_error() -> None:
    for chart in (
        charts.balance([], ENDS, FRAME), charts.funnel([], FRAME), charts.beside([], FRAME),
        charts.activities([], FRAME),
    ):  # fmt: skip
        assert chart.table.rows == ()


# --- balance


def test_a_unit_outside_its_band_has_another_shape_and_one_at_its_edge_has_not() -> None:
    stands = [charts.Stand(name, value, 30.0, 10.0) for name, value in (("A", 40.0), ("B", 40.5), ("C", 19.0))]
    marker = charts.balance(stands, ENDS, FRAME).figure.data[1].marker
    assert list(marker.symbol) == ["circle", "diamond", "diamond"]


def test_the_band_stays_within_the_axis_and_a_point_without_band_is_a_line_alone() -> None:
    chart = charts.balance([charts.Stand("A", 0.0, 5.0, 10.0), charts.Stand("B", 50.0, 55.0)], ENDS, FRAME)
    areas = [shape for shape in chart.figure.layout.shapes if shape.type == "rect"]
    assert [(area.x0, area.x1) for area in areas] == [(0.0, 15.0)]
    assert [shape.x0 for shape in chart.figure.layout.shapes if shape.type == "line"] == [5.0, 55.0]
    assert chart.table.printed("sv")[0] == ["A", "0,00", "5,00", "0–15"]


def test_a_unit_that_wants_nothing_has_neither_band_nor_a_shape_that_judges_it() -> None:
    chart = charts.balance([charts.Stand("A", 90.0)], ENDS, FRAME)
    assert chart.figure.layout.shapes == () and list(chart.figure.data[1].marker.symbol) == ["circle"]


def test_the_dangers_stand_at_the_right_ends() -> None:
    notes = charts.balance([charts.Stand("A", 50.0)], ENDS, FRAME).figure.layout.annotations
    low, high = (note for note in notes if note.yref == "paper")
    assert (low.x, "påskyndad irrelevans" in low.text) == (0, True)
    assert (high.x, "urlakning" in high.text) == (100, True)


def test_the_axis_is_the_same_for_all_and_every_row_stands_where_its_name_does() -> None:
    stands = [charts.Stand("A", 10.0, is_whole=True), charts.Stand("B", 90.0)]
    figure = charts.balance(stands, ENDS, FRAME).figure
    assert figure.layout.xaxis.range == (0, 100)
    names = {note.text: note.y for note in figure.layout.annotations if note.yref != "paper"}
    places = dict(zip(figure.data[1].x, figure.data[1].y, strict=True))
    assert places[10.0] < names["<b>A</b>"] < places[10.0] + 1 and places[90.0] < names["B"] < places[90.0] + 1


# --- funnel


def test_planned_is_hollow_and_slack_fills_what_realised_leaves() -> None:
    planned, realised, moved, slack = charts.funnel([benefit()], FRAME).figure.data
    assert planned.marker.color == "rgba(0,0,0,0)" and planned.x == (20.0,)
    assert realised.x[0] == moved.x[0] + slack.x[0] == 5.0
    assert moved.y == slack.y and slack.marker.pattern.shape == "/"


def test_benefit_that_nobody_has_stated_is_said_and_has_no_bar() -> None:
    chart = charts.funnel([charts.Benefit("Extern", 7 * MILLION, None, None, None)], FRAME)
    assert [bar.x[0] for bar in chart.figure.data] == [7000.0, None, None]
    said = [note.text for note in chart.figure.layout.annotations]
    assert said.count("ej registrerad") == 2
    assert chart.table.printed("sv")[0] == ["Extern", f"7{NBSP}000", "", "", ""]


def test_each_direction_stands_under_its_own_heading() -> None:
    figure = charts.funnel([benefit("Intern"), benefit("Extern")], FRAME).figure
    headings = [note for note in figure.layout.annotations if note.text in ("<b>Intern</b>", "<b>Extern</b>")]
    assert headings[0].y > headings[1].y
    assert [figure.data[place].y[0] < headings[1].y for place in (0, 4)] == [False, True]


# --- beside


def test_two_units_have_an_axis_each_from_zero_over_the_same_years() -> None:
    line = charts.Line("Andel", (charts.Point(2023, 3.6), charts.Point(2024, 4.0)))
    chart = charts.beside([charts.Panel(charts.Line("Kostnad", POINTS), "SEK/case"), charts.Panel(line, "%")], FRAME)
    layout = chart.figure.layout
    assert (layout.yaxis.range[0], layout.yaxis2.range[0]) == (0.0, 0.0)
    assert layout.yaxis.range[1] > 313 and layout.yaxis2.range[1] < 10
    assert chart.table.printed("sv") == [["2022", "308", ""], ["2023", "", "3,60"], ["2024", "313", "4,00"]]
    assert chart.figure.data[0].connectgaps is False
    assert chart.figure.data[0].marker.color[2] == INKS["light"].ground  # an estimate is hollow


# --- activities


def test_the_parts_sum_to_what_stands_at_the_end_of_the_bar() -> None:
    after = {"meeting": 2 * MILLION, "slack": MILLION, "waste": MILLION, "added_it": Decimal("0.5") * MILLION}
    chart = charts.activities([charts.Delivery("Före", {"meeting": 3 * MILLION, "waste": MILLION}),
                               charts.Delivery("Efter", after)], FRAME)  # fmt: skip
    assert [row[-1] for row in chart.table.rows] == [4 * MILLION, Decimal("4.5") * MILLION]
    assert [bar.name for bar in chart.figure.data] == ["mötestid", "spill", "slack", "tillkommande IT"]
    assert chart.notes == ("Delarna från vänster: mötestid, spill, slack och tillkommande IT.",)
