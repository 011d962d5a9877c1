"""How is something tried out on what is stored, without changing it?"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data.store import Store, Writer

PREFIX = "trial-"


@contextmanager
def beside(store: Store) -> Iterator[Writer]:
    """Give a connection to the version in force that may make temporary tables and views, and nothing else.

    A temporary table hides a stored one of the same name.
    """
    cursor = store._reader().cursor()
    try:
        yield Writer(cursor, store.folder, store.originals)
    finally:
        cursor.close()


@contextmanager
def trial(store: Store) -> Iterator[Writer]:
    """Give a copy of the version in force in which anything may be changed; it is thrown away afterwards.

    Neither readers nor writers of the store wait for it.
    """
    sweep(store.folder)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=store.folder))
    try:
        copy = folder / "trial.duckdb"
        shutil.copyfile(store.folder / store.version, copy)
        writer = store._build(copy, folder, starts_empty=False)
        try:
            yield writer
        finally:
            writer._connection.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Take away what trials of processes that are gone have left."""
    for left in folder.glob(f"{PREFIX}*-*"):
        number = left.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and not _is_alive(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _is_alive(process: int) -> bool:
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
