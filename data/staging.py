"""How do a file's ledger rows become amounts, days and units, and which rows stand in the way?"""

import calendar
import re
from collections.abc import Iterable
from datetime import date

import pyarrow as pa

from data.dates import BadDate, DateOrder, decide_date_order, parse_date, parse_period
from data.errors import Problem
from data.mapping import Mapping
from data.numbers import PATTERNS, ZERO, BadNumber, DecimalMark, decide_decimal_mark, parse_money
from data.readers.raw import RawTable
from data.readers.sie_reading import SieReading
from data.store import Writer
from data.units import UnitIndex

DATES = pa.schema(
    [
        ("file_id", pa.int32()),
        ("date_text", pa.string()),
        ("period_text", pa.string()),
        ("date", pa.date32()),
        ("period_given", pa.string()),
        ("month", pa.int32()),
    ]
)
FILES = pa.schema(
    [
        ("file_id", pa.int32()),
        ("first_row", pa.int64()),
        ("first_line", pa.int32()),
        ("source", pa.string()),
        ("from_sie", pa.bool_()),
        ("is_balance", pa.bool_()),
    ]
)
UNITS = pa.schema([("file_id", pa.int32()), ("unit_text", pa.string()), ("unit", pa.string())])


def begin(writer: Writer) -> None:
    """Make the empty staging tables of one delivery."""
    writer.run("staging/tables")
    resolve(writer)


def resolve(writer: Writer) -> None:
    """Join what the staged rows print with the units and days that it was found to mean."""
    writer.run("staging/stg_part")
    writer.run("staging/stg_line")


def clear(writer: Writer, file_id: int) -> None:
    """Take one file's rows away again."""
    for held in ("file", "group", "part"):
        writer.run(f"staging/clear_{held}", file_id=file_id)


def drop_rows(writer: Writer, file_id: int, row_numbers: Iterable[int]) -> None:
    """Take rows away that are none: printed totals and footers."""
    writer.offer("dropped", pa.table({"row_number": pa.array(row_numbers, pa.int64())}))
    writer.run("staging/drop_rows")
    writer.withdraw("dropped")
    writer.run("staging/clear_group", file_id=file_id)
    writer.run("staging/stg_group", file_id=file_id)


def stage_sie(writer: Writer, file_id: int, reading: SieReading, unit: str, source: str) -> None:
    """Stage the rows of a SIE file for its unit."""
    writer.offer("src", reading.rows)
    if reading.rows.num_rows:
        writer.run("staging/stg_typed", file_id=file_id)
        writer.run("staging/stg_group", file_id=file_id)
    writer.withdraw("src")
    _append_file(writer, file_id, 1, source, from_sie=True, is_balance=reading.content != "vouchers")
    writer.append("stg_unit", pa.Table.from_pylist([{"file_id": file_id, "unit_text": "", "unit": unit}], UNITS))
    days = set(reading.rows.column("date").to_pylist())
    _append_dates(writer, [(file_id, day.isoformat(), "", day, None) for day in sorted(days)])


def stage_table(writer: Writer, file_id: int, table: RawTable, mapping: Mapping, source: str) -> list[Problem]:
    """Stage the rows of a table by its mapping; what makes the file unreadable comes back.

    The decimal mark and the order of day and month are decided over the whole file, unless the
    mapping says them.
    """
    names = _field_names(table, mapping)
    _offer_cells(writer, table, names)
    writer.run("schema/cells_padded" if table.scan is None or table.scan.padded else "schema/cells_plain")
    writer.run("schema/words" if table.scan is None or table.scan.apostrophes else "schema/words_plain")
    problems = _stage_amounts(writer, file_id, table, mapping)
    writer.withdraw("src")
    if problems:
        return problems
    first_line = table.scan.first_line if table.scan else 1
    _append_file(writer, file_id, first_line, source, from_sie=False, is_balance=False)
    return _stage_dates(writer, file_id, mapping)


