"""Delimited texts read exactly, or are refused with line and reason."""

import csv
import io
import time

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import UnreadableFile
from data.language import LANGUAGES
from data.readers.delimited import read_delimited
from data.readers.header_rows import find_heading

HEAD = "bolag;konto;datum;belopp;text\n"
BODY = "".join(f"{100 + i};{5000 + i};2024-01-{i % 28 + 1:02d};{i * 10}.50;Rad {i}\n" for i in range(1, 41))
PLAIN = HEAD + BODY


def read(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "utdrag.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    reading = read_delimited(path, tmp_path)
    for problem in reading.problems:
        for language in LANGUAGES:
            assert problem.message(language)
    return reading


def rows(table):
    """Return (line, cells) of a table, a scan by way of the database as the product reads it."""
    if table.scan is None:
        columns = table.cells.drop(["line"]).to_pydict().values()
        cells = [tuple(cell or "" for cell in row) for row in zip(*columns, strict=True)]
        return list(zip(table.cells.column("line").to_pylist(), cells, strict=True))
    found = scanned(table.scan).fetchall()
    assert len(found) == table.scan.row_count
    return [(table.scan.first_line + k, tuple(c or "" for c in row)) for k, row in enumerate(found)]


def scanned(scan):
    names = {f"c{i}": "VARCHAR" for i in range(scan.column_count)}
    return duckdb.read_csv(
        str(scan.path), header=False, auto_detect=False, sep=scan.delimiter, quotechar='"', escapechar='"',
        skiprows=scan.first_line - 1, columns=names,
    )  # fmt: skip


def count(table):
    if table.scan is None:
        return table.cells.num_rows
    assert scanned(table.scan).aggregate("count(*)").fetchall()[0][0] == table.scan.row_count
    return table.scan.row_count


def cells(table):
    return [row for _, row in rows(table)]


def codes(reading):
    return [(problem.severity, problem.code, problem.line) for problem in reading.problems]


def refused(tmp_path, content):
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, content)
    problem = caught.value.problems[0]
    assert problem.message("sv") != problem.message("en")
    return problem.code, problem.line


EXPECTED = [tuple(line.split(";")) for line in BODY.splitlines()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_change_nothing(tmp_path, encoding, end):
    table = read(tmp_path, PLAIN.replace("\n", end), encoding).tables[0]
    assert table.header == ("bolag", "konto", "datum", "belopp", "text")
    assert cells(table) == EXPECTED
    assert [line for line, _ in rows(table)] == list(range(2, 42))


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("cp1252", "latin-1"), ("cp437", "cp437"), ("mac-roman", "mac-roman"), ("utf-8", "utf-8")],
)
def test_swedish_letters_survive_every_encoding(tmp_path, encoding, named):
    text = "förvaltning;belopp;år\n" + "Räddningstjänsten Åmål ägare Östra;10;2024\n" * 5
    reading = read(tmp_path, text, encoding)
    assert reading.encoding == named
    assert reading.tables[0].header == ("förvaltning", "belopp", "år")
    assert cells(reading.tables[0])[0][0] == "Räddningstjänsten Åmål ägare Östra"


def test_curly_quotes_are_cp1252_and_not_dos(tmp_path):
    table = read(tmp_path, "namn;belopp\n" + "\u201cAtea\u201d \u2013 caf\u00e9;10\n" * 3, "cp1252").tables[0]
    assert cells(table)[0][0] == "\u201cAtea\u201d \u2013 caf\u00e9"


def test_two_encodings_in_one_file_are_read_with_a_warning(tmp_path):
    content = "namn;belopp\nMalmö;1\n".encode() + "Växjö;2\n".encode("cp1252")
    reading = read(tmp_path, content)
    assert cells(reading.tables[0]) == [("Malmö", "1"), ("Växjö", "2")]
    assert ("warning", "mixed_encoding", None) in codes(reading)


