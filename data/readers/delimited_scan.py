"""Is a delimited text so clean that the database may read it by itself?"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

import numpy as np

from data.readers.delimited_records import Record
from data.readers.header_rows import Heading
from data.readers.raw import CsvScan
from data.readers.text import BLOCK, Encoding, open_text

COPY_FROM = 1 << 23
QUOTE, LF, CR = b'"\n\r'
APOSTROPHE = b"'"


@dataclass(frozen=True)
class _Shape:
    """What every row has to look like once all but delimiters, quotes and line ends is taken away."""

    delimiter: bytes
    columns: int
    end: bytes

    @property
    def row(self) -> bytes:
        return self.delimiter * (self.columns - 1) + self.end


@dataclass
class _Proof:
    """What is proved of a clean text: how many rows, and whether a cell may be padded or begin with an apostrophe."""

    rows: int = 0
    padded: bool = False
    apostrophes: bool = False


def find_scan(
    path: Path, encoding: Encoding, delimiter: str, scratch: Path, heading: Heading, head: list[Record]
) -> CsvScan | None:
    """Return how the database can read the file by itself, or None where it must be read here.

    Proved over the whole file: each line from the first row of data on is one row with the header's
    number of cells, in UTF-8 with one kind of line end; none is blank, none repeats the header.
    Another encoding or line end is copied into `scratch` first when the file is big.
    """
    header_line = 0 if heading.row is None else head[heading.row][0]
    first_line = head[heading.first_data][0]
    if len(heading.names) < 2 or _has_open_cells(head):
        return None
    source = path
    if not encoding.plain or not _ends_in_lf(path):
        if path.stat().st_size < COPY_FROM:
            return None
        source = _copy(path, encoding, scratch)
    proof = _prove(source, header_line, first_line, delimiter, len(heading.names))
    if proof is None:
        if source != path:
            source.unlink()
        return None
    return CsvScan(source, delimiter, first_line, len(heading.names), proof.rows, proof.padded, proof.apostrophes)


def _has_open_cells(head: list[Record]) -> bool:
    """Tell whether a cell among the first rows holds a line break."""
    return any("\n" in cell or "\r" in cell for _, cells in head for cell in cells)


def _ends_in_lf(path: Path) -> bool:
    """Tell whether the first lines end in LF or CRLF, seen in the first block."""
    with path.open("rb") as file:
        block = file.read(BLOCK)
    lone = block.replace(b"\r\n", b"")
    return b"\r" not in lone.rstrip(b"\r") and (b"\n" not in lone or b"\r\n" not in block)


def _copy(path: Path, encoding: Encoding, scratch: Path) -> Path:
    """Write the text as UTF-8 with LF; line k stays line k."""
    with (
        open_text(path, encoding) as source,
        NamedTemporaryFile("w", suffix=".csv", dir=scratch, delete=False, encoding="utf-8", newline="") as to,
    ):
        held = ""
        while block := source.read(BLOCK):
            block = held + block
            held = "\r" if block.endswith("\r") else ""
            block = block[: len(block) - len(held)]
            to.write(block.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))
        to.write("\n" if held else "")
    return Path(to.name)


def _prove(
    path: Path, header_line: int, first_line: int, delimiter: str, columns: int
) -> _Proof | None:
    """Return what is proved of the rows, or None unless every line is a clean row."""
    proof, shape = _Proof(), None
    end, tail = _end_of_data(path)
    with path.open("rb") as file:
        above = [file.readline() for _ in range(1, first_line)]
        header = above[header_line - 1] if header_line else b""
        for block in _whole_lines(file, end):
            if shape is None:
                line_end = b"\r\n" if (block + tail).find(b"\r\n") >= 0 else b"\n"
                shape = _Shape(delimiter.encode(), columns, line_end)
                if not _is_one_kind([*above, tail], line_end) or not _can_be_skipped(above, shape):
                    return None
            found = _clean_rows(block if block.endswith(b"\n") else block + shape.end, shape)
            if found is None or (header and (block.startswith(header) or b"\n" + header in block)):
                return None
            proof.rows += found
            proof.padded = proof.padded or _may_be_padded(block, shape)
            proof.apostrophes = proof.apostrophes or APOSTROPHE in block
    return proof


def _may_be_padded(block: bytes, shape: _Shape) -> bool:
    """Tell whether a blank stands beside a delimiter, a quote or a line end."""
    if block.startswith(b" ") or block.endswith(b" "):
        return True
    edges = [shape.delimiter, *(bytes([end]) for end in shape.end), *([b'"'] if QUOTE in block else [])]
    return _holds(block, *(edge + b" " for edge in edges), *(b" " + edge for edge in edges))


def _holds(block: bytes, *pairs: bytes) -> bool:
    """Tell whether any of these pairs of bytes stands in a block; several times as fast as to look for text."""
    asked = [int.from_bytes(pair, sys.byteorder) for pair in pairs]
    halves = [np.frombuffer(part, np.uint16, len(part) // 2) for part in (block, block[1:])]
    return any(bool((half == pair).any()) for half in halves for pair in asked)


def _is_one_kind(texts: list[bytes], line_end: bytes) -> bool:
    """Tell whether no other kind of line end stands above or below the data."""
    rest = b"".join(texts).replace(line_end, b"")
    return b"\r" not in rest and b"\n" not in rest


def _can_be_skipped(above: list[bytes], shape: _Shape) -> bool:
    """Tell whether no line above the data leaves a quote open, in which the database would go on."""
    return all(QUOTE not in line or _outside_quotes(line, shape) is not None for line in above)


def _end_of_data(path: Path) -> tuple[int, bytes]:
    """Return where the last line with content ends, and the line ends at the end of the file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - BLOCK))
        end = file.read()
    tail = end[len(end.rstrip(b"\r\n")) :]
    return size - len(tail), tail


