"""Which versions of a store lie in its folder, and what has a killed writer left there?"""

import re
import shutil
from pathlib import Path

NUMBER = re.compile(r"ledger-(\d+)\.duckdb$")
UNFINISHED = ("*.tmp", "*.tmp.wal", "*.duckdb.wal", "scratch-*")


def numbers(folder: Path) -> list[int]:
    """Return the numbers of the versions that lie in a folder."""
    found = (NUMBER.search(path.name) for path in folder.glob("ledger-*.duckdb"))
    return [int(match.group(1)) for match in found if match]


def file_of(folder: Path, number: int) -> Path:
    """Return the file of a version."""
    return folder / f"ledger-{number:06d}.duckdb"


def forget_old(folder: Path, kept: int) -> None:
    """Take away all but the last versions, so many as are kept."""
    for number in sorted(numbers(folder))[:-kept]:
        file_of(folder, number).unlink()


def sweep(folder: Path, current: str | None, kept: int) -> None:
    """Clear away unfinished versions, finished ones that never came into force, and old ones beyond those kept."""
    for pattern in UNFINISHED:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    last = int(NUMBER.search(current).group(1)) if current else 0
    for number in numbers(folder):
        if number > last:
            file_of(folder, number).unlink()
    forget_old(folder, kept)
