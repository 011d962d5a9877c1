"""What stands in a raw table, row by row and column by column?"""

import csv
from collections.abc import Collection, Iterator
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from data.readers.raw import CsvScan, RawTable


def rows(table: RawTable) -> Iterator[tuple[int, list[str]]]:
    """Yield each row's line in the delivered file and its cells, stripped, "" where empty."""
    width = len(table.header)
    if table.scan is not None:
        yield from _scanned_rows(table.scan, width)
        return
    columns = [table.cells[name].to_pylist() for name in table.cells.column_names if name != "line"]
    for place, line in enumerate(table.cells["line"].to_pylist()):
        yield line, [(column[place] or "").strip() for column in columns[:width]]


def _scanned_rows(scan: CsvScan, width: int) -> Iterator[tuple[int, list[str]]]:
    with scan.path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(scan.first_line - 1):
            file.readline()
        reader = csv.reader(file, delimiter=scan.delimiter)
        for number, row in enumerate(islice(reader, scan.row_count)):
            cells = [cell.strip() for cell in row[:width]]
            yield scan.first_line + number, cells + [""] * (width - len(cells))


def column_texts(table: RawTable, index: int) -> list[str]:
    """Return the distinct cells of a column that are not empty, over the whole table."""
    if table.cells is not None:
        column = table.cells[f"c{index}"]
    elif table.scan is not None:
        column = _scanned_column(table.scan, index)
    else:
        column = table.sample[f"c{index}"]
    distinct = pc.unique(pc.utf8_trim_whitespace(column.cast(pa.string())))
    return [text for text in distinct.to_pylist() if text]


def _scanned_column(scan: CsvScan, index: int) -> pa.ChunkedArray:
    names = [f"c{number}" for number in range(scan.column_count)]
    read = arrow_csv.read_csv(
        scan.path,
        read_options=arrow_csv.ReadOptions(column_names=names, skip_rows=scan.first_line - 1),
        parse_options=arrow_csv.ParseOptions(delimiter=scan.delimiter),
        convert_options=arrow_csv.ConvertOptions(
            include_columns=[names[index]], column_types={names[index]: pa.string()}, null_values=[]
        ),
    )
    return read[names[index]]


def cells_at(table: RawTable, lines: Collection[int]) -> dict[int, list[str]]:
    """Return the cells of the rows on given lines of the delivered file, stripped."""
    wanted = set(lines)
    if table.scan is None:
        return {line: cells for line, cells in rows(table) if line in wanted}
    found: dict[int, list[str]] = {}
    width = len(table.header)
    with table.scan.path.open(encoding="utf-8-sig", newline="") as file:
        for line, text in enumerate(islice(file, max(wanted, default=0)), start=1):
            if line in wanted:
                cells = [cell.strip() for cell in next(csv.reader([text], delimiter=table.scan.delimiter))][:width]
                found[line] = cells + [""] * (width - len(cells))
    return found
