"""What is kept of a delivered file, and under which name?"""

import csv
import io
from pathlib import Path

from data.prepare import Prepared, holds_people
from data.readers.cells import rows
from data.readers.people import kept_extract
from data.readers.raw import RawTable
from data.readers.sie5 import strip_sie5
from data.readers.sie_strip import strip_sie

STRIPPERS = {"sie4": strip_sie, "sie5": strip_sie5}


def stored_name(file_id: int, sha256: str) -> str:
    """Return the generated name of a kept file; nothing of the given name is in it."""
    return f"{file_id:06d}-{sha256[:16]}"


def shown_name(given: str) -> str:
    """Return a given name as it can be shown: what breaks lines, turns text round or is no sign is written out."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in given)


def stored_content(prepared: Prepared) -> Path | bytes:
    """Return what is kept: the file itself, or a copy without people.

    SIE files lose signatures and person objects, headcount files every column of persons and every
    column that is not read (reliability.md P). Line numbers stay.
    """
    if prepared.format in STRIPPERS:
        return STRIPPERS[prepared.format](prepared.given.path.read_bytes())
    with_people = [part for part in prepared.parts if holds_people(part)]
    if not with_people:
        return prepared.given.path
    return _as_csv(kept_extract(with_people[0].table, with_people[0].mapping.columns.values()))


def _as_csv(table: RawTable) -> bytes:
    """Return a table as text, its header and rows on the lines where they stood."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    place = 1
    for line, cells in [(max(table.header_line, 1), list(table.header)), *rows(table)]:
        text.write("\n" * (line - place))
        writer.writerow([cell.replace("\n", " ").replace("\r", " ") for cell in cells])
        place = line + 1
    return text.getvalue().encode("utf-8")
