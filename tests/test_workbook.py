"""Workbooks, JSON and Parquet become text cells with their rows' lines."""

import datetime
import json
import zipfile
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import UnreadableFile
from data.language import LANGUAGES
from data.readers.recognise import recognise
from data.readers.tables import read_tables
from data.readers.typed_cells import nearest_ore

HEAD = ["bolag", "konto", "datum", "belopp"]
ROWS = [["A", 5010, "2024-01-31", 12.3], ["B", 5020, "2024-02-29", -1234.56], ["C", 6540, "2024-03-01", 100]]
TEXTS = [
    ("A", "5010", "2024-01-31", "12.3"),
    ("B", "5020", "2024-02-29", "-1234.56"),
    ("C", "6540", "2024-03-01", "100"),
]


@pytest.fixture
def book(tmp_path):
    """Return a function that writes sheets (name -> rows) and reads them back."""

    def make(sheets, top=0, left=0, prepare=lambda book: None):
        path = tmp_path / "bok.xlsx"
        made = xlsxwriter.Workbook(str(path))
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(top + number, left, row)
        prepare(made)
        made.close()
        return read(path)

    return make


def read(path):
    reading = read_tables(path, recognise(path), path.parent)
    for problem in reading.problems:
        for language in LANGUAGES:
            assert problem.message(language)
    return reading


def cells(table):
    columns = table.cells.drop(["line"]).to_pydict().values()
    return [tuple(cell or "" for cell in row) for row in zip(*columns, strict=True)]


def lines(table):
    return table.cells.column("line").to_pylist()


def codes(reading):
    return [(problem.severity, problem.code, problem.line) for problem in reading.problems]


def refused(path):
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    assert caught.value.problems[-1].message("sv")
    return caught.value.problems[-1].code


def test_each_sheet_with_a_table_is_a_table_of_its_name(book):
    reading = book({"ledger": [HEAD, *ROWS], "units": [["unit", "name"], ["A", "Bolag A"]]})
    assert [table.name for table in reading.tables] == ["ledger", "units"]
    assert reading.tables[0].header == tuple(HEAD)
    assert cells(reading.tables[0]) == TEXTS
    assert lines(reading.tables[0]) == [2, 3, 4]
    assert reading.format == "xlsx"


def test_a_table_that_begins_further_down_and_in_keeps_its_rows_lines(book):
    table = book({"a": [["Huvudbok 2024"], [], HEAD, *ROWS]}, top=4, left=2).tables[0]
    assert (table.header_line, lines(table), cells(table)) == (7, [8, 9, 10], TEXTS)


def test_blank_rows_are_no_rows(book):
    table = book({"a": [HEAD, ROWS[0], [], ["", " ", None], ROWS[1]]}).tables[0]
    assert lines(table) == [2, 5]


def test_hidden_and_empty_sheets_are_passed_over_with_a_word(book):
    reading = book(
        {"synlig": [HEAD, *ROWS], "dold": [HEAD, *ROWS], "tom": [], "försättsblad": [["Läs mig"]]},
        prepare=lambda made: made.get_worksheet_by_name("dold").hide(),
    )
    assert [table.name for table in reading.tables] == ["synlig"]
    assert codes(reading) == [
        ("info", "hidden_sheet", None),
        ("info", "empty_sheet", None),
        ("info", "empty_sheet", None),
    ]


def test_a_workbook_without_a_visible_table_is_refused(tmp_path):
    path = tmp_path / "tom.xlsx"
    xlsxwriter.Workbook(str(path)).close()
    assert refused(path) == "no_table"


def test_two_header_rows_and_merged_cells(book):
    rows = [["Namn", "Datum", "Belopp", None, None], [None, None, "Brutto", "Moms", "Netto"]]
    table = book({"a": [*rows, ["A", "2024-01-01", 5, 1, 4], ["B", "2024-01-02", 5, 1, 4]]}).tables[0]
    assert table.header == ("Namn", "Datum", "Belopp Brutto", "Belopp Moms", "Belopp Netto")
    assert lines(table) == [3, 4]


def test_dates_and_times_are_iso(book):
    def prepare(made):
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet = made.get_worksheet_by_name("a")
        sheet.write_datetime(1, 2, datetime.datetime(2024, 1, 31), day)
        sheet.write_datetime(2, 2, datetime.datetime(2024, 1, 31, 12, 30), day)

    table = book({"a": [HEAD, ["A", 1, None, 2], ["B", 1, None, 2]]}, prepare=prepare).tables[0]
    assert [row[2] for row in cells(table)] == ["2024-01-31", "2024-01-31 12:30:00"]


