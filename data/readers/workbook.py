"""What tables does an Excel workbook hold, as text?"""

from pathlib import Path
from typing import Literal
from zipfile import BadZipFile

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from data.errors import Problem, UnreadableFile
from data.language import Language
from data.readers.delimited_cells import CellBuilder
from data.readers.delimited_records import MOST_COLUMNS
from data.readers.header_rows import LOOK_AT, Heading, find_heading
from data.readers.old_workbook import check_old_workbook
from data.readers.raw import RawTable, Reading
from data.readers.typed_cells import tidy
from data.readers.workbook_sheets import SheetFacts, inspect_sheets

Sheet = tuple[RawTable | None, list[Problem]]
MOST_CELLS = 60_000_000
FEW_CELLS = 5_000_000  # beyond them, a sheet of fewer bytes than cells is nearly empty
SAMPLE_ROWS = 500
LISTED_CELLS = 50
# The sheet of our own templates that says how to fill in the other one.
INSTRUCTION_SHEETS: dict[Language, str] = {"sv": "Anvisningar", "en": "Instructions"}


def instruction_sheet(language: Language) -> str:
    """Return what a template's sheet of instructions is called."""
    return INSTRUCTION_SHEETS[language]


def read_workbook(path: Path, kind: Literal["xlsx", "xls"]) -> Reading:
    """Read every visible sheet that has a table; `line` is the sheet's row from 1.

    Hidden sheets are named and passed over. Cells with an error value are errors; a formula that
    was never computed is an empty cell and a warning.
    Raises: UnreadableFile for a damaged or protected workbook, or one without any table.
    """
    try:
        if kind == "xls":
            check_old_workbook(path)
        facts = inspect_sheets(path) if kind == "xlsx" else {}
        _check_extent(facts)
        # The library believes a name's ending; the content has said what the file is.
        reader = fastexcel.read_excel(path if path.suffix.lower() in ("", f".{kind}") else path.read_bytes())
        if kind == "xlsx" and not set(reader.sheet_names) <= set(facts):
            raise BadZipFile("a sheet whose extent is not known")
        read = [_read_sheet(reader, name, facts.get(name, SheetFacts())) for name in reader.sheet_names]
    except UnreadableFile:
        raise
    except BaseException as error:
        raise _refusal(error) from None
    read = _without_instructions(read)
    tables = tuple(table for table, _ in read if table)
    problems = tuple(problem for _, found in read for problem in found)
    if not tables:
        raise UnreadableFile(*problems, Problem("error", "no_table"))
    return Reading(kind, tables, problems=problems)


def _without_instructions(read: list[Sheet]) -> list[Sheet]:
    """Return what was read without our own instructions, unless nothing else is there."""
    others = [(table, found) for table, found in read if not (table and table.name in INSTRUCTION_SHEETS.values())]
    return others if any(table for table, _ in others) else read


def _refusal(error: BaseException) -> BaseException:
    """Return what a fault inside the workbook reader means; a bug of ours stays as it is."""
    if "password" in str(error).lower():
        return UnreadableFile(Problem("error", "password_protected"))
    known = fastexcel.FastExcelError | OSError | KeyError | NotImplementedError
    foreign = isinstance(error, known) or type(error).__name__ in ("PanicException", "BadZipFile")
    return UnreadableFile(Problem("error", "truncated")) if foreign else error


def _check_extent(facts: dict[str, SheetFacts]) -> None:
    """Refuse a sheet with a cell so far out that making room for it would take the machine down."""
    for name, sheet in facts.items():
        most = min(MOST_CELLS, max(FEW_CELLS, sheet.size))
        if sheet.cells > most:
            values = {"sheet": name, "cells": sheet.cells, "limit": most}
            raise UnreadableFile(Problem("error", "too_many_cells", values=values))
        if sheet.columns > MOST_COLUMNS:
            values = {"columns": sheet.columns, "limit": MOST_COLUMNS}
            raise UnreadableFile(Problem("error", "too_many_columns", values=values))


