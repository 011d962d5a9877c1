"""Where do the extracts lie, and how is the next version of them made without disturbing readers?

A store is a folder: `CURRENT` names the version in force, `ledger-NNNNNN.duckdb` are the versions,
`originals/` holds the delivered files. A writer builds the next version beside the current one and
swaps the name, so a reader sees either all of a change or none of it (README, Decisions).
"""

import fcntl
import shutil
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pyarrow as pa

from data.access import Viewer
from data.counting import timed_query
from data.disk import sync, told_of_the_disk
from data.errors import UserError
from data.in_force import put_in_force
from data.statements import Parameters, bound
from data.versions import file_of, forget_old, numbers, sweep

DatabaseFault = duckdb.Error
SCHEMA = 5  # of sql/schema/tables.sql; an older store is made anew from its originals
VERSIONS_KEPT = 3
WRITER_MEMORY = "1000MB"
READER_MEMORY = "2GB"
READ_ONLY = {"enable_external_access": "false", "lock_configuration": "true", "memory_limit": READER_MEMORY}

warnings.filterwarnings("ignore", message="Arrow output on a DB-API result", module=__name__)
# Told of each named statement of a writer and the seconds it took; for measuring (bench/).
OnStatement = Callable[[str, float], None]


def _run(connection: duckdb.DuckDBPyConnection, name: str, params: Parameters) -> pa.Table:
    """Run a named statement on a connection and return its rows.

    Not by `sql()`, whose relation is planned once to be made and once more to be read: for the few
    rows of a figure that is most of the time, and the copy that is warned of is not.
    """
    sql, used = bound(name, params)
    return connection.execute(sql, used or None).to_arrow_table()


class Writer:
    """The next version of the store while it is being built: one connection, one transaction.

    Never begin a table with an insert of no rows: DuckDB 2.0.0 then hides the large one after it, and every sum made
    until the file is opened anew is empty.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        scratch: Path,
        originals: Path,
        on_statement: OnStatement | None = None,
    ) -> None:
        self._connection = connection
        self._on_statement = on_statement
        self.scratch = scratch
        self.originals = originals
        self.folder = originals.parent  # of the store that this is a version of
        self.kept: list[Path] = []
        self.viewer: Viewer | None = None  # who changes the store; None = the product itself (data/seen.py)
        self.is_authorised = False

    def run(self, name: str, /, **params: object) -> None:
        """Run the statements of sql/<name>.sql."""
        sql, used = bound(name, params)
        with self._timed(name):
            self._connection.execute(sql, used or None)

    def query(self, name: str, /, **params: object) -> pa.Table:
        """Return the rows of sql/<name>.sql as they stand in the version being built."""
        with self._timed(name):
            return _run(self._connection, name, params)

    def standing(self, name: str) -> list[dict]:
        """Return the rows of a query without parameters, as a store does."""
        return self.query(name).to_pylist()

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        """Tell whoever measures how long a statement took."""
        started = time.perf_counter()
        yield
        if self._on_statement:
            self._on_statement(name, time.perf_counter() - started)

    def offer(self, name: str, rows: pa.Table) -> None:
        """Let statements read an Arrow table under a name."""
        self._connection.register(name, rows)

    def withdraw(self, name: str) -> None:
        """Take an offered table away."""
        self._connection.unregister(name)

    def append(self, table: str, rows: pa.Table) -> None:
        """Append an Arrow table whose columns stand in the table's order."""
        if not rows.num_rows:
            return
        self._connection.from_arrow(rows).insert_into(table)

    def offer_csv(self, name: str, path: Path, delimiter: str, first_line: int, names: list[str]) -> None:
        """Let statements read a clean UTF-8 delimited file under a name, every cell as text."""
        rows = self._connection.read_csv(
            str(path), delimiter=delimiter, header=False, skiprows=first_line - 1, auto_detect=False,
            columns=dict.fromkeys(names, "VARCHAR"), quotechar='"', escapechar='"',
        )  # fmt: skip
        self.offer(name, rows)

    def define(self, statement: str) -> None:
        """Run a statement that the rule compiler made (data/classify.py)."""
        self._connection.execute(statement)

    def keep(self, stored_name: str, content: Path | bytes) -> None:
        """Keep a delivered file, read-only; it goes again if this version is not committed."""
        target = self.originals / stored_name
        self.kept.append(target)
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            shutil.copyfile(content, target)
        sync(target)
        target.chmod(0o400)


