"""Which reader turns this kind of file into tables of text cells?"""

from pathlib import Path

from data.errors import Problem, UnreadableFile
from data.readers.delimited import read_delimited
from data.readers.raw import Reading
from data.readers.recognise import Kind


def read_tables(path: Path, kind: Kind, scratch: Path) -> Reading:
    """Read a recognised file of tables; `scratch` is a folder for transcoded copies.

    Raises: UnreadableFile for a file that cannot be read whole; ValueError for a kind without tables.
    """
    if kind == "csv":
        return read_delimited(path, scratch)
    raise UnreadableFile(Problem("error", "unknown_binary"))
