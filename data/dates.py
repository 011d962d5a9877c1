"""Which day or month does a printed cell mean, and is the day or the month first in its column?

Read whatever the order: `2026-01-07` (also with / or .), with a time behind a space or T;
`20260107`; `20-Dec-13`, `30 aug 2012`, `Friday, April 29, 2022`, `den 29 april 2022` with month
names in Swedish, Norwegian, Danish and English; and the months `2026-01`, `202601`, `01/2026`,
`januari 2026`. Read by the column's order: `24/12/2010`, `10/26/17`, `24.12.10`. Read as days
since 1899-12-30 only where the whole column is five-digit numbers ("serial", a workbook's dates
pasted as numbers). Years 1990-2100; a two-digit year below 90 is 20xx.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

DateOrder = Literal["ymd", "dmy", "mdy", "serial", "none", "undecidable"]

FIRST_YEAR, LAST_YEAR = 1990, 2100
_LONGEST = 100  # no day is printed longer
_SERIAL_ZERO = date(1899, 12, 30)
_MONTHS = (
    "jan januari january januar",
    "feb februari february februar",
    "mar mars march mrt",
    "apr april",
    "maj may mai",
    "jun juni june",
    "jul juli july",
    "aug augusti august",
    "sep sept september",
    "okt oct oktober october",
    "nov november",
    "dec des december desember",
)
MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME = "(" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
_TIME = r"(?:[T ]\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?:Z| ?[+-]\d{2}:?\d{2})?)?"
_WEEKDAY = r"(?:[a-zåäöøÅÄÖØ]+,?\s+)?"


def _whole(body: str) -> re.Pattern[str]:
    return re.compile(rf"\s*{body}\s*", re.IGNORECASE | re.ASCII)


_ISO = _whole(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = _whole(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = _whole(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_DAY_NAME = _whole(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|\.|:[ae])?[-\s/]*{_NAME}[-\s,/]*(\d{{4}}|\d{{2}}){_TIME}"
)
_NAME_DAY = _whole(rf"{_WEEKDAY}{_NAME}\s*(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}")
_PERIODS = (
    (_whole(r"(\d{4})[-/. ]?[PM]?(\d{2})"), "ym"),
    (_whole(r"(\d{4})[-/. ](\d)"), "ym"),
    (_whole(r"(\d{1,2})[-/](\d{4})"), "my"),
    (_whole(rf"(\d{{4}})[-\s]*{_NAME}"), "ym"),
    (_whole(rf"{_NAME}[-\s]*(\d{{4}}|\d{{2}})"), "my"),
)
_SERIAL = _whole(r"(\d{5})(?:[.,]\d+)?")


class BadDate(ValueError):
    """A cell that is no day or month in 1990-2100; `code` names the problem."""

    def __init__(self, code: str, text: str) -> None:
        """Keep the problem code beside the sentence."""
        super().__init__(f"{code}: {text!r}")
        self.code = code


@dataclass(frozen=True)
class Parsed:
    """A day with its month, or a month alone."""

    date: date | None
    period: str


@lru_cache(maxsize=65536)
def parse_date(text: str, order: DateOrder | None = None) -> Parsed:
    """Return the day, or the month where no day is printed.

    Raises: BadDate (bad_date, bad_period).
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise BadDate("bad_date", text[:_LONGEST])
    parts = _day_parts(text, order)
    if parts is not None:
        return _day(text, *parts)
    for shape, kind in _PERIODS:
        found = shape.fullmatch(text)
        if found:
            year, month = found.groups() if kind == "ym" else reversed(found.groups())
            return Parsed(None, _period(text, _year(year), _month(month)))
    raise BadDate("bad_date", text)


def parse_period(text: str, order: DateOrder | None = None) -> str:
    """Return the month `YYYY-MM` of a cell that prints a month or a day.

    Raises: BadDate (bad_period).
    """
    try:
        return parse_date(text, order).period
    except BadDate as error:
        raise BadDate("bad_period", text) from error


def _day_parts(text: str, order: DateOrder | None) -> tuple[int, int, int] | None:
    """Return (year, month, day) as printed, unchecked; None where the cell is no day."""
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _COMPACT.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_NAME.fullmatch(text):
        return _year(found[3]), _month(found[2]), int(found[1])
    if found := _NAME_DAY.fullmatch(text):
        return _year(found[3]), _month(found[1]), int(found[2])
    if order == "serial" and (found := _SERIAL.fullmatch(text)):
        day = _SERIAL_ZERO + timedelta(days=int(found[1]))
        return day.year, day.month, day.day
    if order in ("dmy", "mdy", "ymd") and (found := _NUMERIC.fullmatch(text)):
        return _ordered(found[1], found[3], found[4], order)
    return None


def _ordered(first: str, second: str, third: str, order: str) -> tuple[int, int, int]:
    if order == "ymd":
        return _year(first), int(second), int(third)
    day, month = (first, second) if order == "dmy" else (second, first)
    return _year(third), int(month), int(day)


def _day(text: str, year: int, month: int, day: int) -> Parsed:
    try:
        whole = date(year, month, day)
    except ValueError as error:
        raise BadDate("bad_date", text) from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDate("bad_date", text)
    return Parsed(whole, f"{year:04}-{month:02}")


def _period(text: str, year: int, month: int) -> str:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise BadDate("bad_period", text)
    return f"{year:04}-{month:02}"


def _year(printed: str) -> int:
    year = int(printed)
    if len(printed) > 2:
        return year
    return 1900 + year if year >= FIRST_YEAR % 100 else 2000 + year


def _month(printed: str) -> int:
    return int(printed) if printed.isdigit() else MONTH_NUMBERS[printed.casefold()]


def decide_date_order(texts: Iterable[str | None], *, whole: bool = True) -> DateOrder:
    """Decide a column's order from all of its cells.

    Only cells of three numbers with the year last, or all of two digits, need an order; the order
    is the one under which all of them are days that are days at all. Dots put the day first. Two
    orders that read every cell as the same day (05/05/2018) are no question, if the cells are the
    `whole` column. "none" = no cell needs an order.
    """
    cells = {text.strip() for text in texts if text and text.strip()}
    if cells and all(_SERIAL.fullmatch(cell) for cell in cells):
        return "serial" if all(_is_day(cell, "serial") for cell in cells) else "none"
    numeric = [cell for cell in cells if _NUMERIC.fullmatch(cell)]
    if not numeric:
        return "none"
    return _decide_numeric(numeric, whole)


def _decide_numeric(cells: list[str], whole: bool) -> DateOrder:
    orders: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
    if all("." in _NUMERIC.fullmatch(cell)[2] for cell in cells):
        orders = ("dmy",)
    if any(len(_NUMERIC.fullmatch(cell)[4]) == 4 for cell in cells):
        orders = tuple(order for order in orders if order != "ymd")
    kept = [cell for cell in cells if any(_is_day(cell, order) for order in orders)]
    possible = [order for order in orders if all(_is_day(cell, order) for cell in kept)]
    if not kept or not possible:
        return "undecidable"
    readings = {tuple(parse_date(cell, order).date for cell in kept) for order in possible}
    return possible[0] if len(possible) == 1 or (whole and len(readings) == 1) else "undecidable"


def _is_day(cell: str, order: DateOrder) -> bool:
    try:
        return parse_date(cell, order).date is not None
    except BadDate:
        return False
