"""What rows does a Parquet file hold, as text?"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import Problem, UnreadableFile
from data.readers.delimited_records import MOST_COLUMNS
from data.readers.header_rows import clean_name
from data.readers.raw import RawTable, Reading
from data.readers.typed_cells import as_text

MOST_CELLS = 300_000_000
SAMPLE_ROWS = 500


def read_parquet(path: Path) -> Reading:
    """Read a Parquet file; `line` is the row's number from 1.

    Raises: UnreadableFile for a damaged file, and for one of more cells than is accepted.
    """
    try:
        file = pq.ParquetFile(path, page_checksum_verification=True)
        _check_size(file.metadata, path.name)
        names = tuple(clean_name(name) for name in file.schema_arrow.names)
        batches = [_texts(batch) for batch in file.iter_batches()]
    except (pa.ArrowException, OSError, ValueError):
        raise UnreadableFile(Problem("error", "truncated")) from None
    cells = _numbered(batches, len(names))
    problems = () if cells.num_rows else (Problem("warning", "header_only", 1),)
    table = RawTable(path.stem, names, 0, cells.slice(0, SAMPLE_ROWS), cells)
    return Reading("parquet", (table,), problems=problems)


def _check_size(metadata: pq.FileMetaData, name: str) -> None:
    """Refuse before reading: a few bytes can stand for billions of equal rows."""
    columns = metadata.num_columns
    if columns > MOST_COLUMNS:
        values = {"columns": columns, "limit": MOST_COLUMNS}
        raise UnreadableFile(Problem("error", "too_many_columns", values=values))
    cells = metadata.num_rows * max(1, columns)
    if cells > MOST_CELLS:
        values = {"sheet": name, "cells": cells, "limit": MOST_CELLS}
        raise UnreadableFile(Problem("error", "too_many_cells", values=values))


def _texts(batch: pa.RecordBatch) -> pa.Table:
    """Return a batch as texts; the library does not check that what is said to be text is UTF-8."""
    batch.validate(full=True)
    columns = [as_text(pa.chunked_array([column])) for column in batch.columns]
    return pa.Table.from_arrays(columns, [f"c{i}" for i in range(len(columns))])


def _numbered(batches: list[pa.Table], width: int) -> pa.Table:
    names = [f"c{i}" for i in range(width)]
    empty = pa.table({name: pa.array([], pa.string()) for name in names})
    cells = pa.concat_tables(batches) if batches else empty
    line = pa.array(range(1, cells.num_rows + 1), pa.int64())
    return cells.add_column(0, "line", line)
