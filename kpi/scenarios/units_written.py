"""Which units, with how much staff and which invoices, has somebody written to try a model with?

One unit a line: name; full-time equivalents; invoiced SEK a year; and `bolag` or `company` where it is one.
A comma or a point is the decimal mark; blanks may stand between thousands.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kpi.scenarios.lever import Contradiction

COMPANY = ("bolag", "company")
BLANKS = re.compile(r"\s")
MOST_UNITS = 200


@dataclass(frozen=True)
class WrittenUnit:
    """A unit as somebody wrote it."""

    name: str
    fte: Decimal
    invoiced_sek: Decimal
    is_company: bool


def units_written(written: str) -> list[WrittenUnit]:
    """Return the units of a text, one a line.

    Raises: Contradiction, naming the line that cannot be understood.
    """
    rows = [(number, row) for number, row in enumerate(written.splitlines(), start=1) if row.strip()]
    if len(rows) > MOST_UNITS:
        raise Contradiction("lever_units_many", "own_units", most=MOST_UNITS)
    return [_unit(number, row) for number, row in rows]


def numbers_written(written: str, lever: str) -> list[Decimal]:
    """Return the numbers of a text, one a line or with semicolons between.

    Raises: Contradiction, naming the number that cannot be understood.
    """
    parts = [part for part in re.split(r"[;\n\r]", written) if part.strip()]
    numbers = [number_written(part) for part in parts]
    for part, number in zip(parts, numbers, strict=True):
        if number is None or number < 0:
            raise Contradiction("lever_number_line", lever, given=part.strip()[:40])
    return [number for number in numbers if number is not None]


def number_written(written: str) -> Decimal | None:
    """Return the number somebody wrote, exactly; None where it is none."""
    plain = BLANKS.sub("", written).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**15 else None


def _unit(number: int, row: str) -> WrittenUnit:
    cells = [cell.strip() for cell in row.split(";")]
    figures = [number_written(cell) for cell in cells[1:3]]
    kind = cells[3].casefold() if len(cells) > 3 else ""
    whole = len(cells) in (3, 4) and cells[0] and len(figures) == 2 and None not in figures
    if not whole or figures[0] < 0 or (kind and kind not in COMPANY):
        raise Contradiction("lever_units_line", "own_units", line=number, given=row.strip()[:40])
    return WrittenUnit(cells[0], figures[0], figures[1].quantize(Decimal("0.01")), kind in COMPANY)
