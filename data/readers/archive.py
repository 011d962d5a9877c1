"""Is a zip archive safe to unpack, and is it a workbook?"""

import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from data.errors import Problem, UnreadableFile

MOST_ENTRIES = 1_000
MOST_UNPACKED = 1 << 30
MOST_RATIO = 100
RATIO_FROM = 10 << 20
PIECE = 1 << 18
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
    """Yield an entry unpacked, a piece at a time."""
    with archive.open(entry) as file:
        while piece := file.read(PIECE):
            yield piece


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
