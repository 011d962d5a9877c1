"""What does a delivery replace, what does it leave alone, and what is told of it (Promise 2)?"""

import random
from decimal import Decimal
from pathlib import Path

import pytest

from data.result import FileResult
from kpi.checking import check
from tests.fixtures.group import K2, K4, NOT_IT, SIMPLE_RULES, Group, Row, in_store, line


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def counts(result: FileResult) -> tuple[str, int, int, int]:
    return (result.status, result.added, result.removed, result.changed)


def codes(result: FileResult) -> list[str]:
    return [problem.code for problem in result.problems]


def month(unit: str, period: str, *amounts: int, **more: object) -> list[Row]:
    return [line(unit, K2, f"{n}.25", f"{period}-10", voucher=f"{period}/{n}", **more) for n in amounts]


def content(group: Group) -> list[tuple]:
    return sorted(
        (r["unit"], r["source"], str(r["date"]), r["voucher"] or "", r["amount_sek"]) for r in group.lines()
    )


def test_the_same_file_again_changes_nothing(group: Group) -> None:
    rows = month("BUF", "2024-01", 1, 2, 2, 3)
    assert counts(group.deliver("ledger", *rows)) == ("accepted", 4, 0, 0)
    version, before = group.store.version, group.snapshot()
    again = group.deliver("ledger", *rows)
    assert counts(again) == ("unchanged", 0, 0, 0)
    assert (again.rows_read, again.rows_stored, again.rows_rejected) == (4, 4, 0)
    assert (group.store.version, group.snapshot()) == (version, before)


def test_rows_that_occur_k_times_stay_k_times(group: Group) -> None:
    row = line("BUF", K2, "100.00", voucher="A1")
    group.deliver("ledger", *[row] * 3)
    assert len(group.lines()) == 3
    assert counts(group.deliver("ledger", *[row] * 5)) == ("accepted", 2, 0, 0)
    assert counts(group.deliver("ledger", *[row] * 1)) == ("accepted", 0, 4, 0)
    assert [r["amount_sek"] for r in group.lines()] == [Decimal("100.00")]


def test_the_order_of_the_rows_is_no_change(group: Group) -> None:
    rows = month("BUF", "2024-01", 1, 2, 3) + month("SOC", "2024-02", 4)
    group.deliver("ledger", *rows)
    assert counts(group.deliver("ledger", *rows[::-1])) == ("unchanged", 0, 0, 0)


def test_a_delivery_replaces_its_own_unit_month_and_source_and_nothing_else(group: Group) -> None:
    group.deliver(
        "ledger", *month("BUF", "2024-01", 1, 2), *month("BUF", "2024-02", 3), *month("SOC", "2024-01", 4)
    )
    group.deliver("ledger", *month("BUF", "2024-01", 9), source="annan")
    result = group.deliver("ledger", *month("BUF", "2024-01", 7))
    assert counts(result) == ("accepted", 1, 2, 0)
    left = [(unit, source, date, amount) for unit, source, date, _, amount in content(group)]
    assert left == [
        ("BUF", "annan", "2024-01-10", Decimal("9.25")),
        ("BUF", "ledger", "2024-01-10", Decimal("7.25")),
        ("BUF", "ledger", "2024-02-10", Decimal("3.25")),
        ("SOC", "ledger", "2024-01-10", Decimal("4.25")),
    ]


def test_a_changed_row_is_a_removed_and_an_added_one_of_one_account_voucher_and_date(group: Group) -> None:
    group.deliver(
        "ledger", line("BUF", K2, 10, voucher="A1"), line("BUF", K2, 20, voucher="A2"), line("BUF", K4, 1)
    )
    result = group.deliver(
        "ledger", line("BUF", K2, 11, voucher="A1"), line("BUF", K2, 20, voucher="A3"), line("BUF", K4, 1)
    )
    assert counts(result) == ("accepted", 1, 1, 1)


def test_a_dated_row_belongs_to_its_calendar_month_whatever_its_period_says(group: Group) -> None:
    group.deliver(
        "ledger", line("BUF", K2, 1, "2024-01-31", period="2024-12"), line("BUF", K2, 2, "2024-02-01")
    )
    assert counts(group.deliver("ledger", line("BUF", K2, 5, "2024-01-15"))) == ("accepted", 1, 1, 0)
    assert [(str(r["date"]), r["amount_sek"]) for r in group.lines()] == [
        ("2024-02-01", 2),
        ("2024-01-15", 5),
    ]


