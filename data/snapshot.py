"""What lies in a published snapshot, and is it what was published?

A snapshot is one database file with the tables of sql/publish/tables.sql. It is written beside its place and
swapped in whole. Two checksums lie in it: that of the content, which is the same whenever the same is published,
and the seal, which covers number and time as well. Reading verifies both.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from data.disk import sync
from data.errors import UserError
from data.store import Writer, lone_file

SNAPSHOT_SCHEMA = 1  # of sql/publish/tables.sql
TABLES = ("card_version", "unit", "period", "figure", "unit_year", "pace_year", "hidden")
OF_STAFF = ("hidden", "told_sides", "unit_year")
OUTSIDE_CHECKSUM = ("number", "published_at", "checksum", "seal")

Row = Mapping[str, object]
Contents = Mapping[str, list[dict]]


def write(target: Path, contents: Mapping[str, Iterable[Row]], edition: Row) -> str:
    """Write a snapshot to a file, replacing what was there in one step; return the checksum of its content.

    A process that is killed leaves what was there before.
    """
    unfinished = target.with_name(f"{target.name}.tmp")
    _forget(unfinished)
    try:
        with lone_file(unfinished, is_new=True) as writer:
            writer.run("schema/settings")
            writer.run("publish/tables")
            for table in TABLES:
                _fill(writer, table, contents[table])
            sealed = {**edition, "snapshot_schema": SNAPSHOT_SCHEMA, "checksum": None, "seal": None}
            sealed["checksum"] = _checksum(sealed, _tables(writer))
            _fill(writer, "edition", [{**sealed, "seal": _seal(sealed)}])
            writer.run("schema/checkpoint")
        sync(unfinished)
        unfinished.replace(target)
        sync(target.absolute().parent)
    finally:
        _forget(unfinished)
    return sealed["checksum"]


def read(file: Path) -> Contents:
    """Return every row of a snapshot by its table, `edition` among them.

    Raises: UserError when there is no such file, it is none of ours, of another make, or not what was published.
    """
    if not file.is_file():
        raise UserError("no_snapshot", file=file.name)
    with lone_file(file) as reader:
        rows = reader.query("publish/edition").to_pylist()
        if len(rows) != 1:
            raise UserError("snapshot_damaged", file=file.name)
        edition = rows[0]
        if edition["snapshot_schema"] != SNAPSHOT_SCHEMA:
            raise UserError("snapshot_other_make", file=file.name)
        contents = _tables(reader)
    if (edition["checksum"], edition["seal"]) != (_checksum(edition, contents), _seal(edition)):
        raise UserError("snapshot_damaged", file=file.name)
    return {**contents, "edition": rows}


def staff_of(file: Path) -> Contents:
    """Return the rows in which a snapshot says which numbers of HTE it keeps out, and those that tell some, unverified.

    Raises: UserError when there is no such file, or it is none of ours.
    """
    if not file.is_file():
        raise UserError("no_snapshot", file=file.name)
    with lone_file(file) as reader:
        return {name: reader.query(f"publish/{name}").to_pylist() for name in OF_STAFF}


def _fill(writer: Writer, table: str, rows: Iterable[Row]) -> None:
    """Put rows into a table, by the names of its columns."""
    columns = writer.query(f"publish/{table}").schema
    writer.append(table, pa.Table.from_pylist([dict(row) for row in rows], columns))


def _tables(held: Writer) -> dict[str, list[dict]]:
    return {table: held.query(f"publish/{table}").to_pylist() for table in TABLES}


def _checksum(edition: Row, contents: Contents) -> str:
    """Return the SHA-256 of all that is said, row by row in a fixed order, whenever it was published."""
    said = {name: value for name, value in edition.items() if name not in OUTSIDE_CHECKSUM}
    digest = hashlib.sha256(_canonical(said))
    for table in TABLES:
        for row in contents[table]:
            digest.update(_canonical([table, row]))
    return digest.hexdigest()


def _seal(edition: Row) -> str:
    """Return the SHA-256 of the content's checksum with the edition's number and time."""
    return hashlib.sha256(_canonical([edition[name] for name in OUTSIDE_CHECKSUM[:-1]])).hexdigest()


def _canonical(value: object) -> bytes:
    return (json.dumps(value, sort_keys=True, default=_printed) + "\n").encode()


def _printed(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


def _forget(unfinished: Path) -> None:
    for path in (unfinished, unfinished.with_name(f"{unfinished.name}.wal")):
        path.unlink(missing_ok=True)
