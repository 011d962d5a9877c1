"""Is a zip archive safe to unpack, and is it a workbook?"""

import zlib
from collections.abc import Iterator
from pathlib import Path
from struct import unpack
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from data.errors import Problem, UnreadableFile

MOST_ENTRIES = 1_000
MOST_UNPACKED = 1 << 30
MOST_RATIO = 100
RATIO_FROM = 10 << 20
PIECE = 1 << 18
LOCAL_HEADER = 30
NESTED = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ")


def check_archive(path: Path) -> None:
    """Check that the archive is a whole workbook within the limits, unpacking it piece by piece.

    Sizes are counted, not believed; the ratio is judged against the whole file's size.
    Raises: UnreadableFile: not_a_workbook, truncated, zip_bomb or password_protected.
    """
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            _check_declared(entries, path.stat().st_size)
            _check_is_workbook({entry.filename for entry in entries})
            _check_contents(archive, entries, path.stat().st_size)
    except (BadZipFile, EOFError, zlib.error, OSError, ValueError):
        raise UnreadableFile(Problem("error", "truncated")) from None
    except NotImplementedError:
        raise UnreadableFile(Problem("error", "not_a_workbook")) from None


def pieces(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """Yield an entry unpacked, a piece at a time, to its real end.

    The library's own reader stops at the size the table of contents claims, other readers do not:
    a claim that is not true must not hide what they would unpack.
    Raises: BadZipFile when size or checksum are not as claimed.
    """
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise NotImplementedError(entry.compress_type)
    size = checksum = 0
    for piece in _unpacked(_packed(archive, entry), entry.compress_type == ZIP_DEFLATED):
        size += len(piece)
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size != entry.file_size or checksum != entry.CRC:
        raise BadZipFile(entry.filename)


def _packed(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """Yield the entry's bytes as they stand in the file, after its local header."""
    file = archive.fp
    file.seek(entry.header_offset)
    header = file.read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise BadZipFile(entry.filename)
    place = entry.header_offset + LOCAL_HEADER + sum(unpack("<HH", header[26:30]))
    end = place + entry.compress_size
    while place < end:
        file.seek(place)
        packed = file.read(min(PIECE, end - place))
        if not packed:
            raise BadZipFile(entry.filename)
        place += len(packed)
        yield packed


def _unpacked(packed: Iterator[bytes], deflated: bool) -> Iterator[bytes]:
    if not deflated:
        yield from packed
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in packed:
        while piece and not unpacker.eof:
            yield unpacker.decompress(piece, PIECE)
            piece = unpacker.unconsumed_tail
    while tail := unpacker.decompress(unpacker.unconsumed_tail, PIECE):
        yield tail
    if not unpacker.eof:
        raise BadZipFile


def _bomb(reason: str, limit: int) -> UnreadableFile:
    return UnreadableFile(Problem("error", "zip_bomb", values={"reason": reason, "limit": limit}))


def _check_declared(entries: list[ZipInfo], packed: int) -> None:
    """Refuse what already the table of contents puts over the limits."""
    if len(entries) > MOST_ENTRIES:
        raise _bomb("entries", MOST_ENTRIES)
    _check_size(sum(entry.file_size for entry in entries), packed)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile(Problem("error", "password_protected"))


def _check_size(unpacked: int, packed: int) -> None:
    if unpacked > MOST_UNPACKED:
        raise _bomb("size", MOST_UNPACKED)
    if unpacked > RATIO_FROM and unpacked > MOST_RATIO * packed:
        raise _bomb("ratio", MOST_RATIO)


def _check_is_workbook(names: set[str]) -> None:
    if "[Content_Types].xml" not in names or not any(n.lower() == "xl/workbook.xml" for n in names):
        raise UnreadableFile(Problem("error", "not_a_workbook"))


def _check_contents(archive: ZipFile, entries: list[ZipInfo], packed: int) -> None:
    unpacked = 0
    for entry in entries:
        for number, piece in enumerate(pieces(archive, entry)):
            if number == 0 and piece.startswith(NESTED):
                raise _bomb("nested", 0)
            unpacked += len(piece)
            _check_size(unpacked, packed)
