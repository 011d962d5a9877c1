"""How is a formula over levers and columns written in a spreadsheet's cell?"""

import re
from collections.abc import Collection, Mapping

from xlsxwriter.utility import xl_rowcol_to_cell

NAME = re.compile(r"\[([a-z_0-9]+)(\^?)\]|(\"[^\"]*\")|([A-Za-z_][A-Za-z_0-9]*)")
TODAY = "today_"


def in_cell(formula: str, counted: Collection[str] = ()) -> str:
    """Return a formula that is empty where one of the numbers it counts on is, or where it cannot be computed."""
    plain = f'IFERROR({formula},"")'
    if not counted:
        return f"={plain}"
    return f'=IF(COUNT({",".join(counted)})<{len(counted)},"",{plain})'


def names_in(formula: str) -> list[str]:
    """Return the names a formula mentions outside brackets and quotation marks, once each, in order."""
    found = (match.group(4) for match in NAME.finditer(formula))
    return list(dict.fromkeys(name for name in found if name))


def today(formula: str, levers: Collection[str]) -> str:
    """Return the formula over today's levers."""
    return NAME.sub(lambda match: TODAY + match.group() if match.group() in levers else match.group(), formula)


def in_row(formula: str, columns: Mapping[str, int], row: int, first_row: int) -> str:
    """Return a column's formula for one row: `[key]` is its cell, `[key^]` the one above it, 0 above the first."""

    def cell(match: re.Match[str]) -> str:
        key, above = match.group(1), match.group(2)
        if key is None:
            return match.group()
        if above and row == first_row:
            return "0"
        return xl_rowcol_to_cell(row - 1 if above else row, columns[key], col_abs=True)

    return NAME.sub(cell, formula)
