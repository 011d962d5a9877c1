"""How does a table leave the product so that a spreadsheet takes text for text and numbers for numbers?"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from numbers import Number

import xlsxwriter

from data.formulas import neutral

Cell = str | Number | date | None


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the table as Swedish spreadsheets write it: UTF-8 with a mark, `;`, decimal comma; numbers bare."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(head) for head in heads])
    writer.writerows([_printed(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def as_workbook(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], about: Sequence[str] = ()) -> bytes:
    """Return the table as a workbook of one sheet; every cell is typed. `about` stands on a sheet of its own."""
    written = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "in_memory": True,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(written, options) as workbook:
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet = workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                _write(sheet, number, place, cell, moment)
        if about:
            beside = workbook.add_worksheet("Om")
            for number, said in enumerate(about):
                beside.write_string(number, 0, said)
    return written.getvalue()


def _printed(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool | str):
        return neutral(str(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else f"{cell}".replace(".", ",")


def _write(sheet: object, row: int, column: int, cell: Cell, moment: object) -> None:
    if cell is None:
        return
    if isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell, moment)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, str(cell).replace("\0", ""))