def test_a_period_without_a_date_is_stored_on_the_last_day_of_its_month(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, 1, "", period="2024-02"))
    assert str(group.lines()[0]["date"]) == "2024-02-29"
    assert group.figure("central_it_share", "BUF").months == 1


def test_a_second_source_of_a_held_month_is_taken_with_a_warning(group: Group) -> None:
    group.deliver("ledger", *month("BUF", "2024-01", 1))
    result = group.deliver("ledger", *month("BUF", "2024-01", 1), *month("BUF", "2024-02", 1), source="annan")
    assert (result.status, codes(result), len(group.lines())) == ("accepted", ["second_source"], 3)


def test_a_second_source_of_headcount_is_taken_with_a_warning_too(group: Group) -> None:
    row = {"unit": "BUF", "period": "2024-01", "role": "it", "resource_class": "permanent", "fte": "2"}
    assert codes(group.deliver("headcount", row)) == []
    assert codes(group.deliver("headcount", row, source="konsulter")) == ["second_source"]
    assert group.figure("it_fte_share", "BUF", variant="central").numerator == 2 + 2


@pytest.mark.parametrize(("left", "warned"), [(39, True), (95, False), (94, True)])
def test_a_delivery_that_loses_more_than_five_per_cent_of_a_months_rows_warns(
    group: Group, left: int, warned: bool
) -> None:
    group.deliver("ledger", *month("BUF", "2024-01", *range(100)))
    result = group.deliver("ledger", *month("BUF", "2024-01", *range(left)))
    assert (result.status, "rows_lost" in codes(result)) == ("accepted", warned)


def test_the_default_source_is_the_registers_name_and_the_column_wins_over_it(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, 1), line("BUF", K2, 2, source="raindance"))
    assert [r["source"] for r in group.lines()] == ["ledger", "raindance"]


def test_a_source_given_by_hand_wins_over_the_column(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, 1), line("BUF", K2, 2, source="raindance"), source="hand")
    assert [r["source"] for r in group.lines()] == ["hand", "hand"]


ROWS = [
    row
    for code in ("BUF", "SOC", "ENE")
    for p in ("2024-01", "2024-02", "2025-01")
    for row in month(code, p, 1, 1, 2, 3)
]


def test_a_file_split_along_unit_and_month_in_any_order_is_the_whole_file(tmp_path: Path) -> None:
    whole = Group(tmp_path / "whole").set_up(*SIMPLE_RULES)
    whole.deliver("ledger", *ROWS)
    parts: dict[tuple, list[Row]] = {}
    for row in ROWS:
        parts.setdefault((row["unit"], str(row["date"])[:7]), []).append(row)
    order = list(parts.values())
    random.Random(1).shuffle(order)
    split = Group(tmp_path / "split").set_up(*SIMPLE_RULES)
    for rows in (order[0] + order[1], *order[2:6], sum(order[6:], [])):
        assert split.deliver("ledger", *rows).status == "accepted"
    assert (content(split), split.snapshot()) == (content(whole), whole.snapshot())


def test_a_file_split_anyhow_and_given_in_one_load_is_the_whole_file(tmp_path: Path) -> None:
    whole = Group(tmp_path / "whole").set_up(*SIMPLE_RULES)
    whole.deliver("ledger", *ROWS)
    rows = ROWS.copy()
    random.Random(1).shuffle(rows)
    split = Group(tmp_path / "split").set_up(*SIMPLE_RULES)
    results = split.load(*(split.write("ledger", *rows[start::3]) for start in range(3)))
    assert [(r.status, r.rows_read, r.rows_stored) for r in results] == [("accepted", 12, 12)] * 3
    assert (content(split), split.snapshot()) == (content(whole), whole.snapshot())
    again = split.load(*(split.write("ledger", *rows[start::2]) for start in range(2)))
    assert [counts(result) for result in again] == [("unchanged", 0, 0, 0)] * 2


def test_every_file_of_a_delivery_that_replaces_a_month_is_kept(group: Group) -> None:
    """What the first file adds is told of it alone, but the store holds rows of both."""
    group.deliver("ledger", *month("BUF", "2024-01", 1, 2, 3, 4))
    one, other = (
        group.write("ledger", *month("BUF", "2024-01", 1, 2)),
        group.write("ledger", *month("BUF", "2024-01", 3, 9)),
    )
    assert [result.status for result in group.load(one, other)] == ["accepted", "accepted"]
    kept = {row["file_id"] for row in in_store(group.store, "delivered_file")}
    assert {row["file_id"] for row in group.lines()} <= kept


