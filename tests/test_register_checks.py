"""Is what contradicts itself in the steering registers told at the door, and is what is right let in?"""

from collections.abc import Mapping

import pytest

from data.registers import REGISTERS, RESERVED_UNIT_REGISTERS
from data.result import FileResult
from tests.fixtures.group import Group

Row = Mapping[str, object]

ROWS: dict[str, Row] = {
    "turnover": {"unit": "BUF", "year": 2024, "turnover_sek": "5"},
    "headcount": {"unit": "BUF", "period": "2024-01", "role": "other", "resource_class": "permanent", "fte": 5},
    "declared_shadow_it": {"unit": "BUF", "year": 2024, "amount_sek": "5", "basis": "enkät"},
    "development": {"unit": "BUF", "year": 2024, "planned_fte": 5, "used_fte": 3, "used_sek": "5"},
    "services": {"service": "S1", "unit": "BUF", "name": "Skolskjuts", "level": 2, "valid_from": "2024-01-01"},
    "service_volumes": {"service": "S1", "period": "2024-01", "channel": "digital", "cases": 5},
    "initiatives": {"initiative": "I1", "unit": "BUF", "name": "x", "year": 2024, "cost_sek": "9"},
    "balance_targets": {"unit": "BUF", "axis": "ei", "point": "0.3", "band": "0.1"},
    "measures": {"measure": "M1", "unit": "BUF", "version": 1, "valid_from": "2024-01-01"},
    "pace_targets": {"unit": "BUF", "year": 2030, "target_share": "0.6", "decided_year": 2025},
    "backlog": {"unit": "BUF", "period": "2024-01", "demand_hours": 9, "supply_hours": 8},
    "assets": {"asset": "Nät", "unit": "BUF", "replacement_sek": "9", "life_years": 5},
    "decisions": {"decision": "B1", "text": "x", "date": "2024-01-01", "card": "total_it_share"},
    "self_ratings": {"statement": "capability_1", "unit": "BUF", "date": "2024-01-01", "level": 3},
}  # fmt: skip
WITH_UNIT = [name for name in ROWS if REGISTERS[name].column("unit")]


@pytest.fixture
def group(tmp_path) -> Group:
    return Group(tmp_path).set_up()