@pytest.mark.parametrize("mark", ["\ufeff", "ï»¿", "Ã¯Â»Â¿", "\ufeffï»¿"])
def test_byte_order_marks_are_no_part_of_the_first_name(tmp_path, mark):
    assert read(tmp_path, mark + PLAIN).tables[0].header[0] == "bolag"


def test_a_quoted_mark_is_no_part_of_the_name(tmp_path):
    assert read(tmp_path, '"ï»¿bolag";"\ufeffbelopp"\na;1\n').tables[0].header == ("bolag", "belopp")


def test_stray_nul_bytes_are_dropped_with_a_warning(tmp_path):
    reading = read(tmp_path, PLAIN.replace("Rad 7", "R\0ad 7"))
    assert cells(reading.tables[0]) == EXPECTED
    assert ("warning", "nul_bytes", None) in codes(reading)


def test_a_text_cut_inside_a_character_is_refused(tmp_path):
    assert refused(tmp_path, PLAIN.encode("utf-16")[:-1]) == ("undecodable", 41)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_delimiter_is_found(tmp_path, delimiter):
    reading = read(tmp_path, PLAIN.replace(";", delimiter))
    assert reading.delimiter == delimiter
    assert cells(reading.tables[0]) == EXPECTED


def test_decimal_commas_are_no_delimiter(tmp_path):
    reading = read(tmp_path, "konto;belopp\n" + "5010;1234,50\n" * 9)
    assert reading.delimiter == ";"
    assert cells(reading.tables[0])[0] == ("5010", "1234,50")


def test_a_sep_line_names_the_delimiter_and_is_no_row(tmp_path):
    table = read(tmp_path, "sep=|\nkonto|belopp\n5010|1\n").tables[0]
    assert (table.header, table.header_line, rows(table)) == (("konto", "belopp"), 2, [(3, ("5010", "1"))])


def test_mixed_line_ends_read_the_same(tmp_path):
    lines = PLAIN.splitlines()
    text = "".join(line + ("\n", "\r\n", "\r")[i % 3] for i, line in enumerate(lines))
    assert cells(read(tmp_path, text).tables[0]) == EXPECTED


def test_cr_only_with_one_final_crlf(tmp_path):
    table = read(tmp_path, PLAIN.replace("\n", "\r")[:-1] + "\r\n").tables[0]
    assert rows(table)[-1] == (41, EXPECTED[-1])


def test_a_line_break_in_a_quoted_cell_keeps_the_row_on_its_first_line(tmp_path):
    table = read(tmp_path, HEAD + '1;2;2024-01-01;4;"två\nrader"\n5;6;2024-01-01;8;x\n').tables[0]
    assert rows(table) == [
        (2, ("1", "2", "2024-01-01", "4", "två\nrader")),
        (4, ("5", "6", "2024-01-01", "8", "x")),
    ]


@pytest.mark.parametrize(
    "row",
    ['1;"öppen;2024-01-01;4;x\n', '1;2;2024-01-01;4;"öppen\n', '"1;2;2024-01-01;4;x\n'],
)
def test_a_quote_that_is_never_closed_is_refused_with_its_line(tmp_path, row):
    lines = PLAIN.splitlines(keepends=True)
    assert refused(tmp_path, "".join([*lines[:10], row, *lines[10:]])) == ("unbalanced_quote", 11)


def test_two_stray_quotes_do_not_swallow_the_rows_between(tmp_path):
    lines = PLAIN.splitlines(keepends=True)
    lines[10] = '1;"öppen;2024-01-01;4;x\n'
    lines[20] = '1;2;2024-01-01;4;27"\n'
    assert refused(tmp_path, "".join(lines)) == ("unbalanced_quote", 11)


def test_an_inch_mark_inside_an_unquoted_cell_is_text(tmp_path):
    table = read(tmp_path, HEAD + '1;2;2024-01-01;4;skärm 27" x 2\n').tables[0]
    assert cells(table) == [("1", "2", "2024-01-01", "4", 'skärm 27" x 2')]