def test_a_refused_file_of_a_delivery_leaves_the_others(group: Group) -> None:
    bad = group.write("ledger", line("BUF", K2, "abc"), line("SOC", K2, 1))
    good = group.write("ledger", line("ENE", K2, 7))
    assert [result.status for result in group.load(bad, good)] == ["refused", "accepted"]
    assert [(r["unit"], r["amount_sek"]) for r in group.lines()] == [("ENE", 7)]


def staff(fte: object, unit: str = "BUF", period: str = "2024-01", **more: object) -> Row:
    return {"unit": unit, "period": period, "role": "it", "resource_class": "permanent", "fte": fte, **more}


SMALL = {
    "headcount": (staff("1"), staff("2", period="2024-02")),
    "backlog": ({"unit": "BUF", "period": "2024-01", "demand_hours": 5, "supply_hours": 4},
                {"unit": "SOC", "period": "2024-01", "demand_hours": 5, "supply_hours": 4}),
    "control_totals": ({"unit": "BUF", "period": "2024-01", "cost_sek": "1.00"}, {"unit": "BUF", "period": "2024-02", "cost_sek": "1.00"}),  # noqa: E501
    "service_volumes": ({"service": "S1", "period": "2024-01", "channel": "digital", "cases": 5},
                        {"service": "S1", "period": "2024-02", "channel": "digital", "cases": 5}),
    "turnover": ({"unit": "BUF", "year": 2024, "turnover_sek": "5"}, {"unit": "group", "year": 2024, "turnover_sek": "6"}),  # noqa: E501
    "development": ({"unit": "BUF", "year": 2024, "planned_fte": 1}, {"unit": "municipality", "year": 2025, "planned_fte": 1}),  # noqa: E501
    "declared_shadow_it": ({"unit": "BUF", "year": 2024, "amount_sek": "5", "basis": "x"},
                           {"unit": "BUF", "year": 2023, "amount_sek": "5", "basis": "x"}),
    "initiatives": ({"initiative": "I1", "unit": "BUF", "name": "x", "year": 2024, "cost_sek": "1"},
                    {"initiative": "I1", "unit": "BUF", "name": "x", "year": 2025, "cost_sek": "1"}),
    "services": ({"service": "S1", "unit": "BUF", "name": "x", "level": 2, "valid_from": "2024-01-01"},
                 {"service": "S2", "unit": "SOC", "name": "x", "level": 2, "valid_from": "2024-01-01"}),
    "measures": ({"measure": "M1", "unit": "group", "version": "1", "valid_from": "2024-01-01"},
                 {"measure": "M1", "unit": "BUF", "version": "1", "valid_from": "2024-01-01"}),
    "pace_targets": ({"unit": "BUF", "year": 2030, "target_share": "0.5", "decided_year": 2024},
                     {"unit": "group", "year": 2030, "target_share": "0.5", "decided_year": 2024}),
    "balance_targets": ({"unit": "BUF", "axis": "ei", "point": "0.5"}, {"unit": "group", "axis": "ie", "point": "0.5"}),  # noqa: E501
    "assets": ({"asset": "A1", "unit": "BUF", "replacement_sek": "5", "life_years": 4},
               {"asset": "A1", "unit": "SOC", "replacement_sek": "5", "life_years": 4}),
    "self_ratings": ({"statement": "capability_1", "unit": "BUF", "date": "2024-01-01", "level": 3},
                     {"statement": "capability_1", "unit": "municipality", "date": "2024-01-01", "level": 3}),
}  # fmt: skip
WHOLE_SOURCE = {
    "roles": ({"pattern": "systemvetare*", "role": "it"}, {"pattern": "it-pedagog", "role": "it-pedagog", "time_share": "0.5"}),  # noqa: E501
    "decisions": ({"decision": "B1", "text": "x", "date": "2024-01-01", "status": "y"},
                  {"decision": "B2", "text": "x", "date": "2024-01-01", "status": "y"}),
}  # fmt: skip


def stored(group: Group, register: str) -> int:
    return len([row for row in in_store(group.store, "register_row") if row["register"] == register])


