"""What does a SIE file of type 1 to 4 (4E or 4I) say?

SIE 4B and 4C as written, and as found: see formats.md 1.8 for what real files do. The steps are
decoding (sie_text), statements (sie_records, sie_rows), dates and names (sie_vouchers), balances
where there are no vouchers (sie_balances), and the file's own sums (sie_checks, sie_checksum).
"""

from pathlib import Path

from data.errors import Problem, UnreadableFile
from data.readers.sie_balances import choose_content, load_balances
from data.readers.sie_book import Book
from data.readers.sie_checks import check_balances, check_names, check_vouchers
from data.readers.sie_checksum import verify_checksum
from data.readers.sie_reading import SieReading
from data.readers.sie_records import read_records
from data.readers.sie_strip import strip_sie
from data.readers.sie_text import SieText, decode
from data.readers.sie_vouchers import name_vouchers, settle_dates

__all__ = ["read_sie", "read_sie_bytes", "strip_sie"]


def read_sie(path: Path) -> SieReading:
    """Return what a SIE file says.

    Faulty rows are errors among the reading's problems; the file must then be refused whole.
    Raises: UnreadableFile for what is not SIE (`not_sie`), is cut off (`sie_truncated`) or has a
    line no program writes (`sie_line_too_long`).
    """
    return read_sie_bytes(path.read_bytes())


def read_sie_bytes(raw: bytes) -> SieReading:
    """Return what the bytes of a SIE file say; as `read_sie`."""
    text = decode(raw)
    book = read_records(text.lines)
    if not book.known_records and not len(book.lines):
        raise UnreadableFile(Problem("error", "not_sie", 1))
    refuse_cut_off(book)
    ksumma = verify_checksum(book, text)
    note_form(book, text, raw)
    content = choose_content(book)
    if content == "vouchers":
        settle_dates(book)
        name_vouchers(book)
        check_vouchers(book)
    else:
        load_balances(book, content)
    check_balances(book, content)
    check_names(book)
    names = [voucher.name for voucher in book.vouchers]
    fill_texts(book)
    return SieReading(
        format="sie4",
        sie_type=book.sie_type or 1,
        program=book.program,
        company=book.company,
        org_number=book.org_number,
        encoding=text.encoding,
        years=tuple(sorted(book.years, key=lambda year: -year.no)),
        generated=book.generated,
        rows=book.lines.table([names[voucher] if voucher >= 0 else "" for voucher in book.lines.voucher]),
        content=content,
        vouchers=len(book.vouchers),
        ksumma=ksumma,
        accounts=book.accounts,
        problems=book.notes.problems(),
    )


def refuse_cut_off(book: Book) -> None:
    """Refuse a file that ends inside a voucher: what followed is missing.

    Raises: UnreadableFile.
    """
    if not book.vouchers:
        return
    last = book.vouchers[-1]
    announced_only = book.last_record == last.line and not last.rows
    if book.in_braces or announced_only:
        raise UnreadableFile(Problem("error", "sie_truncated", last.line))


def fill_texts(book: Book) -> None:
    """Give rows without a text their voucher's."""
    texts = book.lines.text
    for position, (text, voucher) in enumerate(zip(texts, book.lines.voucher, strict=True)):
        if not text and voucher >= 0:
            texts[position] = book.vouchers[voucher].text


def note_form(book: Book, text: SieText, raw: bytes) -> None:
    """Note what the file leaves out, and how it is encoded where that is not plain."""
    notes = book.notes
    if book.sie_type is None and book.line_of_type is None:
        notes.warn("sie_type_missing", 1)
    if not book.has_format:
        notes.tally("sie_format_missing", 1)
    if text.mixed_line:
        notes.tally("sie_encoding_mixed", text.mixed_line)
    if text.cleaned_line:
        notes.tally("sie_nul_bytes", text.cleaned_line)
    if not raw.endswith((b"\n", b"\r", b"\n\0", b"\x1a")):
        notes.tally("sie_last_line_open", len(text.lines))
    broken = next((number for number, line in enumerate(text.lines, 1) if "\ufffd" in line), None)
    if broken:
        notes.tally("sie_letters_lost", broken)
    if (book.vouchers or len(book.lines)) and book.balances.get("#PSALDO"):
        notes.tally("sie_balances_beside_vouchers", book.balances["#PSALDO"][0].line)
