"""Which typed rows does a small register's table hold, and which cells are at fault?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

import pyarrow as pa

from data.dates import FIRST_YEAR, LAST_YEAR, BadDate, decide_date_order, parse_date, parse_period
from data.errors import Problem
from data.formulas import original
from data.mapping import Mapping
from data.numbers import BadNumber, decide_decimal_mark, parse_money, parse_number
from data.readers.cells import rows
from data.readers.raw import RawTable
from data.registers import REGISTERS, Column, ColumnKind, code_of
from data.roles import known_roles, role_named
from data.row_checks import check_rows

MONEY, NUMBER = pa.decimal128(18, 2), pa.decimal128(18, 6)
ARROW_TYPES: dict[ColumnKind, pa.DataType] = {
    "text": pa.string(),
    "code": pa.string(),
    "period": pa.string(),
    "money": MONEY,
    "number": NUMBER,
    "share": NUMBER,
    "integer": pa.int64(),
    "year": pa.int32(),
    "date": pa.date32(),
}
_SIX_DECIMALS, _NUMBER_LIMIT = Decimal("0.000001"), Decimal(10) ** 12
_INTEGER = re.compile(r"(-?[0-9]{1,9})(?:[.,]0+)?")
_LONGEST_QUOTE = 60


class BadCell(ValueError):
    """A cell that is not what its column asks for: problem code and the values of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        """Keep code and values for the problem."""
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class ReadColumn:
    """One column as read: a value or None for each row, and the problems of its cells."""

    values: list
    problems: list[Problem] = field(default_factory=list)


def schema(register: str) -> pa.Schema:
    """Return the Arrow columns of a register's rows: `line` first, then its columns in order."""
    columns = [pa.field(c.name, ARROW_TYPES[c.kind]) for c in REGISTERS[register].columns]
    return pa.schema([pa.field("line", pa.int64()), *columns])


def register_rows(table: RawTable, mapping: Mapping) -> tuple[pa.Table, list[Problem]]:
    """Return a register's rows, typed, and what is wrong with them, in the order of the file.

    All rows come back, a faulty cell as NULL, like an optional cell that is empty or a column that
    is absent: a register's defaults are not filled in here. Numbers that are no money are rounded
    to six decimals. Not for the ledger, nor for an HR extract.
    """
    register = REGISTERS[mapping.register]
    read = list(rows(table))
    lines = [line for line, _ in read]
    columns: dict[str, list] = {"line": lines}
    problems: list[Problem] = []
    for column in register.columns:
        texts, header = _texts(column.name, table, mapping, read)
        done = _read_column(column, texts, header, lines, mapping)
        columns[column.name] = done.values
        problems += done.problems
    problems += check_rows(mapping.register, columns)
    problems.sort(key=lambda problem: problem.line or 0)
    return pa.table(columns, schema=schema(mapping.register)), problems + unknown_columns(table, mapping)


def _texts(
    name: str, table: RawTable, mapping: Mapping, read: Sequence[tuple[int, list[str]]]
) -> tuple[list[str] | None, str]:
    """Return a field's cells and its printed header; None where the file has no such column."""
    if name in mapping.constants:
        return [mapping.constants[name]] * len(read), name
    index = mapping.columns.get(name)
    if index is None or index >= len(table.header):
        return None, name
    return [cells[index] for _, cells in read], table.header[index] or name


def _read_column(
    column: Column, texts: list[str] | None, header: str, lines: list[int], mapping: Mapping
) -> ReadColumn:
    if texts is None:
        problems = [Problem("error", "column_missing", column=column.name, values={"field": column.name})]
        return ReadColumn([None] * len(lines), problems if column.required and lines else [])
    if column.kind == "text":
        texts = [original(text) for text in texts]
    try:
        parse = parser(column, texts, mapping)
    except BadCell as error:
        return ReadColumn([None] * len(lines), [Problem("error", error.code, column=header)])
    values, problems = [], []
    for line, text in zip(lines, texts, strict=True):
        value, problem = _read_cell(column, text, header, line, parse)
        values.append(value)
        problems += [problem] if problem else []
    return ReadColumn(values, problems)


def _read_cell(
    column: Column, text: str, header: str, line: int, parse: Callable[[str], object]
) -> tuple[object, Problem | None]:
    if not text:
        empty = Problem("error", "value_missing", line, header, {"field": column.name})
        return None, empty if column.required else None
    try:
        return parse(text), None
    except BadCell as error:
        values = {"read": text[:_LONGEST_QUOTE], "field": column.name, **error.values}
        return None, Problem("error", error.code, line, header, values)
    except (BadNumber, BadDate) as error:
        values = {"read": text[:_LONGEST_QUOTE], "field": column.name}
        return None, Problem("error", error.code, line, header, values)


def parser(column: Column, texts: Sequence[str], mapping: Mapping) -> Callable[[str], object]:
    """Return what reads a column's cells, its mark or order decided over all of them.

    Raises: BadCell (undecidable_mark, undecidable_order) when only its owner can tell.
    """
    if column.name == "role":
        return _role
    if column.choices:
        return lambda text: _code(column, text)
    if column.kind in ("money", "number", "share"):
        mark = mapping.decimal_mark or decide_decimal_mark(texts)
        if mark == "undecidable":
            raise BadCell("undecidable_mark")
        return {"money": lambda t: parse_money(t, mark), "share": lambda t: _share(t, mark)}.get(
            column.kind, lambda t: _number(t, mark)
        )
    if column.kind in ("date", "period"):
        order = mapping.date_order or decide_date_order(texts)
        if order == "undecidable":
            raise BadCell("undecidable_order")
        return (lambda t: _day(t, order)) if column.kind == "date" else (lambda t: parse_period(t, order))
    return {"year": _year, "integer": _integer}.get(column.kind, str)


def _role(text: str) -> str:
    role = role_named(text)
    if role is None:
        raise BadCell("unknown_role", allowed=", ".join(known_roles()))
    return role


def _code(column: Column, text: str) -> object:
    # A name is compared without its punctuation, but -1 is not the level 1.
    number = _INTEGER.fullmatch(text) if column.kind == "integer" else None
    code = code_of(column.choices, text) if column.kind != "integer" else number and number[1]
    if code not in column.choices:
        raise BadCell("bad_code", allowed=column.choices)
    return int(code) if column.kind == "integer" else code


def _number(text: str, mark: str) -> Decimal:
    number = parse_number(text, mark)
    if abs(number) >= _NUMBER_LIMIT:
        raise BadNumber("number_too_large", text)
    return number.quantize(_SIX_DECIMALS, rounding=ROUND_HALF_EVEN)


def _share(text: str, mark: str) -> Decimal:
    share = _number(text, mark)
    if not 0 <= share <= 1:
        raise BadCell("bad_share")
    return share


def _day(text: str, order: str) -> object:
    day = parse_date(text, order).date
    if day is None:
        raise BadDate("bad_date", text)
    return day


def _integer(text: str) -> int:
    found = _INTEGER.fullmatch(text)
    if found is None:
        raise BadCell("bad_integer")
    return int(found[1])


def _year(text: str) -> int:
    found = _INTEGER.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise BadCell("bad_year")
    return int(found[1])


def unknown_columns(table: RawTable, mapping: Mapping) -> list[Problem]:
    """Tell which named columns no field reads: they are listed, and never an error (registers.md)."""
    used = set(mapping.columns.values()) | set(mapping.text_columns)
    unknown = [header for index, header in enumerate(table.header) if header and index not in used]
    if not unknown:
        return []
    return [Problem("info", "unknown_columns", values={"columns": ", ".join(unknown)})]