def test_each_small_register_replaces_its_own_part_and_keeps_the_rest(group: Group) -> None:
    paths = {name: group.write(name, *rows) for name, rows in SMALL.items()}
    results = group.load(*paths.values())
    assert {r.file: (r.status, codes(r)) for r in results if r.status != "accepted"} == {}
    pairs = {name: (rows[0], rows[0] | _other(name)) for name, rows in SMALL.items()}
    for status, count, rows_of in (
        ("accepted", 3, pairs),
        ("unchanged", 3, pairs),
        ("accepted", 2, _first(SMALL)),
    ):
        results = group.load(*(group.write(name, *rows_of[name]) for name in SMALL))
        assert [(r.register, r.status, codes(r)) for r in results] == [
            (name, status, _said(name, count)) for name in SMALL
        ]
        assert {name: stored(group, name) for name in SMALL} == dict.fromkeys(SMALL, count)


def _first(registers: dict[str, tuple[Row, ...]]) -> dict[str, tuple[Row, ...]]:
    return {name: rows[:1] for name, rows in registers.items()}


def _said(register: str, count: int) -> list[str]:
    """One row of two is more than 5 % of what is held of a period; two rows of one unit's year or month are added."""
    if register in ("backlog", "development") and count == 3:
        return ["row_twice"]
    by_period = register in ("headcount", "backlog", "control_totals", "service_volumes")
    return ["rows_lost"] if by_period and count == 2 else []


def _other(register: str) -> Row:
    """Return what makes another row of the same part."""
    key = {"services": {"service": "S9"}, "measures": {"measure": "M9"}, "assets": {"asset": "A9"},
           "initiatives": {"initiative": "I9"}, "service_volumes": {"channel": "phone"},
           "pace_targets": {"year": 2031}, "balance_targets": {"axis": "ie"}, "self_ratings": {"statement": "capability_9"},  # noqa: E501
           "headcount": {"resource_class": "fixed_term"}, "turnover": {"status": "budget"},
           "declared_shadow_it": {"basis": "z"}, "development": {"used_fte": 9},
           "backlog": {"demand_hours": 9}, "control_totals": {"cost_sek": "9.00"}}  # fmt: skip
    return key[register]


@pytest.mark.parametrize("register", WHOLE_SOURCE)
def test_roles_and_decisions_replace_their_whole_source(group: Group, register: str) -> None:
    rows = WHOLE_SOURCE[register]
    group.deliver(register, *rows)
    group.deliver(register, rows[0], source="annan")
    assert stored(group, register) == 3
    assert counts(group.deliver(register, rows[1])) == ("accepted", 0, 1, 0)
    assert stored(group, register) == 2


def test_units_replace_unit_by_unit_whatever_their_source(group: Group) -> None:
    new = {
        "unit": "SOC",
        "name": "Vård och omsorg",
        "kind": "department",
        "chart": "kommunbas",
        "counterparty": "120",
    }
    assert counts(group.deliver("units", new, source="annan")) == ("accepted", 0, 0, 1)
    assert {row["unit"]: row["name"] for row in in_store(group.store, "unit")} == {
        "BUF": "Barn och utbildning", "SOC": "Vård och omsorg", "SCIT": "Servicecenter IT",
        "DIG": "Digitaliseringskontoret", "ENE": "Energi AB", "BO": "Bostads AB",
    }  # fmt: skip


def test_rules_are_a_new_version_of_the_whole_set(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, 1), line("BUF", NOT_IT, 1))
    result = group.deliver("rules", {"priority": 1, "account_from": NOT_IT, "category": "shadow_it"})
    assert result.status == "accepted"
    assert [(r["category"], r["rule_version"]) for r in group.lines()] == [
        ("unclassified", 3),
        ("shadow_it", 3),
    ]
    assert max(row["version"] for row in in_store(group.store, "rule")) == 1 + 1 + 1  # seed, set-up, this one


def test_a_service_that_moves_takes_its_volumes_to_its_new_unit(group: Group) -> None:
    service, volume = SMALL["services"][0], SMALL["service_volumes"][0]
    group.load(group.write("service_volumes", volume), group.write("services", service))
    group.deliver("services", service | {"unit": "SOC", "valid_from": "2024-06-01"})
    again = group.deliver("service_volumes", volume)
    assert (again.status, stored(group, "service_volumes")) == ("unchanged", 1)