def stage_units(
    writer: Writer, file_id: int, unit: str | None, units: UnitIndex, column: str | None
) -> list[Problem]:
    """Say which unit each printed organisation of a file is, in `column`; `unit` wins over what it prints."""
    printed = writer.query("staging/unit_texts", file_id=file_id).to_pylist()
    found, problems = [], []
    for row in printed:
        code = unit or (units.find(row["unit_text"]) if row["unit_text"] else None)
        if code is None and row["unit_text"]:
            problems.append(units.unknown(row["unit_text"], row["line"], column))
        elif code is None:
            problems.append(units.not_said(row["line"], column))
        found.append({"file_id": file_id, "unit_text": row["unit_text"], "unit": code})
    writer.append("stg_unit", pa.Table.from_pylist(found, UNITS))
    return problems


def _field_names(table: RawTable, mapping: Mapping) -> list[str]:
    """Return the field of each of a table's columns; those the mapping leaves aside get a name of no field."""
    names = [f"unmapped_{index}" for index in range(len(table.header))]
    for field, index in mapping.columns.items():
        names[index] = field
    for number, index in enumerate(mapping.text_columns[:5], start=1):
        names[index] = f"text_{number}"
    return names


def _offer_cells(writer: Writer, table: RawTable, names: list[str]) -> None:
    """Let the statements read a table's cells by field, from the file itself where it is clean."""
    if table.scan:
        scan = table.scan
        writer.offer_csv("src", scan.path, scan.delimiter, scan.first_line, names)
    else:
        writer.offer("src", table.cells.rename_columns(["line", *names[: table.cells.num_columns - 1]]))


def _stage_amounts(writer: Writer, file_id: int, table: RawTable, mapping: Mapping) -> list[Problem]:
    """Stage the rows under the mark the sample shows; where that fails, decide over the whole file.

    A mapping's mark stands where the file itself does not decide.
    """
    guessed: DecimalMark = decide_decimal_mark(_sample_amounts(table, mapping))
    if guessed in (".", ","):
        _stage_cells(writer, file_id, table, guessed)
        if not _unread_amounts(writer, file_id):
            return []
        clear(writer, file_id)
    decided = decide_decimal_mark(writer.query("staging/amount_shapes").column("shape").to_pylist())
    if decided == "undecidable":
        decided = mapping.decimal_mark or "undecidable"
    if decided == "undecidable":
        return [Problem("error", "needs_mapping", values={"reasons": ("decimal_mark",)})]
    _stage_cells(writer, file_id, table, decided)
    return []


def _stage_cells(writer: Writer, file_id: int, table: RawTable, mark: DecimalMark) -> None:
    """Stage the offered cells, reading amounts under a decimal mark."""
    known = mark if mark in (".", ",") else "none"
    escaped = re.escape(mark) if mark in (".", ",") else "[.,]"
    grammar = {
        "decimal_mark": mark,
        "amount_pattern": PATTERNS[known],
        "zero_pattern": ZERO,
        "too_many_decimals": rf"{escaped}[0-9]{{3,}}[^0-9]*$",
        "not_digits": f"[^0-9{mark if mark in ('.', ',') else ''}]",
    }
    writer.offer("grammar", pa.Table.from_pylist([grammar]))
    writer.run("staging/amount_grammar")
    writer.withdraw("grammar")
    if table.sample.num_rows:
        writer.run("staging/stg_ledger", file_id=file_id)
        writer.run("staging/stg_group", file_id=file_id)


def _unread_amounts(writer: Writer, file_id: int) -> int:
    """Return how many filled amounts could not be read."""
    return writer.query("staging/unread_amounts", file_id=file_id).column("row_count")[0].as_py()


def _sample_amounts(table: RawTable, mapping: Mapping) -> list[str | None]:
    """Return the amounts of the table's first rows as printed."""
    return table.sample.column(f"c{mapping.columns['amount_sek']}").to_pylist()


