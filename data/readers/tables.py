"""Which reader turns this kind of file into tables of text cells?"""

from pathlib import Path

from data.readers.delimited import read_delimited
from data.readers.json_rows import read_json
from data.readers.parquet import read_parquet
from data.readers.raw import Reading
from data.readers.recognise import Kind
from data.readers.workbook import read_workbook


def read_tables(path: Path, kind: Kind, scratch: Path) -> Reading:
    """Read a recognised file of tables; `scratch` is a folder for transcoded copies.

    Raises: UnreadableFile for a file that cannot be read whole; ValueError for a kind without tables.
    """
    match kind:
        case "csv":
            return read_delimited(path, scratch)
        case "json":
            return read_json(path)
        case "parquet":
            return read_parquet(path)
        case "xlsx" | "xls":
            return read_workbook(path, kind)
    raise ValueError(f"{kind} holds no tables")