SIE = """#FLAGGA 0
#FORMAT PC8
#SIETYP {kind}
#PROGRAM "{program}" 1
#FNAMN "Energi AB"
#ORGNR 556123-4567
#RAR 0 20240101 20241231
"""
RES = SIE.format(kind=1, program="Bok") + "#RES 0 6540 100.00\n#RES 0 3001 -70.00\n#RES -1 6540 999.00\n"
PSALDO = (
    SIE.format(kind=2, program="Bok")
    + '#PSALDO 0 202403 6540 {} 60.00\n#PSALDO 0 202404 6540 {} 40.00\n#PSALDO 0 202404 6540 {1 "A"} 40.00\n'
)
VER = (
    SIE.format(kind=4, program="Annat program")
    + '#VER A 1 20240310 "x"\n{\n#TRANS 6540 {} 100.00\n#TRANS 1930 {} -100.00\n}\n'
)


def test_balances_of_a_year_stand_on_its_last_day_and_are_found_by_organisation_number(group: Group) -> None:
    assert group.load(group.text("r.se", RES))[0].status == "accepted"
    found = [(r["unit"], r["account"], str(r["date"]), r["amount_sek"], r["source"]) for r in group.lines()]
    assert found == [
        ("ENE", "6540", "2024-12-31", 100, "sie:Bok"),
        ("ENE", "3001", "2024-12-31", -70, "sie:Bok"),
    ]


def test_period_balances_are_taken_without_their_objects(group: Group) -> None:
    group.load(group.text("p.se", PSALDO))
    assert [(str(r["date"])[:7], r["amount_sek"]) for r in group.lines()] == [
        ("2024-03", 60),
        ("2024-04", 40),
    ]


FIRST_MONTHS = PSALDO
WHOLE_YEAR = PSALDO + "#PSALDO 0 202412 6540 {} 7.00\n"


@pytest.mark.parametrize(
    ("first", "then", "sek", "warned"),
    [
        (RES, FIRST_MONTHS, 100 - 70 + 60 + 40, ["balances_elsewhere"]),
        (FIRST_MONTHS, RES, 60 + 40 + 100 - 70, ["balances_elsewhere"]),
        (RES, WHOLE_YEAR, 60 + 40 + 7, []),  # December gives way to December
        (FIRST_MONTHS, WHOLE_YEAR, 60 + 40 + 7, []),
        (RES, RES, 100 - 70, []),
    ],
)
def test_a_years_result_beside_the_months_of_the_same_year_is_told(
    group: Group, first: str, then: str, sek: int, warned: list[str]
) -> None:
    group.load(group.text("a.se", first))
    [result] = group.load(group.text("b.se", then))
    assert [problem.code for problem in result.problems if problem.code == "balances_elsewhere"] == warned
    assert sum(row["amount_sek"] for row in group.lines()) == sek


@pytest.mark.parametrize("balances", [RES, PSALDO])
def test_vouchers_replace_the_balances_of_the_same_unit_and_year(group: Group, balances: str) -> None:
    group.load(group.text("b.se", balances))
    assert group.load(group.text("v.se", VER))[0].status == "accepted"
    assert [(r["account"], r["amount_sek"]) for r in group.lines()] == [("6540", 100), ("1930", -100)]
    assert [finding.code for finding in check(group.store) if not finding.holds] == []


def test_balances_and_vouchers_in_one_load_are_not_added(group: Group) -> None:
    results = group.load(group.text("b.se", RES), group.text("v.se", VER))
    assert results[1].status == "accepted"
    assert [(r["account"], r["amount_sek"]) for r in group.lines()] == [("6540", 100), ("1930", -100)]


def test_a_longer_export_of_the_same_year_replaces_and_does_not_add(group: Group) -> None:
    group.load(group.text("a.se", VER))
    longer = VER + '#VER A 2 20240410 "y"\n{\n#TRANS 6540 {} 5.00\n#TRANS 1930 {} -5.00\n}\n'
    assert counts(group.load(group.text("b.se", longer))[0]) == ("accepted", 2, 0, 0)
    assert len(group.lines()) == 4


def test_a_file_given_twice_in_one_load_is_counted_once(group: Group) -> None:
    rows = month("BUF", "2024-01", 1, 2, 2)
    results = group.load(group.write("ledger", *rows), group.write("ledger", *rows))
    assert [result.status for result in results] == ["accepted", "unchanged"]
    assert "same_content" in codes(results[1])
    # The equal rows within the file stay two: 1.25 + 2.25 + 2.25.
    assert [row["amount_sek"] for row in group.lines()] == [Decimal("1.25"), Decimal("2.25"), Decimal("2.25")]
