"""What is said and drawn of the pace: when the target is reached, in which words, and how far ahead?"""

from dataclasses import replace

import pytest

from kpi.charts import Course, Frame, Line, Point, Target, pace_curve, pace_multiples
from kpi.pacing import PaceYear, case, has_range, outlook, required_path, until
from kpi.pacing_words import answer, title

NOW = PaceYear(
    unit="BUF",
    year=2025,
    basis="cases",
    share_pct=25.0,
    earlier_year=2024,
    outcome_pp=3.0,
    target_year=2032,
    target_pct=60.0,
    decided_year=2025,
    decision="KF § 1",
    decided_pp=5.0,
    required_pp=5.0,
    years_to_target=35 / 3,
    volume_months=12,
)
BEFORE = replace(NOW, year=2024, share_pct=22.0, outcome_pp=1.0)
FIRST = replace(NOW, year=2023, share_pct=21.0, outcome_pp=None, earlier_year=None)
TOLD = [FIRST, BEFORE, NOW]
NO_TARGET = {"target_year": None, "target_pct": None, "required_pp": None, "years_to_target": None, "decided_pp": 0.0}
FRAME = Frame("Titel", "Andel")


def pace(outcome: float | None, **given: object) -> PaceYear:
    """Return the year with another pace; the years left follow from it."""
    left = 35 / outcome if outcome and outcome > 0 else None
    return replace(NOW, **({"outcome_pp": outcome, "years_to_target": left} | given))


# --- the answer


def test_the_worked_example_is_answered_in_the_words_of_the_definitions() -> None:
    said = answer(NOW, TOLD, 2025, "sv")
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "3,0 procentenheter per år, 5,0 krävs; målet nås 2037 i stället för 2032."
    )
    said = answer(NOW, TOLD, 2025, "en")
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "3.0 percentage points per year, 5.0 are required; the target is reached in 2037 instead of 2032."
    )


CASES = [
    (None, "no_data", "varken ärendevolymer eller tjänster"),
    (replace(NOW, basis=None, share_pct=None), "no_data", "varken ärendevolymer eller tjänster"),
    (replace(NOW, share_pct=None), "no_share", "andelen saknas för 2025"),
    (pace(None, **NO_TARGET), "one_year", "kan inte räknas än. Inget mål är beslutat"),
    (pace(None), "one_year", "För att nå 60 % år 2032 krävs 5,0 procentenheter per år"),
    (pace(3.0, **NO_TARGET), "no_target", "Inget mål är beslutat, så den beslutade takten är 0."),
    (replace(NOW, share_pct=60.0), "reached", "Målet 60 % till 2032 är redan nått: andelen är 60 %"),
    (pace(3.0), "late", "målet nås 2037 i stället för 2032"),
    (pace(5.0), "in_time", "målet nås i tid, 2032"),
    (pace(7.0), "early", "målet nås 2030, före målåret 2032"),
    (pace(-1.2), "never", "Andelen minskar med 1,2 procentenheter per år, 5,0 krävs; målet för 2032 nås inte"),
    (pace(0.0), "never", "Andelen står still, 5,0 krävs"),
    (pace(0.1), "far", "mer än hundra år"),
    (replace(NOW, basis="services"), "late", "Volymer saknas, så andelen är tjänster på nivå 4."),
]


@pytest.mark.parametrize(("now", "found", "words"), CASES)
def test_every_case_has_its_sentence_in_both_languages(now: PaceYear | None, found: str, words: str) -> None:
    assert case(now) == found
    told = [row for row in (FIRST, BEFORE, now) if row and row.share_pct is not None]
    said = answer(now, told, 2025, "sv").replace("\N{NO-BREAK SPACE}", " ")
    assert words in said
    english = answer(now, told, 2025, "en")
    assert english and english != said and "{" not in said + english


