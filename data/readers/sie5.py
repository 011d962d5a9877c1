"""What does a SIE 5 file (XML) say?

Root `Sie` (export) or `SieEntry` (import). Once read, a SIE 5 file is judged as a SIE 4 file is.
"""

from datetime import date
from pathlib import Path

from data.readers.sie5_document import Document
from data.readers.sie5_strip import strip_sie5
from data.readers.sie_book import Balance, Book
from data.readers.sie_checks import check_balances, check_names, check_vouchers
from data.readers.sie_reading import FiscalYear, SieReading
from data.readers.sie_vouchers import name_vouchers, settle_dates

__all__ = ["read_sie5", "strip_sie5"]


def read_sie5(path: Path) -> SieReading:
    """Return what a SIE 5 file says; errors among its problems mean that it must be refused whole.

    Raises: UnreadableFile for what is not SIE 5 (`not_sie`), is not whole XML (`sie5_broken`) or
    has a document type (`sie5_doctype`).
    """
    with path.open("rb") as file:
        document = Document()
        document.parse(file)
    book = document.book
    number_years(book, document.primary)
    keep_primary_balances(book)
    if not book.vouchers:
        book.notes.warn("sie5_no_entries", 1)
    settle_dates(book)
    name_vouchers(book)
    check_vouchers(book)
    check_balances(book, "vouchers")
    check_names(book)
    names = [book.vouchers[voucher].name for voucher in book.lines.voucher]
    return SieReading(
        format="sie5",
        sie_type=5,
        program=book.program,
        company=book.company,
        org_number=book.org_number,
        encoding=document.encoding,
        years=tuple(sorted(book.years, key=lambda year: -year.no)),
        generated=book.generated,
        rows=book.lines.table(names),
        content="vouchers",
        vouchers=len(book.vouchers),
        ksumma="absent",
        accounts=book.accounts,
        problems=book.notes.problems(),
    )


def number_years(book: Book, primary: date | None) -> None:
    """Number the years as SIE 4 does: the primary one (else the last) is 0, the one before -1."""
    years = sorted(book.years, key=lambda year: year.start)
    zero = next((place for place, year in enumerate(years) if year.start == primary), len(years) - 1)
    book.years = [FiscalYear(place - zero, year.start, year.end) for place, year in enumerate(years)]


def keep_primary_balances(book: Book) -> None:
    """Keep the accounts' opening and closing balances of year 0, for its sums to be checked."""
    year = book.year(0)
    for label, rows in list(book.balances.items()):
        edge = year and (year.start if label == "#IB" else year.end)
        month = f"{edge:%Y-%m}" if edge else ""
        kept = [row for row in rows if row.period == month and not row.with_objects]
        book.balances[label] = [
            Balance(row.line, 0, row.account, row.printed, row.ore, None, row.period) for row in kept
        ]