class Store:
    """A folder of extracts. Reading never waits for writing.

    A store of another schema is not read; `any_schema` reads it nevertheless, so that it can be made anew.
    """

    def __init__(self, folder: Path, on_statement: OnStatement | None = None, any_schema: bool = False) -> None:
        self.folder = Path(folder)
        self._any_schema = any_schema
        self._on_statement = on_statement
        self._lock = threading.Lock()
        self._opened: tuple[str, duckdb.DuckDBPyConnection] | None = None
        self._standing: tuple[str, dict[str, list[dict]]] = ("", {})

    @property
    def exists(self) -> bool:
        """Return whether anything has been stored here."""
        return (self.folder / "CURRENT").is_file()

    @property
    def version(self) -> str:
        """Return the name of the version in force; it changes with every change of content.

        Raises: UserError when nothing has been stored yet.
        """
        try:
            return (self.folder / "CURRENT").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise UserError("no_store", folder=self.folder.name) from None

    @property
    def originals(self) -> Path:
        """Return the folder of the delivered files."""
        return self.folder / "originals"

    def query(self, name: str, /, **params: object) -> pa.Table:
        """Return the rows of sql/<name>.sql in the version in force. Money comes as DECIMAL."""
        with timed_query(name):
            return _run(self._reader().cursor(), name, params)

    def query_large(self, name: str, /, **params: object) -> pa.Table:
        """Return the rows of a query that gives many: the same as `query`, sparing of memory."""
        sql, used = bound(name, params)
        with timed_query(name):
            return self._reader().cursor().sql(sql, params=used or None).to_arrow_table()

    def standing(self, name: str) -> list[dict]:
        """Return the rows of a query without parameters, fetched once for each version; not to be altered."""
        version = self.version
        with self._lock:
            if self._standing[0] != version:
                self._standing = (version, {})
            held = self._standing[1]
        if name not in held:
            held[name] = self.query(name).to_pylist()
        return held[name]

    def _reader(self) -> duckdb.DuckDBPyConnection:
        """Return a read-only connection to the version in force."""
        with self._lock:
            version = self.version
            if self._opened is None or self._opened[0] != version:
                path = self.folder / version
                connection = duckdb.connect(str(path), read_only=True, config=READ_ONLY)
                self._check_schema(connection)
                self._opened = (version, connection)
            return self._opened[1]

    def _check_schema(self, connection: duckdb.DuckDBPyConnection) -> None:
        held = _run(connection, "schema/version", {}).column("schema_version")[0].as_py()
        if held != SCHEMA and not self._any_schema:
            connection.close()
            raise UserError("store_older" if held < SCHEMA else "store_newer", held=held, known=SCHEMA)

    @told_of_the_disk(duckdb.IOException, duckdb.FatalException)
    @contextmanager
    def write(self, fresh: bool = False) -> Iterator[Writer]:
        """Build the next version; it comes into force when the block ends without an exception.

        `fresh` starts from nothing instead of from the current version. Writers wait for each
        other. A block that raises `Discard` leaves everything as it was, without an error.
        """
        for place in (self.folder, self.originals):  # readable by their owner only
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "writer.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            sweep(self.folder, self.version if self.exists else None, VERSIONS_KEPT)
            number = 1 + max(numbers(self.folder), default=0)
            unfinished = self.folder / f"ledger-{number:06d}.duckdb.tmp"
            starts_empty = fresh or not self.exists
            scratch = Path(tempfile.mkdtemp(prefix="scratch-", dir=self.folder))
            try:
                if not starts_empty:
                    shutil.copyfile(self.folder / self.version, unfinished)
                writer = self._build(unfinished, scratch, starts_empty)
                try:
                    self._forget_unknown(self if starts_empty else writer)
                    yield writer
                    writer.run("schema/commit")
                    writer.run("schema/checkpoint")
                finally:
                    writer._connection.close()
                self._publish(unfinished, number)
                writer.kept.clear()
            except Discard:
                pass
            finally:
                for left in self.folder.glob(f"{unfinished.name}*"):  # and what the database kept beside it
                    left.unlink()
                for path in writer.kept if "writer" in locals() else []:
                    path.unlink(missing_ok=True)
                shutil.rmtree(scratch, ignore_errors=True)

    def _build(self, path: Path, scratch: Path, starts_empty: bool) -> Writer:
        """Open the next version, give it its tables and begin its transaction."""
        config = {"memory_limit": WRITER_MEMORY, "temp_directory": str(scratch)}
        writer = Writer(duckdb.connect(str(path), config=config), scratch, self.originals, self._on_statement)
        writer.run("schema/settings")
        if starts_empty:
            writer.run("schema/tables")
        else:
            self._check_schema(writer._connection)
        writer.run("schema/macros")
        writer.run("schema/begin")
        return writer

    def _publish(self, unfinished: Path, number: int) -> None:
        """Put the finished version in force and forget all but the last few."""
        put_in_force(self.folder, unfinished, file_of(self.folder, number).name)
        forget_old(self.folder, VERSIONS_KEPT)

    def tidy(self) -> None:
        """Clear away what a killed writer left, at a start; a writer that is at work does so itself."""
        if not self.exists:
            return
        with (self.folder / "writer.lock").open("w") as lock, suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            sweep(self.folder, self.version, VERSIONS_KEPT)
            self._forget_unknown(self)

    def _forget_unknown(self, held: "Store | Writer") -> None:
        """Clear away the originals that nothing held refers to."""
        names = held.query("store/originals").column("stored_name").to_pylist() if self.exists else []
        known = set(names)
        for path in self.originals.iterdir():
            if path.name not in known:
                path.unlink()


@contextmanager
def lone_file(path: Path, is_new: bool = False) -> Iterator[Writer]:
    """Give a connection to a database file that belongs to no store: to fill a new one, else only to read it.

    Raises: UserError when the file to be read is no whole database.
    """
    try:
        with duckdb.connect(str(path), read_only=not is_new, config={} if is_new else READ_ONLY) as connection:
            yield Writer(connection, path.parent, path.parent)
    except duckdb.Error as fault:
        if is_new:
            raise
        raise UserError("snapshot_damaged", file=path.name) from fault


class Discard(Exception):
    """Raised inside `Store.write` to leave everything as it was."""
