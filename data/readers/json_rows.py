"""What rows does a JSON file hold?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from data.errors import Problem, UnreadableFile
from data.readers.delimited_cells import text_table
from data.readers.delimited_records import MOST_COLUMNS
from data.readers.header_rows import clean_name
from data.readers.raw import RawTable, Reading
from data.readers.text import detect_encoding, encoding_problems, open_text

SAMPLE_ROWS = 500
RECORD_ENDS = b"\n\r,}"  # a whole list may stand on one line
SPACE = re.compile(r"[ \t\r\n]*")


def _refuse_constant(printed: str) -> object:
    raise ValueError(printed)


DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=_refuse_constant)


def read_json(path: Path) -> Reading:
    """Read a list of objects, an object that holds one, or one object a line.

    `line` is the line on which the record begins. Numbers stay as printed; the names are the union
    of the records' names in order of appearance, without byte order marks.
    Raises: UnreadableFile with the line of the first fault.
    """
    encoding = detect_encoding(path, RECORD_ENDS)
    with open_text(path, encoding) as file:
        text = file.read().replace("\0", "").rstrip("\x1a")
    names: dict[str, int] = {}
    rows = [(line, _cells(record, names)) for line, record in _numbered(text)]
    if len(names) > MOST_COLUMNS:
        values = {"columns": len(names), "limit": MOST_COLUMNS}
        raise UnreadableFile(Problem("error", "too_many_columns", values=values))
    cells = text_table(rows, len(names))
    table = RawTable(path.stem, tuple(names), 1, cells.slice(0, SAMPLE_ROWS), cells)
    return Reading("json", (table,), encoding.codec, problems=tuple(encoding_problems(encoding)))


def _cells(record: dict[str, object], names: dict[str, int]) -> list[str]:
    cells = [""] * len(names)
    for name, value in record.items():
        place = names.setdefault(clean_name(name), len(names))
        cells.extend([""] * (place + 1 - len(cells)))
        cells[place] = _printed(value)
    return cells


def _printed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def _numbered(text: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the records with their lines.

    Raises: UnreadableFile where a record is no object, or there is none at all.
    """
    line, counted, found = 1, 0, False
    for place, record in _records(text):
        line += text.count("\n", counted, place)
        counted, found = place, True
        if not isinstance(record, dict):
            raise UnreadableFile(Problem("error", "json_not_record", line))
        yield line, record
    if not found:
        raise UnreadableFile(Problem("error", "json_no_rows", 1))


def _records(text: str) -> Iterator[tuple[int, object]]:
    place = _past_space(text, 0)
    if text.startswith("[", place):
        yield from _list(text, place)
        return
    list_at = _list_in_object(text, place)
    if list_at is not None:
        yield from _list(text, list_at)
        return
    while place < len(text):
        record, end = _decoded(text, place)
        yield place, record
        place = _past_space(text, end)


def _list(text: str, place: int) -> Iterator[tuple[int, object]]:
    """Yield the elements of a list with where they begin."""
    place = _past_space(text, place + 1)
    while not text.startswith("]", place):
        value, end = _decoded(text, place)
        yield place, value
        place = _past_space(text, end)
        if text.startswith(",", place):
            place = _past_space(text, place + 1)
        elif not text.startswith("]", place):
            raise _bad(text, place)


def _list_in_object(text: str, place: int) -> int | None:
    """Return where the first list of objects in an object begins, None without one."""
    place = _past_space(text, place + 1)
    while not text.startswith("}", place):
        _, end = _decoded(text, place)
        place = _past_space(text, end)
        if not text.startswith(":", place):
            raise _bad(text, place)
        place = _past_space(text, place + 1)
        if text.startswith("[", place) and text.startswith("{", _past_space(text, place + 1)):
            return place
        _, end = _decoded(text, place)
        place = _past_space(text, end)
        if text.startswith(",", place):
            place = _past_space(text, place + 1)
        elif not text.startswith("}", place):
            raise _bad(text, place)
    return None


def _past_space(text: str, place: int) -> int:
    match = SPACE.match(text, place)
    return match.end() if match else place


def _decoded(text: str, place: int) -> tuple[object, int]:
    try:
        return DECODER.raw_decode(text, place)
    except json.JSONDecodeError as error:
        raise _bad(text, error.pos) from None
    except (ValueError, RecursionError):
        raise _bad(text, place) from None


def _bad(text: str, place: int) -> UnreadableFile:
    """Return the refusal: cut off where the text just ends, else not JSON."""
    line = text.count("\n", 0, place) + 1
    cut = not text[place:].strip() or text.startswith('"', place) and '"' not in text[place + 1 :]
    return UnreadableFile(Problem("error", "truncated" if cut else "bad_json", line))
