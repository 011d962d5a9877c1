"""How does a finished version of a store come into force, one writer at a time?"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data import versions
from data.disk import sync


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes, and let nobody else write meanwhile."""
    with (folder / "writer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def put_in_force(folder: Path, unfinished: Path, name: str) -> None:
    """Give a finished version its name and point to it; a reader sees the one before or this one."""
    sync(unfinished)
    unfinished.rename(folder / name)
    pointer = folder / "CURRENT.tmp"
    pointer.write_text(name, encoding="ascii")
    sync(pointer)
    pointer.replace(folder / "CURRENT")
    sync(folder)


def forget_earlier(folder: Path, current: str) -> None:
    """Take away every version but the one in force."""
    with one_writer(folder):
        for number in versions.numbers(folder):
            if versions.file_of(folder, number).name != current:
                versions.file_of(folder, number).unlink()
        sync(folder)