def test_blank_rows_are_no_rows_and_lines_stay(tmp_path):
    text = HEAD + "1;2;2024-01-01;4;x\n\n;;;;\n ; ;;;\n5;6;2024-01-01;8;y\n" + ";;;;\n" * 50 + "\n\n"
    assert [line for line, _ in rows(read(tmp_path, text).tables[0])] == [2, 6]


def test_title_rows_and_blank_rows_come_before_the_header(tmp_path):
    text = "Resultaträkning inkl jämförelse\nFörvaltning: 117;;Period: 202401;;\n\n" + PLAIN
    table = read(tmp_path, text).tables[0]
    assert (table.header_line, table.header[0], rows(table)[0][0]) == (4, "bolag", 5)
    assert cells(table) == EXPECTED


def test_a_report_tool_s_query_rows_and_markers_are_no_data(tmp_path):
    text = "sql select a;b\nquery\n;;Analys;;\ncolumns;;descr;amount\n;;Förvaltning;Belopp\n"
    text += "INSERTED DETAIL;;A;1.00\nsql and x;;;\nINSERTED DETAIL;;B;2.00\ndetail;;C;3.00\n"
    reading = read(tmp_path, text)
    table = reading.tables[0]
    assert table.header == ("", "", "descr Förvaltning", "amount Belopp")
    assert table.header_line == 4
    assert [row[2:] for row in cells(table)] == [("A", "1.00"), ("B", "2.00"), ("C", "3.00")]
    assert ("info", "layout_row", 7) in codes(reading)


def test_a_merged_header_cell_names_every_column_under_it(tmp_path):
    text = "Namn;Datum;Belopp;;;Text\n;;Brutto;Moms;Netto;\nA;2024-01-01;5;1;4;x\nB;2024-01-02;5;1;4;y\n"
    table = read(tmp_path, text).tables[0]
    assert table.header == ("Namn", "Datum", "Belopp Brutto", "Belopp Moms", "Belopp Netto", "Text")
    assert [line for line, _ in rows(table)] == [3, 4]


def test_a_row_of_groups_over_the_names_is_joined_with_them(tmp_path):
    text = ";;Utfall;;Budget;\nkonto;text;jan;feb;jan;feb\n" + "5010;Hyra;1;2;3;4\n" * 3
    assert read(tmp_path, text).tables[0].header[2:] == (
        "Utfall jan",
        "Utfall feb",
        "Budget jan",
        "Budget feb",
    )


def test_a_second_row_that_describes_every_column_is_joined(tmp_path):
    text = "kto;belopp;datum\nKonto;Belopp i kr;Bokföringsdag\n" + "5010;1,50;2024-01-01\n" * 4
    table = read(tmp_path, text).tables[0]
    assert table.header == ("kto Konto", "belopp Belopp i kr", "datum Bokföringsdag")
    assert [line for line, _ in rows(table)] == [3, 4, 5, 6]


def test_a_first_row_that_lacks_its_numbers_is_no_second_header(tmp_path):
    text = "namn;belopp;datum\nSaknas;okänt;\n" + "Atea;1,50;2024-01-01\n" * 4
    assert [line for line, _ in rows(read(tmp_path, text).tables[0])][0] == 2


@pytest.mark.parametrize("title", ["Leverantörsfakturor;2024", "Rapport;2024-01-01", "Period;202401"])
def test_a_title_as_wide_as_the_table_is_not_its_header(tmp_path, title):
    table = read(tmp_path, f"{title}\nbolag;belopp\nA;1\nB;2\n").tables[0]
    assert (table.header, table.header_line) == (("bolag", "belopp"), 2)
    assert [line for line, _ in rows(table)] == [3, 4]


def test_quotes_after_a_space_are_quotes(tmp_path):
    table = read(tmp_path, 'konto, namn, belopp\n5010, "Atea, AB", 10\n5011, "Dustin", 20\n').tables[0]
    assert cells(table)[0] == ("5010", "Atea, AB", "10")


def test_years_are_names_where_the_columns_hold_amounts(tmp_path):
    table = read(tmp_path, "konto;2022;2023\n5010;100;200\n5020;300;400\n").tables[0]
    assert table.header == ("konto", "2022", "2023")