def _whole_lines(file: BinaryIO, end: int) -> Iterator[bytes]:
    """Yield the text up to an offset in blocks of whole lines; the last may lack its line end.

    A line is cut where it is longer than a block beyond one, which no clean row survives.
    """
    left = end - file.tell()
    while block := file.read(min(BLOCK, left)):
        block += file.readline(min(BLOCK, left - len(block)))
        left -= len(block)
        yield block


def _clean_rows(block: bytes, shape: _Shape) -> int | None:
    """Return the number of rows when nothing but whole rows is in the block."""
    keep = shape.delimiter + b'"\n\r\0'
    marks = block.translate(None, bytes(b for b in range(256) if b not in keep))
    if QUOTE in marks:
        marks = _outside_quotes(block, shape)
        if marks is None:
            return None
    rows, rest = divmod(len(marks), len(shape.row))
    if rest or marks != shape.row * rows:
        return None
    has_blank = _holds(block, b"\n" + shape.delimiter) and shape.end + shape.row in block
    return None if has_blank or block.startswith(shape.row) else rows


def _outside_quotes(block: bytes, shape: _Shape) -> bytes | None:
    """Return delimiters and line ends outside quotes; None where a quote stands in the middle of a cell."""
    codes = np.frombuffer(block, np.uint8)
    delimiter = shape.delimiter[0]
    places = np.flatnonzero((codes == delimiter) | (codes == QUOTE) | (codes == LF) | (codes == CR))
    marks = codes[places]
    quotes = marks == QUOTE
    inside = np.logical_xor.accumulate(quotes)
    if inside[-1] or (inside & ~quotes & (marks != delimiter)).any():
        return None
    edge = np.zeros(256, bool)
    edge[[delimiter, QUOTE, LF, CR]] = True
    at, opens = places[quotes], inside[quotes]
    before = np.concatenate(([LF], codes[:-1]))[at]
    after = np.concatenate((codes[1:], [LF]))[at]
    if not edge[before[opens]].all() or not edge[after[~opens]].all():
        return None
    return marks[~inside & ~quotes].tobytes()