def test_a_year_without_a_share_says_which_year_had_one() -> None:
    said = answer(replace(NOW, share_pct=None), [FIRST, BEFORE], 2025, "sv")
    assert "Det senaste året med en andel är 2024." in said
    assert "senaste" not in answer(replace(NOW, share_pct=None), [], 2025, "sv")


@pytest.mark.parametrize("now", [case[0] for case in CASES if case[0] and case[0].share_pct is not None])
def test_every_case_that_can_be_drawn_has_a_title(now: PaceYear) -> None:
    for told in ([now], [FIRST, BEFORE, now]):
        for language in ("sv", "en"):
            assert "{" not in title(now, told, language)


# --- when


@pytest.mark.parametrize(
    ("outcome", "arrival"),
    [(3.0, 2025 + 12), (5.0, 2025 + 7), (35 / 0.1, 2026), (3.5, 2035), (0.35, 2125), (0.34, None), (0.0, None)],
)
def test_the_target_is_reached_in_the_first_year_that_ends_at_it(outcome: float, arrival: int | None) -> None:
    assert pace(outcome).arrival_year == arrival


def test_a_whole_number_of_years_is_not_rounded_up_by_its_last_digits() -> None:
    assert replace(NOW, years_to_target=7.000000000000001).arrival_year == 2032


def test_a_target_that_is_reached_is_neither_ahead_nor_late() -> None:
    passed = replace(NOW, share_pct=66.0, years_to_target=-2.0)
    assert (passed.is_reached, passed.arrival_year, passed.is_late) == (True, None, False)
    assert [pace(outcome).is_late for outcome in (3.0, 5.0, 7.0, -1.0)] == [True, False, False, True]


# --- what comes


def test_the_outlook_runs_at_this_year_s_pace_between_the_lowest_and_the_highest_seen() -> None:
    ahead = outlook(TOLD, 5)
    assert [one.year for one in ahead] == [2025, 2026, 2027, 2028, 2029, 2030]
    assert (ahead[-1].share_pct, ahead[-1].lowest_pct, ahead[-1].highest_pct) == (25 + 15, 25 + 5, 25 + 15)


def test_the_outlook_never_falls_below_nothing_or_rises_above_all() -> None:
    falling = [FIRST, replace(BEFORE, outcome_pp=-9.0), replace(NOW, outcome_pp=12.0)]
    end = outlook(falling, 10)[-1]
    assert (end.lowest_pct, end.share_pct, end.highest_pct) == (0.0, 100.0, 100.0)


def test_one_change_shows_no_range_and_none_no_outlook() -> None:
    assert has_range(TOLD) and not has_range([FIRST, NOW])
    assert outlook([FIRST], 10) == [] and outlook([], 10) == []


def test_the_required_path_ends_at_the_target_or_at_the_horizon() -> None:
    assert required_path(NOW, 10)[-1] == (2032, pytest.approx(60.0))
    assert required_path(NOW, 5)[-1] == (2030, pytest.approx(25 + 5 * 5))
    assert required_path(replace(NOW, share_pct=61.0, required_pp=-0.1), 10) == []
    assert required_path(replace(NOW, **NO_TARGET), 10) == []


def test_a_curve_ends_with_the_year_asked_for_and_leaves_out_what_is_unknown() -> None:
    gap = replace(NOW, year=2026, share_pct=None)
    assert until([*TOLD, gap, replace(NOW, year=2027)], 2026) == TOLD


# --- the pictures


def points() -> tuple[Point, ...]:
    return tuple(Point(row.year, row.share_pct) for row in TOLD)


