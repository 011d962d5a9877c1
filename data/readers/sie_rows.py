"""Which ledger row does a #TRANS line state?

Only #TRANS is summed: #RTRANS repeats a #TRANS and #BTRANS is struck out (formats.md 1.5).
"""

import re
from datetime import date

from data.readers.sie_book import Book
from data.readers.sie_text import Token, items, tokens
from data.readers.sie_values import BadAmount, day_of, is_plain, ore_of

THOUSANDS = re.compile(r"[0-9]{3}(?:[.,][0-9]*)?")

# Nine rows in ten look like this. What the pattern cannot read whole is read field by field.
PLAIN_ROW = re.compile(
    r"""[ \t]*+\#TRANS[ \t]++(?:"([^"\s{}]++)"|([^"\s{}]++))[ \t]*+
        \{([^{}]*+)\}[ \t]*+
        (?:(-?)([0-9]{1,15})(?:\.([0-9]{1,2}))?)(?=[ \t]|$)
        (?:[ \t]++([0-9]{8}|"[0-9]{8}"|"")(?=[ \t]|$))?+
        (?:[ \t]++"((?:[^"\\]|\\"|\\(?!"))*+)"(?=[ \t]|$))?+
        ([ \t].*)?$""",
    re.VERBOSE,
)


class RowReader:
    """Turns #TRANS lines into rows of the book's ledger lines."""

    def __init__(self, book: Book) -> None:
        """Fill the book given."""
        self.book = book
        self._places: dict[str, tuple[str, str]] = {}

    def read_plain(self, number: int, line: str) -> bool:
        """Read a row written as most are; False where the slow way has to be taken."""
        match = PLAIN_ROW.match(line)
        if not match:
            return False
        quoted, bare, pairs, minus, whole, decimals, printed_day, text, rest = match.groups()
        day = day_of(printed_day.strip('"')) if printed_day else None
        if (printed_day and not day and printed_day != '""') or (
            rest and text is None and not rest.isspace()
        ):
            return False
        if (text is not None and printed_day is None) or (rest and "}" in rest):
            return False  # a text where the date belongs; a voucher closed on its last row
        if text and "\\" in text:
            text = text.replace('\\"', '"')
        ore = int(whole + (decimals.ljust(2, "0") if decimals else "00"))
        place = self._places.get(pairs) if pairs else ("", "")
        if place is None:
            place = self._places[pairs] = self.book.place(number, items(pairs))
        self._add(number, quoted or bare, place, day, -ore if minus else ore, text or "")
        return True

    def read(self, number: int, line: str) -> None:
        """Read a row field by field, noting what is not as it should be."""
        fields = tokens(line)[1:]
        closed = bool(fields) and fields[-1].kind == "stray" and fields[-1].text == "}"
        account, names, fields = self._account_and_objects(number, fields[:-1] if closed else fields)
        ore = self._amount(number, printed_amount(fields), account)
        if ore is not None:
            day, text = self._day_and_text(number, fields[1:])
            self._add(number, account, self.book.place(number, names) if names else ("", ""), day, ore, text)
        if closed:
            self.book.in_braces = False

    def _account_and_objects(self, number: int, fields: list[Token]) -> tuple[str, list[str], list[Token]]:
        notes = self.book.notes
        account = ""
        if fields and fields[0].kind in ("quoted", "bare"):
            account, fields = fields[0].text.strip(), fields[1:]
        if not account:
            notes.warn("sie_account_missing", number)
        if fields and fields[0].kind == "pairs":
            return account, items(fields[0].text), fields[1:]
        if any(field.kind == "stray" for field in fields[:3]):
            return account, [], [Token("{", 0, 0, "bare")]
        if fields:
            notes.warn("sie_braces_missing", number)
            if not fields[0].text.strip() and len(fields) > 1:  # an empty field where {} belongs
                fields = fields[1:]
        return account, [], fields

    def _amount(self, number: int, printed: str, account: str) -> int | None:
        """Return the amount in öre; an empty one is zero, an unreadable one None and an error."""
        printed = printed.strip()
        if not printed:
            self.book.notes.warn("sie_amount_empty", number, account=account)
            return 0
        try:
            ore = ore_of(printed)
        except BadAmount as bad:
            self.book.notes.error(bad.code, number, printed=printed[:80], account=account)
            if self.book.vouchers:
                self.book.vouchers[-1].broken = True
            return None
        if not is_plain(printed):
            self.book.notes.tally("sie_amount_form", number, printed=printed)
        return ore

    def _day_and_text(self, number: int, fields: list[Token]) -> tuple[date | None, str]:
        notes = self.book.notes
        for field in fields:
            if field.odd:
                notes.tally(field.odd, number)
        printed = fields[0].text.strip() if fields else ""
        text = fields[1].text if len(fields) > 1 else ""
        day = day_of(printed) if printed else None
        if printed and day is None:
            notes.tally("sie_row_date_bad", number, "warning", printed=printed[:80])
            text = text or printed
        elif "-" in printed:
            notes.tally("sie_date_iso", number, printed=printed)
        return day, text

    def _add(
        self, number: int, account: str, place: tuple[str, str], day: date | None, ore: int, text: str
    ) -> None:
        book = self.book
        if book.vouchers:
            voucher = book.vouchers[-1]
            voucher.ore += ore
            voucher.rows += 1
            if not book.in_braces and book.saw_braces:
                book.notes.warn(
                    "sie_row_outside_voucher", number, voucher=f"{voucher.series} {voucher.number}".strip()
                )
        else:
            book.notes.warn("sie_row_without_voucher", number)
        book.lines.add(number, account, place, len(book.vouchers) - 1, day, ore, text)


def printed_amount(fields: list[Token]) -> str:
    """Return the amount as printed, with the digits a space has cut off from it.

    "1 000.00" would otherwise be read as 1, with an odd date: a wrong sum in silence.
    """
    if not fields:
        return ""
    if len(fields) > 1 and fields[1].kind == "bare" and THOUSANDS.fullmatch(fields[1].text):
        return f"{fields[0].text} {fields[1].text}"
    return fields[0].text
