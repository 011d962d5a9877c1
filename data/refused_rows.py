"""Which rows of a refused file are at fault, as they stand in it, so that its owner can find and mend them?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from data.errors import Problem
from data.prepare import Part, Prepared, holds_people
from data.readers.cells import cells_at
from data.readers.delimited_records import records
from data.readers.people import strip_people
from data.readers.text import detect_encoding, lines

Cells = Sequence[str]


@dataclass(frozen=True)
class RefusedRows:
    """The rows at fault of one table: its printed header, and by its line each row's cells, more where a row has more.

    Of an HR extract the columns that say who somebody is are left out, as they are of what is stored.
    """

    table: str
    header: tuple[str, ...]
    cells: dict[int, Cells]


def refused_rows(prepared: Prepared, problems: Sequence[Problem]) -> tuple[RefusedRows, ...]:
    """Return the rows that errors point at, table by table; a SIE file or one that could not be read has none.

    A workbook's problem says its row but not its sheet: a row that may be of two sheets is left out.
    """
    faults = [problem for problem in problems if problem.severity == "error" and problem.line]
    if not faults or not prepared.parts:
        return ()
    wanted = {problem.line for problem in faults}
    # In a row whose cells are pushed aside a name may stand in any column.
    unplaced = {problem.line for problem in faults if problem.column is None}
    found = [(part, _header_and_cells(prepared, part, wanted, unplaced)) for part in prepared.parts]
    told = [
        RefusedRows(part.table.name, header, _only_here(part, cells, faults, found)) for part, (header, cells) in found
    ]
    return tuple(rows for rows in told if rows.cells)


def _only_here(
    part: Part, cells: dict[int, Cells], faults: Sequence[Problem], found: Sequence[tuple[Part, tuple]]
) -> dict[int, Cells]:
    """Return the rows at fault that no other table can be meant by."""
    here = set()
    for fault in faults:
        having = [other for other, (_, others) in found if fault.line in others]
        named = [other for other in having if fault.column in other.table.header]
        if (named or having) == [part]:
            here.add(fault.line)
    return {line: row for line, row in sorted(cells.items()) if line in here}


def _header_and_cells(
    prepared: Prepared, part: Part, wanted: Collection[int], unplaced: Collection[int]
) -> tuple[tuple[str, ...], dict[int, Cells]]:
    table = part.table
    if holds_people(part) or part.register == "headcount":
        return _without_people(part, {line for line in wanted if line not in unplaced})
    if prepared.format == "csv":
        return table.header, _as_written(prepared, len(table.header), wanted)
    return table.header, cells_at(table, wanted)


def _without_people(part: Part, wanted: Collection[int]) -> tuple[tuple[str, ...], dict[int, Cells]]:
    """Return header and rows of the columns that are read and in which nobody could be found."""
    stripped, dropped = strip_people(part.table)
    used = sorted(set(part.mapping.columns.values()))
    kept = [index for index in used if (stripped.header[index] or f"#{index + 1}") not in dropped]
    cells = cells_at(replace(stripped, scan=None), wanted)
    return (
        tuple(stripped.header[index] for index in kept),
        {line: [row[index] for index in kept] for line, row in cells.items()},
    )


def _as_written(prepared: Prepared, width: int, wanted: Collection[int]) -> dict[int, Cells]:
    """Return a text's rows cell by cell as they were written, with those beyond the header."""
    path, last = prepared.given.path, max(wanted)
    found: dict[int, Cells] = {}
    for line, cells in records(lines(path, detect_encoding(path)), prepared.reading.delimiter, width, []):
        if line > last:
            break
        if line in wanted:
            found[line] = cells
    return found
