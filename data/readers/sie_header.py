"""What do the records around the vouchers state: who, which year, which accounts, which balances?

Extra fields after the known ones are passed over, as the format asks for the sake of later editions.
"""

import re
from collections.abc import Callable

from data.readers.sie_book import Balance, Book
from data.readers.sie_reading import FiscalYear
from data.readers.sie_text import Token
from data.readers.sie_values import BadAmount, day_of, ore_of


def texts(fields: list[Token]) -> list[str]:
    """Return the fields' texts without the spaces around them."""
    return [field.text.strip() for field in fields]


def read_type(book: Book, number: int, fields: list[Token]) -> None:
    """#SIETYP 1..4; "4E" and "4I" are not legal but are seen."""
    printed = texts(fields[:1])
    book.line_of_type = number
    if printed and printed[0][:1] in set("1234"):
        book.sie_type = int(printed[0][0])
        if len(printed[0]) > 1:
            book.notes.tally("sie_type_form", number, printed=printed[0], type=book.sie_type)
    else:
        book.notes.warn("sie_type_unknown", number, printed=printed[0] if printed else "")


def read_flag(book: Book, number: int, fields: list[Token]) -> None:
    """#FLAGGA 1: some program has already taken the file in."""
    if texts(fields[:1]) == ["1"]:
        book.notes.warn("sie_flag_set", number)


def read_program(book: Book, number: int, fields: list[Token]) -> None:
    """#PROGRAM name version."""
    book.program = (texts(fields[:1]) or [""])[0]


def read_company(book: Book, number: int, fields: list[Token]) -> None:
    """#FNAMN name, which some programs write without quotes in spite of its spaces."""
    book.company = " ".join(texts(fields))


def read_org_number(book: Book, number: int, fields: list[Token]) -> None:
    """#ORGNR number [acquisition no] [activity no]."""
    book.org_number = (texts(fields[:1]) or [""])[0]


def read_generated(book: Book, number: int, fields: list[Token]) -> None:
    """#GEN date [signature]."""
    book.generated = day_of((texts(fields[:1]) or [""])[0])


def read_format(book: Book, number: int, fields: list[Token]) -> None:
    """#FORMAT PC8."""
    book.has_format = True


def read_currency(book: Book, number: int, fields: list[Token]) -> None:
    """#VALUTA code: kronor are all that can be added to other units' kronor."""
    currency = (texts(fields[:1]) or [""])[0].upper()
    if currency not in ("", "SEK"):
        book.notes.error("sie_currency", number, currency=currency[:20])


def read_year(book: Book, number: int, fields: list[Token]) -> None:
    """#RAR number start end; blank days are seen, and such a year cannot be used."""
    no, start, end = (texts(fields) + [""] * 3)[:3]
    first, last = day_of(start), day_of(end)
    if not integer(no) or first is None or last is None or last < first:
        book.notes.warn("sie_year_unreadable", number, printed=" ".join(texts(fields))[:80])
    elif book.year(int(no)) is None:
        book.years.append(FiscalYear(int(no), first, last))


def read_account(book: Book, number: int, fields: list[Token]) -> None:
    """#KONTO account name."""
    if fields:
        account, *name = texts(fields)
        book.accounts.setdefault(account, " ".join(name))
        if any(field.odd for field in fields):
            book.notes.tally("sie_quote_inside", number)


def read_dimension(book: Book, number: int, fields: list[Token]) -> None:
    """#DIM number name, #UNDERDIM number name parent."""
    printed = texts(fields)
    if printed:
        dimension = printed[0].lstrip("0")
        book.dimensions.add(dimension)
        if len(printed) > 2:
            book.parents[dimension] = printed[2].lstrip("0")


def read_object(book: Book, number: int, fields: list[Token]) -> None:
    """#OBJEKT dimension number name."""
    if len(fields) > 1:
        dimension, name = texts(fields[:2])
        book.objects.add((dimension.lstrip("0"), name))


def read_checksum(book: Book, number: int, fields: list[Token]) -> None:
    """#KSUMMA starts the sum where it has no field, and ends it where it has one."""
    (book.checksum_ends if texts(fields[:1]) not in ([], [""]) else book.checksum_starts).append(number)


def balance_reader(label: str) -> Callable[[Book, int, list[Token]], None]:
    """Return the reader of one kind of balance row."""
    has_period = label in ("#PSALDO", "#PBUDGET")

    def read_balance(book: Book, number: int, fields: list[Token]) -> None:
        pairs = next((field.text for field in fields if field.kind == "pairs"), None)
        if has_period and pairs is None:
            book.notes.tally("sie_balance_braces_missing", number, label=label)
        if label == "#PBUDGET":
            return
        plain = [field.text.strip() for field in fields if field.kind in ("quoted", "bare")]
        year, *rest = plain + [""] * (4 - len(plain))
        period = rest.pop(0) if has_period else ""
        account, amount = rest[:2]
        balance = (int(year) if integer(year) else None, account, amount)
        ore, fault = None, None
        try:
            ore = ore_of(amount or "0")
        except BadAmount as bad:
            fault = bad.code
        if any(field.kind == "stray" for field in fields):
            ore, fault = None, "sie_amount_not_number"
        book.balances.setdefault(label, []).append(
            Balance(number, *balance, ore, fault, period, bool(pairs and pairs.strip()))
        )

    return read_balance


def integer(text: str) -> bool:
    """Say whether a field is a year number: 0, -1, -2…"""
    return bool(re.fullmatch(r"[+-]?[0-9]{1,3}", text))


HANDLERS: dict[str, Callable[[Book, int, list[Token]], None]] = {
    "#FLAGGA": read_flag,
    "#PROGRAM": read_program,
    "#FORMAT": read_format,
    "#GEN": read_generated,
    "#SIETYP": read_type,
    "#ORGNR": read_org_number,
    "#FNAMN": read_company,
    "#RAR": read_year,
    "#VALUTA": read_currency,
    "#KONTO": read_account,
    "#DIM": read_dimension,
    "#UNDERDIM": read_dimension,
    "#OBJEKT": read_object,
    "#KSUMMA": read_checksum,
    **{label: balance_reader(label) for label in ("#IB", "#UB", "#RES", "#PSALDO", "#PBUDGET")},
}
