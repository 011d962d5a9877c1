"""Do a SIE file's own sums agree?

Everything here is a warning: öre differences, selected vouchers and half-done years are real.
"""

from collections import Counter
from collections.abc import Mapping

from data.readers.sie_book import Book
from data.readers.sie_reading import Content
from data.readers.sie_values import kronor
from data.readers.sie_vouchers import label

EXAMPLES = 5


def check_vouchers(book: Book) -> None:
    """Each voucher adds up to zero; one without rows is void; one outside #RAR is worth a word."""
    for voucher in book.vouchers:
        if voucher.ore and not voucher.broken:
            book.notes.warn(
                "sie_voucher_unbalanced", voucher.line, voucher=label(voucher), amount=kronor(voucher.ore)
            )
        if not voucher.rows:
            book.notes.tally("sie_voucher_empty", voucher.line, voucher=label(voucher))
        if voucher.day and book.years and not book.year_of(voucher.day):
            book.notes.tally("sie_voucher_outside_years", voucher.line, "warning", voucher=label(voucher))


def check_balances(book: Book, content: Content) -> None:
    """Per account of year 0: opening + movements = closing, and movements = result.

    Only accounts with an opening or closing balance, or a result, are compared: a zero balance may
    be left out, so a missing one says nothing that a wrong one does not say better.
    """
    if content == "results":
        return
    differences = compare(book, movements(book, content))
    if differences and content == "periods" and (objects := period_movements(book, with_objects=True)):
        whole = movements(book, content)
        whole.update(objects)
        if not compare(book, whole):
            first = next(row for row in book.balances["#PSALDO"] if row.with_objects)
            book.notes.warn(
                "sie_objects_beside_totals",
                first.line,
                amount=kronor(sum(objects.values())),
                accounts=len(differences),
            )
            return
    for code, account, computed, printed in differences:
        values = {
            "computed": kronor(computed),
            "printed": kronor(printed),
            "amount": kronor(computed - printed),
        }
        book.notes.warn(code, None, account=account, **values)


def compare(book: Book, moved: Counter[str]) -> list[tuple[str, str, int, int]]:
    """Return (code, account, computed, printed) for every account that does not agree."""
    opening, closing, result = (year_balances(book, name) for name in ("#IB", "#UB", "#RES"))
    balances = [
        ("sie_closing_differs", account, opening.get(account, 0) + moved[account], closing.get(account, 0))
        for account in sorted(opening.keys() | closing.keys())
    ]
    results = [("sie_result_differs", account, moved[account], result[account]) for account in sorted(result)]
    return [found for found in balances + results if found[2] != found[3]]


def year_balances(book: Book, name: str) -> Mapping[str, int]:
    """Return year 0's balances of a kind by account, in öre."""
    rows = book.balances.get(name, [])
    return {row.account: row.ore for row in rows if row.year == 0 and row.ore is not None}


def movements(book: Book, content: Content) -> Counter[str]:
    """Return what year 0 moved on each account, in öre.

    A voucher of another declared year is that year's; one outside every declared year counts here,
    for the file gives no other year it could belong to.
    """
    if content == "periods":
        return period_movements(book, with_objects=False)
    moved: Counter[str] = Counter()
    counts = []
    for voucher in book.vouchers:
        year = book.year_of(voucher.day) if voucher.day else None
        counts.append(year is None or year.no == 0)
    for account, voucher, ore in zip(book.lines.account, book.lines.voucher, book.lines.ore, strict=True):
        if voucher < 0 or counts[voucher]:
            moved[account] += ore
    return moved


def period_movements(book: Book, with_objects: bool) -> Counter[str]:
    """Return year 0's #PSALDO by account, in öre: the totals, or the rows per object."""
    moved: Counter[str] = Counter()
    for row in book.balances.get("#PSALDO", []):
        if row.year == 0 and row.with_objects == with_objects and row.ore is not None:
            moved[row.account] += row.ore
    return moved


def check_names(book: Book) -> None:
    """Accounts, dimensions and objects are declared before they are used; often they are not."""
    used = dict.fromkeys(book.lines.account)
    if unnamed := [account for account in used if account and account not in book.accounts]:
        shown = ", ".join(unnamed[:EXAMPLES])
        book.notes.tally(
            "sie_accounts_undeclared",
            book.lines.line[book.lines.account.index(unnamed[0])],
            count=len(unnamed),
            accounts=shown,
        )
    if odd := [account for account in used if account and not (account.isascii() and account.isdigit())]:
        book.notes.tally(
            "sie_account_not_number",
            book.lines.line[book.lines.account.index(odd[0])],
            "warning",
            count=len(odd),
            accounts=", ".join(odd[:EXAMPLES]),
        )
    if other := [account for account in used if account.isdigit() and len(account) != 4]:
        book.notes.tally(
            "sie_account_length",
            book.lines.line[book.lines.account.index(other[0])],
            count=len(other),
            accounts=", ".join(other[:EXAMPLES]),
        )
    check_objects(book)


def check_objects(book: Book) -> None:
    """Tell of objects and free dimensions that are used without being declared."""
    reserved = {str(number) for number in range(1, 20)}
    for (dimension, name), line in book.used_objects.items():
        if dimension not in reserved and dimension not in book.dimensions:
            book.notes.tally("sie_dimension_undeclared", line, dimension=dimension)
        elif (dimension, name) not in book.objects and dimension not in ("7", "8"):
            book.notes.tally("sie_object_undeclared", line, dimension=dimension, object=name)
