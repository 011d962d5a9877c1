"""Which statement does each line of a SIE file make?

Unknown labels and extra fields are passed over, as the format asks for the sake of later editions.
"""

import re

from data.errors import Problem, UnreadableFile
from data.readers.sie_book import Book, Voucher
from data.readers.sie_header import HANDLERS, texts
from data.readers.sie_rows import RowReader
from data.readers.sie_text import LONGEST_RECORD, WHITE, tokens
from data.readers.sie_values import day_of

PLAIN_VOUCHER = re.compile(
    r"""\#VER[ \t]++("[^"\s\\]*+"|[^"\s{}]++)[ \t]++("[^"\s\\]*+"|[^"\s{}]++)[ \t]++"?([0-9]{8})"?
        [ \t]++(?:"([^"\\]*+)"|([^"\s{}]++))(?:[ \t]++"?([0-9]{8})"?)?+(?:[ \t]*+|[ \t]++"[^"\\]*+")$""",
    re.VERBOSE,
)
LABEL = re.compile(r"#[A-Za-z]+")
PASSED_OVER = frozenset(
    {"#PROSA", "#FTYP", "#FNR", "#BKOD", "#ADRESS", "#TAXAR", "#OMFATTN", "#KPTYP", "#KTYP", "#ENHET", "#SRU"}
    | {"#OIB", "#OUB", "#RTRANS", "#BTRANS"}
)


def read_records(lines: list[str]) -> Book:
    """Return what the lines state.

    Raises: UnreadableFile where a record is longer than any program writes.
    """
    book = Book()
    rows = RowReader(book)
    read_plain = rows.read_plain
    refuse_endless(lines)
    for number, line in enumerate(lines, 1):
        if not read_plain(number, line):
            read_line(book, rows, number, line.strip(WHITE + "\ufeff"))
    return book


def refuse_endless(lines: list[str]) -> None:
    """Refuse a file with a record that no program writes: it would take for ever to read.

    Raises: UnreadableFile.
    """
    if max(map(len, lines), default=0) <= LONGEST_RECORD:
        return
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_RECORD and line.lstrip(WHITE).startswith("#"):
            raise UnreadableFile(Problem("error", "sie_line_too_long", number, values={"length": len(line)}))


def read_line(book: Book, rows: RowReader, number: int, line: str) -> None:
    """Take in one line that is not a plain #TRANS."""
    if not line:
        return
    book.last_record = number
    if line[0] in "{}":
        read_brace(book, number, line)
        return
    label = match[0].upper() if (match := LABEL.match(line)) else ""
    if label == "#TRANS":
        rows.read(number, line)
    elif label == "#VER":
        read_voucher(book, number, line)
    elif handler := HANDLERS.get(label):
        handler(book, number, tokens(line)[1:])
    elif label not in PASSED_OVER:
        if line[0] == "#":
            book.notes.tally("sie_unknown_record", number, label=line.split()[0][:40])
        else:
            book.notes.tally("sie_text_line", number)
        return
    book.known_records += 1
    if book.in_braces and label not in ("#VER", "#TRANS", "#RTRANS", "#BTRANS"):
        book.notes.warn("sie_voucher_not_closed", number)
        book.in_braces = False


def read_brace(book: Book, number: int, line: str) -> None:
    """Open or close a voucher."""
    if line[0] == "}" and not book.in_braces and book.vouchers:
        book.notes.tally("sie_brace_missing", number, "warning")
    book.in_braces = line[0] == "{"
    book.saw_braces = True


def read_voucher(book: Book, number: int, line: str) -> None:
    """#VER series number date [text] [registered] [signature]."""
    if book.in_braces:
        book.notes.warn("sie_voucher_not_closed", number)
        book.in_braces = False
    if (match := PLAIN_VOUCHER.match(line)) and (day := day_of(match[3])):
        series, name, text = match[1].strip('"'), match[2].strip('"'), match[4] or match[5] or ""
        registered = day_of(match[6]) if match[6] else None
        book.vouchers.append(Voucher(number, series, name, match[3], day, text.strip(), registered))
        return
    fields = tokens(line)[1:]
    if fields and fields[-1].kind == "stray" and fields[-1].text == "{":
        fields, book.in_braces, book.saw_braces = fields[:-1], True, True
    for field in fields:
        if field.odd:
            book.notes.tally(field.odd, number)
    series, name, printed, text, registered = (texts(fields) + [""] * 5)[:5]
    if "-" in printed and day_of(printed):
        book.notes.tally("sie_date_iso", number, printed=printed)
    book.vouchers.append(Voucher(number, series, name, printed, day_of(printed), text, day_of(registered)))
