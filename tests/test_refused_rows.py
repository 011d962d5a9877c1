"""The rows a file is refused for can be taken along as they stand in it; of an HR extract, nobody's name."""

import csv
import io
from pathlib import Path

import pytest
import xlsxwriter

from data.result import FileResult
from pages.parts.problems import refused_csv
from tests.fixtures.group import Group

LEDGER = "enhet;konto;motpart;leverantör;verifikation;datum;belopp;text\n"
HR = "Personnummer;Namn;Enhet;Titel;Sysselsättningsgrad;Period\n"


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up()


def refused(group: Group, name: str, text: str, encoding: str = "utf-8") -> FileResult:
    [result] = group.load(group.text(name, text, encoding))
    assert result.status == "refused"
    return result


def taken(result: FileResult) -> list[list[str]]:
    [rows] = result.refused_rows
    written = refused_csv(rows, result.problems).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(written), delimiter=";"))


def test_a_refused_row_leaves_in_the_files_own_columns_with_line_column_and_reason(group: Group) -> None:
    wrong = 'BUF;6420;;"Å; B AB";H2;2024-02-30;-10,00;Två  ord \n'
    text = LEDGER + "BUF;6420;;Å AB;H1;2024-01-10;10,00;Gott\n" + wrong + "BUF;6420;;Å AB;H3;2024-01-10;tolv;Ont\n"
    head, second, third = taken(refused(group, "h.csv", text, "cp1252"))
    assert head[:8] == LEDGER.strip().split(";") and head[8:] == ["Rad i filen", "Kolumn att rätta", "Vad och varför"]
    assert second[:8] == ["BUF", "6420", "", "Å; B AB", "H2", "2024-02-30", "-10,00", "Två  ord "]
    assert second[8:10] == ["3", "datum"] and "2024-02-30" in second[10]
    assert third[6] == "tolv" and third[8:10] == ["4", "belopp"]


def test_cells_beyond_the_header_come_along_so_that_the_stray_mark_is_seen(group: Group) -> None:
    good = "BUF;6420;;Å AB;H{};2024-01-10;10,00;Gott\n"
    text = LEDGER + good.format(1) + good.format(2) + "BUF;6420;;Å; AB;H3;2024-01-10;10,00;Ont\n"
    head, row = taken(refused(group, "h.csv", text))
    assert row[:9] == ["BUF", "6420", "", "Å", " AB", "H3", "2024-01-10", "10,00", "Ont"]
    assert head[8] == "" and head[9] == "Rad i filen"


def test_what_a_spreadsheet_would_run_is_made_harmless_and_reads_back_as_it_was(group: Group) -> None:
    text = LEDGER + "BUF;6420;;=cmd|x;H1;2024-01-10;tolv;Text\n"
    head, row = taken(refused(group, "h.csv", text))
    assert row[3] == "'=cmd|x"
    row[6] = "12,00"
    mended = "\n".join(";".join(cells) for cells in (head, row)) + "\n"
    [result] = group.load(group.text("mended.csv", mended))
    assert result.status == "accepted" and group.lines()[0]["supplier"] == "=cmd|x"


def test_the_cells_of_a_workbook_come_along_from_the_sheet_that_is_meant(group: Group, tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (
            ("omslutning", (["enhet", "år", "omslutning"], ["BUF", 2024, "mycket"])),
            ("infrastruktur", (["tillgång", "enhet", "återanskaffningsvärde", "livslängd"], ["Nät", "BUF", 5, 10])),
        ):
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    [result] = group.load(path)
    assert result.status == "refused", result
    [rows] = result.refused_rows
    assert rows.table == "omslutning" and list(rows.cells.values()) == [["BUF", "2024", "mycket"]]


def test_nobody_is_named_in_the_refused_rows_of_an_hr_extract(group: Group) -> None:
    people = (
        "19811218-9876;Anna Ek;BUF;Systemägare;75,00;2024-11\n",
        "811278-9873;Tim Ås;BUF;Vårdbiträde;mycket;2024-11\n",
        "19811218-9876;Bo Al;FINNSEJ;Lärare;100,00;2024-11\n",
    )
    result = refused(group, "personal.csv", HR + "".join(people))
    found = taken(result)
    assert [head for head in found[0][:4]] == ["Enhet", "Titel", "Sysselsättningsgrad", "Period"]
    assert [row[4] for row in found[1:]] == ["3", "4"] and found[1][2] == "mycket"
    said = "\n".join(";".join(row) for row in found)
    for part in ("Anna", "Tim", "Ås", "Bo", "Al;", "8112", "811278"):
        assert part not in said, part


def test_a_row_pushed_aside_in_an_hr_extract_is_not_taken_along_since_a_name_may_stand_anywhere(group: Group) -> None:
    right = "19811218-9876;Anna Ek;BUF;Systemägare;75,00;2024-11\n"
    aside = "811278-9873;Tim;Ås;BUF;Lärare;100,00;2024-11\n"
    result = refused(group, "personal.csv", HR + right + right + aside)
    assert any(problem.line == 4 for problem in result.problems)
    assert not any(4 in rows.cells for rows in result.refused_rows)


def test_a_file_that_is_stored_has_no_refused_rows(group: Group) -> None:
    [result] = group.load(group.text("o.csv", "enhet;år;omslutning\nBUF;2024;5\n"))
    assert result.status == "accepted" and result.refused_rows == ()
