"""How does a finished version of a store come into force, one writer at a time?"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
