"""Which published editions lie in a folder, and which of them is shown?

`CURRENT` names the edition that is shown and is swapped in one step; without it nothing is shown. A reader of the
folder needs nothing else, and finds nothing else in it.
"""

import re
from pathlib import Path

from data.disk import sync

NAME = re.compile(r"edition-(\d{6})\.duckdb")


class Editions:
    """A folder of published editions."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def file(self, number: int) -> Path:
        """Return where an edition lies."""
        return self.folder / f"edition-{number:06d}.duckdb"

    @property
    def current(self) -> int | None:
        """Return the number of the edition that is shown; None where none is."""
        try:
            named = (self.folder / "CURRENT").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        found = NAME.fullmatch(named)
        return int(found.group(1)) if found else None

    def show(self, number: int | None) -> None:
        """Let an edition be the one that is shown; None = none."""
        pointer = self.folder / "CURRENT"
        if number is None:
            pointer.unlink(missing_ok=True)
        else:
            unfinished = self.folder / "CURRENT.tmp"
            unfinished.write_text(self.file(number).name, encoding="ascii")
            sync(unfinished)
            unfinished.replace(pointer)
        sync(self.folder)

    def prepare(self) -> None:
        """Make the folder and clear away what a killed writer left."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in (*self.folder.glob("*.tmp"), *self.folder.glob("*.tmp.wal")):
            left.unlink(missing_ok=True)


def shown_in(place: Path) -> Path | None:
    """Return the snapshot to show: the file itself, or the one that a folder of editions shows; None where none is."""
    if place.is_dir():
        editions = Editions(place)
        number = editions.current
        return None if number is None else editions.file(number)
    return place if place.is_file() else None
