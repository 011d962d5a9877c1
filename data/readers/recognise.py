"""What kind of file is this, judged by its content alone?"""

import re
from pathlib import Path
from typing import Literal

from data.errors import Problem, UnreadableFile
from data.readers.archive import check_archive
from data.readers.text import DOUBLE_BOM, TRIPLE_BOM, UTF8_BOM

Kind = Literal["sie4", "sie5", "xmlsie", "csv", "json", "xlsx", "xls", "parquet"]

LOOK = 1 << 16
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_LOOK = 1 << 20
SIE_LABEL = re.compile(
    rb"^[ \t]*#(FLAGGA|PROGRAM|FORMAT|GEN|SIETYP|PROSA|FTYP|FNR|ORGNR|BKOD|ADRESS|FNAMN|RAR|TAXAR|OMFATTN"
    rb"|KPTYP|VALUTA|KONTO|KTYP|SRU|DIM|UNDERDIM|OBJEKT|IB|UB|OIB|OUB|RES|PSALDO|PBUDGET|VER|TRANS|KSUMMA)\b",
    re.MULTILINE | re.IGNORECASE,
)
HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta|script|div|title)\b", re.IGNORECASE)
HTML_LINE = re.compile(rb"^[ \t]*" + HTML.pattern, re.MULTILINE | re.IGNORECASE)
DELIMITERS = re.compile(rb"[;,\t|]")
XML_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)([^>]*)")
UNSAFE_XML = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
SIE5_NAMESPACE = b"http://www.sie.se/sie5"
CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x0b\x1a\x1b")
JSON_START = re.compile(rb'[\[{]\s*(["{\[\]}]|\d|-\d|true|false|null|$)')
MAGIC = (
    (b"\x7fELF", "executable"),
    (b"\xcf\xfa\xed\xfe", "executable"),
    (b"\xca\xfe\xba\xbe", "executable"),
    (b"{\\rtf", "unknown_binary"),
    (b"\x89PNG", "unknown_binary"),
    (b"GIF8", "unknown_binary"),
    (b"\xff\xd8\xff", "unknown_binary"),
    (b"Rar!", "not_a_workbook"),
    (b"7z\xbc\xaf\x27\x1c", "not_a_workbook"),
    (b"\x1f\x8b", "not_a_workbook"),
    (b"PK\x05\x06", "not_a_workbook"),
)


def recognise(path: Path) -> Kind:
    """Return the kind of a file, whatever its name ends in.

    A text that is nothing else is "csv"; whether it has columns is for its reader to say.
    Raises: UnreadableFile for what cannot be a delivery, with one problem that says what it is.
    """
    with path.open("rb") as file:
        start = file.read(LOOK)
    if not start.strip(b"\0\t\r\n \x1a"):
        _refuse_empty(path)
    for magic, code in MAGIC:
        if start.startswith(magic):
            raise _refused(code)
    if start.startswith(b"MZ") and (b"PE\0\0" in start[:4096] or b"\0\0\0" in start[:256]):
        raise _refused("executable")
    if b"%PDF-" in start[:1024]:
        raise _refused("pdf")
    return _binary(path, start) or _text(_bare(start), path)


def _refused(code: str) -> UnreadableFile:
    return UnreadableFile(Problem("error", code))


def _refuse_empty(path: Path) -> None:
    """Refuse a file without content; white space may go on past what was looked at."""
    with path.open("rb") as file:
        while block := file.read(LOOK):
            if block.strip(b"\0\t\r\n \x1a"):
                raise _refused("unknown_binary")
    raise _refused("empty_file")


def _binary(path: Path, start: bytes) -> Kind | None:
    if start.startswith(b"PK\x03\x04"):
        check_archive(path)
        return "xlsx"
    if start.startswith(OLE):
        return _ole(path)
    if start.startswith(b"PAR1"):
        with path.open("rb") as file:
            file.seek(-min(4, path.stat().st_size), 2)
            whole = path.stat().st_size > 12 and file.read() == b"PAR1"
        if not whole:
            raise _refused("truncated")
        return "parquet"
    return None


def _ole(path: Path) -> Kind:
    """Tell an old workbook from other documents by the names of its streams."""
    size = path.stat().st_size
    with path.open("rb") as file:
        content = file.read(OLE_LOOK)
        file.seek(max(0, size - OLE_LOOK))
        content += file.read()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise _refused("password_protected")
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return "xls"
    directory = (int.from_bytes(content[48:52], "little") + 2) * 512
    raise _refused("truncated" if size < max(1536, directory) else "not_a_workbook")


def _bare(start: bytes) -> bytes:
    """Return the beginning as bytes of one-byte text: without byte order marks and NULs."""
    for mark, codec in (
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if start.startswith(mark):
            return start[len(mark) :].decode(codec, errors="replace").encode()
    start = start.replace(b"\0", b"")
    while start.startswith((UTF8_BOM, DOUBLE_BOM, TRIPLE_BOM)):
        start = start[3 if start.startswith(UTF8_BOM) else 6 if start.startswith(DOUBLE_BOM) else 12 :]
    return start.lstrip(b"\xff\xfe \t\r\n\x1a")


def _text(start: bytes, path: Path) -> Kind:
    if not start:
        raise _refused("empty_file")
    if start.startswith(b"<"):
        return _markup(start)
    labels = {label.upper() for label in SIE_LABEL.findall(start.replace(b"\r", b"\n"))}
    if len(labels) >= 2 or (labels and start.startswith(b"#")):
        return "sie4"
    if JSON_START.match(start):
        return "json"
    if _is_page(start[:1024]):
        raise _refused("html_page")
    if len(start.translate(None, CONTROL)) < 0.98 * len(start) or _mostly_nul(path):
        raise _refused("unknown_binary")
    return "csv"


def _is_page(start: bytes) -> bool:
    """Tell a page behind a line of words from a table whose cells hold markup: a table's header comes before it."""
    page = HTML_LINE.search(start)
    return bool(page) and not DELIMITERS.search(start, 0, page.start())


def _mostly_nul(path: Path) -> bool:
    """Tell bytes that are no text: many NULs that do not follow the pattern of UTF-16 or UTF-32."""
    with path.open("rb") as file:
        start = file.read(LOOK)
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return even + odd > 0.1 * len(start) and min(even, odd) > 0.05 * len(start)


def _markup(start: bytes) -> Kind:
    if HTML.match(start) or (not start.startswith(b"<?xml") and HTML.search(start[:2048])):
        raise _refused("html_page")
    root = XML_ROOT.search(start)
    if root and UNSAFE_XML.search(start):
        if b"<html" in start[:2048].lower():
            raise _refused("html_page")
        raise _refused("unsafe_xml")
    name = root.group(1).lower() if root else b""
    if SIE5_NAMESPACE in start or (name in (b"sie", b"sieentry") and b"xmlsie" not in start[:4096].lower()):
        return "sie5"
    if b"xmlsie" in start[:4096].lower():
        raise _refused("xmlsie")
    raise _refused("html_page" if name == b"html" else "unknown_xml")
