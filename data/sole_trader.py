"""Is a supplier a person, by its number, and how is one named where others read it?

A sole trader's organisation number is the person's own number: YYMMDDNNNC, also with century, with a hyphen or
plus, or with 60 added to the day (coordination number). A legal entity's has no month where a person's has one
(its third digit is 2 or more), and begins with 16 where a century is given.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date

from data.language import Language, text

NUMBER = re.compile(
    r"(?<![0-9])(?P<century>16|18|19|20)?(?P<day>[0-9]{6})[-+\u2010-\u2015\u2212\s]?(?P<last>[0-9]{4})(?:01)?(?![0-9])"
)
COORDINATION = 60
LEGAL = "16"  # what stands for the century before a legal entity's number
GAPS = re.compile(r"[\s.]")
VAT = re.compile(r"(?<![A-Za-z])SE[ -]?([0-9]{6}-?[0-9]{4})-?01(?![0-9])", re.IGNORECASE)


def is_sole_trader(number: str | None) -> bool:
    """Tell whether what is known to be an organisation number is a person's; a legal entity's never is.

    The check digit is not asked for: a person's number with a slip of the pen is still a person's.
    """
    found = NUMBER.fullmatch(VAT.sub(r"\1", GAPS.sub("", number or "")))
    return found is not None and _has_birthday(found)


def holds_personal_number(words: str | None) -> bool:
    """Tell whether a text, such as a supplier's id or name, holds a person's number among whatever else it says.

    The check digit must agree: many a number of ten digits is no person's.
    """
    return any(_has_birthday(found) and _agrees(found) for found in NUMBER.finditer(VAT.sub(r"\1", words or "")))


def sole_traders(suppliers: Iterable[tuple[str | None, str | None]]) -> frozenset[str]:
    """Return the names among (supplier, its id) that are a person's by any of the ids they come with."""
    return frozenset(
        _plain(name)
        for name, number in suppliers
        if name and (holds_personal_number(number) or holds_personal_number(name))
    )


def masked(
    supplier: str | None,
    supplier_id: str | None = None,
    org_number: str | None = None,
    known: Collection[str] = (),
    language: Language = "sv",
) -> str | None:
    """Return a supplier's name as it is published or handed to others: a person's is replaced.

    `known`: what `sole_traders` found, so that a person is masked also where a line gives the name alone.
    """
    is_person = (
        is_sole_trader(org_number)
        or any(map(holds_personal_number, (supplier, supplier_id)))
        or (supplier is not None and _plain(supplier) in known)
    )
    return text("supplier.sole_trader", language) if is_person else supplier


def masked_id(supplier_id: str | None, org_number: str | None = None) -> str | None:
    """Return a supplier's id as it is handed to others: none where it, or the organisation number, is a person's."""
    return None if holds_personal_number(supplier_id) or is_sole_trader(org_number) else supplier_id


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _has_birthday(found: re.Match[str]) -> bool:
    """Tell whether the number begins with a day that there is; without a century, in either of two."""
    century, written = found["century"], found["day"]
    if century == LEGAL:
        return False
    year, month, day = int(written[:2]), int(written[2:4]), int(written[4:])
    day -= COORDINATION if day > COORDINATION else 0
    return any(_exists(int(begins) * 100 + year, month, day) for begins in ((century,) if century else ("19", "20")))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _agrees(found: re.Match[str]) -> bool:
    """Tell whether the last digit is the check digit of the nine before (Luhn)."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(found["day"] + found["last"]))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
