"""How does an empty file of a register look, so that what is filled in is read without a question?"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from data.dates import FIRST_YEAR, LAST_YEAR
from data.language import Language, text
from data.readers.workbook import instruction_sheet
from data.registers import REGISTERS
from kpi.template_columns import ColumnGuide, Known, guides, replaces

LAST_ROW = 5000  # as far down as cells are checked while they are filled in
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TEXTS = ("text", "code", "period")
NUMBERS = ("money", "number", "share", "integer", "year")
MOST_WORDS_IN_A_CELL = 8
LIMIT = 10**12
WIDTHS = (26, 9, 26, 46, 24)


def template_csv(register: str, language: Language) -> bytes:
    """Return an empty file of a register: its header alone, as a Swedish spreadsheet writes it."""
    written = io.StringIO()
    heads = [guide.head for guide in guides(register, language, Known())]
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(heads)
    return written.getvalue().encode("utf-8-sig")


def register_sheet(register: str, language: Language) -> str:
    """Return the name of the sheet and the file: the register's own in the reader's language."""
    return REGISTERS[register].swedish if language == "sv" else register


def template_workbook(register: str, language: Language, known: Known) -> bytes:
    """Return a workbook to fill in: the register's sheet, with lists to choose from, and how to fill it in."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        book.set_properties({"title": text("template.title", language, register=register_sheet(register, language))})
        looks = _looks(book)
        columns = guides(register, language, known)
        sheet = book.add_worksheet(register_sheet(register, language))
        instructions = book.add_worksheet(instruction_sheet(language))
        lists = _instruct(instructions, register, language, columns, looks)
        _prepare(sheet, language, columns, lists, looks)
    return written.getvalue()


@dataclass(frozen=True)
class Looks:
    """The formats of a template's cells."""

    required: Format
    optional: Format
    title: Format
    head: Format
    plain: Format
    text: Format
    day: Format
    money: Format


def _looks(book: xlsxwriter.Workbook) -> Looks:
    head = {"bold": True, "valign": "top", "bottom": 1}
    return Looks(
        required=book.add_format({**head, "bg_color": "#D6E4F0"}),
        optional=book.add_format({**head, "bold": False, "bg_color": "#F2F2F2"}),
        title=book.add_format({"bold": True, "font_size": 14}),
        head=book.add_format({**head, "text_wrap": True}),
        plain=book.add_format({"text_wrap": True, "valign": "top"}),
        text=book.add_format({"num_format": "@"}),
        day=book.add_format({"num_format": "yyyy-mm-dd"}),
        money=book.add_format({"num_format": "#,##0.00"}),
    )


def _instruct(
    sheet: Worksheet, register: str, language: Language, columns: Sequence[ColumnGuide], looks: Looks
) -> dict[str, str]:
    """Write how each column is filled in, and below it the lists; return where each column's list stands."""
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    name = register_sheet(register, language)
    sheet.write_string(0, 0, text("template.title", language, register=name), looks.title)
    sheet.write_string(1, 0, text("template.how", language, sheet=name))
    sheet.write_string(2, 0, replaces(register, language))
    heads = ("name", "required", "kind", "choices", "example")
    for place, head in enumerate(heads):
        sheet.write_string(4, place, text(f"page.deliver.column.{head}", language), looks.head)
    for row, guide in enumerate(columns, start=5):
        for place, said in enumerate(_said(guide, language)):
            sheet.write_string(row, place, said, looks.plain)
    listed = [guide for guide in columns if guide.allowed]
    return _lists(sheet, 5 + len(columns) + 2, language, listed, looks)


def _said(guide: ColumnGuide, language: Language) -> tuple[str, ...]:
    """Return a column's line: name, whether it is required, what it holds, what it may be, an example."""
    return (guide.head, required_word(guide, language), guide.kind, allowed_words(guide, language), guide.example)


