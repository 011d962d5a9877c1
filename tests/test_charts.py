"""Charts say what they show, start at zero, name their parts directly and can be read without colour."""

import pickle
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi import charts
from kpi.charts.labels import spread, wrapped
from kpi.charts.palette import INKS, MEANING, contrast, label_on
from kpi.charts.template import TITLE_BAND

NBSP = "\N{NO-BREAK SPACE}"
MILLION = Decimal(1_000_000)
COSTS = {
    "central_it": Decimal("145.4") * MILLION,
    "external_it": Decimal("98.2") * MILLION,
    "local_it_staff": Decimal("41.3") * MILLION,
    "shadow_it": Decimal("16.1") * MILLION,
}
FRAME = charts.Frame("Det centrala blir det dubbla", "koncernen 2024")


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def every_chart(frame: charts.Frame) -> list[charts.Chart]:
    line = charts.Line("Skolan", (charts.Point(2022, 3.0), charts.Point(2024, 2.5, certain=False)))
    return [
        charts.bridge(COSTS, Decimal("131.7") * MILLION, frame),
        charts.categories({2023: COSTS, 2024: COSTS}, frame),
        charts.digitalisation({2024: {"drift": MILLION * 20, "investering": MILLION * 5}}, frame),
        charts.dots(
            [charts.Dot("Skolan", 3.1), charts.Dot("Bolaget", None, reason="saknas")],
            "%",
            frame,
            charts.Mark(1.0, "Golv"),
        ),
        charts.trend([line], "%", frame, charts.Mark(20, "Mål")),
        charts.multiples([line, line, line], "%", frame),
    ]


@pytest.mark.parametrize("meaning", MEANING)
@pytest.mark.parametrize("ground", INKS)
def test_every_colour_of_meaning_stands_out_from_both_grounds(meaning, ground):
    assert contrast(MEANING[meaning], INKS[ground].ground) >= 3


@pytest.mark.parametrize("ground", INKS)
def test_words_are_readable_on_both_grounds_and_on_every_area(ground):
    inks = INKS[ground]
    for ink in (inks.text, inks.muted):
        assert contrast(ink, inks.ground) >= 4.5
        assert contrast(ink, inks.surface) >= 4.5
    assert contrast(inks.accent, inks.ground) >= 4.5
    for colour in MEANING.values():
        assert contrast(label_on(colour), colour) >= 4.5