def test_a_table_without_names_keeps_its_first_row(tmp_path):
    reading = read(tmp_path, "5010;2024-01-01;100\n5020;2024-01-02;200\n")
    assert reading.tables[0].header == ("", "", "")
    assert len(cells(reading.tables[0])) == 2
    assert ("warning", "no_header", 1) in codes(reading)


def test_a_first_row_of_words_is_data_when_the_header_is_above(tmp_path):
    text = "namn;titel;lön\nA;Tekniker;\nB;Chef;100\nC;Chef;200\nD;Chef;300\n"
    assert len(cells(read(tmp_path, text).tables[0])) == 4


def test_a_header_without_rows_is_accepted_with_a_warning(tmp_path):
    reading = read(tmp_path, HEAD)
    assert reading.tables[0].header[0] == "bolag"
    assert cells(reading.tables[0]) == []
    assert codes(reading) == [("warning", "header_only", 1)]


def test_duplicate_and_nameless_columns_are_kept(tmp_path):
    table = read(tmp_path, "konto;;belopp;belopp\n5010;x;1;2\n5020;y;3;4\n").tables[0]
    assert table.header == ("konto", "", "belopp", "belopp")


def test_nameless_empty_columns_at_the_end_harm_neither_way_of_reading(tmp_path):
    for end in ("\n", "\r"):
        table = read(tmp_path, PLAIN.replace("\n", ";;" + end)).tables[0]
        assert table.header == ("bolag", "konto", "datum", "belopp", "text", "", "")
        assert [row[:5] for row in cells(table)] == EXPECTED


def test_a_header_repeated_on_each_page_is_no_row(tmp_path):
    lines = PLAIN.splitlines(keepends=True)
    reading = read(tmp_path, "".join([*lines[:20], HEAD, *lines[20:]]))
    assert cells(reading.tables[0]) == EXPECTED
    assert ("info", "repeated_header", 21) in codes(reading)


def test_surplus_cells_with_content_are_an_error_with_their_line(tmp_path):
    reading = read(tmp_path, PLAIN.replace("Rad 7\n", "Rad 7; del 2\n"))
    assert codes(reading) == [("error", "ragged_row", 8)]


def test_surplus_cells_after_an_amount_in_its_place_do_no_harm(tmp_path):
    body = "".join(f"{i};text {i};{i * 10}\n" for i in range(1, 30))
    reading = read(tmp_path, "konto;text;belopp\n" + body.replace("text 7;70\n", "text 7;70;;123\n"))
    assert codes(reading) == [("warning", "surplus_cells", 8)]
    assert cells(reading.tables[0])[6] == ("7", "text 7", "70")


def test_an_unquoted_delimiter_before_the_amount_is_an_error(tmp_path):
    body = "".join(f"{i};text {i};{i * 10}\n" for i in range(1, 30))
    reading = read(tmp_path, "konto;text;belopp\n" + body.replace("text 7;70\n", "text; 7;70\n"))
    assert [code[:3:2] for code in codes(reading)] == [("error", 8)]


def test_empty_surplus_cells_are_cut(tmp_path):
    reading = read(tmp_path, PLAIN.replace("Rad 7\n", "Rad 7;;;\n"))
    assert cells(reading.tables[0]) == EXPECTED
    assert reading.problems == ()


def test_a_row_cut_off_in_the_middle_is_an_error(tmp_path):
    reading = read(tmp_path, PLAIN + "1;2;2024-01-01;12")
    assert codes(reading) == [("error", "short_row", 42)]


def test_a_row_that_lost_a_cell_in_the_middle_is_shifted(tmp_path):
    reading = read(tmp_path, PLAIN.replace("107;5007;2024-01-08;70.50;Rad 7", "107;5007;70.50;Rad sju"))
    assert codes(reading) == [("error", "shifted_row", 8)]


