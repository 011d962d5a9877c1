"""Is every ledger row of one file fit to be stored: an amount, a day, a unit, and no printed total among them?"""

from dataclasses import replace
from decimal import Decimal

import pyarrow as pa

from data import staging
from data.errors import Problem
from data.prepare import Part, Request, open_question
from data.readers.cells import cells_at
from data.readers.sie_reading import SieReading
from data.result import FileResult
from data.rows import unknown_columns
from data.store import Writer
from data.totals import SuspectRow, split_totals
from data.units import UnitIndex

# More faulty rows than this are counted, not listed one by one.
MOST_LISTED = 1000
# A hundred times what a county's ledger turns over: beyond it the amounts are something else, and sums overflow.
MOST_SEK = Decimal(10) ** 14


def stage_sie_file(
    writer: Writer,
    number: int,
    reading: SieReading,
    result: FileResult,
    request: Request,
    units: UnitIndex,
    source: str,
) -> None:
    """Stage a SIE file; its unit is the one asked for, else found by organisation number."""
    unit = request.unit or units.of_company(reading.company, reading.org_number)
    if unit is None or unit not in units.units:
        result.note([units.unknown(request.unit or f"{reading.company} {reading.org_number}".strip(), None, "#ORGNR")])
        return
    staging.stage_sie(writer, number, reading, unit, source)
    result.source = source
    if _is_too_large(writer, number, result):
        return
    _sum(writer, number, result)
    if not result.rows_read:
        result.note([Problem("warning", "no_rows")])


def stage_part(
    writer: Writer, number: int, part: Part, result: FileResult, request: Request, units: UnitIndex, source: str
) -> None:
    """Stage a table of ledger rows; what stands in the way is noted on the result, and refuses the file."""
    result.source = source
    result.note(unknown_columns(part.table, part.mapping))
    part = part if request.source is None else _without_source(part)
    problems = staging.stage_table(writer, number, part.table, part.mapping, source)
    if problems:
        result.note(problems)
        result.mapping = open_question(part, problems)
        return
    if _is_too_large(writer, number, result):
        return
    _settle_suspects(writer, number, part, result)
    unit = request.unit or part.mapping.constants.get("unit")
    if unit is not None and unit not in units.units:
        result.note([units.unknown(unit, None)])
    else:
        result.note(staging.stage_units(writer, number, unit, units, part.header_of("unit")))
    result.note(_without_account(writer, number))
    _sum(writer, number, result)
    if not result.rows_read and not result.refused:
        result.note([Problem("warning", "no_rows")])


def _without_source(part: Part) -> Part:
    """Return a table without its column of sources, which gives way to the source given by hand."""
    columns = {name: index for name, index in part.mapping.columns.items() if name != "source"}
    return replace(part, mapping=part.mapping.model_copy(update={"columns": columns}))


def _without_account(writer: Writer, number: int) -> list[Problem]:
    """Warn of rows without an account; refusing them would refuse what an accountless store exports."""
    found = writer.query("staging/without_account", file_id=number).to_pylist()[0]
    if not found["row_count"]:
        return []
    return [Problem("warning", "no_account", found["line"], values={"count": found["row_count"]})]


def vouchers_already_held(writer: Writer, number: int) -> list[Problem]:
    """Return the years for which a file of balances comes after the vouchers of the same unit."""
    rows = writer.query("deliver/vouchers_held", file_id=number).to_pylist()
    return [Problem("error", "vouchers_held", values={"unit": row["unit"], "year": row["year"]}) for row in rows]


def balances_elsewhere(writer: Writer, number: int, reading: SieReading) -> list[Problem]:
    """Warn where a year's results (#RES) and months' changes (#PSALDO) of a unit would be counted together."""
    asked = {"file_id": number, "is_result": reading.content == "results"}
    rows = writer.query("deliver/balances_elsewhere", **asked).to_pylist() if reading.content != "vouchers" else []
    return [Problem("warning", "balances_elsewhere", values={"unit": row["unit"], "year": row["year"]}) for row in rows]


def _is_too_large(writer: Writer, number: int, result: FileResult) -> bool:
    """Refuse a file whose amounts cannot be kronor, before any sum of them is made."""
    size = writer.query("staging/file_sums", file_id=number).column("sum_abs_sek")[0].as_py()
    if size >= MOST_SEK:
        result.note([Problem("error", "sum_too_large", values={"limit": f"{MOST_SEK:.0f}"})])
    return size >= MOST_SEK