def required_word(guide: ColumnGuide, language: Language) -> str:
    """Return whether a column is required; of a ledger's day and month one is enough."""
    if not guide.is_required:
        return ""
    return text("page.deliver.required" if guide.column.required else "template.one_of_two", language)


def allowed_words(guide: ColumnGuide, language: Language) -> str:
    """Return what may stand in a column, or that the list says it."""
    if not guide.allowed:
        return ""
    if len(guide.allowed) > MOST_WORDS_IN_A_CELL:
        return text("template.see_list", language)
    return ", ".join(word if word == means or not guide.column.choices else f"{word} ({means})"
                     for word, means in guide.allowed.items())  # fmt: skip


def _lists(
    sheet: Worksheet, row: int, language: Language, listed: Sequence[ColumnGuide], looks: Looks
) -> dict[str, str]:
    """Write one list under the other, each word with what it means; return the cells of each by column."""
    places = {}
    if listed:
        sheet.write_string(row, 0, text("template.lists", language), looks.title)
    for guide in listed:
        row += 2
        sheet.write_string(row, 0, guide.head, looks.head)
        first = row + 1
        for word, means in guide.allowed.items():
            row += 1
            if guide.column.kind == "integer":
                sheet.write_number(row, 0, int(word))
            else:
                sheet.write_string(row, 0, word)
            sheet.write_string(row, 1, "" if means == word else means)
        places[guide.column.name] = f"='{sheet.get_name()}'!$A${first + 1}:$A${row + 1}"
    return places


def _prepare(
    sheet: Worksheet, language: Language, columns: Sequence[ColumnGuide], lists: Mapping[str, str], looks: Looks
) -> None:
    """Write the header, and check every cell below it while it is filled in."""
    sheet.freeze_panes(1, 0)
    for place, guide in enumerate(columns):
        sheet.write_string(0, place, guide.head, looks.required if guide.is_required else looks.optional)
        kind = guide.column.kind
        cells = looks.text if kind in TEXTS else {"date": looks.day, "money": looks.money}.get(kind)
        sheet.set_column(place, place, max(12, len(guide.head) + 3), cells)
        if check := _check(guide, place, lists):
            sheet.data_validation(1, place, LAST_ROW, place, check | _words(guide, language))


def _check(guide: ColumnGuide, place: int, lists: Mapping[str, str]) -> dict[str, object]:
    """Return what a column's cells must be; nothing for a free text."""
    kind = guide.column.kind
    if guide.column.name in lists:
        return {"validate": "list", "source": lists[guide.column.name]}
    if kind == "period":
        cell = f"{xl_col_to_name(place)}2"
        parts = f'LEN({cell})=7,MID({cell},5,1)="-",ISNUMBER(VALUE(LEFT({cell},4))),ISNUMBER(VALUE(RIGHT({cell},2)))'
        return {"validate": "custom", "value": f"=AND({parts})"}
    between = {
        "year": ("integer", FIRST_YEAR, LAST_YEAR),
        "integer": ("integer", -LIMIT, LIMIT),
        "share": ("decimal", 0, 1),
        "money": ("decimal", -LIMIT, LIMIT),
        "number": ("decimal", -LIMIT, LIMIT),
        "date": ("date", date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
    }.get(kind)
    if between is None:
        return {}
    validate, low, high = between
    return {"validate": validate, "criteria": "between", "minimum": low, "maximum": high}


def _words(guide: ColumnGuide, language: Language) -> dict[str, object]:
    """Return what is said of a cell, and whether something else than the list may stand there."""
    is_open = bool(guide.allowed) and not guide.is_closed
    needed = text("template.needed" if guide.is_required else "template.optional", language)
    return {
        "input_title": guide.head[:32],
        "input_message": f"{needed} {guide.kind}."[:255],
        "error_title": guide.head[:32],
        "error_message": text("template.not_in_list" if guide.allowed else "template.wrong", language, kind=guide.kind),
        "error_type": "warning" if is_open else "stop",
    }
