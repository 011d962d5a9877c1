"""What do the elements of a SIE 5 document state?

Read as a stream by expat, so that memory follows the vouchers and not the embedded documents; a
document type, and with it every entity, is refused. A LedgerEntry with a child Overstrike is struck
out and never summed.
"""

import re
from datetime import date
from typing import BinaryIO
from xml.parsers import expat

from data.errors import Problem, UnreadableFile
from data.readers.sie_book import Balance, Book, Voucher
from data.readers.sie_reading import FiscalYear
from data.readers.sie_values import BadAmount, day_of, last_day, month_end_of, ore_of

NAMESPACE = re.compile(r"https?://www\.sie\.se/sie5/?")
BETWEEN = "\n"
BALANCES = {"OpeningBalance": "#IB", "ClosingBalance": "#UB"}
Attributes = dict[str, str]


class Document:
    """A SIE 5 document on its way into a book."""

    def __init__(self) -> None:
        """Prepare a parser that refuses document types."""
        self.book = Book()
        self.encoding = "utf-8"
        self.primary: date | None = None
        self._path: list[str] = []
        self._journal = self._account = self._dimension = ""
        self._entry: tuple[int, Attributes] | None = None
        self._struck = False
        self._objects: list[str] = []
        self._balance: tuple[str, int, Attributes] | None = None
        self._parser = expat.ParserCreate(namespace_separator=BETWEEN)
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def parse(self, file: BinaryIO) -> None:
        """Read the whole document. Raises: UnreadableFile."""
        try:
            self._parser.ParseFile(file)
        except expat.ExpatError as error:
            if not self._path and not self.book.known_records:
                raise UnreadableFile(Problem("error", "not_sie", error.lineno)) from error
            raise UnreadableFile(Problem("error", "sie5_broken", error.lineno)) from error
        except (LookupError, ValueError) as error:  # an encoding is declared that the parser does not know
            if self._path:
                raise
            raise UnreadableFile(Problem("error", "sie5_broken", 1)) from error

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        self.encoding = (encoding or "utf-8").lower()

    def _doctype(self, *_: object) -> None:
        raise UnreadableFile(Problem("error", "sie5_doctype", self._parser.CurrentLineNumber))

    def _start(self, full_name: str, attributes: Attributes) -> None:
        namespace, _, name = full_name.rpartition(BETWEEN)
        if not self._path:
            self._root(namespace, name)
        self._path.append(name)
        if handler := getattr(self, f"_on_{name}", None):
            handler(attributes, self._parser.CurrentLineNumber)
        elif name in BALANCES and self._account:
            self._balance, self._objects = (BALANCES[name], self._parser.CurrentLineNumber, attributes), []

    def _root(self, namespace: str, name: str) -> None:
        if name not in ("Sie", "SieEntry") or not NAMESPACE.fullmatch(namespace):
            raise UnreadableFile(Problem("error", "not_sie", self._parser.CurrentLineNumber))
        self.book.known_records += 1

    def _end(self, full_name: str) -> None:
        name = self._path.pop()
        if name == "LedgerEntry" and self._entry:
            self._add_row()
        elif name in BALANCES and self._balance:
            self._add_balance()
        elif name == "Account":
            self._account = ""

    def _on_SoftwareProduct(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        self.book.program = attributes.get("name", "").strip()

    def _on_FileCreation(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        self.book.generated = day_of(attributes.get("time", "")[:10])

    def _on_Company(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        self.book.company = attributes.get("name", "").strip()
        self.book.org_number = attributes.get("organizationId", "").strip()

    def _on_AccountingCurrency(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        currency = attributes.get("currency", "").strip().upper()
        if currency not in ("", "SEK"):
            self.book.notes.error("sie_currency", line, currency=currency[:20])

    def _on_FiscalYear(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        start, end = (month_end_of(attributes.get(key, "").strip()) for key in ("start", "end"))
        if not start or not end or end < start:
            self.book.notes.warn("sie_year_unreadable", line, printed=" ".join(attributes.values())[:80])
            return
        self.book.years.append(FiscalYear(0, start.replace(day=1), last_day(end.year, end.month)))
        if attributes.get("primary", "").strip() in ("true", "1"):
            self.primary = start.replace(day=1)

    def _on_Account(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        self._account = attributes.get("id", "").strip()
        self.book.accounts.setdefault(self._account, attributes.get("name", "").strip())

    def _on_Dimension(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        self._dimension = attributes.get("id", "").strip().lstrip("0")
        self.book.dimensions.add(self._dimension)

    def _on_Object(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        self.book.objects.add((self._dimension, attributes.get("id", "").strip()))

    def _on_Journal(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        self._journal = attributes.get("id", "").strip()

    def _on_JournalEntry(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        printed = attributes.get("journalDate", "").strip()
        number, text = attributes.get("id", "").strip(), attributes.get("text", "").strip()
        self.book.vouchers.append(Voucher(line, self._journal, number, printed, day_of(printed), text, None))

    def _on_OriginalEntryInfo(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        if self.book.vouchers:
            self.book.vouchers[-1].registered = day_of(attributes.get("date", "").strip())

    def _on_LedgerEntry(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        self._entry, self._struck, self._objects = (line, attributes), False, []

    def _on_Overstrike(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        self._struck = True

    def _on_ObjectReference(self, attributes: Attributes, line: int) -> None:  # noqa: N802
        self._objects += [attributes.get("dimId", "").strip(), attributes.get("objectId", "").strip()]

    def _add_row(self) -> None:
        line, attributes = self._entry or (0, {})
        self._entry = None
        book = self.book
        if self._struck or not book.vouchers:
            return
        voucher, account = book.vouchers[-1], attributes.get("accountId", "").strip()
        if not account:
            book.notes.warn("sie_account_missing", line)
        ore = self._ore(line, attributes, account)
        if ore is None:
            voucher.broken = True
            return
        printed = attributes.get("ledgerDate", "").strip()
        day = day_of(printed) if printed else None
        if printed and not day:
            book.notes.tally("sie_row_date_bad", line, "warning", printed=printed[:80])
        voucher.ore, voucher.rows = voucher.ore + ore, voucher.rows + 1
        text = attributes.get("text", "").strip() or voucher.text
        book.lines.add(line, account, book.place(line, self._objects), len(book.vouchers) - 1, day, ore, text)

    def _ore(self, line: int, attributes: Attributes, account: str) -> int | None:
        printed = attributes.get("amount", "").strip()
        if not printed:
            self.book.notes.warn("sie_amount_empty", line, account=account)
            return 0
        try:
            return ore_of(printed)
        except BadAmount as bad:
            self.book.notes.error(bad.code, line, printed=printed[:80], account=account)
            return None

    def _add_balance(self) -> None:
        label, line, attributes = self._balance or ("", 0, {})
        self._balance = None
        printed, month = attributes.get("amount", "").strip(), attributes.get("month", "").strip()
        try:
            ore = ore_of(printed or "0")
        except BadAmount:
            return
        balance = Balance(line, None, self._account, printed, ore, None, month, bool(self._objects))
        self.book.balances.setdefault(label, []).append(balance)
