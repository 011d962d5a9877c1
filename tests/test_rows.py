"""Are a small register's rows typed exactly, and is every faulty cell named?"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from data.headers import guess
from data.readers.raw import CsvScan, RawTable
from data.registers import REGISTERS
from data.row_checks import is_regex
from data.rows import register_rows
from tests.fixtures.raw_table import raw_table


def read(register: str, header: list[str], *rows: list[str]):
    table = raw_table(header, *rows)
    return register_rows(table, guess(table, register).to_mapping(register))


def codes(problems, severity="error"):
    return [problem.code for problem in problems if problem.severity == severity]


UNITS = ["enhet", "namn", "slag", "kontoplan"]
RULES = ["priority", "category", "account_from", "account_to", "text"]


def test_a_register_in_swedish_gives_english_columns_and_codes():
    rows, problems = read(
        "units", [*UNITS, "giltig_från"], ["SOC", "Social", "Förvaltning", "Kommun-Bas", "2024-01-01"]
    )
    assert not problems
    assert rows.to_pylist() == [
        {
            "line": 2, "unit": "SOC", "name": "Social", "kind": "department",
            "parent": None, "org_number": None,
            "chart": "kommunbas", "counterparty": None, "valid_from": date(2024, 1, 1), "valid_to": None,
            "source": None,
        }
    ]  # fmt: skip


@pytest.mark.parametrize("register", [name for name in REGISTERS if name != "ledger"])
def test_every_register_has_all_its_columns_even_without_rows(register):
    columns = REGISTERS[register].columns
    rows, problems = read(register, [column.name for column in columns])
    assert rows.column_names == ["line", *(column.name for column in columns)] and not codes(problems)


def test_money_numbers_and_years_are_exact():
    rows, _ = read(
        "turnover", ["unit", "year", "turnover_sek", "status"], ["group", "2024", "8 400,50", "Outcome"]
    )
    assert rows.schema.field("turnover_sek").type == pa.decimal128(18, 2)
    row = rows.to_pylist()[0]
    assert (row["year"], row["turnover_sek"], row["status"]) == (2024, Decimal("8400.50"), "utfall")


def test_each_columns_decimal_mark_is_its_own():
    header = ["unit", "year", "planned_fte", "planned_sek"]
    rows, problems = read("development", header, ["SOC", "2024", "1.5", "1.234,50"])
    assert not problems
    assert rows["planned_fte"].to_pylist() == [Decimal("1.5")]
    assert rows["planned_sek"].to_pylist() == [Decimal("1234.50")]


TURNOVER = ["unit", "year", "turnover_sek"]
BACKLOG = ["unit", "period", "demand_hours", "supply_hours"]
RATINGS = ["statement", "unit", "date", "level"]


@pytest.mark.parametrize(
    ("register", "header", "row", "column", "code"),
    [
        ("turnover", TURNOVER, ["A", "2024", "x"], "turnover_sek", "bad_number"),
        ("turnover", TURNOVER, ["A", "2024", "1,2345"], "turnover_sek", "too_many_decimals"),
        ("turnover", TURNOVER, ["A", "202", "1"], "year", "bad_year"),
        ("turnover", TURNOVER, ["", "2024", "1"], "unit", "value_missing"),
        ("turnover", [*TURNOVER, "status"], ["A", "2024", "1", "x"], "status", "bad_code"),
        ("backlog", BACKLOG, ["A", "2024-13", "1", "1"], "period", "bad_period"),
        ("decisions", ["decision", "text", "date"], ["1", "x", "2023-02-29"], "date", "bad_date"),
        ("decisions", ["decision", "text", "date"], ["1", "x", "2023-02"], "date", "bad_date"),
        ("balance_targets", ["unit", "axis", "point"], ["A", "ei", "1,5"], "point", "bad_share"),
        ("self_ratings", RATINGS, ["1", "A", "2024-01-01", "6"], "level", "bad_code"),
        ("roles", ["pattern", "role"], ["Lärare", "lärare"], "role", "unknown_role"),
        ("roles", ["pattern", "role"], ["~(", "it"], "pattern", "bad_regex"),
        ("rules", RULES, ["1", "it", "6540", "", ""], "category", "bad_code"),
        ("rules", RULES, ["x", "not_it", "6540", "", ""], "priority", "bad_integer"),
        ("rules", RULES, ["1", "external_it", "6x", "", ""], "account_from", "bad_account_bound"),
        ("rules", RULES, ["1", "external_it", "", "6540", ""], "account_to", "account_to_without_from"),
        ("rules", RULES, ["1", "external_it", "6839", "6831", ""], "account_to", "account_range"),
        ("rules", RULES, ["1", "external_it", "", "", "~a(?=b)"], "text", "bad_regex"),
        ("rules", RULES, ["1", "external_it", "", "", ""], None, "rule_needs_condition"),
        ("units", UNITS, ["group", "Koncern", "bolag", "bas"], "unit", "reserved_unit"),
    ],
)  # fmt: skip
def test_a_faulty_cell_is_named_with_line_and_column(register, header, row, column, code):
    rows, problems = read(register, header, row)
    faults = [problem for problem in problems if problem.severity == "error"]
    assert [(fault.line, fault.column, fault.code) for fault in faults] == [(2, column, code)]
    assert all(fault.message(language) for fault in faults for language in ("sv", "en"))
    assert rows.num_rows == 1


def test_all_faults_of_a_file_are_told_at_once():
    _, problems = read("turnover", TURNOVER, ["", "x", "y"], ["A", "2024", "1"], ["B", "z", "2"])
    assert [(p.line, p.code) for p in problems] == [
        (2, "value_missing"), (2, "bad_year"), (2, "bad_number"), (4, "bad_year"),
    ]  # fmt: skip


def test_a_rule_for_everything_else_is_a_warning():
    _, problems = read("rules", RULES, ["99", "not_it", "", "", ""])
    assert codes(problems) == [] and codes(problems, "warning") == ["rule_without_condition"]


@pytest.mark.parametrize("pattern", ["(?=a)", "(?<!a)b", r"(a)\1", "(?P=x)", "[", "*", "", "(?>a)"])
def test_what_the_database_cannot_search_for_is_no_pattern(pattern):
    assert not is_regex(pattern)


@pytest.mark.parametrize("pattern", [r"\bIT\b", "atea|dustin", "^68(1|2)", "(?i)moln"])
def test_an_ordinary_pattern_is_accepted(pattern):
    assert is_regex(pattern)


def test_a_unit_given_twice_points_to_its_first_row():
    _, problems = read("units", UNITS, ["A", "x", "bolag", "bas"], ["a", "y", "bolag", "bas"])
    assert [(p.line, p.code, p.values["first"]) for p in problems] == [(3, "duplicate_unit", 2)]


def test_a_validity_that_ends_before_it_begins_is_refused():
    header = [*UNITS, "valid_from", "valid_to"]
    _, problems = read("units", header, ["A", "x", "bolag", "bas", "2024-02-01", "2024-01-31"])
    assert codes(problems) == ["valid_from_after_valid_to"]


SERVICE = ["service", "unit", "name", "level", "valid_from", "valid_to", "year"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (["2", "2024-01-01", "", "2024"], ["2", "2024-01-01", "", "2025"], []),
        (["2", "2024-01-01", "2024-06-30", ""], ["4", "2024-07-01", "", ""], []),
        (["2", "2024-01-01", "2024-06-30", ""], ["4", "2024-06-30", "", ""], ["service_overlap"]),
        (["2", "2024-01-01", "", ""], ["4", "2025-01-01", "", ""], ["service_overlap"]),
        (["2", "2024-01-01", "", "2024"], ["2", "2024-01-01", "", "2024"], ["duplicate_service_row"]),
    ],
)
def test_a_service_has_one_level_on_any_day(first, second, expected):
    _, problems = read("services", SERVICE, ["S", "A", "x", *first], ["S", "A", "x", *second])
    assert codes(problems) == expected


def test_a_level_that_ends_the_day_another_begins_overlaps_in_whatever_order_the_rows_stand():
    later, earlier = ["4", "2024-06-30", "", ""], ["2", "2024-01-01", "2024-06-30", ""]
    _, problems = read("services", SERVICE, ["S", "A", "x", *later], ["S", "A", "x", *earlier])
    assert codes(problems) == ["service_overlap"]


def test_a_validity_of_one_day_is_one():
    header = [*UNITS, "valid_from", "valid_to"]
    _, problems = read("units", header, ["A", "x", "bolag", "bas", "2024-02-01", "2024-02-01"])
    assert not problems


def test_unknown_columns_are_listed_and_no_error():
    _, problems = read("roles", ["pattern", "role", "Kommentar"], ["IT*", "it", "x"])
    assert [(p.severity, p.code, p.values["columns"]) for p in problems] == [
        ("info", "unknown_columns", "Kommentar")
    ]


def test_a_mark_that_could_be_either_is_not_guessed():
    _, problems = read("turnover", TURNOVER, ["A", "2024", "1,234"])
    assert [(p.code, p.column) for p in problems] == [("undecidable_mark", "turnover_sek")]


def test_a_local_it_role_is_kept_under_one_name():
    rows, _ = read("roles", ["pattern", "role", "time_share"], ["~system", "Systemägare", "0,2"])
    assert rows.to_pylist()[0]["role"] == "systemägare"


def test_a_scanned_file_gives_the_lines_of_the_delivered_file(tmp_path: Path):
    path = tmp_path / "roles.csv"
    path.write_text('Uttag 2024\nmönster;roll\n"a;b";it\nc;other\n', encoding="utf-8")
    sample = pa.table({"line": [3, 4], "c0": ["a;b", "c"], "c1": ["it", "other"]})
    table = RawTable("roles", ("mönster", "roll"), 2, sample, scan=CsvScan(path, ";", 3, 2, 2))
    rows, problems = register_rows(table, guess(table).to_mapping("roles"))
    assert not problems
    assert [(r["line"], r["pattern"], r["role"]) for r in rows.to_pylist()] == [
        (3, "a;b", "it"),
        (4, "c", "other"),
    ]
