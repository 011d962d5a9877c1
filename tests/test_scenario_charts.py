"""Do the pictures of the scenarios show what is more, what is less, what has been and what has not?"""

from decimal import Decimal

from kpi.charts import Amount, Change, Mark, Series, amounts, diverging, over_time
from kpi.charts.template import Frame

FRAME = Frame("Två enheter betalar mer", "Koncernen 2025", "sv", "light")
CHANGES = (
    Change("Skolan", Decimal(23_500_000)),
    Change("Kultur", Decimal(-600_000)),
    Change("Utan personal", None, "personal saknas"),
)


def notes(chart: object) -> list[str]:
    return [note.text for note in chart.figure.layout.annotations]


def test_who_pays_more_is_filled_to_the_right_and_who_pays_less_is_outlined_to_the_left() -> None:
    chart = diverging(CHANGES, "SEK", "Skillnad", FRAME)
    (bars,) = chart.figure.data
    assert list(bars.x) == [23.5, -0.6]  # in mnkr
    filled, outlined = bars.marker.color
    assert filled == bars.marker.line.color and outlined != filled
    assert notes(chart) == ["+23,5", "\N{MINUS SIGN}0,6"]
    assert chart.frame.subtitle == "mnkr, Koncernen 2025"


def test_a_unit_without_a_difference_stands_in_the_table_with_its_reason() -> None:
    table = diverging(CHANGES, "SEK", "Skillnad", FRAME).table
    assert [row[0] for row in table.rows] == ["Skolan", "Kultur", "Utan personal"]
    assert table.reasons == {(2, 1): "personal saknas"}


def test_the_alternative_text_says_every_difference_with_its_sign() -> None:
    alt = diverging(CHANGES, "SEK", "Skillnad", FRAME).alt
    assert "Skolan +23,5" in alt and "Kultur \N{MINUS SIGN}0,6" in alt and "Utan" not in alt


def test_what_has_not_been_yet_is_dashed_and_begins_where_the_known_ends() -> None:
    series = Series("Scenario", (1, 2, 3, 4), dashed_from=2, is_main=True)
    known, ahead = over_time([series], ["a", "b", "c", "d"], "h", FRAME).figure.data
    assert (known.line.dash, list(known.x), list(known.y)) == ("solid", ["a", "b"], [1, 2])
    assert (ahead.line.dash, list(ahead.x), list(ahead.y)) == ("dash", ["b", "c", "d"], [2, 3, 4])


def test_a_gap_stays_a_gap_and_each_series_is_named_at_its_end_with_its_last_value() -> None:
    chart = over_time([Series("Kö", (1, None, 1500))], ["a", "b", "c"], "h", FRAME)
    (line,) = chart.figure.data
    assert list(line.y) == [1, None, 1500] and line.connectgaps is False
    assert notes(chart) == ["<b>1\N{NO-BREAK SPACE}500</b><br>Kö"]
    assert [row[1] for row in chart.table.rows] == [1, None, 1500]


def test_a_target_is_one_named_line_inside_the_picture() -> None:
    chart = over_time([Series("Andel", (10, 20))], ["2025", "2026"], "%", FRAME, Mark(60, "Mål"))
    assert chart.figure.layout.shapes[0].y0 == 60
    assert any("Mål 60,0" in note for note in notes(chart))
    assert chart.figure.layout.yaxis.range[1] > 60


def test_few_places_are_named_below_a_long_axis_and_those_that_are_asked_for_by_their_names() -> None:
    places = [str(place) for place in range(100)]
    series = Series("x", tuple(range(100)))
    assert len(over_time([series], places, "h", FRAME).figure.layout.xaxis.tickvals) == 6
    named = over_time([series], places, "h", FRAME, ticks={"12": "2025"}).figure.layout.xaxis
    assert (list(named.tickvals), list(named.ticktext)) == (["12"], ["2025"])


def test_a_range_is_a_full_bar_to_its_lowest_and_a_lighter_one_to_its_highest() -> None:
    chart = amounts([Amount("I dag", Decimal(1_500_000), Decimal(2_000_000))], FRAME)
    low, rest = chart.figure.data
    assert (list(low.x), list(rest.x)) == ([1500], [500])  # tkr
    assert notes(chart) == ["1\N{NO-BREAK SPACE}500–2\N{NO-BREAK SPACE}000"]
    assert chart.table.rows == (("I dag", Decimal(1_500_000), Decimal(2_000_000)),)


def test_plain_amounts_have_no_second_column() -> None:
    chart = amounts([Amount("Avsätts", 3), Amount("Behövs", 85, is_main=True)], FRAME)
    assert len(chart.table.columns) == 2
    assert len(set(chart.figure.data[0].marker.color)) == 2
