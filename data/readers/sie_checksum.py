"""Does a SIE file's #KSUMMA agree with its bytes?"""

import zlib

from data.errors import Problem, UnreadableFile
from data.readers.sie_book import Book
from data.readers.sie_reading import Checksum
from data.readers.sie_text import SieText, items, tokens


def verify_checksum(book: Book, text: SieText) -> Checksum:
    """Return whether the sum agrees, noting a mismatch.

    The sum is CRC-32 over labels and field contents of the records between the two marks, on the
    bytes delivered, before any change of encoding (formats.md 1.6).
    Raises: UnreadableFile where the start mark has no end mark: the file has been cut off.
    """
    if not book.checksum_starts and not book.checksum_ends:
        return "absent"
    if not book.checksum_ends:
        raise UnreadableFile(Problem("error", "sie_truncated", book.checksum_starts[0]))
    end = book.checksum_ends[-1]
    start = (book.checksum_starts or book.checksum_ends)[0]
    if start < end:
        printed = tokens(text.raw_lines[end - 1].decode("latin-1"))[1].text.strip()
        if printed.isdigit() and int(printed) == checksum(text.raw_lines[start : end - 1]):
            return "match"
    book.notes.warn("sie_checksum_differs", end)
    return "mismatch"


def checksum(raw_lines: list[bytes]) -> int:
    """Return the CRC-32 of the records: label and contents, no separators, quotes or braces."""
    crc = 0
    for line in raw_lines:
        fields = tokens(line.decode("latin-1"))
        if not fields or not fields[0].text.startswith("#"):
            continue
        parts = [
            "".join(items(field.text)) if field.kind == "pairs" else field.text
            for field in fields
            if field.kind != "stray"
        ]
        crc = zlib.crc32("".join(parts).encode("latin-1"), crc)
    return crc