def test_the_curve_shows_share_path_outlook_and_band_and_the_same_as_a_table() -> None:
    chart = pace_curve(Course(points(), outlook(TOLD, 10), required_path(NOW, 10), Target(2032, 60.0), True), FRAME)
    dashes = [trace.line.dash for trace in chart.figure.data]
    assert dashes == [None, None, "dot", "dash", None]
    assert [column.label for column in chart.table.columns] == [
        "År", "Andel", "Krävd väg", "I nuvarande takt", "Lägsta takten", "Högsta takten",
    ]  # fmt: skip
    by_year = {row[0]: row[1:] for row in chart.table.rows}
    assert by_year["2025"] == (25.0, pytest.approx(25.0), None, None, None)
    assert by_year["2032"] == (None, pytest.approx(60.0), 25 + 7 * 3.0, 25 + 7 * 1.0, 25 + 7 * 3.0)
    assert list(by_year) == [str(year) for year in range(2023, 2036)]
    assert any("mål 60" in (note.text or "") for note in chart.figure.layout.annotations)
    assert "2025 25,0" in chart.alt and chart.notes == ()


def test_a_target_beyond_the_horizon_is_named_below_the_curve() -> None:
    chart = pace_curve(Course(points(), outlook(TOLD, 5), required_path(NOW, 5), Target(2032, 60.0), True), FRAME)
    assert len(chart.notes) == 1 and "2032" in chart.notes[0]
    assert any("krävs" in (note.text or "") for note in chart.figure.layout.annotations)


def test_a_single_year_is_a_point_without_a_future() -> None:
    chart = pace_curve(Course((Point(2025, 25.0),)), FRAME)
    assert len(chart.figure.data) == 1
    assert chart.table.rows == (("2025", 25.0),)


def test_a_single_year_with_a_target_shows_the_way_that_is_required() -> None:
    path = required_path(replace(NOW, outcome_pp=None), 5)
    chart = pace_curve(Course((Point(2025, 25.0),), path=path, target=Target(2032, 60.0)), FRAME)
    assert [trace.line.dash for trace in chart.figure.data] == ["dot", None]
    assert chart.figure.layout.xaxis.range[1] > 2030
    assert any(note.text == "50\N{NO-BREAK SPACE}% krävs" for note in chart.figure.layout.annotations)


def test_a_year_without_a_share_is_a_gap_in_the_curve() -> None:
    held = (Point(2023, 20.0), Point(2024, None), Point(2025, 25.0))
    chart = pace_curve(Course(held), FRAME)
    assert list(chart.figure.data[0].y) == [20.0, None, 25.0] and chart.figure.data[0].connectgaps is False
    assert chart.table.rows[1] == ("2024", None)


def test_elections_stand_as_lines_so_that_mandate_periods_are_seen() -> None:
    chart = pace_curve(Course(points(), outlook(TOLD, 10)), FRAME)
    assert [shape.x0 for shape in chart.figure.layout.shapes] == [2026, 2030, 2034]


def test_each_unit_has_a_panel_of_one_height_and_its_own_target() -> None:
    lines = [Line("Barn", points()), Line("Social", (Point(2024, 4.0), Point(2025, 5.0)))]
    chart = pace_multiples(lines, {"Barn": Target(2032, 60.0)}, FRAME)
    figure = chart.figure
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range and figure.layout.yaxis.range[1] > 60
    assert [(shape.y0, shape.xref) for shape in figure.layout.shapes] == [(60.0, "x domain")]


def test_a_value_is_written_beside_its_point_and_off_the_target_s_line() -> None:
    near = Line("Nära", (Point(2024, 40.0), Point(2025, 58.0), Point(2026, 63.0)))
    far, alone = Line("Långt", (Point(2024, 0.0), Point(2025, 20.0))), Line("Ett", (Point(2024, 40.0),))
    shown = pace_multiples([near, far, alone], {line.name: Target(2030, 60.0) for line in (near, far, alone)}, FRAME)
    places = [list(trace.textposition) for trace in shown.figure.data]
    assert (places[0][0], places[0][2]) == ("middle left", "top right")  # 60 runs below 63 and clear of 40
    assert places[1] == ["top left", "middle right"] and places[2] == ["bottom center"]
    first, last = shown.figure.layout.xaxis.range
    assert first < -0.4 and last > 2.4, "a value beside its point lies outside the panel"
