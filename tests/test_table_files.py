"""Does a table leave whole: exact values, typed, with what it rests on, and a checksum that anybody can try?"""

import csv
import hashlib
import io
import json
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from kpi import charts
from kpi import format as fmt
from kpi import table_files as files
from kpi.charts import Frame
from kpi.report.provenance import Provenance
from kpi.table import Column, Table

ABOUT = Provenance("Koncernen 2024", "utgåva 3", "siffror till och med december 2024", "5", "0.1.0", "f" * 64)
TABLE = Table(
    (Column("Enhet"), Column("IT-kostnad", "money", fmt.MNKR), Column("Andel", "%"), Column("Månader", "number")),
    (("Skolan", Decimal("94812345.678"), 3.8312345, 12), ("=1+1", Decimal("-5.5"), None, 7)),
    {(1, 2): "kan ej beräknas: omslutningen saknas för året"},
)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_amounts_leave_in_kronor_to_the_ore_whatever_scale_they_are_shown_in() -> None:
    found = rows(files.table_csv(TABLE, "sv"))
    assert found[0] == ["Enhet", "IT-kostnad, kr", "Andel, %", "Månader", "Anmärkning"]
    assert found[1] == ["Skolan", "94812345,68", "3,8312345", "12", ""]


def test_a_missing_value_is_empty_and_its_reason_stands_beside_it() -> None:
    assert rows(files.table_csv(TABLE, "sv"))[2][2:] == ["", "7", "kan ej beräknas: omslutningen saknas för året"]


def test_a_name_that_begins_like_a_formula_is_made_harmless_and_a_negative_number_stays_one() -> None:
    assert rows(files.table_csv(TABLE, "sv"))[2][:2] == ["'=1+1", "-5,50"]
    sheet = load_workbook(io.BytesIO(files.workbook(TABLE, "Titel", ABOUT, "sv"))).worksheets[0]
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1+1", "s")
    assert (sheet["B3"].value, sheet["B3"].data_type) == (-5.5, "n")


def test_the_csv_holds_the_table_alone_and_what_it_rests_on_stands_beside_it() -> None:
    with zipfile.ZipFile(io.BytesIO(files.archive(TABLE, "Vad IT kostar", ABOUT, "sv"))) as held:
        table, about = held.namelist()
        assert (table, about) == ("vad-it-kostar.csv", "vad-it-kostar.csv-metadata.json")
        assert held.read(table) == files.table_csv(TABLE, "sv")
        said = json.loads(held.read(about))
    assert said["url"] == table
    assert [column["titles"] for column in said["tableSchema"]["columns"]] == rows(files.table_csv(TABLE, "sv"))[0]
    for words in ("Koncernen 2024", "utgåva 3", "december 2024", "Regelversion: 5", "f" * 64):
        assert any(words in line for line in said["dc:description"]), words


def test_the_checksum_is_that_of_the_csv_in_every_form() -> None:
    own = files.checksum(TABLE, "sv")
    assert own == hashlib.sha256(files.table_csv(TABLE, "sv")).hexdigest()


def test_the_workbook_says_on_its_own_sheet_what_the_table_rests_on() -> None:
    book = load_workbook(io.BytesIO(files.workbook(TABLE, "Vad IT kostar", ABOUT, "sv")))
    assert book.sheetnames == ["Tabell", "Om"]
    said = [row[0].value for row in book["Om"].rows]
    assert said[0] == "Titel: Vad IT kostar"
    assert f"Kontrollsumma (SHA-256): {'f' * 64}" in said


def test_equal_tables_give_equal_files() -> None:
    assert files.archive(TABLE, "Titel", ABOUT, "sv") == files.archive(TABLE, "Titel", ABOUT, "sv")


@pytest.mark.parametrize("title", ["../../etc/passwd", "C:\\x", "=cmd", "a\u202eb", "\0", "", "Å" * 300])
def test_a_title_never_becomes_a_path_or_a_command(title: str) -> None:
    name = files.file_name(title)
    assert name
    assert len(name) <= 60
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-")


def test_a_picture_says_by_itself_what_it_is_of() -> None:
    chart = charts.bridge({"central_it": 5_000_000}, None, Frame("Vad IT kostar", "koncernen 2024"))
    svg = files.picture_svg(chart, ABOUT).decode()
    for words in ("Vad IT kostar", "Koncernen 2024", "utgåva 3", "regelversion 5", "f" * 64):
        assert words in svg
    assert files.picture_of_points(chart, ABOUT).startswith(b"\x89PNG")
