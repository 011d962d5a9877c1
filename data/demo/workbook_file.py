"""How does an extract look as a workbook? (title rows, real dates and numbers, empty rows)"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import xlsxwriter

from data.demo.group import MUNICIPALITY, Unit
from data.demo.ledger import Line

CREATED = datetime(2020, 1, 1)
HEADER = (
    "Förvaltning",
    "Ansvar",
    "Konto",
    "Verksamhet",
    "Projekt",
    "Motpart",
    "Leverantör",
    "Ver.nr",
    "Bokföringsdatum",
    "Belopp",
    "Text",
)
REGISTER = (
    "unit",
    "account",
    "cost_centre",
    "activity_code",
    "project",
    "counterparty",
    "supplier",
    "voucher",
    "date",
    "amount_sek",
    "text",
)
UNITS = ("DIG", "KFF", "MIL")


def write_workbook(path: Path, unit: Unit, year: int, lines: Iterable[Line]) -> None:
    """Write the unit's extract; the digitalisation unit's is in register form, sheet `ledger`."""
    register = unit.code == "DIG"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties(
        {"title": f"Påhittad huvudbok {unit.name}", "created": CREATED, "company": MUNICIPALITY}
    )
    sheet = book.add_worksheet("ledger" if register else "Huvudbok")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    row = 0
    if (unit.code, year) == ("KFF", 2020):
        sheet.write_string(0, 0, f"Huvudbok {MUNICIPALITY}")
        sheet.write_string(1, 0, f"{unit.name} 2020-01 till 2020-12, kronor")
        row = 3
    sheet.write_row(row, 0, REGISTER if register else HEADER)
    for row, line in enumerate(lines, row + 1):  # noqa: B020
        cells = _register(unit, line) if register else _plain(unit, line)
        for column, cell in enumerate(cells):
            if cell:
                sheet.write_string(row, column, cell)
        sheet.write_datetime(row, 8, datetime(line.date.year, line.date.month, line.date.day), day)
        sheet.write_number(row, 9, line.amount / 100)
        sheet.write_string(row, 10, line.text)
    if unit.code == "MIL":
        for empty in range(row + 1, row + 200):
            sheet.write_blank(empty, 8, None, day)
    book.close()


def _plain(unit: Unit, line: Line) -> tuple[str, ...]:
    codes = (unit.name, line.cost_centre, line.account, line.activity_code, line.project)
    return (*codes, line.counterparty, line.supplier, line.voucher)


def _register(unit: Unit, line: Line) -> tuple[str, ...]:
    codes = (unit.code, line.account, line.cost_centre, line.activity_code, line.project)
    return (*codes, line.counterparty, line.supplier, line.voucher)