def deliver(group: Group, register: str, *changes: Row, **request: object) -> FileResult:
    """Deliver the register's ordinary row, once per change; volumes have their service."""
    if register == "service_volumes":
        group.deliver("services", ROWS["services"])
    rows = [{**ROWS[register], **change} for change in changes or ({},)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    return group.deliver(register, *({name: row.get(name, "") for name in names} for row in rows), **request)


def told(result: FileResult) -> list[tuple[str, str, int | None, str | None]]:
    for language in ("sv", "en"):
        assert all("{" not in problem.message(language) for problem in result.problems)
    return [(p.severity, p.code, p.line, p.column) for p in result.problems]


@pytest.mark.parametrize("register", ROWS)
def test_an_ordinary_row_is_taken_without_a_word(group, register):
    result = deliver(group, register)
    assert (result.status, told(result)) == ("accepted", [])


@pytest.mark.parametrize("register", WITH_UNIT)
def test_an_unknown_unit_refuses_the_file_and_names_the_nearest(group, register):
    result = deliver(group, register, {"unit": "BUFF"})
    assert result.status == "refused"
    assert ("error", "unknown_unit", 2, "unit") in told(result)
    assert "BUF" in result.problems[0].message("sv").split("Närmast")[1]


@pytest.mark.parametrize("register", WITH_UNIT)
@pytest.mark.parametrize("unit", ["group", "municipality"])
def test_the_whole_is_a_unit_only_where_a_row_of_its_own_wins(group, register, unit):
    result = deliver(group, register, {"unit": unit})
    assert (result.status == "accepted") == (register in RESERVED_UNIT_REGISTERS)
    assert [p.code for p in result.problems] == ([] if result.status == "accepted" else ["unknown_unit"])


def test_the_whole_may_be_written_with_a_capital_and_is_the_same(group):
    deliver(group, "balance_targets", {"unit": "Group"})
    assert deliver(group, "balance_targets", {"unit": "group"}).status == "unchanged"


@pytest.mark.parametrize(
    ("register", "change", "code", "column"),
    [
        ("services", {"level": 5}, "bad_code", "level"),
        ("services", {"level": -1}, "bad_code", "level"),
        ("services", {"level": "2.5"}, "bad_code", "level"),
        ("self_ratings", {"level": 6}, "bad_code", "level"),
        ("development", {"target_share": "20"}, "bad_share", "target_share"),
        ("pace_targets", {"target_share": "1.01"}, "bad_share", "target_share"),
        ("balance_targets", {"point": "-0.1"}, "bad_share", "point"),
        ("balance_targets", {"band": "2"}, "bad_share", "band"),
        ("pace_targets", {"year": 2025}, "target_year_not_ahead", "year"),
        ("pace_targets", {"year": 2020}, "target_year_not_ahead", "year"),
        ("assets", {"life_years": 0}, "life_not_positive", "life_years"),
        ("assets", {"replacement_sek": "-1"}, "negative_value", "replacement_sek"),
        ("backlog", {"demand_hours": -1}, "negative_value", "demand_hours"),
        ("backlog", {"supply_hours": -1}, "negative_value", "supply_hours"),
        ("initiatives", {"hours": -1}, "negative_value", "hours"),
        ("initiatives", {"fte": -1}, "negative_value", "fte"),
        ("initiatives", {"fte_freed": -1}, "negative_value", "fte_freed"),
        ("initiatives", {"fte_reallocated": -1}, "negative_value", "fte_reallocated"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cell(group, register, change, code, column):
    result = deliver(group, register, change)
    assert (result.status, told(result)) == ("refused", [("error", code, 2, column)])


@pytest.mark.parametrize(
    ("register", "change", "code", "column"),
    [
        ("headcount", {"fte": -2}, "negative_correction", "fte"),
        ("service_volumes", {"cases": -1}, "negative_correction", "cases"),
        ("development", {"used_sek": "-5"}, "negative_correction", "used_sek"),
        ("development", {"planned_fte": -1}, "negative_correction", "planned_fte"),
        ("development", {"used_fte": -1}, "negative_correction", "used_fte"),
        ("development", {"planned_sek": "-5"}, "negative_correction", "planned_sek"),
        ("initiatives", {"benefit_planned_sek": "5", "benefit_realised_sek": "6"}, "part_above_whole",
         "benefit_realised_sek"),
        ("initiatives", {"benefit_planned_sek": "9", "benefit_realised_sek": "6", "benefit_reallocated_sek": "7"},
         "part_above_whole", "benefit_reallocated_sek"),
        ("initiatives", {"fte_freed": 1, "fte_reallocated": 2}, "part_above_whole", "fte_reallocated"),
        ("services", {"year": 2023}, "year_outside_validity", "year"),
        ("services", {"year": 2026, "valid_to": "2025-06-30"}, "year_outside_validity", "year"),
        ("decisions", {"card": "nöjda_medborgare"}, "unknown_card", "card"),
        ("decisions", {"recommendation": "x9"}, "unknown_recommendation", "recommendation"),
        ("self_ratings", {"statement": "capability_10"}, "unknown_statement", "statement"),
        ("self_ratings", {"statement": "organisation_form", "level": 5}, "level_outside_form", "level"),
        ("self_ratings", {"statement": "organisation_form", "level": 0}, "level_outside_form", "level"),
    ],
)  # fmt: skip
def test_what_looks_wrong_is_stored_with_a_warning(group, register, change, code, column):
    result = deliver(group, register, change)
    assert (result.status, told(result)) == ("accepted", [("warning", code, 2, column)])


@pytest.mark.parametrize(
    ("register", "change"),
    [
        ("initiatives", {"cost_sek": "-5"}),
        ("services", {"gross_cost_sek": "-5"}),
        ("declared_shadow_it", {"amount_sek": "-5"}),
        ("initiatives", {"benefit_planned_sek": "6", "benefit_realised_sek": "6", "benefit_reallocated_sek": "6"}),
        ("initiatives", {"benefit_realised_sek": "-6", "benefit_planned_sek": "-9"}),
        ("initiatives", {"benefit_realised_sek": "6"}),
        ("services", {"year": 2024, "valid_to": "2024-06-30"}),
        ("pace_targets", {"year": 2026}),
        ("decisions", {"recommendation": "5C"}),
        ("self_ratings", {"statement": "organisation_form", "level": 4}),
        ("assets", {"life_years": "0.5"}),
        ("service_volumes", {"cases": 0}),
    ],
)
def test_a_correction_in_kronor_and_the_edge_of_what_can_be_are_let_in(group, register, change):
    result = deliver(group, register, change)
    assert (result.status, told(result)) == ("accepted", [])


@pytest.mark.parametrize(
    ("register", "change"),
    [
        ("pace_targets", {"target_share": "0.7"}),
        ("balance_targets", {"point": "0.4"}),
        ("self_ratings", {"level": 5}),
        ("pace_targets", {"unit": "Barn och utbildning"}),
    ],
)
def test_two_rows_about_the_same_contradict(group, register, change):
    result = deliver(group, register, {}, change)
    assert (result.status, told(result)) == ("refused", [("error", "row_contradicts", 3, None)])


@pytest.mark.parametrize(
    ("register", "change"),
    [
        ("pace_targets", {"decided_year": 2026}),
        ("pace_targets", {"year": 2032}),
        ("balance_targets", {"axis": "ie"}),
        ("self_ratings", {"date": "2025-01-01"}),
        ("initiatives", {"funding": "investering"}),
        ("initiatives", {"year": 2025}),
        ("declared_shadow_it", {"basis": "intervjuer"}),
        ("service_volumes", {"channel": "phone"}),
        ("backlog", {"source": "annan"}),
        ("decisions", {"date": "2025-01-01", "status": "genomförd"}),
    ],
)
def test_two_rows_about_different_things_stand_side_by_side(group, register, change):
    result = deliver(group, register, {}, change)
    assert (result.status, told(result)) == ("accepted", [])


@pytest.mark.parametrize(
    "register",
    ["development", "initiatives", "declared_shadow_it", "service_volumes", "backlog", "assets", "decisions"],
)
def test_a_row_that_stands_twice_is_counted_twice_and_said_so(group, register):
    result = deliver(group, register, {}, {})
    assert (result.status, told(result)) == ("accepted", [("warning", "row_twice", 3, None)])
    assert result.rows_stored == 2


@pytest.mark.parametrize(
    ("first", "second", "meets"),
    [
        ({"valid_to": "2024-06-30"}, {"version": 2, "valid_from": "2024-07-01"}, False),
        ({"valid_to": "2024-07-01"}, {"version": 2, "valid_from": "2024-07-01"}, True),
        ({}, {"version": 2, "valid_from": "2025-01-01"}, True),
        ({}, {"target_version": 2, "valid_from": "2025-01-01"}, True),
        ({}, {"measure": "M2"}, False),
        ({}, {"unit": "SOC"}, False),
    ],
)
def test_a_measure_has_one_version_in_force_on_any_day(group, first, second, meets):
    result = deliver(group, "measures", first, second)
    assert told(result) == ([("error", "measure_overlap", 3, "measure")] if meets else [])


@pytest.mark.parametrize(
    ("register", "change"),
    [("services", {"level": 4, "valid_from": "2025-01-01"}), ("measures", {"version": 2, "valid_from": "2025-01-01"})],
)
def test_a_row_may_not_hold_beside_a_stored_one_of_another_source(group, register, change):
    deliver(group, register, {}, source="gammal")
    result = deliver(group, register, change, source="ny")
    assert (result.status, [p.code for p in result.problems]) == ("refused", ["overlap_elsewhere"])
    assert "gammal" in result.problems[0].message("sv")
    assert deliver(group, register, change, source="gammal").status == "accepted"


def test_two_files_of_one_load_may_not_hold_two_levels_on_one_day(group):
    first = group.write("services", ROWS["services"])
    second = group.write("services", {**ROWS["services"], "level": 4, "valid_from": "2025-01-01"})
    results = group.load(first, second)
    assert [(r.status, [p.code for p in r.problems]) for r in results] == [
        ("accepted", []),
        ("refused", ["overlap_elsewhere"]),
    ]


def test_a_service_may_go_on_in_another_unit_the_day_after(group):
    deliver(group, "services", {"valid_to": "2024-12-31"})
    result = deliver(group, "services", {"unit": "SOC", "level": 4, "valid_from": "2025-01-01"})
    assert (result.status, told(result)) == ("accepted", [])


def test_a_volume_of_an_unknown_service_is_refused_and_names_the_nearest(group):
    group.deliver("services", ROWS["services"], {**ROWS["services"], "service": "X9", "name": "Bygglov"})
    result = group.deliver("service_volumes", {**ROWS["service_volumes"], "service": "bygglov"})
    assert (result.status, told(result)) == ("refused", [("error", "unknown_service", 2, "service")])
    assert "Närmast: X9" in result.problems[0].message("sv")


def test_a_volume_may_come_in_the_same_load_as_its_service_in_whatever_order(group):
    volumes = group.write("service_volumes", ROWS["service_volumes"])
    services = group.write("services", ROWS["services"])
    assert [r.status for r in group.load(volumes, services)] == ["accepted", "accepted"]


def test_a_volume_falls_with_the_file_that_would_have_brought_its_service(group):
    volumes = group.write("service_volumes", ROWS["service_volumes"])
    services = group.write("services", {**ROWS["services"], "level": 9})
    results = group.load(volumes, services)
    assert [(r.status, [p.code for p in r.problems]) for r in results] == [
        ("refused", ["unknown_service"]),
        ("refused", ["bad_code"]),
    ]


def test_a_volume_is_refused_where_this_very_load_takes_its_service_away(group):
    group.deliver("services", ROWS["services"])
    volumes = group.write("service_volumes", ROWS["service_volumes"])
    services = group.write("services", {**ROWS["services"], "service": "S2"})
    results = group.load(volumes, services)
    assert [(r.status, [p.code for p in r.problems]) for r in results] == [
        ("refused", ["unknown_service"]),
        ("accepted", []),
    ]


def test_volumes_left_without_their_service_are_pointed_out(group):
    deliver(group, "service_volumes")
    result = deliver(group, "services", {"service": "S2"})
    assert (result.status, told(result)) == ("accepted", [("warning", "volumes_left_behind", None, None)])
    assert "S1" in result.problems[0].message("sv")


def test_a_sentence_names_columns_and_codes_in_the_readers_language(group):
    result = deliver(group, "initiatives", {"direction": "bakåt", "hours": -1})
    said = {p.code: (p.message("sv"), p.message("en")) for p in result.problems}
    assert "timmar (hours)" in said["negative_value"][0] and "timmar" not in said["negative_value"][1]
    assert "riktning (direction). Tillåtna: intern (internal), extern (external)" in said["bad_code"][0]
    assert "direction. Allowed: internal, external" in said["bad_code"][1]


def test_a_code_that_is_swedish_is_translated_for_the_english_reader(group):
    (problem,) = deliver(group, "initiatives", {"funding": "gåva"}).problems
    assert "drift, investering" in problem.message("sv")
    assert "operations (drift), invest (investering)" in problem.message("en")
