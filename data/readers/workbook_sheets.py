"""What does a workbook's own XML tell that its cells do not: extent, and formulas without a value?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile

from data.readers.archive import pieces

TAG = r"(?:\w+:)?"
SHEET = re.compile(rf"<{TAG}sheet\b([^>]*)>".encode())
RELATION = re.compile(rf"<{TAG}Relationship\b([^>]*)>".encode())
ROW = re.compile(rf"<{TAG}row\b[^<>]*?\br=\"(\d+)\"".encode())
# A cell that holds something: one that is only formatted makes no reader make room for it.
WIDE_CELL = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{2,})[0-9]+[\"'](?![^<>]*/>)")
UNCACHED = re.compile(
    rf"<{TAG}c\b([^>]*)><{TAG}f\b[^>]*?(?:/>|>[^<]*</{TAG}f>)(?:<{TAG}v\s*/>|<{TAG}v></{TAG}v>)?</{TAG}c>".encode()
)
CELL = re.compile(rb"\br\s*=\s*[\"'][A-Za-z]+([0-9]+)[\"'](?![^<>]*/>)")
WIDE = 57  # with fewer columns, no number of rows is too many (workbook.MOST_CELLS)
REFERENCE = re.compile(rb"\br=\"([A-Z]+\d+)\"")
LONGEST_CELL = 1 << 20


@dataclass
class SheetFacts:
    """Extent of a sheet (rows, columns), the bytes that state it, and its formulas that nobody has computed."""

    rows: int = 0
    columns: int = 26
    size: int = 0
    uncached: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """Return how many cells a reader will make room for."""
        return self.rows * self.columns


def inspect_sheets(path: Path) -> dict[str, SheetFacts]:
    """Return the facts of each sheet by its name, read as a stream without unpacking to memory."""
    with ZipFile(path) as archive:
        parts = _parts(archive)
        names = {name.lower(): name for name in archive.namelist()}
        found = {sheet: names.get(part.lower()) for sheet, part in parts.items()}
        return {sheet: _facts(archive, part) for sheet, part in found.items() if part}


def _attribute(attributes: bytes, name: str) -> str:
    match = re.search(rf"(?:^|\s){name}=\"([^\"]*)\"|(?:^|\s){name}='([^']*)'".encode(), attributes)
    if not match:
        return ""
    return unescape((match.group(1) or match.group(2) or b"").decode("utf-8", errors="replace"))


def _parts(archive: ZipFile) -> dict[str, str]:
    """Return the archive entry of each sheet by the sheet's name."""
    names = {name.lower(): name for name in archive.namelist()}
    workbook = archive.read(names["xl/workbook.xml"])
    relations = (
        archive.read(names["xl/_rels/workbook.xml.rels"]) if "xl/_rels/workbook.xml.rels" in names else b""
    )
    targets = {_attribute(a, "Id"): _attribute(a, "Target") for a in RELATION.findall(relations)}
    sheets = SHEET.findall(workbook)
    parts = {_attribute(a, "name"): _entry(targets.get(_attribute(a, r"\w+:id"), "")) for a in sheets}
    if len(parts) < len(sheets):
        raise BadZipFile("two sheets of one name")
    return parts


def _entry(target: str) -> str:
    target = target.replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _facts(archive: ZipFile, part: str) -> SheetFacts:
    facts, formulas = SheetFacts(), False
    for piece in _whole_cells(archive, part):
        facts.size += len(piece)
        last_row = piece.rfind(b"row ")
        for match in ROW.finditer(piece, max(0, last_row - 20)):
            facts.rows = max(facts.rows, int(match.group(1)))
        if WIDE_CELL.search(piece):
            facts.columns = max(facts.columns, *map(_column_number, set(WIDE_CELL.findall(piece))))
        formulas = formulas or b"/f>" in piece
        if formulas:
            facts.uncached.extend(_uncached(piece))
    if facts.columns > WIDE:
        facts.rows = max(facts.rows, _last_row(archive, part))
    return facts


def _last_row(archive: ZipFile, part: str) -> int:
    """Return the last row that any cell says it stands in; what their rows say need not be true."""
    return max((int(row) for piece in _whole_cells(archive, part) for row in CELL.findall(piece)), default=0)


def _whole_cells(archive: ZipFile, part: str) -> Iterator[bytes]:
    """Yield a sheet's XML in pieces that end with a whole cell."""
    rest = b""
    for piece in pieces(archive, archive.getinfo(part)):
        piece = rest + piece
        cut = max(piece.rfind(b"</c>") + 4, piece.rfind(b":c>") + 3)
        if cut == 3:
            cut = len(piece) if len(piece) > LONGEST_CELL else 0
        rest = piece[cut:]
        yield piece[:cut]
    yield rest


def _uncached(piece: bytes) -> Iterator[str]:
    for attributes in UNCACHED.findall(piece):
        reference = REFERENCE.search(attributes)
        if reference and b't="str"' not in attributes:
            yield reference.group(1).decode()


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
