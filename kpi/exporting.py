"""How does a register leave the store so that it reads back unchanged?"""

import json
import re
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
import xlsxwriter

from data.access import Viewer
from data.errors import UserError
from data.formulas import DANGEROUS, MARK, kept
from data.prepare import SUMMED_LINES
from data.registers import REGISTERS
from data.seen import for_viewer
from data.sole_trader import masked, masked_id, sole_traders
from data.store import Store

THREE_DECIMALS = re.compile(r"-?[0-9]{1,3}[.][0-9]{3}")
# A float below this lies within a millionth of its öre, as data/readers/typed_cells.py asks of a workbook's number.
EXACT_BELOW = Decimal(10) ** 9
LEDGER_COLUMNS = tuple(column.name for column in REGISTERS["ledger"].columns)


@for_viewer
def export(store: Store, viewer: Viewer, register: str, path: Path, for_others: bool = False) -> int:
    """Write a register as a viewer may see it, as csv, xlsx or parquet by the path's ending; return the number of rows.

    A ledger with staff cost holds its sums and is refused when it is read back. What is `for_others` names no sole
    trader either. Raises: UserError for an unknown register or ending.
    """
    return _write(register, path, lambda: _told(register_table(store, viewer, register), for_others))


def export_kept(store: Store, register: str, path: Path) -> int:
    """Write a register as it is kept, so that it reads back unchanged; return the number of rows.

    For who runs the machine, and no role: of the ledger no viewer's store answers with every line.
    Raises: UserError for an unknown register or ending.
    """
    return _write(
        register, path, lambda: store.query_large("export/ledger") if register == "ledger" else _held(store, register)
    )


def _told(rows: pa.Table, for_others: bool) -> pa.Table:
    return without_persons(rows) if for_others and "supplier" in rows.column_names else rows


def _write(register: str, path: Path, rows_of: Callable[[], pa.Table]) -> int:
    """Write what a register holds by the path's ending; return the number of rows."""
    writers = {".csv": _write_csv, ".xlsx": _write_workbook, ".parquet": _write_parquet}
    if register not in REGISTERS:
        raise UserError("unknown_register", asked=register, known=", ".join(REGISTERS))
    if path.suffix.lower() not in writers:
        raise UserError("unknown_ending", asked=path.suffix)
    rows = rows_of()
    writers[path.suffix.lower()](rows, path, register)
    return rows.num_rows


@for_viewer
def export_bytes(store: Store, viewer: Viewer, register: str, ending: str) -> bytes:
    """Return a register as a file's content: csv, xlsx or parquet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{register}.{ending}"
        export(store, viewer, register, path)
        return path.read_bytes()


@for_viewer
def register_table(store: Store, viewer: Viewer, register: str) -> pa.Table:
    """Return a register's rows under its own column names, every cell as text but money and numbers exact."""
    if register == "ledger":
        units = [row["unit"] for row in store.query("filters/members", scope="group").to_pylist()]
        openable = [unit for unit in units if viewer.may_open(unit)]
        rows = store.query_large("export/opened_ledger", openable=openable)
        is_whole = rows.column(SUMMED_LINES).null_count == rows.num_rows
        return rows.drop_columns([SUMMED_LINES]) if is_whole else rows
    return _held(store, register)


def _held(store: Store, register: str) -> pa.Table:
    """Return the rows of a register other than the ledger."""
    if register == "rules":
        return store.query("export/rules")
    names = [column.name for column in REGISTERS[register].columns]
    rows = []
    for row in store.query("registers/rows", register=register).to_pylist():
        content = json.loads(row["content"])
        rows.append({**{name: _decidable(content.get(name)) for name in names}, "source": row["source"]})
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in names]))


def without_persons(lines: pa.Table) -> pa.Table:
    """Return ledger lines that name no supplier who is a person, and give no such supplier's number."""
    names, numbers = (lines.column(name).to_pylist() for name in ("supplier", "supplier_id"))
    known = sole_traders(set(zip(names, numbers, strict=True)))
    told = [masked(name, number, known=known) for name, number in zip(names, numbers, strict=True)]
    kept_numbers = [
        None if said != name else masked_id(number) for said, name, number in zip(told, names, numbers, strict=True)
    ]
    for name, column in (("supplier", told), ("supplier_id", kept_numbers)):
        place = lines.column_names.index(name)
        lines = lines.set_column(place, name, pa.array(column, pa.string()))
    return lines


def _decidable(cell: str | None) -> str | None:
    """Return a number of three decimals with a zero behind, since `12.125` alone could be twelve thousand."""
    return f"{cell}0" if cell and THREE_DECIMALS.fullmatch(cell) else cell


def _write_csv(rows: pa.Table, path: Path, register: str) -> None:
    """Write UTF-8 with `;`, as the registers are."""
    # An empty cell and a missing one are the same in a register, so both are written as nothing.
    text = rows.cast(pa.schema([(field.name, pa.string()) for field in rows.schema]))
    for place, name in enumerate(text.column_names):
        if name in _texts_of(register):
            text = text.set_column(place, name, _harmless(text.column(name)))
    options = pyarrow.csv.WriteOptions(delimiter=";", quoting_style="needed")
    with path.open("wb") as file:
        pyarrow.csv.write_csv(text, file, options)


def _texts_of(register: str) -> frozenset[str]:
    """Return the columns whose cells are free text; a negative number is a number and no text."""
    return frozenset(column.name for column in REGISTERS[register].columns if column.kind == "text")


def _harmless(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the texts so that no spreadsheet takes one for a formula; reading takes the mark away again."""
    marked = pc.binary_join_element_wise(MARK, texts, "")
    return pc.if_else(pc.match_substring_regex(texts, DANGEROUS), marked, texts)


def _write_workbook(rows: pa.Table, path: Path, register: str) -> None:
    """Write one sheet named as the register; every cell is typed text or number, so nothing becomes a formula."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    workbook = xlsxwriter.Workbook(str(path), options)
    sheet = workbook.add_worksheet(register)
    for place, name in enumerate(rows.column_names):
        sheet.write_string(0, place, name)
    for number, row in enumerate(rows.to_pylist(), start=1):
        for place, cell in enumerate(row.values()):
            if isinstance(cell, Decimal) and abs(cell) < EXACT_BELOW:
                sheet.write_number(number, place, float(cell))
            elif cell is not None:
                sheet.write_string(number, place, kept(str(cell)))
    workbook.close()


def _write_parquet(rows: pa.Table, path: Path, register: str) -> None:
    """Write the typed columns, every text so that reading gives it back."""
    for place, name in enumerate(rows.column_names):
        if name in _texts_of(register):
            told = [text and kept(text) for text in rows.column(name).to_pylist()]
            rows = rows.set_column(place, name, pa.array(told, pa.string()))
    pyarrow.parquet.write_table(rows, path, compression="zstd")