def test_word_processor_line_ends_are_removed(book):
    table = book({"a": [["bolag_x000D_", "belopp"], ["rad_x000D_\nrad", 1]]}).tables[0]
    assert table.header == ("bolag", "belopp")
    assert cells(table) == [("rad\nrad", "1")]


def test_codes_written_as_text_keep_their_zeros(book):
    assert cells(book({"a": [["konto", "belopp"], ["0501", 1]]}).tables[0])[0][0] == "0501"


def test_an_error_cell_is_an_error_with_its_row_and_column(book):
    reading = book(
        {"a": [HEAD, *ROWS]},
        prepare=lambda made: made.get_worksheet_by_name("a").write_formula("D3", "=1/0", None, "#DIV/0!"),
    )
    assert codes(reading) == [("error", "error_cell", 3)]
    assert reading.problems[0].column == "belopp"


def test_a_formula_nobody_computed_is_an_empty_cell_and_a_warning(tmp_path):
    path = tmp_path / "formel.xlsx"
    made = openpyxl.Workbook()
    for row in [HEAD, *ROWS, ["D", 5010, "2024-03-02", "=SUM(D2:D4)"]]:
        made.active.append(row)
    made.save(path)
    reading = read(path)
    assert cells(reading.tables[0])[-1] == ("D", "5010", "2024-03-02", "")
    assert codes(reading) == [("warning", "formula_without_value", 5)]
    assert "D5" in reading.problems[0].message("sv")


def test_a_computed_formula_is_its_value(book):
    reading = book(
        {"a": [HEAD, *ROWS]},
        prepare=lambda made: made.get_worksheet_by_name("a").write_formula("D3", "=1+1", None, 2),
    )
    assert cells(reading.tables[0])[1][3] == "2"
    assert reading.problems == ()


def test_a_header_repeated_in_a_sheet_is_no_row(book):
    reading = book({"a": [HEAD, ROWS[0], HEAD, ROWS[1]]})
    assert lines(reading.tables[0]) == [2, 4]
    assert ("info", "repeated_header", 3) in codes(reading)


def test_a_single_cell_far_out_is_refused_before_room_is_made_for_it(tmp_path, book):
    path = tmp_path / "bok.xlsx"
    with pytest.raises(UnreadableFile) as caught:
        book(
            {"a": [HEAD, *ROWS]},
            prepare=lambda made: made.get_worksheet_by_name("a").write("XFD1048576", 1),
        )
    assert caught.value.problems[0].code == "too_many_cells"
    assert path.exists()


def test_ten_thousand_columns_are_refused(tmp_path, book):
    with pytest.raises(UnreadableFile) as caught:
        book({"a": [[f"c{i}" for i in range(10_000)], list(range(10_000))]})
    assert caught.value.problems[0].code == "too_many_columns"


def test_a_workbook_with_broken_parts_is_refused(tmp_path):
    path = tmp_path / "bruten.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml", '<workbook><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'
        )
    assert refused(path) in ("truncated", "no_table")


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("0.30000000000000004", "0.3"),
        ("1234.9999999999", "1235"),
        ("-0.0000000001", "0"),
        ("12.345", "12.345"),
        ("0.010002", "0.010002"),
        ("639418184.7700001", "639418184.77"),
    ],
)
def test_a_float_is_taken_to_the_nearest_ore_only_when_it_is_that_close(printed, text):
    assert nearest_ore(printed) == text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.text("abcåäö 019;,_", min_size=1, max_size=8).map(lambda text: f"x{text}x"),
            st.integers(1000, 9999),
            st.dates(datetime.date(2000, 1, 1), datetime.date(2050, 1, 1)).map(str),
            st.decimals(-(10**9), 10**9, places=2),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_written_to_a_workbook_is_read_back(book, rows):
    table = book(
        {"a": [HEAD, *([name, code, day, float(amount)] for name, code, day, amount in rows)]}
    ).tables[0]
    found = [(name, code, day, Decimal(amount)) for name, code, day, amount in cells(table)]
    assert found == [(name, str(code), day, amount) for name, code, day, amount in rows]


