"""Is a filled-in template read without a question, and does it hold the reader to what may be filled in?"""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from data.registers import REGISTERS, RESERVED_UNIT_REGISTERS
from kpi.template_columns import ColumnGuide, Known, guides, known_in, replaces
from kpi.templates import register_sheet, template_csv, template_workbook
from tests.fixtures.group import Group

LANGUAGES = ("sv", "en")
SERVICE = {"service": "S1", "unit": "BUF", "name": "Skolskjuts", "level": 2, "valid_from": "2024-01-01"}


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up()
    group.deliver_once("services", SERVICE)
    return group


def opened(register: str, language: str, known: Known = Known()) -> openpyxl.Workbook:  # noqa: B008
    return openpyxl.load_workbook(BytesIO(template_workbook(register, language, known)))


def typed(guide: ColumnGuide) -> object:
    """Return the example as a person would enter it: a number as a number, a day as a day."""
    kind = guide.column.kind
    if not guide.example:
        return None
    if kind == "date":
        return date.fromisoformat(guide.example)
    if kind in ("money", "number", "share"):
        return float(guide.example)
    return int(guide.example) if kind in ("integer", "year") else guide.example


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", REGISTERS)
def test_a_template_filled_with_its_own_example_is_taken_without_a_question(group, register, language, tmp_path):
    known = known_in(group.store)
    book = opened(register, language, known)
    sheet = book[register_sheet(register, language)]
    for place, guide in enumerate(guides(register, language, known), start=1):
        assert sheet.cell(1, place).value == guide.head
        sheet.cell(2, place).value = typed(guide)
    path = tmp_path / "ifylld.xlsx"
    book.save(path)
    (result,) = group.load(path)
    assert (result.status, result.register, result.mapping) == ("accepted", register, None)
    assert (result.rows_read, result.rows_stored) == (1, 1)
    assert result.problems == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", REGISTERS)
def test_a_csv_template_filled_with_the_example_is_taken_without_a_question(group, register, language, tmp_path):
    known = known_in(group.store)
    path = tmp_path / "ifylld.csv"
    row = ";".join(guide.example for guide in guides(register, language, known))
    path.write_bytes(template_csv(register, language) + row.encode() + b"\r\n")
    (result,) = group.load(path)
    assert (result.status, result.register, result.mapping, result.problems) == ("accepted", register, None, [])


@pytest.mark.parametrize("register", ["headcount", "services", "self_ratings"])
def test_an_instruction_sheet_is_never_data_even_where_the_register_is_told(group, register, tmp_path):
    path = tmp_path / "tom.xlsx"
    path.write_bytes(template_workbook(register, "sv", known_in(group.store)))
    (result,) = group.load(path, register=register)
    assert result.rows_read == 0
    assert {problem.code for problem in result.problems} <= {"header_only"}


