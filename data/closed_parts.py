"""Does a delivery leave closed periods as they were closed, and purged ones without lines?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyarrow as pa

from data.errors import Problem
from data.lines import PARTS, PartChange
from data.purged import purged_before
from data.register_rows import RegisterRow, compare_rows
from data.store import Writer

MOST_LISTED = 500
# Registers whose rows belong to a unit's period, and so may not change in a closed one.
PERIOD_REGISTERS = ("headcount", "backlog", "control_totals")
Period = tuple[str, int]


def closed_periods(writer: Writer) -> set[Period]:
    """Return the closed (unit, month YYYYMM)."""
    return {(row["unit"], row["month"]) for row in writer.query("close/closed_periods").to_pylist()}


def ledger_problems(
    writer: Writer, changes: Iterable[PartChange], closed: set[Period]
) -> dict[int, list[Problem]]:
    """Return what each file says of closed periods: a word where it says what is stored, an error where not.

    Lines of a purged period are refused: there is nothing left to compare them with.
    """
    found: dict[int, list[Problem]] = defaultdict(list)
    same: dict[int, list[PartChange]] = defaultdict(list)
    differing = []
    before = purged_before(writer)
    for change in changes:
        if change.month < before * 100:
            for number in change.rows:
                values = {"unit": change.unit, "period": _period(change.month), "before": before}
                found[number].append(Problem("error", "period_purged", values=values))
            continue
        if (change.unit, change.month) not in closed:
            continue
        if change.is_same:
            for number in change.rows:
                same[number].append(change)
            continue
        differing.append(change)
        for number in change.rows:
            found[number].append(_refusal(change))
    for number, passed in same.items():
        periods = sorted({_period(change.month) for change in passed})
        values = {"first": periods[0], "last": periods[-1], "count": sum(change.rows[number] for change in passed)}
        found[number].append(Problem("info", "closed_period_same", values=values))
    if differing:
        _list_rows(writer, differing, found)
    return found


def register_problems(
    writer: Writer, register: str, rows: Iterable[RegisterRow], closed: set[Period]
) -> dict[int, list[Problem]]:
    """Return an error for each file that changes a register's rows of a closed period."""
    rows = [row for row in rows if _period_of(row.part) in closed]
    found: dict[int, list[Problem]] = defaultdict(list)
    if not rows:
        return found
    differing = compare_rows(writer, register, rows).parts
    for row in rows:
        if (row.part, row.source) in differing:
            unit, month = _period_of(row.part)
            values = {"unit": unit, "period": _period(month)}
            found[row.file_id].append(Problem("error", "closed_period_row", row.line, values=values))
    return found


def _period_of(part: str) -> Period:
    """Return the unit and month of a register's part `unit|YYYY-MM`."""
    unit, _, period = part.rpartition("|")
    return unit, int(period.replace("-", ""))


def _refusal(change: PartChange) -> Problem:
    values: Mapping[str, object] = {
        "unit": change.unit,
        "period": _period(change.month),
        "added": change.added,
        "removed": change.removed,
        "changed": change.changed,
    }
    return Problem("error", "closed_period", values=values)


def _list_rows(writer: Writer, differing: list[PartChange], found: dict[int, list[Problem]]) -> None:
    """Name the rows that differ: by their line where the file brings them, by what they say where it lacks them."""
    parts = [dict(zip(PARTS.names, change.part, strict=True)) | {"is_new": change.is_new} for change in differing]
    writer.offer("closed_part", pa.Table.from_pylist(parts, PARTS.append(pa.field("is_new", pa.bool_()))))
    for row in writer.query("close/differing_rows", most=MOST_LISTED).to_pylist():
        values = {"unit": row["unit"], "period": _period(row["month"])}
        found[row["file_id"]].append(Problem("error", "closed_period_row", row["line"], values=values))
    first = {change.part: change.first_file for change in differing}
    for row in writer.query("close/lacking_rows", most=MOST_LISTED).to_pylist():
        if writer.viewer is not None and not writer.viewer.may_open(row["unit"]):
            continue  # what others have stored is told to nobody who may not open it
        values = {
            "unit": row["unit"], "period": _period(row["month"]), "account": row["account"] or "–",
            "date": row["date"].isoformat(), "amount": f"{row['amount_sek']:.2f}", "times": row["times"],
        }  # fmt: skip
        number = first[row["unit"], row["month"], row["source"]]
        found[number].append(Problem("error", "closed_period_row_lacking", values=values))
    writer.withdraw("closed_part")


def _period(month: int) -> str:
    return f"{month // 100}-{month % 100:02d}"
