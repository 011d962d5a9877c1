"""Which amount, date or period does a SIE field print?"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

AMOUNT = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
COMPACT = re.compile(r"[0-9]{8}")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?")
PERIOD = re.compile(r"([0-9]{4})-?([0-9]{2})")
LONGEST_WHOLE = 16
FIRST_YEAR, LAST_YEAR = 1900, 2200


class BadAmount(ValueError):
    """An amount that cannot be read, with the problem code that says why."""

    def __init__(self, code: str) -> None:
        """Keep the code of the problem this becomes."""
        super().__init__(code)
        self.code = code


def ore_of(text: str) -> int:
    """Return a printed amount in whole öre: decimal point, minus in front, no separators.

    Zeros beyond the second decimal say nothing and are passed over; any other third decimal is
    refused, since a ledger has no such amounts and rounding would move a sum in silence.
    Raises: BadAmount.
    """
    match = AMOUNT.fullmatch(text)
    if not match or not (match[2] or match[3]):
        raise BadAmount("sie_amount_not_number")
    decimals = (match[3] or "").rstrip("0")
    if len(decimals) > 2:
        raise BadAmount("sie_amount_decimals")
    whole = match[2].lstrip("0")
    if len(whole) > LONGEST_WHOLE:
        raise BadAmount("sie_amount_too_large")
    ore = int((whole or "0") + decimals.ljust(2, "0"))
    return -ore if match[1] == "-" else ore


def is_plain(text: str) -> bool:
    """Say whether an amount is written as the format asks: digits on both sides, no plus."""
    return not text.startswith(("+", ".", "-.")) and not text.endswith(".")


@lru_cache(maxsize=8192)
def day_of(text: str) -> date | None:
    """Return a printed date (YYYYMMDD, or ISO as some programs write it), None if it is none."""
    if COMPACT.fullmatch(text):
        parts = (text[:4], text[4:6], text[6:])
    elif match := ISO.fullmatch(text):
        parts = match.groups()
    else:
        return None
    year, month, day = map(int, parts)
    if (
        not FIRST_YEAR <= year <= LAST_YEAR
        or not 1 <= month <= 12
        or not 1 <= day <= monthrange(year, month)[1]
    ):
        return None
    return date(year, month, day)


def month_end_of(text: str) -> date | None:
    """Return the last day of a printed period (YYYYMM), None if it is none."""
    match = PERIOD.fullmatch(text)
    if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR or not 1 <= int(match[2]) <= 12:
        return None
    return last_day(int(match[1]), int(match[2]))


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def kronor(ore: int) -> str:
    """Return öre as the file would print them, for a message."""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02d}"