def test_a_sheet_that_happens_to_be_called_instructions_is_read_where_it_is_the_only_one(group, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Instructions"
    for row in (("unit", "year", "turnover_sek"), ("BUF", 2024, 5)):
        book.active.append(row)
    book.save(tmp_path / "egen.xlsx")
    (result,) = group.load(tmp_path / "egen.xlsx")
    assert (result.status, result.rows_stored) == ("accepted", 1)


def lists_of(register: str, language: str, known: Known) -> dict[str, list[object]]:
    """Return what each column lets the reader choose from, followed to the cells it stands in."""
    book = opened(register, language, known)
    sheet = book[register_sheet(register, language)]
    found = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            name, cells = rule.formula1.lstrip("=").split("!")
            head = sheet.cell(1, next(iter(rule.sqref.ranges)).min_col).value
            held = book[name.strip("'")][cells.replace("$", "")]
            found[head] = [row[0].value for row in held]
    return found


def test_the_lists_hold_the_units_of_the_store_and_the_readers_own_words(group):
    known = known_in(group.store)
    units = list(known.units)
    swedish = lists_of("initiatives", "sv", known)
    assert swedish["enhet"] == units
    assert swedish["finansiering"] == ["drift", "investering"]
    assert swedish["riktning"] == ["intern", "extern"]
    assert lists_of("initiatives", "en", known)["funding"] == ["operations", "invest"]
    assert lists_of("services", "sv", known)["nivå"] == [0, 1, 2, 3, 4]
    assert lists_of("service_volumes", "sv", known)["tjänst"] == ["S1"]
    assert lists_of("headcount", "sv", known)["roll"][:3] == ["it", "digitalisation", "other"]


@pytest.mark.parametrize("register", [name for name in REGISTERS if name not in ("units", "rules")])
def test_the_whole_is_offered_only_where_it_is_taken(group, register):
    offered = lists_of(register, "en", known_in(group.store)).get("unit", [])
    assert ("group" in offered) == (register in RESERVED_UNIT_REGISTERS)


def test_every_word_a_template_offers_is_read_back_as_its_code(group, tmp_path):
    for language in LANGUAGES:
        for guide in guides("headcount", language, known_in(group.store)):
            if not guide.column.choices:
                continue
            for word, code in guide.allowed.items():
                row = {"unit": "BUF", "period": "2024-01", "role": "it", "resource_class": "permanent", "fte": 1}
                result = group.deliver("headcount", {**row, guide.column.name: word}, source=f"{language}{word}")
                assert result.status == "accepted", (language, word, code)


def rules_of(register: str) -> dict[str, object]:
    sheet = opened(register, "en")[register]
    return {
        sheet.cell(1, next(iter(rule.sqref.ranges)).min_col).value: rule
        for rule in sheet.data_validations.dataValidation
    }


def test_days_numbers_and_shares_are_checked_while_they_are_filled_in():
    rules = rules_of("services") | rules_of("balance_targets") | rules_of("backlog")
    assert (rules["point"].type, rules["point"].formula1, rules["point"].formula2) == ("decimal", "0", "1")
    assert rules["valid_from"].type == "date"
    assert rules["gross_cost_sek"].type == "decimal"
    assert (rules["year"].type, rules["year"].formula1, rules["year"].formula2) == ("whole", "1990", "2100")
    assert rules["period"].type == "custom" and "LEN(B2)=7" in rules["period"].formula1
    assert "name" not in rules


def test_a_suggestion_may_be_passed_over_but_a_code_may_not(group):
    book = opened("decisions", "sv")
    rules = {rule.errorStyle for rule in book["beslut"].data_validations.dataValidation if rule.type == "list"}
    assert rules == {"warning"}
    assert rules_of("backlog")["period"].errorStyle in (None, "stop")


def test_a_month_is_kept_as_text_so_that_no_spreadsheet_makes_a_day_of_it():
    sheet = opened("backlog", "sv")["behov"]
    assert sheet.column_dimensions["B"].width and sheet.cell(1, 2).value == "period"
    formats = {
        letter: openpyxl.styles.numbers.is_date_format(sheet.column_dimensions[letter].number_format)
        for letter in ("B",)
    }
    assert formats == {"B": False}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", REGISTERS)
def test_the_instructions_say_of_every_column_whether_it_is_required_and_what_replaces_what(register, language):
    book = opened(register, language)
    sheet = book[{"sv": "Anvisningar", "en": "Instructions"}[language]]
    assert sheet["A3"].value == replaces(register, language)
    columns = REGISTERS[register].columns
    told = [[cell.value for cell in row[:2]] for row in sheet.iter_rows(min_row=6, max_row=5 + len(columns))]
    yes = {"sv": "ja", "en": "yes"}[language]
    either = {"sv": "datum eller period", "en": "date or period"}[language]
    for column, (head, needed) in zip(columns, told, strict=True):
        assert head == (column.swedish if language == "sv" else column.name)
        is_either = register == "ledger" and column.name in ("date", "period")
        assert (needed or None) == (either if is_either else yes if column.required else None)


def test_a_store_without_units_gives_a_template_without_a_list_of_them(tmp_path):
    group = Group(tmp_path)
    assert known_in(group.store) == Known()
    assert "enhet" not in lists_of("backlog", "sv", Known())