def _sum(writer: Writer, number: int, result: FileResult) -> None:
    """Note how many rows a file holds and what they sum to."""
    sums = writer.query("staging/file_sums", file_id=number).to_pylist()[0]
    result.rows_read = sums["row_count"]
    result.sum_sek, result.sum_abs_sek = sums["sum_sek"], sums["sum_abs_sek"]


def _settle_suspects(writer: Writer, number: int, part: Part, result: FileResult) -> None:
    """Tell printed totals and footers from faulty rows: the former are dropped with a word, the latter refuse."""
    dates_given = bool({"date", "period"} & set(part.mapping.columns))
    if dates_given and not _suspect_count(writer, number):
        return
    found = writer.query("staging/suspects", file_id=number, most=MOST_LISTED + 1, dates_given=dates_given)
    if not found.num_rows:
        return
    rows = found.to_pylist()
    totals = split_totals(_suspects(writer, number, part, rows), _last_ordinary_line(writer, number, found))
    result.note(list(totals.problems))
    result.printed_total_sek = totals.printed_total
    dropped = [row["row_number"] for row in rows if row["line"] in totals.not_rows]
    if dropped:
        staging.drop_rows(writer, number, dropped)
    faulty = set(totals.faulty) | {
        row["line"]
        for row in rows
        if row["line"] in totals.ordinary and (row["amount_sek"] is None or not row["has_date"])
    }
    mark = part.mapping.decimal_mark or staging.mark_of(writer)
    result.note([staging.row_problem(row, part.mapping, mark, part.table) for row in rows if row["line"] in faulty])
    _count_all_faults(writer, number, result, len(faulty))


def _count_all_faults(writer: Writer, number: int, result: FileResult, listed: int) -> None:
    """Say how many rows are at fault where they are more than are listed."""
    count = _suspect_count(writer, number)
    result.rows_rejected = count
    if count > listed:
        result.note([Problem("error", "more_faulty_rows", values={"listed": listed, "count": count})])


def _suspect_count(writer: Writer, number: int) -> int:
    """Return how many rows of a staged file lack an amount or a date."""
    return writer.query("staging/suspect_count", file_id=number).column("row_count")[0].as_py()


def _suspects(writer: Writer, number: int, part: Part, rows: list[dict]) -> list[SuspectRow]:
    """Return odd rows with all of their cells and what the ordinary rows before each of them sum to."""
    asked = pa.Table.from_pylist([{"line": row["line"], "row_number": row["row_number"]} for row in rows])
    writer.offer("asked", asked)
    sums = {row["line"]: row for row in writer.query("staging/sums_before", file_id=number).to_pylist()}
    writer.withdraw("asked")
    cells = cells_at(part.table, {row["line"] for row in rows})
    amount = part.mapping.columns["amount_sek"]
    always_filled = _always_filled(part)
    return [
        SuspectRow(
            line=row["line"],
            cells=tuple(cells[row["line"]]),
            amount=row["amount_sek"],
            amount_text=cells[row["line"]][amount],
            sum_before=sums[row["line"]]["rows_sek"],
            rows_before=sums[row["line"]]["row_count"],
            complete=all(cells[row["line"]][index] for index in always_filled) and bool(always_filled),
        )
        for row in rows
    ]


def _always_filled(part: Part) -> list[int]:
    """Return the columns that an ordinary row always fills beside the amount, as the first rows show."""
    named = [part.mapping.columns[name] for name in ("date", "period", "account") if name in part.mapping.columns]
    others = {*part.mapping.columns.values(), *part.mapping.text_columns} - {part.mapping.columns["amount_sek"]}
    filled = [index for index in sorted(others) if all(part.table.sample.column(f"c{index}").to_pylist())]
    return named or filled


def _last_ordinary_line(writer: Writer, number: int, suspects: pa.Table) -> int:
    """Return the line of the last row that is not odd; 0 where there is none."""
    writer.offer("asked", suspects.select(["row_number"]))
    last = writer.query("staging/last_line", file_id=number).column("line")[0].as_py()
    writer.withdraw("asked")
    return last or 0
