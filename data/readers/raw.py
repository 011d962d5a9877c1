"""What does a table look like before anybody has said what its columns mean?"""

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from data.errors import Problem


@dataclass(frozen=True)
class CsvScan:
    """A clean delimited text that DuckDB can read itself: UTF-8, one line per row.

    `path` may be a transcoded copy; `first_line` is the line of the first data row in the
    delivered file, and row k of the scan stands on line first_line + k of it. `padded`: some cell
    may have a blank before or behind what it says; `apostrophes`: some may begin with an apostrophe.
    """

    path: Path
    delimiter: str
    first_line: int
    column_count: int
    row_count: int
    padded: bool = True
    apostrophes: bool = True


@dataclass(frozen=True)
class RawTable:
    """A table of text cells.

    `header`: the printed column names, "" where a column has none; two header rows are joined
    with a space. `sample`: the first rows (at most 500), shape as `cells`.
    `cells`: columns `line` (int64, the row's line in the delivered file from 1) and
    `c0` … `cN` (string, NULL or "" where empty); None when `scan` is given instead.
    Blank rows are not rows. Printed total rows are still in here: they are told from ordinary
    rows once the columns are known.
    """

    name: str
    header: tuple[str, ...]
    header_line: int
    sample: pa.Table
    cells: pa.Table | None = None
    scan: CsvScan | None = None


@dataclass(frozen=True)
class Reading:
    """A file as read: its format, its tables, and what was noticed.

    `format`: csv, json, xlsx, xls or parquet. `encoding` and `delimiter` where they apply.
    """

    format: str
    tables: tuple[RawTable, ...]
    encoding: str | None = None
    delimiter: str | None = None
    problems: tuple[Problem, ...] = field(default=())
