"""Does a text stay a text, whatever stands in it: on paper, in csv, in a workbook, in a picture and back again?"""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from pypdf import PdfReader

from data.formulas import is_dangerous, kept, neutral, original
from kpi import charts
from kpi import table_files as files
from kpi.charts import Chart, Frame
from kpi.exporting import export
from kpi.picture import whole_svg
from kpi.picture.lettering import legible
from kpi.report.document import Bullets, Document, Figures, Heading, NamedFigure, Pairs, Picture, Said, Tabled
from kpi.report.provenance import Provenance
from kpi.report.report import report_pdf
from kpi.report.typeset import pages_pdf
from kpi.report.working import working
from kpi.table import Column, Table
from pages.parts.as_is import as_is
from tests.fixtures.accessible import faults
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, UNITS, Group, line
from tests.fixtures.payloads import ALL, FORMULAS, MARKUP

ABOUT = Provenance("", "", "", "", "", "")


def letters(said: str) -> str:
    """Return what is printed of a text: no blanks, no controls, none of the hyphens that a line's end brings."""
    return re.sub(r"[\s\x00-\x1f\u00ad\u2010-]", "", said)


def printed(content: bytes) -> str:
    return letters("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def test_there_are_thirty_of_markup_and_fourteen_of_formulas_all_different() -> None:
    assert (len(MARKUP), len(FORMULAS), len(set(ALL))) == (30, 14, 44)
    assert all(is_dangerous(text) for text in FORMULAS)


@pytest.mark.parametrize("payload", ALL)
def test_a_text_is_printed_on_paper_as_it_stands_wherever_it_stands(payload: str) -> None:
    table = Table((Column(payload), Column("Summa", "number")), ((payload, 1),), {(0, 1): payload})
    chart = charts.bridge({"central_it": 1_000_000}, None, Frame(payload, payload), begins=payload)
    blocks = (
        Figures((NamedFigure(payload, "1", payload, payload),)), Heading(payload), Said(payload, payload),
        Picture(chart), Tabled(payload, table, ((payload, 1),)), Bullets((payload,)), Pairs(((payload, payload),)),
    )  # fmt: skip
    content = pages_pdf(Document("sv", f"T {payload}", payload, payload, payload, blocks, (payload,)).as_data(), None)
    assert faults(content) == []
    # 1 title, kicker, headline; 3 of the figure, heading, 2 of the sentence, 2 of the chart's frame,
    # caption, head, group, cell and reason of the table, bullet, 2 of the pair; the foot once a page
    assert printed(content).count(letters(legible(payload))) >= 18


@pytest.mark.parametrize("payload", ALL)
def test_a_csv_holds_the_text_made_harmless_and_numbers_as_numbers(payload: str) -> None:
    table = Table((Column("Leverantör"), Column("Summa", "ore")), ((payload, -12.5),))
    content = files.table_csv(table, "sv").decode("utf-8-sig")
    (_, (text, amount)) = csv.reader(io.StringIO(content, newline=""), delimiter=";")
    assert original(text) == payload.replace("\0", "")
    assert not is_dangerous(text) or text.startswith("'")
    assert amount == "-12,50"


@pytest.mark.parametrize("payload", ALL)
def test_a_workbook_holds_the_text_as_a_string_and_never_as_a_formula_or_a_link(payload: str) -> None:
    table = Table((Column("Leverantör"), Column("Summa", "ore")), ((payload, -12.5),))
    book = load_workbook(io.BytesIO(files.workbook(table, payload, ABOUT, "sv")))
    sheet = book.worksheets[0]
    assert sheet["A2"].data_type == "s"
    assert letters(unescape(sheet["A2"].value)) == letters(payload)
    assert (sheet["B2"].value, sheet["B2"].data_type) == (-12.5, "n")
    assert all(cell.hyperlink is None and cell.data_type != "f" for page in book for row in page for cell in row)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_what_is_exported_comes_back_unchanged(tmp_path: Path, ending: str) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    texts = [text.replace("\0", "").strip(" ") for text in ALL] + [neutral("=1"), "''=1", "'", "'a", "''"]
    file = tmp_path / "told.json"
    rows = [line("BUF", K2, -number - 1, text=text, supplier=text, project=text, supplier_id=str(number))
            for number, text in enumerate(texts)]  # fmt: skip
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    (told,) = group.load(file, register="ledger")
    assert told.status == "accepted", told.problems
    before = [(row["text"], row["supplier"], row["amount_sek"]) for row in group.lines()]
    leaving = tmp_path / f"out.{ending}"
    assert export(group.store, EVERYONE, "ledger", leaving) == len(texts)
    (came_back,) = group.load(leaving, register="ledger")
    assert came_back.status == "unchanged", [problem.message("sv") for problem in came_back.problems]
    assert [(row["text"], row["supplier"], row["amount_sek"]) for row in group.lines()] == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_small_register_with_such_names_comes_back_unchanged(tmp_path: Path, ending: str) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    rows = [
        {"service": f"S{number}", "unit": "BUF", "name": text.replace("\0", "").strip(), "level": 1,
         "valid_from": "2020-01-01"}  # fmt: skip
        for number, text in enumerate(ALL)
    ]
    (told,) = group.load(group.write("services", *rows), register="services")
    assert told.status == "accepted", told.problems
    leaving = tmp_path / f"services.{ending}"
    export(group.store, EVERYONE, "services", leaving)
    (came_back,) = group.load(leaving, register="services")
    assert came_back.status == "unchanged", [problem.message("sv") for problem in came_back.problems]


def test_an_amount_is_a_number_in_an_exported_workbook_and_comes_back_to_the_ore(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    amounts = ("-0.07", "999999999.99", "-999999999.99", "1000000000.01", "-98765432109.87")
    group.deliver("ledger", *(line("BUF", K2, amount, text="=1") for amount in amounts))
    leaving = tmp_path / "out.xlsx"
    export(group.store, EVERYONE, "ledger", leaving)
    head, *rows = load_workbook(leaving)["ledger"].iter_rows()
    place = [cell.value for cell in head].index("amount_sek")
    assert [(row[place].value, row[place].data_type) for row in rows] == [
        (-0.07, "n"),
        (999999999.99, "n"),
        (-999999999.99, "n"),
        ("1000000000.01", "s"),  # a number of a workbook no longer tells the öre for certain
        ("-98765432109.87", "s"),
    ]
    assert {row[head.index(cell)].data_type for row in rows for cell in head if cell.value == "text"} == {"s"}
    assert group.load(leaving, register="ledger")[0].status == "unchanged"


def test_no_cell_of_an_exported_csv_is_taken_for_a_formula(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", *(line("BUF", K2, -1, text=text, supplier=text) for text in ("=1", "+1", "-1", "@x")))
    leaving = tmp_path / "out.csv"
    export(group.store, EVERYONE, "ledger", leaving)
    head, *rows = csv.reader(leaving.open(encoding="utf-8", newline=""), delimiter=";")
    for row in rows:
        told = dict(zip(head, row, strict=True))
        assert told.pop("amount_sek") == "-1.00"
        assert not [cell for cell in told.values() if is_dangerous(cell) and not cell.startswith("'")]


@given(st.text(max_size=20))
def test_a_text_made_harmless_comes_back_as_it_was(text: str) -> None:
    plain = text.replace("\0", "")
    assert original(neutral(plain)) == plain
    assert original(kept(plain)) == plain
    assert not is_dangerous(neutral(plain)) or neutral(plain).startswith("'")


def drawn_with(payload: str) -> list[Chart]:
    """Return a chart of each kind that names a unit, a service or a line that somebody else has written."""
    frame = Frame(payload, payload)
    point = charts.Point
    line_of = charts.Line(payload, (point(2023, 1.0), point(2024, 2.0)))
    stand = charts.Stand(payload, 40.0, 50.0, 5.0, is_whole=True)
    return [
        charts.dots([charts.Dot(payload, 1.0, group=payload)], "%", frame, charts.Mark(2.0, payload), is_floor=True),
        charts.trend([line_of], "%", frame, charts.Mark(1.5, payload)),
        charts.multiples([line_of], "%", frame),
        charts.balance([stand], (charts.End(payload, payload), charts.End(payload)), frame),
        charts.diverging([charts.Change(payload, 5)], "HTE", "x", frame),
        charts.amounts([charts.Amount(payload, 5)], frame),
        charts.funnel([charts.Benefit(payload, 3, 2, 1, 1)], frame),
        charts.ratings([charts.Pair(payload, 1, 2)], frame),
        charts.over_time([charts.Series(payload, (1, 2))], ["a", "b"], "HTE", frame, charts.Mark(1, payload)),
        charts.activities([charts.Delivery(payload, {"meeting": 5})], frame),
        charts.beside([charts.Panel(line_of, "%")], frame),
    ]


SAID = re.compile(r"<br>|</?b>|<extra></extra>|<span style=\"color:#[0-9a-f]{6}\">|</span>|%\{(x|y|customdata)\}")


def texts_of(chart: Chart) -> list[str]:
    """Return every text of a figure that Plotly reads its own markup in."""
    found: list[str] = []

    def walk(node: object, name: str = "") -> None:
        if isinstance(node, dict):
            for key, inner in node.items():
                walk(inner, key)
        elif isinstance(node, list | tuple):
            for inner in node:
                walk(inner, name)
        elif isinstance(node, str) and name in ("text", "hovertemplate", "ticktext", "customdata", "categoryarray"):
            found.append(node)

    walk(chart.figure.to_plotly_json())
    return found


@pytest.mark.parametrize("payload", [text for text in MARKUP if "<" in text or "%{" in text])
def test_a_chart_on_the_screen_reads_no_markup_in_a_name(payload: str) -> None:
    for chart in drawn_with(payload):
        for said in texts_of(chart):
            left = SAID.sub("", said)
            assert "<" not in left, (said, chart.frame)
            assert "%{" not in left, said


@pytest.mark.parametrize("payload", MARKUP)
def test_a_picture_shows_the_text_and_holds_nothing_but_marks(payload: str) -> None:
    allowed = {"svg", "title", "g", "text", "tspan", "rect", "path", "circle", "pattern"}
    for chart in drawn_with(payload):
        root = ElementTree.fromstring(whole_svg(chart, 900, [payload]))
        assert {element.tag.split("}")[1] for element in root.iter()} <= allowed
        assert not [name for element in root.iter() for name in element.attrib if name.startswith(("on", "href"))]
        said = letters("".join("".join(element.itertext()) for element in root.iter() if element.tag.endswith("}text")))
        assert letters(legible(payload)) in said


@pytest.mark.parametrize("role", ["sv", "en"])
def test_a_unit_may_be_called_anything_and_its_report_still_says_so(tmp_path: Path, role: str) -> None:
    names = dict(zip((unit["unit"] for unit in UNITS), (MARKUP[0], MARKUP[26], *FORMULAS[:4]), strict=True))
    group = Group(tmp_path).set_up(*SIMPLE_RULES, units=[{**unit, "name": names[unit["unit"]]} for unit in UNITS])
    group.deliver("ledger", line("BUF", K2, 5_000_000), line("SOC", K2, 1_000_000))
    published = working(group.store, EVERYONE)
    for unit in ("BUF", "SOC", "group"):
        content = report_pdf(published, unit, 2024, role)
        assert faults(content) == []
        assert letters(names.get(unit, names["BUF"])) in printed(content)


def test_every_way_to_make_a_name_legible_leaves_what_the_letters_can_show() -> None:
    legible_as_is: Callable[[str], bool] = lambda text: legible(text) == text  # noqa: E731
    assert all(legible_as_is(text) for text in MARKUP)


@pytest.mark.parametrize("payload", ALL)
def test_what_streamlit_reads_markdown_in_is_shown_as_it_stands(payload: str) -> None:
    said = as_is(payload)
    left = re.sub(r"\\(.)", "x", said)  # what is escaped is text
    assert not re.search(r"[*_`\[\]<>$~|#!]", left)
    assert not re.search(r"^\s*(\d+[.)]|[-+=])", left)
    assert not re.search(r":[\w+/-]|www\.|@\w", said.replace("\\", ""))
    assert letters(re.sub(r"\\(.)", r"\1", said).replace("\u2060", "")) == letters(payload)
