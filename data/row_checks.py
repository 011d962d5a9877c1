"""Do a register's rows agree with one another and with what the register asks of them?"""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from data.errors import Problem
from data.registers import RESERVED_UNITS
from data.steering_checks import check_steering

CONDITIONS = (
    "chart",
    "unit",
    "account_from",
    "cost_centre",
    "activity_code",
    "project",
    "counterparty",
    "supplier",
    "text",
)
PATTERNS = ("cost_centre", "activity_code", "project", "counterparty", "supplier", "text")
Row = dict[str, object]


def check_rows(register: str, columns: dict[str, list]) -> list[Problem]:
    """Return what is wrong between cells that are each right: rows given as columns with `line`."""
    names = list(columns)
    rows = [dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    problems = [problem for row in rows for problem in _validity(row)]
    if register == "rules":
        problems += [problem for row in rows for problem in _rule(row)]
    if register == "roles":
        problems += [problem for row in rows for problem in _pattern(row, "pattern")]
    if register == "units":
        problems += _units(rows)
    return [*problems, *check_steering(register, rows)]


def _validity(row: Row) -> Iterator[Problem]:
    start, end = row.get("valid_from"), row.get("valid_to")
    if start and end and start > end:
        yield Problem(
            "error", "valid_from_after_valid_to", row["line"], "valid_to", {"start": start, "end": end}
        )


def _rule(row: Row) -> Iterator[Problem]:
    if not any(row[name] for name in CONDITIONS) and not row["account_to"]:
        fine = row["category"] == "not_it"
        code = "rule_without_condition" if fine else "rule_needs_condition"
        yield Problem("warning" if fine else "error", code, row["line"])
    yield from _account_range(row)
    for name in PATTERNS:
        yield from _pattern(row, name)


def _account_range(row: Row) -> Iterator[Problem]:
    start, end = row["account_from"], row["account_to"]
    for name in ("account_from", "account_to"):
        if row[name] and not (row[name].isascii() and row[name].isdigit()):
            yield Problem("error", "bad_account_bound", row["line"], name, {"read": row[name]})
            return
    if end and not start:
        yield Problem("error", "account_to_without_from", row["line"], "account_to", {"read": end})
    elif start and end and start > end and not start.startswith(end):
        yield Problem("error", "account_range", row["line"], "account_to", {"start": start, "end": end})


def _pattern(row: Row, name: str) -> Iterator[Problem]:
    text = row[name]
    if text and text.startswith("~") and not is_regex(text[1:]):
        yield Problem("error", "bad_regex", row["line"], name, {"read": text[:60]})


def is_regex(pattern: str) -> bool:
    """Tell whether the database's engine (RE2: no lookaround, no back references) takes a pattern."""
    if not pattern:
        return False
    try:
        pc.match_substring_regex(pa.array([""]), pattern=pattern, ignore_case=True)
    except pa.ArrowInvalid:
        return False
    return True


def _units(rows: Sequence[Row]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in rows:
        unit = row["unit"]
        if unit is None:
            continue
        if unit.casefold() in RESERVED_UNITS:
            yield Problem("error", "reserved_unit", row["line"], "unit", {"unit": unit})
        first = seen.setdefault(unit.casefold(), row["line"])
        if first != row["line"]:
            yield Problem("error", "duplicate_unit", row["line"], "unit", {"unit": unit, "first": first})
