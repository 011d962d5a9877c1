"""Which ledger rows does a SIE file without vouchers give?

Type 1: the year's results (#RES of year 0), dated the last day of the year. Types 2 and 3: each
period's change per account (#PSALDO), dated the last day of its month; only rows with an empty
object list, for the rows with objects are a breakdown of them.
"""

from datetime import date

from data.readers.sie_book import Balance, Book
from data.readers.sie_reading import Content
from data.readers.sie_values import month_end_of


def choose_content(book: Book) -> Content:
    """Return what the file's ledger rows are: its vouchers wherever it has any."""
    if book.vouchers or len(book.lines):
        if book.sie_type in (2, 3):
            book.notes.tally("sie_vouchers_in_type", book.line_of_type, "warning", type=book.sie_type)
        return "vouchers"
    if book.sie_type == 4:
        book.notes.warn("sie_no_vouchers", book.line_of_type)
        return "vouchers"
    return "periods" if book.sie_type in (2, 3) else "results"


def load_balances(book: Book, content: Content) -> None:
    """Turn the balances into the book's ledger rows."""
    rows = book.balances.get("#PSALDO" if content == "periods" else "#RES", [])
    wanted = [row for row in rows if content == "periods" or row.year in (0, None)]
    if content == "periods":
        check_totals(book, wanted)
    if not wanted:
        book.notes.warn(
            "sie_no_balances", book.line_of_type, label="#PSALDO" if content == "periods" else "#RES"
        )
    for row in wanted:
        if not row.with_objects:
            load_balance(book, row, content)


def load_balance(book: Book, row: Balance, content: Content) -> None:
    """Add one balance as a ledger row, or note why it cannot be."""
    year = book.year(0)
    day: date | None = month_end_of(row.period) if content == "periods" else year.end if year else None
    if row.year is None:
        book.notes.error("sie_balance_unreadable", row.line, account=row.account)
        return
    if row.ore is None or row.fault:
        book.notes.error(
            row.fault or "sie_amount_not_number", row.line, printed=row.printed[:80], account=row.account
        )
        return
    if day is None and content == "periods":
        book.notes.error("sie_period_unreadable", row.line, printed=row.period[:80], account=row.account)
        return
    if day is None:
        book.notes.error("sie_year_missing", row.line, account=row.account)
        return
    if not row.printed:
        book.notes.warn("sie_amount_empty", row.line, account=row.account)
    book.lines.add(row.line, row.account, ("", ""), -1, day, row.ore, "")


def check_totals(book: Book, rows: list[Balance]) -> None:
    """Tell of balances given per object only: without the account's total they are not loaded."""
    totals = {(row.year, row.period, row.account) for row in rows if not row.with_objects}
    for row in rows:
        if row.with_objects and (row.year, row.period, row.account) not in totals:
            book.notes.tally("sie_total_missing", row.line, "warning", account=row.account, period=row.period)
