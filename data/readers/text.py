"""In which encoding is a text file written, and how is it read line by line?"""

import codecs
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import pyarrow as pa

from data.errors import Problem, UnreadableFile

BLOCK = 1 << 18  # what the processor's own memory holds while a block is looked through several times
LINE_ENDS = b"\n\r"
LONGEST_LINE = 1 << 22
CP1252_REST = "cp1252-rest"
SWEDISH_437 = re.compile(rb"[\x86\x84\x94\x8f\x8e\x99\x82](?=[A-Za-z])")
SWEDISH_MAC = re.compile(rb"[\x8c\x8a\x9a\x81\x80\x85](?=[A-Za-z])")
ASCII = bytes(range(0x80))
CONTROLS = bytes(range(0x80, 0xA0))
BELOW_LETTERS = bytes(range(0xC0))
UTF8_PAIR = re.compile(rb"[\xc2-\xdf][\x80-\xbf](?![\x80-\xbf])|[\xe1-\xef][\x80-\xbf]{2}")
NOT_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
UTF8_BOM = codecs.BOM_UTF8
DOUBLE_BOM = UTF8_BOM.decode("cp1252").encode()
TRIPLE_BOM = DOUBLE_BOM.decode("cp1252").encode()
WIDE_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Encoding:
    """How the bytes of a file become text.

    `skip`: bytes of byte order marks at the start, however often they were encoded.
    `errors`: how Python's decoder treats a byte that does not fit ("strict" or our own fallback).
    `nul`: whether stray NUL characters stand in the text; they are dropped.
    """

    codec: str
    skip: int = 0
    errors: str = "strict"
    nul: bool = False

    @property
    def plain(self) -> bool:
        """Whether the bytes are UTF-8 as they stand, but for one ordinary byte order mark."""
        return self.codec == "utf-8" and self.errors == "strict" and not self.nul and self.skip in (0, 3)


@dataclass
class _Counts:
    """What a pass over the whole file saw."""

    utf8: bool = True
    pairs: int = 0
    dos: int = 0
    mac: int = 0
    latin: int = 0
    undefined: int = 0
    controls: bool = False
    nul: bool = False


def _decode_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as cp1252: files are glued together from two systems."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    rest = error.object[error.start : error.end]
    return rest.decode("cp1252", errors="replace"), error.end


codecs.register_error(CP1252_REST, _decode_as_cp1252)


def detect_encoding(path: Path, ends: bytes = LINE_ENDS) -> Encoding:
    """Return the encoding, decided over the whole file in blocks; `ends` are the signs a block may end with.

    Raises: UnreadableFile for text in no known encoding, and for a line without an end.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    for mark, codec in WIDE_BOMS:
        if start.startswith(mark):
            return _checked_wide(path, Encoding(codec, len(mark)))
    wide = _wide_without_mark(start)
    if wide:
        return _checked_wide(path, Encoding(wide))
    return _eight_bit(path, _marks(start), ends)


def encoding_problems(encoding: Encoding) -> list[Problem]:
    """Return what the file's owner should know about its encoding."""
    problems = []
    if encoding.errors == CP1252_REST:
        problems.append(Problem("warning", "mixed_encoding"))
    if encoding.errors == "replace":
        problems.append(Problem("warning", "odd_characters", values={"encoding": encoding.codec}))
    if encoding.nul:
        problems.append(Problem("warning", "nul_bytes"))
    return problems


def open_text(path: Path, encoding: Encoding) -> TextIO:
    """Open the file after its byte order marks; line ends stay as they are printed."""
    file = path.open("rb")
    file.seek(encoding.skip)
    return TextIOWrapper(file, encoding=encoding.codec, errors=encoding.errors, newline="")


