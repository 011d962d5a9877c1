"""How long do a bare DuckDB load, pandas and polars take over the same file? Run in a process of its own."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

TEXTS = (
    "unit", "account", "cost_centre", "activity_code", "project", "object", "counterparty",
    "supplier_id", "supplier", "voucher", "text",
)  # fmt: skip


def duckdb_typed(ledger: Path, folder: Path) -> Callable[[], int]:
    """Load into a table of a database file, closed and thereby written out."""
    import duckdb

    statement = Path(__file__).with_name("typed_load.sql").read_text(encoding="utf-8")

    def work() -> int:
        connection = duckdb.connect(str(folder / "bare.duckdb"))
        connection.execute("SET enable_progress_bar = false")
        connection.execute(statement, {"path": str(ledger)})
        rows = connection.execute("SELECT count(*) FROM ledger").fetchone()[0]
        connection.close()
        return rows

    return work


def pandas_c(ledger: Path, folder: Path) -> Callable[[], int]:
    """Read into memory with the C engine."""
    import pandas

    types = dict.fromkeys(TEXTS, "str")
    return lambda: len(pandas.read_csv(ledger, sep=";", dtype=types, parse_dates=["date"], engine="c"))


def pandas_pyarrow(ledger: Path, folder: Path) -> Callable[[], int]:
    """Read into memory with the pyarrow engine."""
    import pandas

    types = dict.fromkeys(TEXTS, "str")
    return lambda: len(pandas.read_csv(ledger, sep=";", dtype=types, parse_dates=["date"], engine="pyarrow"))


def polars(ledger: Path, folder: Path) -> Callable[[], int]:
    """Read into memory; amounts as decimals."""
    import polars as pl

    types = dict.fromkeys(TEXTS, pl.String) | {"date": pl.Date, "amount_sek": pl.Decimal(18, 2)}
    return lambda: pl.read_csv(ledger, separator=";", schema_overrides=types).height


RIVALS = {"duckdb": duckdb_typed, "pandas-c": pandas_c, "pandas-pyarrow": pandas_pyarrow, "polars": polars}


def measure(name: str, ledger: Path, folder: Path) -> dict[str, object]:
    """Run one rival; imports are not counted."""
    work = RIVALS[name](ledger, folder)
    before = resource.getrusage(resource.RUSAGE_SELF)
    started = time.perf_counter()
    rows = work()
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "cpu": cpu, "rows": rows}


if __name__ == "__main__":
    rival, ledger_path, scratch = sys.argv[1:]
    print(json.dumps(measure(rival, Path(ledger_path), Path(scratch))))
