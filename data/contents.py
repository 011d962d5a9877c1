"""Do a column's first cells look like numbers, days or account codes?"""

import re
from collections.abc import Callable

from data.dates import BadDate, DateOrder, decide_date_order, parse_date
from data.numbers import BadNumber, parse_number
from data.readers.raw import RawTable

# A total row, a title or a faulty cell does not make another thing of a column.
_MOSTLY = 0.8
_ACCOUNT = re.compile(r"[0-9][0-9A-Za-z.-]{0,11}|[0-9]{3,8}[ -].*")


def has_accounts(table: RawTable, column: int) -> bool:
    """Tell whether the cells are account codes, a name behind the code being allowed."""
    return _mostly(_sample(table, column), _ACCOUNT.fullmatch)


def has_cells(table: RawTable, column: int) -> bool:
    """Tell whether anything stands in the column's first rows."""
    return bool(_sample(table, column))


def has_numbers(table: RawTable, column: int) -> bool:
    """Tell whether the cells are numbers, whatever the decimal mark."""
    return _mostly(_sample(table, column), _is_number)


def has_days(table: RawTable, column: int) -> bool:
    """Tell whether the cells are days or months, whatever the order."""
    cells = _sample(table, column)
    decided = decide_date_order(cells)
    order = "dmy" if decided == "undecidable" else decided
    return _mostly(cells, lambda cell: _is_day_or_month(cell, order))


def _sample(table: RawTable, column: int) -> list[str]:
    cells = table.sample[f"c{column}"].to_pylist() if f"c{column}" in table.sample.column_names else []
    return [cell.strip() for cell in cells if cell and cell.strip()]


def _mostly(cells: list[str], holds: Callable[[str], object]) -> bool:
    return bool(cells) and sum(1 for cell in cells if holds(cell)) >= _MOSTLY * len(cells)


def _is_number(cell: str) -> bool:
    for mark in (".", ","):
        try:
            parse_number(cell, mark)
            return True
        except BadNumber:
            continue
    return False


def _is_day_or_month(cell: str, order: DateOrder) -> bool:
    try:
        return bool(parse_date(cell, order).period)
    except BadDate:
        return False