def lines(path: Path, encoding: Encoding) -> Iterator[str]:
    """Yield the lines with their ends (LF, CRLF or CR, also mixed), without NUL and Ctrl-Z."""
    with open_text(path, encoding) as file:
        for line in file:
            if encoding.nul:
                line = line.replace("\0", "")
            if line.startswith("\x1a") and not line.strip("\x1a\r\n"):
                continue
            yield line


def blocks(path: Path, ends: bytes = LINE_ENDS) -> Iterator[bytes]:
    """Yield the file in blocks that end with a whole line, so that no character is cut in two."""
    rest = b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            cut = max(block.rfind(bytes([end])) for end in ends) + 1
            if not cut:
                rest += block
                _refuse_endless(rest)
                continue
            yield rest + block[:cut]
            rest = block[cut:]
    if rest:
        yield rest


def is_utf8(block: bytes) -> bool:
    """Tell whether the bytes are valid UTF-8, without making a text of them."""
    if block.isascii():
        return True
    offsets = pa.py_buffer(struct.pack("=qq", 0, len(block)))
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(block)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _refuse_endless(line: bytes) -> None:
    if len(line) > LONGEST_LINE:
        raise UnreadableFile(Problem("error", "cell_too_long", values={"limit": LONGEST_LINE}))


def _marks(start: bytes) -> int:
    """Return how many bytes of (mis-encoded) byte order marks the file begins with."""
    skip = 0
    while True:
        for mark in (UTF8_BOM, DOUBLE_BOM, TRIPLE_BOM):
            if start.startswith(mark, skip):
                skip += len(mark)
                break
        else:
            return skip


def _wide_without_mark(start: bytes) -> str | None:
    """Tell UTF-16 by its pattern of NUL bytes: nearly every second byte, nearly never the others."""
    even, odd = start[0::2], start[1::2]
    if len(start) < 4:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _checked_wide(path: Path, encoding: Encoding) -> Encoding:
    """Return the encoding when every character decodes; a file cut in a character is refused."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    number = 1
    with path.open("rb") as file:
        file.seek(encoding.skip)
        while True:
            block = file.read(BLOCK)
            try:
                number += decoder.decode(block, final=not block).count("\n")
            except UnicodeDecodeError as error:
                read = error.object[: error.start].decode(encoding.codec, errors="ignore")
                values = {"encoding": encoding.codec}
                problem = Problem("error", "undecodable", number + read.count("\n"), values=values)
                raise UnreadableFile(problem) from None
            if not block:
                return encoding


def _eight_bit(path: Path, skip: int, ends: bytes) -> Encoding:
    seen = _Counts()
    for block in blocks(path, ends):
        seen.nul = seen.nul or b"\0" in block
        if not block.isascii():
            _count(block, seen)
    if seen.utf8:
        return Encoding("utf-8", skip, nul=seen.nul)
    if seen.pairs:
        return Encoding("utf-8", skip, CP1252_REST, seen.nul)
    if max(seen.dos, seen.mac) > seen.latin:
        return Encoding("cp437" if seen.dos >= seen.mac else "mac-roman", skip, nul=seen.nul)
    if not seen.controls:
        return Encoding("latin-1", skip, nul=seen.nul)
    errors = "replace" if seen.undefined else "strict"
    return Encoding("cp1252", skip, errors, seen.nul)


def _count(block: bytes, seen: _Counts) -> None:
    seen.utf8 = is_utf8(block) and seen.utf8
    if seen.utf8:
        seen.pairs += 1
        return
    high = block.translate(None, ASCII)
    seen.latin += len(high.translate(None, BELOW_LETTERS))
    if len(high) == len(high.translate(None, BELOW_LETTERS)):
        return
    seen.controls = seen.controls or len(high) > len(high.translate(None, CONTROLS))
    seen.pairs += len(UTF8_PAIR.findall(block))
    seen.dos += len(SWEDISH_437.findall(block))
    seen.mac += len(SWEDISH_MAC.findall(block))
    seen.undefined += len(NOT_IN_CP1252.findall(high))
