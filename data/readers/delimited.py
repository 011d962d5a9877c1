"""What rows does a delimited text hold?"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from data.errors import Problem, UnreadableFile
from data.readers.delimited_cells import CellBuilder, text_table
from data.readers.delimited_records import Record, choose_delimiter, is_blank, records
from data.readers.delimited_scan import find_scan
from data.readers.header_rows import LOOK_AT, Heading, find_heading
from data.readers.raw import RawTable, Reading
from data.readers.text import Encoding, detect_encoding, encoding_problems, lines

SAMPLE_ROWS = 500


def read_delimited(path: Path, scratch: Path) -> Reading:
    """Read a delimited text of any encoding, line end and delimiter.

    A clean file is not read here but given as a scan; any other as cells with their lines.
    `scratch`: folder for a transcoded copy. Faulty rows are problems with their line.
    Raises: UnreadableFile for a text that has no rows or an unbalanced quote.
    """
    encoding = detect_encoding(path)
    problems = encoding_problems(encoding)
    delimiter = choose_delimiter(_head(path, encoding))
    head = list(islice(_rows(path, encoding, delimiter), LOOK_AT + SAMPLE_ROWS))
    if not head:
        raise UnreadableFile(Problem("error", "empty_file"))
    heading = find_heading([cells for _, cells in head])
    if heading.row is None:
        problems.append(Problem("warning", "no_header", head[0][0]))
    table = _table(path, encoding, delimiter, scratch, head, heading, problems)
    return Reading("csv", (table,), encoding.codec, delimiter, tuple(problems))


def _head(path: Path, encoding: Encoding) -> list[str]:
    """Return the first lines, up to a million characters, without those that are empty."""
    head, size = [], 0
    for line in lines(path, encoding):
        size += len(line)
        if line.strip():
            head.append(line)
        if size > 1_000_000 or len(head) >= 2 * LOOK_AT:
            break
    return head


def _rows(path: Path, encoding: Encoding, delimiter: str) -> Iterator[Record]:
    for line, cells in records(lines(path, encoding), delimiter):
        if not is_blank(cells) and not cells[0].strip().lower().startswith("sep="):
            yield line, cells


def _table(
    path: Path,
    encoding: Encoding,
    delimiter: str,
    scratch: Path,
    head: list[Record],
    heading: Heading,
    problems: list[Problem],
) -> RawTable:
    header_line = 0 if heading.row is None else head[heading.row][0]
    data = head[heading.first_data :]
    if not data:
        problems.append(Problem("warning", "header_only", header_line))
        empty = text_table([], len(heading.names))
        return RawTable(path.stem, heading.names, header_line, empty, empty)
    scan = None if heading.markers else find_scan(path, encoding, delimiter, scratch, heading, head)
    if scan:
        sample = text_table(data[:SAMPLE_ROWS], len(heading.names))
        return RawTable(path.stem, heading.names, header_line, sample, scan=scan)
    return _celled(path, encoding, delimiter, heading, header_line, data[0][0], problems)


def _celled(
    path: Path,
    encoding: Encoding,
    delimiter: str,
    heading: Heading,
    header_line: int,
    first_line: int,
    problems: list[Problem],
) -> RawTable:
    builder = CellBuilder(heading, header_line)
    width = len(heading.names)
    for line, cells in records(lines(path, encoding), delimiter, width, problems):
        if line >= first_line:
            builder.add(line, cells)
    cells = builder.table()
    problems.extend(builder.problems)
    return RawTable(path.stem, heading.names, header_line, cells.slice(0, SAMPLE_ROWS), cells)