@pytest.mark.parametrize("ground", INKS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_chart_carries_its_message_unit_words_and_table_in_both_languages_and_grounds(ground, language):
    for chart in every_chart(charts.Frame("Ett budskap", "år 2024", language, ground)):
        layout = chart.figure.layout
        assert layout.title.text == "Ett budskap" and layout.title.subtitle.text == chart.frame.subtitle
        assert chart.alt.startswith(f"Ett budskap. {chart.frame.subtitle}. ")
        assert chart.table.rows and len(chart.table.printed(language)) == len(chart.table.rows)
        assert layout.height > TITLE_BAND  # reserved: nothing jumps
        assert layout.template.layout.font.family.startswith("Inter")
        assert layout.showlegend is not True


def test_a_chart_that_was_kept_is_the_chart_that_was_made():
    for chart in every_chart(FRAME):
        again = pickle.loads(pickle.dumps(chart))  # noqa: S301
        assert again.figure == chart.figure and replace(again, figure=chart.figure) == chart
        assert again.figure.to_json() == pickle.loads(pickle.dumps(again)).figure.to_json()  # noqa: S301


def test_numbers_on_axes_are_separated_as_in_swedish():
    assert charts.bridge(COSTS, None, FRAME).figure.layout.template.layout.separators == f",{NBSP}"


def test_amounts_shared_out_by_ratio_and_amounts_from_the_ledger_are_added_together():
    mixed = {**COSTS, "central_it": 145_400_000.0}
    assert charts.bridge(mixed, 1.0, FRAME).table.rows[-2][1] == Decimal("301000000.0")
    assert charts.categories({2024: mixed}, FRAME).table.rows[0][-1] == Decimal("301000000.0")


def test_each_step_of_the_bridge_begins_where_the_last_one_ended():
    bars = charts.bridge(COSTS, Decimal("131.7") * MILLION, FRAME).figure.data
    assert [bar.base[0] for bar in bars] == pytest.approx([0, 145.4, 243.6, 284.9, 0, 0])
    assert bars[4].x[0] == pytest.approx(145.4 + 98.2 + 41.3 + 16.1)


def test_eliminated_purchases_are_an_outline_below_the_total_from_zero():
    chart = charts.bridge(COSTS, Decimal("131.7") * MILLION, FRAME)
    ghost = chart.figure.data[-1]
    assert ghost.base[0] == 0 and chart.figure.layout.yaxis.categoryarray[0] == ghost.y[0]
    assert max(shape.x1 for shape in chart.figure.layout.shapes) == 301.0 and len(chart.figure.layout.shapes) == 4
    assert ghost.marker.color == "rgba(0,0,0,0)" and ghost.marker.line.width > 0
    assert ghost.text[0] == "(131,7)"
    assert plain(chart.alt).endswith("IT totalt 301,0 mnkr och Internt köp, ingår inte 131,7 mnkr.")


def test_a_bridge_without_internal_purchases_has_no_ghost():
    assert len(charts.bridge(COSTS, Decimal(0), FRAME).figure.data) == 5
    assert len(charts.bridge(COSTS, None, FRAME).figure.data) == 5


def test_a_category_nobody_has_data_on_has_no_bar_and_an_empty_cell():
    chart = charts.bridge({**COSTS, "shadow_it": None}, None, FRAME)
    assert chart.figure.data[3].x == (None,)
    assert chart.table.printed("sv")[3] == ["+ Skugg-IT", ""]


def test_a_bridge_of_nothing_has_no_total_rather_than_zero():
    chart = charts.bridge({}, None, FRAME)
    assert chart.table.printed("sv")[-1] == ["IT totalt", ""]


def test_stacked_bars_keep_a_gap_for_a_year_that_is_missing():
    chart = charts.categories({2021: COSTS, 2023: COSTS}, FRAME)
    assert chart.figure.data[0].x == ("2021", "2022", "2023")
    assert chart.figure.data[0].y[1] is None
    assert chart.table.rows[1] == ("2022", None, None, None, None, None)


def test_stacked_bars_start_at_zero_and_their_table_sums_exactly():
    chart = charts.categories({2024: COSTS}, FRAME)
    assert chart.figure.layout.yaxis.range[0] == 0
    assert chart.table.rows[0][-1] == Decimal("301000000.0")


def test_a_chart_of_money_says_in_its_subtitle_in_which_unit():
    assert charts.bridge(COSTS, None, FRAME).frame.subtitle == "mnkr, koncernen 2024"
    small = {key: amount / 1000 for key, amount in COSTS.items()}
    assert charts.categories({2024: small}, FRAME).figure.layout.title.subtitle.text == "tkr, koncernen 2024"


def test_many_narrow_bars_have_labels_without_decimals_and_a_table_with_them():
    chart = charts.categories(dict.fromkeys(range(2019, 2026), COSTS), FRAME)
    assert chart.figure.data[0].text[0] == "145"
    assert chart.table.printed("sv")[0][1] == "145,4"


def test_labels_above_bars_stand_on_positions_and_not_on_numbers_that_look_like_years():
    totals = charts.categories({2023: COSTS, 2024: COSTS}, FRAME).figure.layout.annotations[:2]
    assert [note.x for note in totals] == [0, 1]


def test_a_bar_of_one_layer_says_its_sum_once():
    alone = {"external_it": 5 * MILLION, "central_it": None, "shadow_it": Decimal(0)}
    figure = charts.categories({2023: COSTS, 2024: alone}, FRAME).figure
    assert [trace.text[1] for trace in figure.data] == [""] * 4 and any(trace.text[0] for trace in figure.data)
    assert "<b>5,0</b>" in [note.text for note in figure.layout.annotations]


def test_a_thin_slice_has_no_label_that_would_not_fit():
    thin = {**COSTS, "shadow_it": Decimal("0.4") * MILLION}
    assert charts.categories({2024: thin}, FRAME).figure.data[3].text[0] == ""


def test_investment_is_told_from_operations_by_fill_and_never_stacked_with_it_cost():
    drift, investment = charts.digitalisation(
        {2024: {"drift": MILLION, "investering": MILLION}}, FRAME
    ).figure.data
    assert drift.marker.color == MEANING["digitalisation"]
    assert (
        investment.marker.color.startswith("rgba")
        and investment.marker.line.color == MEANING["digitalisation"]
    )


def test_an_uncertain_dot_is_hollow_and_one_below_the_floor_has_another_shape_and_is_named():
    units = [charts.Dot("A", 3.0), charts.Dot("B", 2.0, certain=False), charts.Dot("C", 0.5)]
    chart = charts.dots(units, "%", FRAME, charts.Mark(1.0, "Golv"), is_floor=True)
    marker = chart.figure.data[1].marker
    assert marker.color[1] == INKS["light"].ground and marker.color[0] != marker.color[1]
    assert marker.symbol == ("circle", "circle", "diamond")
    assert chart.notes == ("Under golvet, saknar förutsättningar: C.",)


def test_a_target_is_one_labelled_line_that_flags_nobody():
    units = [charts.Dot("A", 3.0), charts.Dot("B", 0.5)]
    chart = charts.dots(units, "%", FRAME, charts.Mark(20.0, "Mål"))
    assert chart.figure.data[1].marker.symbol == ("circle", "circle") and chart.notes == ()
    assert [(shape.x0, shape.x1) for shape in chart.figure.layout.shapes] == [(20.0, 20.0)]
    assert chart.figure.layout.xaxis.range == (0, 20.0)  # in the picture also where no unit reaches it
    assert "Mål 20,0 %." in plain(chart.alt)
    label = chart.figure.layout.annotations[0]
    assert (plain(label.text), label.xanchor) == ("Mål 20,0 %", "right")  # on the side that has room


def test_targets_of_their_own_are_strokes_on_their_rows_and_stand_in_the_table_and_the_words():
    chart = charts.dots([charts.Dot("A", 3.0, target=5.0), charts.Dot("B", 0.5, target=0.25)], "%", FRAME)
    strokes = chart.figure.data[2]
    assert (strokes.x, strokes.y, strokes.marker.symbol) == ((5.0, 0.25), ("A", "B"), "line-ns")
    assert chart.figure.layout.xaxis.range == (0, 5.0)  # in the picture also where the unit does not reach it
    assert chart.table.rows == (("A", 3.0, 5.0), ("B", 0.5, 0.25))
    assert "A 3,00 % (mål 5,00 %)" in plain(chart.alt)
    assert {note.xref for note in chart.figure.layout.annotations} == {"paper"}  # a column, clear of the strokes


def test_a_unit_without_a_value_is_not_drawn_but_named_with_its_reason():
    chart = charts.dots([charts.Dot("A", 3.0), charts.Dot("B", None, reason="omslutning saknas")], "%", FRAME)
    assert chart.figure.data[1].y == ("A",)
    assert chart.notes == ("B: omslutning saknas",)
    assert chart.table.reasons == {(1, 1): "omslutning saknas"}


def test_a_chart_of_units_that_all_lack_values_is_empty_rather_than_an_error():
    assert charts.dots([charts.Dot("B", None, reason="x")], "%", FRAME).figure.data[1].x == ()
    assert charts.categories({}, FRAME).table.rows == ()
    assert charts.trend([], "%", FRAME).table.rows == ()
    assert charts.multiples([], "%", FRAME).table.rows == ()


def test_a_trend_leaves_a_gap_and_draws_assumptions_hollow():
    points = (charts.Point(2022, 1.0), charts.Point(2023, None), charts.Point(2024, 2.0, certain=False))
    line = charts.trend([charts.Line("A", points)], "%", FRAME).figure.data[0]
    assert line.connectgaps is False and line.y[1] is None
    assert line.marker.color[2] == INKS["light"].ground


def test_small_multiples_all_have_the_same_range():
    lines = [charts.Line(name, (charts.Point(2023, top / 2), charts.Point(2024, top))) for name, top in
             (("A", 1.0), ("B", 8.0), ("C", 4.0))]  # fmt: skip
    layout = charts.multiples(lines, "%", FRAME).figure.layout
    ranges = [layout[axis].range for axis in ("yaxis", "yaxis2", "yaxis3")]
    assert ranges == [pytest.approx((0, 10.4))] * 3


@given(st.lists(st.floats(0, 100), max_size=8), st.floats(0.1, 10))
def test_labels_never_touch_and_keep_their_order(places, gap):
    moved = spread(places, gap)
    by_place = [after for _, after in sorted(zip(places, moved, strict=True))]
    assert all(b - a >= gap * 0.999 for a, b in zip(sorted(moved), sorted(moved)[1:], strict=False))
    assert by_place == sorted(by_place)


def test_labels_far_apart_stay_where_they_were():
    assert spread([1.0, 50.0, 20.0], 5) == [1.0, 50.0, 20.0]


def test_a_long_name_is_broken_between_words():
    assert wrapped("Barn- och utbildningsförvaltningen", 24) == "Barn- och<br>utbildningsförvaltningen"


def test_groups_of_dots_stand_under_their_names_in_order_whatever_their_values():
    units = [
        charts.Dot("Skolan", 1.0, group="Förvaltningar"),
        charts.Dot("Vården", 2.0, group="Förvaltningar"),
        charts.Dot("Hamnen", 9.0, group="Bolag"),
        charts.Dot("Vattnet", None, reason="saknas", group="Tomt"),
    ]
    chart = charts.dots(units, "%", FRAME)
    order = list(chart.figure.layout.yaxis.categoryarray)[::-1]
    assert order == ["<b>Förvaltningar</b>", "Vården", "Skolan", "<b>Bolag</b>", "Hamnen"]
    labels = {note.text: note.y for note in chart.figure.layout.annotations}
    assert labels == {"2,00": 3, "1,00": 2, "9,00": 0}  # counted from the bottom, past the headings


def test_a_layer_nobody_has_anything_in_is_not_named_beside_the_bars():
    chart = charts.digitalisation({2024: {"drift": MILLION, "investering": Decimal(0)}}, FRAME)
    assert "Investering" not in [note.text for note in chart.figure.layout.annotations]


def test_a_bridge_from_a_part_of_the_central_budget_says_so():
    chart = charts.bridge(COSTS, None, FRAME, "Central IT, fördelad del")
    assert chart.table.rows[0][0] == "Central IT, fördelad del"
    assert chart.figure.layout.yaxis.categoryarray[-1] == "Central IT, fördelad del"


def test_many_years_are_short_under_their_bars_but_for_the_first_and_the_last():
    chart = charts.categories({year: COSTS for year in range(2019, 2026)}, FRAME)
    assert chart.figure.layout.xaxis.ticktext == ("2019", "20", "21", "22", "23", "24", "2025")
