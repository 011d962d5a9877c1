"""What is filled in on a page is a delivery like any other: kept, replayed, exported and somebody's."""

import json
from datetime import date
from pathlib import Path

import pytest

from data.access import Viewer
from data.errors import UserError
from data.form import SOURCE, deliver_form
from kpi.exporting import export
from kpi.followup import decisions, save_decision
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from kpi.self_rating import save_ratings
from tests.fixtures.group import SIMPLE_RULES, Group, in_store, line
from tests.test_rebuild import ODD_TEXTS

DIRECTOR = Viewer("anna", "it_director")
DAY = date(2024, 5, 15)


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once("ledger", line("BUF", "6800", 100))
    return group


def rate(group: Group, levels: dict[str, int], unit: str = "BUF", day: date = DAY, who: Viewer = DIRECTOR):
    return save_ratings(group.store, who, unit, day, levels, constants())


def ratings(group: Group) -> set[tuple]:
    rows = in_store(group.store, "self_rating")
    return {(row["statement"], row["unit"], row["date"], row["level"], row["source"]) for row in rows}


def decide(group: Group, who: Viewer = DIRECTOR, **row: str):
    return save_decision(group.store, who, {"text": "Pröva", "date": "2024-02-01"} | row, constants())


def test_what_is_filled_in_is_stored_under_a_source_of_its_own(group):
    assert rate(group, {"capability_1": 4, "capability_2": 0}).status == "accepted"
    assert ratings(group) == {
        ("capability_1", "BUF", DAY, 4, SOURCE),
        ("capability_2", "BUF", DAY, 0, SOURCE),
    }


def test_a_second_time_keeps_what_was_said_the_first_and_what_other_units_say(group):
    rate(group, {"capability_1": 4})
    rate(group, {"capability_1": 2}, unit="SOC")
    rate(group, {"capability_1": 5, "problem_3": 1}, day=date(2025, 5, 15))
    assert {row[:4] for row in ratings(group)} == {
        ("capability_1", "BUF", DAY, 4),
        ("capability_1", "SOC", DAY, 2),
        ("capability_1", "BUF", date(2025, 5, 15), 5),
        ("problem_3", "BUF", date(2025, 5, 15), 1),
    }


def test_the_same_statement_on_the_same_day_is_replaced(group):
    rate(group, {"capability_1": 4, "capability_2": 3})
    result = rate(group, {"capability_1": 1})
    assert (result.added, result.removed, result.changed) == (0, 0, 1)
    assert {(row[0], row[3]) for row in ratings(group)} == {("capability_1", 1), ("capability_2", 3)}


def test_what_a_file_said_is_neither_touched_nor_taken_over(group):
    said = [{"statement": f"capability_{number}", "unit": "BUF", "date": "2024-05-15", "level": 5} for number in (1, 2)]
    group.deliver("self_ratings", *said)
    rate(group, {"capability_1": 1})
    assert {(row[0], row[3], row[4]) for row in ratings(group)} == {
        ("capability_1", 5, "self_ratings"),
        ("capability_2", 5, "self_ratings"),
        ("capability_1", 1, SOURCE),
    }


def test_saying_the_same_again_is_unchanged_and_makes_no_new_version(group):
    rate(group, {"capability_1": 4})
    version = group.store.version
    assert rate(group, {"capability_1": 4}).status == "unchanged"
    assert group.store.version == version


def test_the_municipality_and_the_group_may_be_rated_but_no_unit_that_is_not_there(group):
    assert rate(group, {"principle_1": 3}, unit="municipality").status == "accepted"
    refused = rate(group, {"principle_1": 3}, unit="NOWHERE")
    assert refused.status == "refused" and refused.problems[0].code == "unknown_unit"
    assert {row[1] for row in ratings(group)} == {"municipality"}


@pytest.mark.parametrize("role", ["politician", "administrator"])
def test_only_a_controller_and_an_it_director_fill_in(group, role):
    with pytest.raises(UserError, match="form_refused|not_for_role"):
        rate(group, {"capability_1": 4}, who=Viewer("x", role))
    with pytest.raises(UserError, match="form_refused|not_for_role"):
        decide(group, Viewer("x", role))
    assert ratings(group) == set()


def test_somebody_limited_to_units_rates_those_and_neither_others_nor_the_whole_nor_decides(group):
    limited = Viewer("x", "controller", units=("BUF",))
    assert rate(group, {"capability_1": 4}, who=limited).status == "accepted"
    for unit in ("SOC", "municipality", "group"):
        with pytest.raises(UserError, match="form_not_yours"):
            rate(group, {"capability_1": 4}, unit=unit, who=limited)
    with pytest.raises(UserError, match="form_not_yours"):
        decide(group, limited)


def test_nothing_begins_a_store_by_being_filled_in(tmp_path):
    with pytest.raises(UserError, match="no_store"):
        deliver_form(Group(tmp_path).store, DIRECTOR, "decisions", lambda held: held, constants())


def test_a_decision_gets_the_next_free_number_and_is_changed_under_it(group):
    group.deliver("decisions", {"decision": "f-1", "text": "Ur diariet", "date": "2023-01-01"})
    decide(group, owner="IT-chef", status="pågår", card="total_it_share", recommendation="1a")
    decide(group, text="Ett till")
    assert [(one.id, one.text) for one in decisions(group.store, DIRECTOR)] == [
        ("f-1", "Ur diariet"),
        ("F-2", "Pröva"),
        ("F-3", "Ett till"),
    ]
    decide(group, decision="F-2", text="Pröva igen", status="genomförd")
    (changed,) = [one for one in decisions(group.store, DIRECTOR) if one.id == "F-2"]
    assert (changed.text, changed.status, changed.owner, changed.card) == ("Pröva igen", "genomförd", None, None)
    assert len(decisions(group.store, DIRECTOR)) == 3


def test_any_text_comes_through_as_it_was_written_but_for_blanks(group):
    texts = (*ODD_TEXTS, "'=1", "'-5 procent")
    for text in texts:
        decide(group, text=text, owner=text)
    said = {one.text for one in decisions(group.store, DIRECTOR)}
    assert said == {" ".join(text.split()) for text in texts}


def test_what_was_filled_in_is_kept_as_an_original_and_comes_back_by_rebuild(group):
    rate(group, {"capability_1": 4})
    decide(group)
    rate(group, {"capability_1": 5}, day=date(2025, 1, 1))
    before = ratings(group), decisions(group.store, DIRECTOR), group.snapshot()
    assert {result.status for result in rebuild(group.store, constants())} == {"accepted"}
    assert (ratings(group), decisions(group.store, DIRECTOR), group.snapshot()) == before


def test_who_filled_in_and_when_is_an_act_and_every_time_is_a_delivery(group):
    rate(group, {"capability_1": 4})
    rate(group, {"capability_1": 5})
    acts = group.store.query("store/acts").to_pylist()[-2:]
    assert [(act["act"], act["actor"]) for act in acts] == [("load", "anna")] * 2
    assert all(json.loads(act["detail"])["request"]["source"] == SOURCE for act in acts)


def test_what_was_filled_in_leaves_the_store_and_reads_back_as_unchanged(group, tmp_path):
    rate(group, {"capability_1": 4})
    decide(group, text='Med; och "citat"')
    for register in ("self_ratings", "decisions"):
        path = tmp_path / f"{register}.csv"
        assert export(group.store, DIRECTOR, register, path) == 1
        assert group.load(path)[0].status == "unchanged"