def _read_sheet(
    reader: fastexcel.ExcelReader, name: str, facts: SheetFacts
) -> tuple[RawTable | None, list[Problem]]:
    try:
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    except fastexcel.FastExcelError as error:
        if "not a valid worksheet" in str(error):
            return None, []
        raise
    if sheet.visible != "visible":
        return None, [Problem("info", "hidden_sheet", values={"sheet": name})]
    if not sheet.height or not sheet.width:
        return None, [Problem("info", "empty_sheet", values={"sheet": name})]
    if sheet.width > MOST_COLUMNS:
        values = {"columns": sheet.width, "limit": MOST_COLUMNS}
        raise UnreadableFile(Problem("error", "too_many_columns", values=values))
    batch, errors = sheet.to_arrow_with_errors()
    table, problems = _table(name, _numbered(batch))
    if table is None:
        return None, [Problem("info", "empty_sheet", values={"sheet": name})]
    problems += _uncached(name, facts) + _error_cells(name, table, errors)
    return table, problems


def _numbered(batch: pa.RecordBatch) -> pa.Table:
    """Return the sheet's rows that hold anything, with their row numbers."""
    cells = pa.Table.from_batches([batch])
    columns = [tidy(_without_marks(column)) for column in cells.columns]
    filled = [pc.greater(pc.utf8_length(pc.fill_null(pc.utf8_trim_whitespace(c), "")), 0) for c in columns]
    keep = filled[0]
    for mask in filled[1:]:
        keep = pc.or_(keep, mask)
    line = pa.chunked_array([pa.array(range(1, cells.num_rows + 1), pa.int64())])
    numbered = pa.Table.from_arrays([line, *columns], ["line", *(f"c{i}" for i in range(len(columns)))])
    return numbered.filter(keep)


def _without_marks(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.replace_substring_regex(column, "_x000[dD]_", "")


def _table(name: str, rows: pa.Table) -> tuple[RawTable | None, list[Problem]]:
    width = rows.num_columns - 1
    top = [[cell or "" for cell in row.values()] for row in rows.slice(0, LOOK_AT).drop("line").to_pylist()]
    heading = find_heading(top)
    if not top or max(sum(1 for cell in row if cell.strip()) for row in top) < 2:
        return None, []
    lines = rows.column("line").slice(0, LOOK_AT).to_pylist()
    header_line = 0 if heading.row is None else lines[heading.row]
    problems = [] if header_line else [Problem("warning", "no_header", lines[0])]
    data = rows.slice(heading.first_data)
    if heading.markers or _repeats(data, top, heading):
        data, found = _checked(data, heading, header_line, width)
        problems += found
    if not data.num_rows:
        problems.append(Problem("warning", "header_only", header_line))
    return RawTable(name, heading.names, header_line, data.slice(0, SAMPLE_ROWS), data), problems


def _repeats(data: pa.Table, top: list[list[str]], heading: Heading) -> bool:
    """Tell whether the first two names come again further down."""
    if heading.row is None:
        return False
    first, second = (pa.scalar(cell) for cell in (top[heading.row] + [""])[:2])
    again = pc.equal(data.column("c0"), first)
    if data.num_columns > 2 and second.as_py():
        again = pc.and_(again, pc.equal(data.column("c1"), second))
    return bool(first.as_py()) and bool(pc.any(again).as_py())


def _checked(
    data: pa.Table, heading: Heading, header_line: int, width: int
) -> tuple[pa.Table, list[Problem]]:
    builder = CellBuilder(heading, header_line)
    for row in data.to_pylist():
        builder.add(row["line"], [row[f"c{i}"] or "" for i in range(width)])
    return builder.table(), builder.problems


def _uncached(name: str, facts: SheetFacts) -> list[Problem]:
    problems = [
        Problem("warning", "formula_without_value", _row_of(cell), values={"sheet": name, "cell": cell})
        for cell in facts.uncached[:LISTED_CELLS]
    ]
    left = len(facts.uncached) - LISTED_CELLS
    if left > 0:
        problems.append(Problem("warning", "more_cells", values={"sheet": name, "count": left}))
    return problems


def _row_of(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _error_cells(name: str, table: RawTable, errors: fastexcel.CellErrors | None) -> list[Problem]:
    problems = []
    for error in errors.errors if errors else []:
        row, column = error.position
        header = table.header[column] if column < len(table.header) else ""
        printed = error.detail.split("Error(")[-1].strip("')")
        values = {"sheet": name, "printed": printed}
        problems.append(Problem("error", "error_cell", row + 1, header or None, values))
    return problems