def test_missing_cells_at_the_end_are_empty_where_they_often_are(tmp_path):
    text = "konto;belopp;anm\n" + "5010;1;\n" * 20 + "5010;1\n" + "5010;1;x\n"
    reading = read(tmp_path, text)
    assert reading.problems == ()
    assert cells(reading.tables[0])[20] == ("5010", "1", "")


def test_a_row_with_another_delimiter_is_an_error(tmp_path):
    reading = read(
        tmp_path, PLAIN.replace("107;5007;2024-01-08;70.50;Rad 7", "107,5007,2024-01-08,70.50,Rad 7")
    )
    assert codes(reading) == [("error", "other_delimiter", 8)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("bara en text\nutan kolumner\n", ("no_delimiter", None)),
        ("x" * 5_000_000, ("cell_too_long", None)),
        (HEAD + "1;2;2024-01-01;4;" + "x" * 1_500_000 + "\n", ("cell_too_long", 2)),
        (HEAD + '1;2;2024-01-01;4;"' + "x\n" * 900_000 + '"\n', ("unbalanced_quote", 2)),
        (";".join(f"c{i}" for i in range(10_000)) + "\n", ("too_many_columns", 1)),
    ],
)
def test_what_no_extract_looks_like_is_refused_with_a_word(tmp_path, content, code):
    assert refused(tmp_path, content) == code


def test_a_clean_file_is_given_as_a_scan_of_the_file_itself(tmp_path):
    scan = read(tmp_path, PLAIN).tables[0].scan
    assert (scan.path, scan.first_line, scan.column_count, scan.row_count) == (
        tmp_path / "utdrag.csv",
        2,
        5,
        40,
    )


def test_quoted_cells_with_delimiters_scan_too(tmp_path):
    body = '1;"a;b";2024-01-01;"1 234,50";"sa ""hej"""\n' * 30
    table = read(tmp_path, HEAD + body).tables[0]
    assert table.scan is not None
    assert set(cells(table)) == {("1", "a;b", "2024-01-01", "1 234,50", 'sa "hej"')}


@pytest.mark.parametrize(
    "row",
    [
        '1;2;2024-01-01;4;"a\nb"\n',
        "1;2;2024-01-01;4\n",
        ";;;;\n",
        "\n",
        '1;2;2024-01-01;4;a "b"\n',
        HEAD,
        "1;2;3;4;5\r\n",
    ],
)
def test_a_file_with_one_odd_row_far_down_is_not_scanned(tmp_path, row):
    assert read(tmp_path, HEAD + BODY * 40 + row + BODY * 40).tables[0].scan is None


@pytest.mark.parametrize(
    "content", ["a;b\n1;2\n3;4\r", "a;b\r\n1;2\n3;4\n", "a;b\n1;2\r\n3;4\r\n", "a;b\n1;2\n\r\n"]
)
def test_line_ends_of_two_kinds_are_not_left_to_the_database(tmp_path, content):
    table = read(tmp_path, content).tables[0]
    assert table.scan is None
    assert cells(table)[0] == ("1", "2")


def test_a_lone_quote_above_the_data_is_not_left_to_the_database(tmp_path):
    table = read(tmp_path, 'Skärm 27" och annat\n' + PLAIN).tables[0]
    assert (table.scan, table.header_line, cells(table)) == (None, 2, EXPECTED)


def test_empty_lines_at_the_end_do_not_hinder_a_scan(tmp_path):
    table = read(tmp_path, PLAIN + "\n\n\n").tables[0]
    assert table.scan.row_count == 40
    assert cells(table) == EXPECTED


def test_a_big_file_in_another_encoding_is_copied_and_scanned_with_its_own_lines(tmp_path):
    text = "Titel\r\r" + HEAD.replace("\n", "\r") + ("1;2;2024-01-01;4;Åäö " + "x" * 300 + "\r") * 30_000
    table = read(tmp_path, text, "cp1252").tables[0]
    assert (table.scan.first_line, table.scan.row_count) == (4, 30_000)
    assert table.scan.path.parent == tmp_path
    assert rows(table)[-1][1][4].startswith("Åäö x")


