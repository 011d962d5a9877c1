"""Is a file taken whole or refused whole, and is every sentence of registers.md about files kept?"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data.mapping import Proposal
from data.registers import REGISTERS, RESERVED_UNIT_REGISTERS
from data.result import FileResult
from tests.fixtures.group import K2, SIMPLE_RULES, Group, Row, in_store, line
from tests.test_replacing import SMALL

HEAD = "unit;account;date;amount_sek\n"


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def errors(result: FileResult) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in result.problems if problem.severity == "error"]


def workbook(group: Group, name: str, **sheets: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(group.files / name)
    return group.files / name


def test_swedish_and_english_headers_are_equal(group: Group) -> None:
    swedish = "enhet;konto;ansvar;verksamhet;projekt;objekt;motpart;leverantor_id;leverantör;verifikation;datum;belopp;text\n"  # noqa: E501
    group.load(group.text("s.csv", swedish + "BUF;6800;a;v;p;o;81;id;lev;ver;2024-01-31;-1234,50;txt\n"))
    (row,) = group.lines()
    names = (
        "unit",
        "account",
        "cost_centre",
        "activity_code",
        "project",
        "object",
        "counterparty",
        "supplier_id",
        "supplier",
        "voucher",
        "text",
    )
    assert [row[name] for name in names] == [
        "BUF",
        "6800",
        "a",
        "v",
        "p",
        "o",
        "81",
        "id",
        "lev",
        "ver",
        "txt",
    ]
    assert (row["date"], row["amount_sek"]) == (date(2024, 1, 31), Decimal("-1234.50"))


def test_decimal_comma_or_point_with_or_without_a_byte_order_mark(group: Group) -> None:
    printed = {"1234,50": "1234.50", "1234.50": "1234.50", "-0,05": "-0.05", "7": "7.00"}
    cases = [(text, encoding) for text in printed for encoding in ("utf-8", "utf-8-sig")]
    files = [
        group.text(f"{number}.csv", f"{HEAD}BUF;6800;2024-{number + 1:02d}-15;{text}\n", encoding)
        for number, (text, encoding) in enumerate(cases)
    ]
    results = group.load(*files)
    assert [(r.status, str(r.sum_sek)) for r in results] == [("accepted", printed[text]) for text, _ in cases]


NO_AMOUNTS = ("1,234", "10.005", "0,001", "1,500", "x", "1E5", "NaN", "", "12.3.4,5")


def test_an_amount_that_is_none_or_has_too_many_decimals_is_refused_and_never_rounded(group: Group) -> None:
    files = []
    for number, printed in enumerate(NO_AMOUNTS):
        decided = "5,25" if "," in printed else "5.25"
        rows = f"BUF;6800;2024-01-31;{decided}\nSOC;6800;2024-01-31;{printed}\n"
        files.append(group.text(f"{number}.csv", HEAD + rows))
    told = {
        printed: (result.status, result.rows_read, result.rows_stored, result.rows_rejected, _lines(result))
        for printed, result in zip(NO_AMOUNTS, group.load(*files), strict=True)
    }
    assert told == dict.fromkeys(NO_AMOUNTS, ("refused", 2, 0, 1, [3]))
    assert group.lines() == []


def _lines(result: FileResult) -> list[int | None]:
    return [place for _, place in errors(result)]


FLOATS = {
    1234.5: "1234.50",
    0.1 + 0.2: "0.30",
    1.0000004: "1.00",
    -2.3300009: "-2.33",
    10: "10.00",
    1.001: None,
    2.00001: None,
}


def test_a_workbooks_number_is_taken_to_the_nearest_ore_within_a_millionth(group: Group) -> None:
    paths = [
        workbook(
            group,
            f"{number}.xlsx",
            ledger=[HEAD.strip().split(";"), ["BUF", 6800, datetime(2024, number + 1, 28), amount]],
        )
        for number, amount in enumerate(FLOATS)
    ]
    results = dict(zip(FLOATS, group.load(*paths), strict=True))
    assert {a: r.status for a, r in results.items()} == {
        a: "accepted" if read else "refused" for a, read in FLOATS.items()
    }
    assert {a: str(r.sum_sek) for a, r in results.items() if FLOATS[a]} == {
        a: read for a, read in FLOATS.items() if read
    }


def test_a_workbook_has_one_sheet_per_register(group: Group) -> None:
    path = workbook(
        group, "a.xlsx",
        units=[["unit", "name", "kind", "chart"], ["NY", "Nya nämnden", "department", "kommunbas"]],
        ledger=[HEAD.strip().split(";"), ["NY", "6800", "2024-01-31", 10.5], ["NY", "6800", "2024-01-31", 1]],
        omslutning=[["enhet", "år", "omslutning"], ["NY", 2024, 1000]],
    )  # fmt: skip
    (result,) = group.load(path)
    assert (result.status, result.rows_read, result.rows_stored) == ("accepted", 4, 4)
    assert (
        group.figure("total_it_share", "NY").value is not None
        or group.figure("total_it_share", "NY").missing == "no_allocation"
    )


def test_a_workbook_with_a_fault_in_one_sheet_is_refused_whole(group: Group) -> None:
    path = workbook(
        group, "a.xlsx", units=[["unit", "name", "kind", "chart"], ["NY", "Nya", "department", "kommunbas"]],
        ledger=[HEAD.strip().split(";"), ["NY", "6800", "2024-01-31", "x"]],
    )  # fmt: skip
    other = group.write("ledger", line("NY", K2, 1))
    results = group.load(path, other)
    assert [result.status for result in results] == ["refused", "refused"]
    assert errors(results[1]) == [("unknown_unit", 2)]
    assert "NY" not in {row["unit"] for row in in_store(group.store, "unit")}


def test_two_sheets_of_ledger_rows_are_not_mixed_up(group: Group) -> None:
    sheet = [HEAD.strip().split(";"), ["BUF", "6800", "2024-01-31", 10.5]]
    (result,) = group.load(workbook(group, "a.xlsx", januari=sheet, februari=sheet))
    assert (result.status, [code for code, _ in errors(result)], group.lines()) == (
        "refused",
        ["several_ledgers"],
        [],
    )


def test_unknown_columns_are_listed_and_no_error(group: Group) -> None:
    (result,) = group.load(
        group.text("a.csv", "unit;account;date;amount_sek;färg\nBUF;6800;2024-01-31;1,00;röd\n")
    )
    assert result.status == "accepted"
    assert [(p.severity, p.code, p.values["columns"]) for p in result.problems] == [("info", "unknown_columns", "färg")]


def test_title_blank_and_total_rows_are_not_rows_read(group: Group) -> None:
    text = f"Huvudbok 2024\n\n{HEAD}BUF;6800;2024-01-31;10,00\n;;;\nSOC;6800;2024-01-31;2,50\nSumma;;;12,50\n"
    (result,) = group.load(group.text("a.csv", text))
    assert (result.status, result.rows_read, result.rows_stored, result.sum_sek) == (
        "accepted",
        2,
        2,
        Decimal("12.50"),
    )
    assert result.printed_total_sek == Decimal("12.50")
    assert [row["line"] for row in group.lines()] == [4, 6]


def test_units_are_found_by_code_then_by_name(group: Group) -> None:
    rows = "buf;6800;2024-01-31;1\nSocialförvaltningen;6800;2024-01-31;2\nENE;6800;2024-01-31;3\n"
    assert group.load(group.text("a.csv", HEAD + rows))[0].status == "accepted"
    assert [row["unit"] for row in group.lines()] == ["BUF", "SOC", "ENE"]


def test_an_unknown_unit_refuses_the_file_names_the_nearest_and_counts_its_rows(group: Group) -> None:
    result = group.deliver("ledger", line("BUFF", K2, 1), line("BUFF", K2, 2), line("SOC", K2, 3))
    assert (result.status, result.rows_read, result.rows_stored, result.rows_rejected) == ("refused", 3, 0, 2)
    assert [(fault.code, fault.line, fault.column) for fault in result.problems] == [("unknown_unit", 2, "unit")]
    assert "BUF" in result.problems[0].message("sv")


def test_a_fault_of_the_unit_names_the_column_as_the_file_calls_it(group: Group) -> None:
    rows = "BUFF;6800;2024-01-31;1\n;6800;2024-01-31;1\n"
    [ledger] = group.load(group.text("a.csv", "Förvaltning;konto;datum;belopp\n" + rows), register="ledger")
    [turnover] = group.load(group.text("b.csv", "Enhet;år;omslutning\nBUFF;2024;1\n"), register="turnover")
    assert [(p.code, p.line, p.column) for p in ledger.problems] == [
        ("unknown_unit", 2, "Förvaltning"),
        ("unit_missing", 3, "Förvaltning"),
    ]
    assert [(p.code, p.line, p.column) for p in turnover.problems] == [("unknown_unit", 2, "Enhet")]


@pytest.mark.parametrize(
    ("name", "org_number", "unit"),
    [
        ("Energi AB", "556123-4567", "ENE"),
        ("Another name", "165561234567", "ENE"),
        ("Energi AB", "", "ENE"),
        ("Buf", "212000-2411", "BUF"),  # a department has no number of its own to be held against
        ("Energi AB", "559999-0000", None),
        ("Another name", "559999-0000", None),
        ("Another name", "", None),
    ],
)
def test_a_sie_file_is_of_the_company_with_its_number_and_a_like_name_with_another_number_is_not(
    group: Group, name: str, org_number: str, unit: str | None
) -> None:
    rows = "{\n#TRANS 6540 {} 1.00\n#TRANS 2440 {} -1.00\n}\n"
    text = f'#FLAGGA 0\n#SIETYP 4\n#FNAMN "{name}"\n#ORGNR {org_number}\n#VER A 1 20240115\n{rows}'
    [result] = group.load(group.text("a.se", text))
    if unit:
        assert [row["unit"] for row in group.lines()] == [unit] * len(("6540", "2440"))
    else:
        assert (result.status, errors(result), group.lines()) == ("refused", [("unknown_unit", None)], [])


@pytest.mark.parametrize("register", ["ledger", "headcount"])
def test_a_unit_given_by_hand_wins_over_what_the_file_says(group: Group, register: str) -> None:
    rows = {"ledger": (line("OKÄND", K2, 1), line("BUF", K2, 2))}.get(register) or tuple(
        {**row, "unit": "OKÄND"} for row in ({**SMALL}[register][:1])
    )
    assert group.deliver(register, *rows, unit="SOC").status == "accepted"
    if register == "ledger":
        assert {row["unit"] for row in group.lines()} == {"SOC"}
    else:
        parts = [row["part"] for row in in_store(group.store, "register_row") if row["register"] == register]
        assert [part.split("|")[0] for part in parts] == ["SOC"]


@pytest.mark.parametrize("register", ["ledger", "headcount"])
def test_a_unit_given_by_hand_must_be_known(group: Group, register: str) -> None:
    rows = (line("BUF", K2, 1),) if register == "ledger" else SMALL[register][:1]
    result = group.deliver(register, *rows, unit="INGEN")
    assert (result.status, [code for code, _ in errors(result)]) == ("refused", ["unknown_unit"])


WITH_UNIT = [
    name
    for name, register in REGISTERS.items()
    if register.column("unit") and name not in ("units", "ledger", "rules")
]


@pytest.mark.parametrize("code", ["group", "municipality"])
def test_the_reserved_codes_are_units_in_six_registers_only(group: Group, code: str) -> None:
    results = group.load(*(group.write(name, SMALL[name][0] | {"unit": code}) for name in WITH_UNIT))
    told = {
        name: (result.status, [c for c, _ in errors(result)])
        for name, result in zip(WITH_UNIT, results, strict=True)
    }
    assert told == {
        name: ("accepted", []) if name in RESERVED_UNIT_REGISTERS else ("refused", ["unknown_unit"])
        for name in WITH_UNIT
    }
    assert errors(group.deliver("ledger", line(code, K2, 1))) == [("unknown_unit", 2)]
    assert errors(group.deliver("rules", {"priority": 1, "unit": code, "category": "not_it"})) == [
        ("unknown_unit", 2)
    ]
    assert (
        group.deliver("units", {"unit": code, "name": "x", "kind": "company", "chart": "bas"}).status
        == "refused"
    )


def test_the_stored_row_of_a_reserved_code_wins_over_anything_derived(group: Group) -> None:
    group.deliver("ledger", line("SCIT", "5010", 50), line("BUF", "6100", 950))
    assert group.figure("central_it_share", "municipality").missing == "no_turnover"
    group.deliver("turnover", {"unit": "municipality", "year": 2024, "turnover_sek": "2000"})
    assert group.figure("central_it_share", "municipality").value == pytest.approx(50 / 2000 * 100)


def service(level: int, start: str, end: str = "", **more: object) -> Row:
    return {
        "service": "S1",
        "unit": "BUF",
        "name": "x",
        "level": level,
        "valid_from": start,
        "valid_to": end,
    } | more


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ((service(1, "2023-01-01", "2023-12-31"), service(2, "2024-01-01")), "accepted"),
        ((service(1, "2023-01-01", "2024-01-01"), service(2, "2024-01-01")), "refused"),
        ((service(1, "2023-01-01"), service(2, "2024-01-01")), "refused"),
        (
            (
                service(1, "2023-01-01", year=2023, it_cost_sek=1),
                service(1, "2023-01-01", year=2024, it_cost_sek=2),
            ),
            "accepted",
        ),
        ((service(1, "2023-01-01", year=2023), service(1, "2023-01-01", year=2023)), "refused"),
    ],
)
def test_two_levels_of_a_service_on_one_day_are_an_overlap_and_other_years_are_not(
    group: Group, rows: tuple, status: str
) -> None:
    names = ("service", "unit", "name", "level", "valid_from", "valid_to", "year", "it_cost_sek")
    result = group.deliver("services", *({name: row.get(name, "") for name in names} for row in rows))
    assert result.status == status, result.problems


FAULTY_ROWS = [
    ("headcount", {"unit": "BUF", "period": "2024-01", "role": "it", "resource_class": "chef", "fte": 1}),
    (
        "headcount",
        {"unit": "BUF", "period": "2024-13", "role": "it", "resource_class": "permanent", "fte": 1},
    ),
    (
        "headcount",
        {"unit": "BUF", "period": "2024-01", "role": "it", "resource_class": "permanent", "fte": ""},
    ),
    (
        "headcount",
        {
            "unit": "BUF",
            "period": "2024-01",
            "role": "it-pedagog",
            "resource_class": "permanent",
            "fte": 1,
            "time_share": "1,5",
        },
    ),
    ("turnover", {"unit": "BUF", "year": "0202", "turnover_sek": 1}),
    ("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": "1.0001"}),
    ("pace_targets", {"unit": "BUF", "year": 2030, "target_share": "50", "decided_year": 2024}),
    ("services", {"service": "S", "unit": "BUF", "name": "x", "level": 5, "valid_from": "2024-01-01"}),
    (
        "measures",
        {"measure": "M", "unit": "BUF", "version": 1, "valid_from": "2024-02-01", "valid_to": "2024-01-31"},
    ),
    ("rules", {"priority": 1, "account_from": "6800", "category": "it"}),
    ("rules", {"priority": 1, "category": "external_it"}),
    ("rules", {"priority": 1, "supplier": "~(", "category": "external_it"}),
    ("units", {"unit": "X", "name": "x", "kind": "avdelning", "chart": "bas"}),
    ("ledger", line("BUF", K2, 1, "2024-02-30")),
    ("ledger", line("BUF", K2, 1, "")),
    ("ledger", line("", K2, 1)),
]


def test_a_faulty_cell_refuses_the_file_and_names_its_line(group: Group) -> None:
    results = group.load(*(group.write(register, row) for register, row in FAULTY_ROWS))
    for (register, row), result in zip(FAULTY_ROWS, results, strict=True):
        told = (register, row, result.problems)
        assert (result.status, result.rows_read, result.rows_stored, result.rows_rejected) == (
            "refused",
            1,
            0,
            1,
        ), told
        assert set(_lines(result)) == {2}, told


def test_a_rule_without_a_condition_is_taken_for_not_it_alone_with_a_warning(group: Group) -> None:
    result = group.deliver("rules", {"priority": 9, "category": "not_it"})
    assert (result.status, [problem.severity for problem in result.problems]) == ("accepted", ["warning"])


def test_an_empty_account_to_equals_account_from(group: Group) -> None:
    group.deliver("rules", {"priority": 1, "account_from": "683", "category": "external_it"})
    group.deliver("ledger", line("BUF", "68300", 1), line("BUF", "6840", 1), line("BUF", "68", 1))
    assert [row["category"] for row in group.lines()] == ["external_it", "unclassified", "unclassified"]


def test_units_rules_and_what_needs_them_may_come_in_any_order_in_one_load(tmp_path: Path) -> None:
    group = Group(tmp_path)
    ledger, rules = group.write("ledger", line("NY", K2, 5)), group.write("rules", *SIMPLE_RULES)
    units = group.write("units", {"unit": "NY", "name": "Nya", "kind": "department", "chart": "kommunbas"})
    assert [result.status for result in group.load(ledger, rules, units)] == ["accepted"] * 3
    assert [row["category"] for row in group.lines()] == ["external_it"]


def test_a_line_is_the_files_line_even_after_a_cell_with_a_line_break(group: Group) -> None:
    text = 'unit;account;date;amount_sek;text\nBUF;6800;2024-01-31;1,00;"två\nrader"\nBUF;6800;2024-01-31;2,00;x\n'  # noqa: E501
    group.load(group.text("a.csv", text))
    assert [(row["line"], row["amount_sek"]) for row in group.lines()] == [(2, 1), (4, 2)]


def test_the_turnover_that_wins_is_the_outcome_then_the_budget_then_the_assumption(group: Group) -> None:
    row = {"unit": "BUF", "year": 2024}
    group.deliver("ledger", line("BUF", K2, 10))
    steps = [
        ("antagande", 100, "antagande"),
        ("budget", 200, "antagande"),
        ("utfall", 400, "utfall"),
        ("budget", 800, "utfall"),
    ]
    seen = []
    for number, (status, sek, _) in enumerate(steps):
        group.deliver("turnover", row | {"turnover_sek": sek, "status": status}, source=f"k{number}")
        figure = group.figure("digitalisation_share", "BUF", variant="incl_invest")
        seen.append((float(figure.denominator), figure.status))
    assert seen == [(100, "antagande"), (200, "antagande"), (400, "utfall"), (400, "utfall")]
    group.deliver("turnover", row | {"turnover_sek": 500, "status": "utfall"}, source="sist")
    assert float(group.figure("digitalisation_share", "BUF", variant="incl_invest").denominator) == 500


def test_local_staff_costs_from_headcount_are_an_estimate_until_the_ledger_has_them(group: Group) -> None:
    row = {
        "unit": "BUF",
        "role": "systemägare",
        "resource_class": "permanent",
        "time_share": "0,25",
        "cost_per_fte_sek": "600000,00",
    }
    group.deliver(
        "headcount",
        *({**row, "period": period, "fte": fte} for period, fte in (("2024-01", 8), ("2024-07", 4))),
    )
    figure = group.figure("category_share", "BUF", variant="local_it_staff")
    assert (float(figure.numerator), figure.status) == ((8 + 4) * 0.25 * 600000 / 2, "uppskattad")
    group.deliver("ledger", line("BUF", "5100", 700))
    figure = group.figure("category_share", "BUF", variant="local_it_staff")
    assert (float(figure.numerator), figure.status) == (700, "utfall")


def test_twelve_consultants_in_six_of_twelve_months_are_six(group: Group) -> None:
    rows = [
        {
            "unit": "DIG",
            "period": f"2024-{m:02d}",
            "role": "digitalisation",
            "resource_class": "permanent",
            "fte": 1,
        }
        for m in range(1, 13)
    ]
    rows += [{**row, "resource_class": "external_consultant", "fte": 12} for row in rows[:6]]
    group.deliver("headcount", *rows)
    figure = group.figure("temporary_digital_share", "DIG")
    assert (figure.numerator, figure.denominator) == (12 * 6 / 12, 12 * 6 / 12 + 1)


def test_income_from_a_code_that_is_no_unit_is_no_ground_for_sharing_by_staff(group: Group) -> None:
    """Only where nothing was invoiced in the whole year is K1 shared by HTE (kpis.md section 2)."""
    group.deliver(
        "ledger", line("SCIT", "5010", 100), line("SCIT", "3110", -60, counterparty="199"), line("BUF", K2, 1)
    )
    group.deliver(
        "headcount",
        {"unit": "BUF", "period": "2024-01", "role": "other", "resource_class": "permanent", "fte": 5},
    )
    assert group.figure("central_it_share", "BUF").missing == "no_allocation"


def test_nothing_invoiced_shares_by_staff_over_departments_companies_and_digitalisation(group: Group) -> None:
    group.deliver("ledger", line("SCIT", "5010", 110), line("SCIT", "3010", -10), line("BUF", "6100", 1000))
    staff = {"period": "2024-01", "role": "it", "resource_class": "permanent"}
    group.deliver(
        "headcount",
        *(staff | {"unit": code, "fte": n} for code, n in (("BUF", 6), ("DIG", 1), ("ENE", 3), ("SCIT", 50))),
    )
    figure = group.figure("central_it_share", "BUF")
    assert (figure.numerator, figure.denominator) == ((110 - 10) * 6 / (6 + 1 + 3), 1000)
    assert group.figure("category_share", "municipality", variant="central_it").numerator == (110 - 10) * (
        6 + 1
    ) / (6 + 1 + 3)
    assert group.figure("category_share", "group", variant="central_it").numerator == 110


def test_two_sources_of_one_month_in_one_load_are_warned_of_too(group: Group) -> None:
    result = group.deliver("ledger", line("BUF", K2, 1, source="a"), line("BUF", K2, 1, source="b"))
    assert "second_source" in [problem.code for problem in result.problems]


def test_a_row_of_units_without_its_code_is_a_fault_in_the_file(tmp_path: Path) -> None:
    group = Group(tmp_path)
    path = group.text("enheter.csv", "enhet;namn;slag;kontoplan\nSOC;Soc;förvaltning;kommunbas\n;Y;bolag;bas\n")
    (result,) = group.load(path)
    assert (result.status, [(p.code, p.line) for p in result.problems]) == ("refused", [("value_missing", 3)])


def test_an_undecidable_date_order_comes_with_the_proposal_to_answer(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up()
    text = "enhet;konto;datum;belopp\nBUF;6800;03/04/2024;1,50\nBUF;6800;05/06/2024;2,50\n"
    (result,) = group.load(group.text("huvudbok.csv", text))
    assert [problem.code for problem in result.problems] == ["needs_mapping"]
    assert isinstance(result.mapping, Proposal)
    assert "date_order" in result.mapping.reasons


def test_rows_without_an_account_are_stored_with_a_warning(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up()
    result = group.deliver("ledger", line("BUF", "", 1), line("BUF", "6800", 2))
    assert (result.status, [(p.severity, p.code) for p in result.problems]) == ("accepted", [("warning", "no_account")])