def _append_file(
    writer: Writer, file_id: int, first_line: int, source: str, *, from_sie: bool, is_balance: bool
) -> None:
    """Say what holds for all rows of a staged file."""
    row = {
        "file_id": file_id,
        "first_row": writer.query("staging/first_row", file_id=file_id).column("first_row")[0].as_py(),
        "first_line": first_line,
        "source": source,
        "from_sie": from_sie,
        "is_balance": is_balance,
    }
    writer.append("stg_file", pa.Table.from_pylist([row], FILES))


def _append_dates(writer: Writer, rows: Iterable[tuple[int, str, str, date | None, str | None]]) -> None:
    """Say which day each printed date and period of a file is."""
    keyed = [
        {
            "file_id": file_id,
            "date_text": date_text,
            "period_text": period_text,
            "date": day,
            "period_given": period,
            "month": day.year * 100 + day.month if day else None,
        }
        for file_id, date_text, period_text, day, period in rows
    ]
    writer.append("stg_date", pa.Table.from_pylist(keyed, DATES))


def _stage_dates(writer: Writer, file_id: int, mapping: Mapping) -> list[Problem]:
    """Say which day each printed date of a file is; the month comes from the date, a period is kept as given."""
    printed = [
        (row["date_text"], row["period_text"])
        for row in writer.query("staging/date_texts", file_id=file_id).to_pylist()
    ]
    order: DateOrder = decide_date_order(date_text for date_text, _ in printed)
    if order == "undecidable":
        order = mapping.date_order or "undecidable"
    if order == "undecidable":
        return [Problem("error", "needs_mapping", values={"reasons": ("date_order",)})]
    fixed = _constant_day(mapping)
    _append_dates(
        writer,
        [
            (file_id, date_text, period_text, fixed or _day(date_text, period_text, order), period_text or None)
            for date_text, period_text in printed
        ],
    )
    return []


def _constant_day(mapping: Mapping) -> date | None:
    """Return the last day of the month or year that a mapping fixes."""
    if "period" in mapping.constants:
        return _last_day(parse_period(mapping.constants["period"]))
    if "year" in mapping.constants:
        return date(int(mapping.constants["year"]), 12, 31)
    return None


def _day(date_text: str, period_text: str, order: DateOrder) -> date | None:
    """Return the day of a row: its date, else the last day of its period; None where neither can be read."""
    try:
        if date_text:
            parsed = parse_date(date_text, order)
            return parsed.date or _last_day(parsed.period)
        return _last_day(parse_period(period_text, order)) if period_text else None
    except BadDate:
        return None


def _last_day(period: str) -> date:
    """Return the last day of a month YYYY-MM."""
    year, month = int(period[:4]), int(period[5:])
    return date(year, month, calendar.monthrange(year, month)[1])


def row_problem(row: dict, mapping: Mapping, mark: DecimalMark, table: RawTable) -> Problem:
    """Return why a staged row cannot be stored: what stands there, and what was expected.

    `row`: line, amount_sek (None where unread), amount_text, date_text, period_text.
    """
    if row["amount_sek"] is None:
        column = table.header[mapping.columns["amount_sek"]]
        printed = row["amount_text"] or ""
        if not printed:
            return Problem("error", "missing_amount", row["line"], column)
        return Problem("error", amount_fault(printed, mark), row["line"], column, {"read": printed})
    field = "date" if "date" in mapping.columns else "period"
    if field not in mapping.columns:
        return Problem("error", "odd_row", row["line"])
    column = table.header[mapping.columns[field]]
    printed = row["date_text"] or row["period_text"]
    if not printed:
        return Problem("error", "missing_date", row["line"], column)
    return Problem("error", f"bad_{field}", row["line"], column, {"read": printed})


def amount_fault(printed: str, mark: DecimalMark) -> str:
    """Return the problem code of an amount that could not be read."""
    try:
        parse_money(printed, mark)
    except BadNumber as error:
        return error.code
    return "bad_number"


def mark_of(writer: Writer) -> DecimalMark:
    """Return the decimal mark under which the last file was staged."""
    return writer.query("staging/mark").column("decimal_mark")[0].as_py()