def test_a_scan_of_many_rows_costs_little(tmp_path):
    content = (HEAD + BODY.replace("Rad", "Konsulttjänster avseende rad") * 5000).encode()
    path = tmp_path / "stor.csv"
    path.write_bytes(content)
    began = time.perf_counter()
    scan = read_delimited(path, tmp_path).tables[0].scan
    assert scan.row_count == 200_000
    assert time.perf_counter() - began < 2


TEXT = st.text("abcXYZ 0123456789.,;|\t-+()%&/'#åäöÅÄÖéü", max_size=12)
CELL = TEXT.map(lambda text: text.strip()) | st.sampled_from(
    ['sa "hej"', "a;b,c|d\te", "rad 1\nrad 2", "-", "12 st"]
)
ROW = st.tuples(
    st.integers(1, 10**6).map(str), CELL, st.dates().map(str), CELL, st.decimals(-9, 9, places=2).map(str)
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.lists(ROW, min_size=1, max_size=8),
    delimiter=st.sampled_from(";,\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    data=st.data(),
)
def test_what_is_written_is_read_back_cell_by_cell(tmp_path, table, delimiter, end, encoding, quoting, data):
    head = ("konto", "leverantör å", "datum", "text", "belopp")
    buffer = io.StringIO()
    if end == "\r" and quoting == csv.QUOTE_MINIMAL:
        quoting = csv.QUOTE_ALL  # the writer leaves a line break of another kind unquoted
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(head)
    lines = []
    for row in table:
        if data.draw(st.integers(0, 9)) == 0:
            buffer.write(end)
        written = buffer.getvalue()
        lines.append(len(io.StringIO(written, newline=None).readlines()) + 1)
        writer.writerow(row)
    path = tmp_path / "hypotes.csv"
    path.write_bytes(buffer.getvalue().encode(encoding))
    found = read_delimited(path, tmp_path).tables[0]
    assert found.header == head
    assert rows(found) == list(zip(lines, table, strict=True))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=6), max_size=12))
def test_a_heading_is_found_in_anything(given_rows):
    heading = find_heading(given_rows)
    assert 0 <= heading.first_data <= len(given_rows)
    assert len(heading.names) <= max(map(len, given_rows), default=0)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300) | st.text('ab1;,"\n\r\t ', max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path, content):
    path = tmp_path / "vad_som_helst.csv"
    path.write_bytes(content)
    try:
        table = read_delimited(path, tmp_path).tables[0]
    except UnreadableFile as refusal:
        assert refusal.problems[0].message("sv")
    else:
        rows(table)


def manifest(samples, folder):
    with (samples / folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if row["file"].endswith(".csv") and row["rows"] not in ("", "0")
        ]


def test_every_sample_reads_to_the_rows_its_manifest_counts(samples, tmp_path):
    """A second header row is a row to the manifest (darlington, salford) but not to us."""
    read_files = 0
    for folder in ("ledgers", "headcount"):
        for facts in manifest(samples, folder):
            table = read_delimited(samples / folder / facts["file"], tmp_path).tables[0]
            second = any(part in facts["file"] for part in ("darlington", "salford"))
            assert count(table) == int(facts["rows"]) - second, facts["file"]
            assert table.header_line == int(facts["header_row"]), facts["file"]
            names = [" ".join(name.split()) for name in facts["header"].split(" | ")]
            if not second:
                assert list(table.header) == names[: len(table.header)], facts["file"]
                assert not any(names[len(table.header) :]), facts["file"]
            read_files += 1
    assert read_files > 20


def test_a_budget_that_must_balance_reads_to_exactly_zero(samples, tmp_path):
    path = samples / "ledgers/no_datahotellet/stavanger__budsjett__2016__drift__dataset.csv"
    reading = read_delimited(path, tmp_path)
    assert sum(int(row[-1]) for row in cells(reading.tables[0])) == 0
    assert codes(reading) == [("warning", "surplus_cells", 1227)]
