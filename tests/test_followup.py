"""A decision is followed from its own year to now; a self-assessment stands beside what is measured, never in it."""

from datetime import date
from pathlib import Path

import pytest

from data.access import Viewer
from data.study import recommendations
from kpi import charts
from kpi.charts.palette import INKS
from kpi.followup import Followup, decisions, followup
from kpi.parameter import constants
from kpi.self_rating import SelfRating, save_ratings, self_rating
from tests.fixtures.group import K2, SIMPLE_RULES, Group, line

VIEWER = Viewer("test", "it_director")
FRAME = charts.Frame("Så skattar vi oss", "Skolan")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    """BUF costs 50 of 1 000 in 2022 and 30 of 2 000 in 2024."""
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once("ledger", line("BUF", K2, 50, "2022-03-01"), line("BUF", K2, 30, "2024-03-01"))
    group.deliver_once("turnover", *({"unit": "BUF", "year": year, "turnover_sek": sek, "status": "utfall"}
                                for year, sek in ((2022, 1000), (2024, 2000))))  # fmt: skip
    return group


def decided(group: Group, *rows: dict[str, str], **more: str) -> None:
    group.deliver("decisions", *({"text": "Pröva", "date": "2022-05-01"} | row for row in rows), **more)


def seen(group: Group, unit: str = "BUF", year: int = 2024) -> Followup:
    return followup(group.store, VIEWER, unit, year)


def test_a_decision_is_measured_in_its_own_year_and_now(group):
    decided(group, {"decision": "B1", "recommendation": "1a", "card": "total_it_share"})
    found = seen(group).measures["B1"]
    assert found.then.value == pytest.approx(100 * 50 / 1000) and found.then.year == 2022
    assert found.now.value == pytest.approx(100 * 30 / 2000) and found.now.year == 2024
    assert seen(group, year=2022).measures["B1"].now.value == pytest.approx(5)


def test_a_figure_that_cannot_be_computed_says_why_and_a_year_nobody_knows_has_none(group):
    decided(group, {"decision": "B1", "card": "total_it_share", "date": "1999-01-01"})
    assert seen(group).measures["B1"].then is None
    missing = seen(group, unit="SOC").measures["B1"].now
    assert missing.value is None and missing.missing


def test_a_decision_without_a_figure_or_with_an_unknown_one_is_measured_by_nothing(group):
    decided(group, {"decision": "B1"}, {"decision": "B2", "card": "no_such_card"})
    found = seen(group)
    assert {"B1", "B2"}.isdisjoint(found.measures) and len(found.decisions) == 2


def test_the_last_thing_said_of_a_decision_holds_and_its_first_day_is_when_it_was_made(group):
    decided(
        group,
        {"decision": "B1", "date": "2024-03-01", "status": "genomförd", "text": "Klart", "card": "total_it_share"},
        {"decision": "B1", "date": "2022-05-01", "status": "pågår"},
    )
    (found,) = decisions(group.store, VIEWER)
    assert (found.since, found.said, found.status, found.text) == (
        date(2022, 5, 1), date(2024, 3, 1), "genomförd", "Klart",
    )  # fmt: skip
    assert seen(group).measures["B1"].then.year == 2022


def test_decisions_stand_under_their_recommendation_and_challenge_in_the_study_s_order(group):
    decided(
        group,
        {"decision": "B3", "recommendation": "6a"},
        {"decision": "B1", "recommendation": "1A"},
        {"decision": "B2", "recommendation": "3c"},
        {"decision": "B4", "recommendation": "x"},
        {"decision": "B5"},
    )
    found = seen(group)
    assert list(found.challenges) == [
        "boundaries", "balance", "maintenance_bias", "pacing", "traceability", "organisation", "general",
    ]  # fmt: skip
    held = {one.code: [decision.id for decision in one.decisions] for m in found.challenges.values() for one in m}
    assert held["1a"] == ["B1"] and held["6a"] == ["B3"] and held["3c"] == ["B2"] and held["2a"] == []
    assert [one.code for one in found.challenges["maintenance_bias"]] == ["3a", "3b", "3c"]
    assert [one.id for one in found.own] == ["B4", "B5"]
    assert len(found.recommended) == len(recommendations())  # 3c is none of ours


def test_a_row_under_the_recommendation_s_own_code_is_its_text_in_the_group_s_words(group):
    decided(group, {"decision": "1b", "recommendation": "1b", "text": "Så här står det", "card": "total_it_share"})
    (first, second) = seen(group).challenges["boundaries"]
    assert first.own_words is None and second.own_words.text == "Så här står det" and second.decisions == ()
    assert seen(group).measures["1b"].card == "total_it_share"
    assert [one.id for one in seen(group).decisions] == ["1b"]


def test_a_recommendation_nobody_has_decided_about_shows_what_would_measure_it_now(group):
    found = seen(group).measures["g1"]
    assert (found.card, found.then) == ("total_it_share", None)
    assert found.now.value == pytest.approx(1.5)