def test_parquet_columns_become_exact_text(tmp_path):
    path = tmp_path / "a.parquet"
    table = pa.table(
        {
            "\ufeffbolag": pa.array(["A", None]).dictionary_encode(),
            "konto": pa.array([5010, 5020], pa.int32()),
            "datum": pa.array([datetime.date(2024, 1, 31)] * 2),
            "belopp": pa.array([Decimal("12.30"), Decimal("-99999999999999.99")], pa.decimal128(18, 2)),
            "flyt": pa.array([0.1 + 0.2, 1e15]),
            "tid": pa.array([datetime.datetime(2024, 1, 31, 23)] * 2, pa.timestamp("us", "UTC")).cast(
                pa.timestamp("us", "Europe/Stockholm")
            ),
            "ja": pa.array([True, False]),
        }
    )
    pq.write_table(table, path)
    found = read(path).tables[0]
    assert found.header[0] == "bolag"
    assert lines(found) == [1, 2]
    assert cells(found) == [
        ("A", "5010", "2024-01-31", "12.30", "0.3", "2024-02-01", "true"),
        ("", "5020", "2024-01-31", "-99999999999999.99", "1000000000000000", "2024-02-01", "false"),
    ]


def test_a_damaged_parquet_file_is_refused(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"konto": list(range(5000))}), path)
    content = bytearray(path.read_bytes())
    content[4:24] = b"\xff" * 20
    path.write_bytes(bytes(content))
    assert refused(path) == "truncated"
    path.write_bytes(bytes(content[:-8]))
    assert refused(path) == "truncated"


def json_reading(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


def test_a_json_list_is_read_with_the_line_of_each_record(tmp_path):
    text = '[\n {"konto": 5010, "belopp": 12.30},\n\n {"belopp": -1e2, "text": null, "ja": true}\n]\n'
    table = json_reading(tmp_path, text).tables[0]
    assert table.header == ("konto", "belopp", "text", "ja")
    assert lines(table) == [2, 4]
    assert cells(table) == [("5010", "12.30", "", ""), ("", "-1e2", "", "true")]


def test_a_list_inside_an_object_and_marks_inside_names(tmp_path):
    content = json.dumps({"next": "x", "n": [1], "results": [{"\ufeffkonto": "1"}]})
    assert json_reading(tmp_path, b"\xef\xbb\xbf" + content.encode()).tables[0].header == ("konto",)


def test_one_object_a_line_is_read_too(tmp_path):
    table = json_reading(tmp_path, '{"konto": 1}\n{"konto": 2}\n').tables[0]
    assert list(zip(lines(table), cells(table), strict=True)) == [(1, ("1",)), (2, ("2",))]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ('[\n{"konto": 1},\n{"konto": 2', "truncated", 3),
        ('[\n{"konto": 1},\n{"konto": "av', "truncated", 3),
        ('[{"konto": 1},\n{"konto" 2}]', "bad_json", 2),
        ('[{"konto": NaN}]', "bad_json", 1),
        ('[{"konto": 1},\n 2]', "json_not_record", 2),
        ("[]", "json_no_rows", 1),
        ('{"results": ' + "[" * 100_000, "bad_json", 1),
    ],
)
def test_faulty_json_is_refused_with_its_line(tmp_path, content, code, line):
    with pytest.raises(UnreadableFile) as caught:
        json_reading(tmp_path, content)
    assert (caught.value.problems[0].code, caught.value.problems[0].line) == (code, line)


def test_the_samples_read_to_their_counts(samples):
    """The UHM manifest counts the header row; the Icelandic one gives the sum of all 82 files only."""
    folder = samples / "ledgers"
    uhm = read(folder / "se_uhm_upphandling/contracted_value.xlsx").tables[0]
    assert (uhm.cells.num_rows, len(uhm.header), uhm.header[0], uhm.header_line) == (9780, 33, "År", 1)
    dod = read(folder / "us_itdashboard/dod_investments_fy2021.xlsx")
    assert (dod.tables[0].cells.num_rows, dod.tables[0].header) == (2909, ("",) * 7)
    assert codes(dod) == [("warning", "no_header", 1)]
    vasteras = read(folder / "se_vasteras/vasteras_leverantorsreskontra_sample.json").tables[0]
    assert (lines(vasteras), vasteras.header[2]) == ([5, 17], "kopare_id")
    assert vasteras.cells.column("c5").to_pylist() == ["-1302,03", "-400,68"]
    for path in folder.glob("is_opnirreikningar/**/*.parquet"):
        table = read(path).tables[0]
        assert table.cells.num_rows == pq.ParquetFile(path).metadata.num_rows
        exact = sum(Decimal(text) for text in table.cells.column("c5").to_pylist() if text)
        assert exact == sum(
            pq.read_table(path, partitioning=None).column("upphaed_linu").drop_null().to_pylist()
        )