def test_without_decisions_every_recommendation_is_still_there(tmp_path):
    group = Group(tmp_path).set_up()
    group.deliver("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": 1})
    found = followup(group.store, VIEWER, "group", 2024)
    assert found.decisions == [] and len(found.recommended) == len(recommendations())


def rate(group: Group, day: date, **levels: int) -> None:
    save_ratings(group.store, VIEWER, "BUF", day, levels, constants())


def rated(group: Group, instrument: str = "problem", year: int = 2024) -> SelfRating:
    return self_rating(group.store, VIEWER, "BUF", instrument, year)


def services(group: Group) -> None:
    """Four services, one of them a digital replacement: KPI3 is 25 % and, by the thresholds, level 2."""
    group.deliver("services", *(
        {"service": f"T{number}", "unit": "BUF", "name": f"T{number}", "level": level, "valid_from": "2020-01-01"}
        for number, level in enumerate((4, 2, 2, 0))
    ))  # fmt: skip


def test_a_rating_stands_beside_what_is_measured_each_in_its_own_unit_with_the_distance_in_levels(group):
    services(group)
    rate(group, date(2024, 5, 1), problem_3=5, problem_5=3, problem_1=4)
    found = {one.statement.id: one for one in rated(group).rated}
    mature = found["problem_3"]
    assert (mature.latest.level, mature.measured.value, mature.measured.unit_of_measure) == (5, 25.0, "%")
    assert (mature.measured_level, mature.distance) == (2, 5 - 2)
    assert (found["problem_5"].measured, found["problem_5"].distance) == (None, None)
    beside = found["problem_1"]  # a figure stands beside, but no mapping says what level it is
    assert beside.measured.card == "shadow_it_share" and beside.distance is None


def test_only_what_can_be_compared_is_counted_and_being_kinder_to_oneself_is_told(group):
    services(group)
    rate(group, date(2024, 5, 1), problem_3=5, problem_5=5)
    assert [one.statement.id for one in rated(group).compared] == ["problem_3"]
    assert [one.statement.id for one in rated(group).overrated] == ["problem_3"]
    rate(group, date(2024, 6, 1), problem_3=2)
    assert rated(group).compared[0].distance == 0 and rated(group).overrated == []


def test_a_statement_that_is_not_rated_or_not_measured_has_no_distance(group):
    rate(group, date(2024, 5, 1), problem_3=5)
    assert rated(group).compared == []  # no services
    services(group)
    assert {one.statement.id for one in rated(group).rated if one.distance is not None} == {"problem_3"}


def test_the_last_rating_up_to_the_end_of_the_year_holds_and_the_one_before_it_is_kept(group):
    for day, level in ((date(2022, 5, 1), 2), (date(2024, 5, 1), 3), (date(2024, 12, 31), 4), (date(2025, 1, 1), 5)):
        rate(group, day, problem_3=level)
    one = rated(group).rated[2]
    assert (one.latest.level, one.before.level, one.before.date) == (4, 3, date(2024, 5, 1))
    assert rated(group, year=2022).rated[2].before is None
    assert all(one.latest is None for one in rated(group, year=2021).rated)
    later = self_rating(group.store, VIEWER, "BUF", "problem", 2022, with_later=True)
    assert later.rated[2].latest.level == 5


def test_a_rating_changes_no_figure(group):
    before = group.snapshot()
    rate(group, date(2024, 5, 1), problem_3=5, principle_3=5, organisation_form=4)
    assert group.snapshot() == before


def test_a_statement_of_another_s_making_is_named_and_not_lost(group):
    group.deliver("self_ratings", {"statement": "P1", "unit": "BUF", "date": "2024-01-01", "level": 3})
    assert [one.statement for one in rated(group).unknown] == ["P1"]


def pairs() -> list[charts.Pair]:
    return [
        charts.Pair("Vi är mogna", 5, 2),
        charts.Pair("Vi styr", 3, 3),
        charts.Pair("Vi vet", 4),
        charts.Pair("Nej", None),
    ]


@pytest.mark.parametrize("ground", INKS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_chart_draws_what_is_said_hollow_and_what_is_measured_filled(language, ground):
    chart = charts.ratings(pairs(), charts.Frame("Så", "nivå", language, ground))
    between, said, measured = chart.figure.data
    assert said.marker.color == INKS[ground].ground and measured.marker.color == INKS[ground].accent
    assert (said.x, measured.x) == ((5, 3, 4), (2, 3))
    assert between.x == (2, 5, None)  # no line where they agree
    assert chart.table.rows[0] == ("Vi är mogna", 5, 2, 3) and chart.table.rows[3] == ("Nej", None, None, None)
    assert chart.alt.count("Nej") == 0 and "Vi vet" in chart.alt


def test_the_distance_is_said_in_words_and_ring_and_diamond_are_named_once():
    notes = [note.text for note in charts.ratings(pairs(), FRAME).figure.layout.annotations]
    assert notes == ["3 över", "lika", "skattat", "mätt"]
    assert charts.ratings([], FRAME).figure.layout.annotations == ()
