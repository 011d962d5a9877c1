"""Which headcount does an HR extract with one row per employment give?"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import pyarrow as pa

from data.dates import MONTH_NUMBERS, BadDate, DateOrder, decide_date_order, parse_date, parse_period
from data.errors import Problem
from data.mapping import Mapping, missing_in_extract
from data.numbers import BadNumber, decide_decimal_mark, parse_number
from data.readers.cells import rows
from data.readers.employment import is_hourly, resource_class
from data.readers.people import PRINTED_TOTAL, strip_people
from data.readers.raw import RawTable
from data.registers import normalise
from data.roles import TitleRule, match_title, role_named
from data.rows import schema

__all__ = ["headcount_rows", "period_in_name", "strip_people"]

_MOST_DEGREE, _PARTS_UP_TO = Decimal("1.5"), Decimal(2)
_LISTED_TITLES = 10


@dataclass
class _Seen:
    """What is told once for the whole extract rather than row by row."""

    problems: list[Problem] = field(default_factory=list)
    titles: Counter = field(default_factory=Counter)
    forms: Counter = field(default_factory=Counter)
    rules: dict[tuple[str, str], TitleRule | None] = field(default_factory=dict)
    hourly: int = 0
    blank: int = 0
    ended: int = 0


@dataclass(frozen=True)
class _Extract:
    """An extract's cells by field, with how its numbers and days are printed."""

    lines: list[int]
    fields: dict[str, list[str]]
    headers: dict[str, str]
    mark: str
    order: DateOrder | None
    in_parts: bool

    def cell(self, name: str, row: int) -> str:
        """Return a field's cell, "" where the extract has no such column."""
        return self.fields[name][row] if name in self.fields else ""


def headcount_rows(
    table: RawTable,
    mapping: Mapping,
    rules: Sequence[TitleRule],
    file_name: str = "",
    unit: str | None = None,
) -> tuple[pa.Table, list[Problem]]:
    """Return one headcount row per employment, and what is wrong or worth knowing.

    `file_name`: gives the month where neither a column nor the mapping does (`period_in_name`).
    `unit`: the unit of every row, whatever the extract says. Two employments of one person are two
    rows. A degree is a part of one where the column's largest is at most 2, else percent. People
    are dropped first; the title goes into the role and is not kept. A faulty cell is NULL.
    """
    table, dropped = strip_people(table)
    seen = _Seen()
    if dropped:
        values = {"columns": ", ".join(dropped)}
        seen.problems.append(Problem("info", "people_dropped", values=values))
    extract = _read(table, mapping, _given(mapping, file_name, unit), seen)
    lacking = missing_in_extract(set(extract.fields))
    for name in lacking if extract.lines else ():
        seen.problems.append(Problem("error", "column_missing", column=name, values={"field": name}))
    found = [] if lacking else [_row(extract, row, rules, seen) for row in range(len(extract.lines))]
    problems = sorted(seen.problems, key=lambda p: p.line or 0) + _told_once(seen, extract)
    return pa.Table.from_pylist(found, schema=schema("headcount")), problems


def period_in_name(name: str) -> str | None:
    """Return the one month a file name or title carries: 2024-11-30, 20241130, 2024-11, nov 2024."""
    months = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
    shapes = (
        r"(?<!\d)(\d{4}[-_.]?\d{2}[-_.]?\d{2})(?!\d)",
        r"(?<!\d)(\d{4}[-_.]?\d{2})(?!\d)",
        rf"(?<![a-zåäö])((?:{months})[ _-]?\d{{4}})(?!\d)",
    )
    found = set()
    for shape in shapes:
        for text in re.findall(shape, name, re.IGNORECASE):
            try:
                found.add(parse_period(re.sub(r"[_.]", "-", text)))
            except BadDate:
                continue
        name = re.sub(shape, " ", name, flags=re.IGNORECASE)
    return found.pop() if len(found) == 1 else None


def _given(mapping: Mapping, file_name: str, unit: str | None) -> dict[str, str]:
    """Return what is the same in every row: the mapping's constants, the unit given, the month."""
    constants = {**mapping.constants, **({"unit": unit} if unit else {})}
    period = period_in_name(file_name)
    if period and not {"period", "snapshot"} & (set(mapping.columns) | set(constants)):
        constants["period"] = period
    return constants


def _read(table: RawTable, mapping: Mapping, constants: dict[str, str], seen: _Seen) -> _Extract:
    read = list(rows(table))
    columns = {name: index for name, index in mapping.columns.items() if index < len(table.header)}
    read = _without_totals(read, columns, seen)
    fields = {name: [cells[index] for _, cells in read] for name, index in columns.items()}
    fields |= {name: [text] * len(read) for name, text in constants.items()}
    headers = {name: table.header[index] or name for name, index in columns.items()}
    degrees = [text.rstrip("% ") for text in fields.get("degree", fields.get("fte", []))]
    mark = mapping.decimal_mark or decide_decimal_mark(degrees)
    if mark == "undecidable":
        seen.problems.append(Problem("error", "undecidable_mark", column=headers.get("degree")))
    dated = [text for name in ("snapshot", "hired", "left") for text in fields.get(name, ())]
    order = mapping.date_order or decide_date_order(dated)
    in_parts = _largest(degrees, mark) <= _PARTS_UP_TO
    return _Extract([line for line, _ in read], fields, headers, mark, order, in_parts)


def _without_totals(
    read: list[tuple[int, list[str]]], columns: dict[str, int], seen: _Seen
) -> list[tuple[int, list[str]]]:
    """Drop the printed totals at the end: a row without title and unit, or one that says Summa."""
    says_who = [columns[name] for name in ("title", "aid_code", "role", "unit") if name in columns]
    kept = list(read)
    while kept and says_who and _is_total(kept[-1][1], says_who):
        kept.pop()
    if len(kept) < len(read):
        lines = ", ".join(str(line) for line, _ in read[len(kept) :])
        seen.problems.append(
            Problem("info", "total_rows_dropped", read[len(kept)][0], values={"lines": lines})
        )
    return kept


def _is_total(cells: list[str], says_who: list[int]) -> bool:
    blank = not any(cells[index] for index in says_who)
    return blank or any(PRINTED_TOTAL.match(cell) for cell in cells if cell) and not all(cells[i] for i in says_who)


def _largest(degrees: Sequence[str], mark: str) -> Decimal:
    largest = Decimal(0)
    for text in degrees:
        try:
            largest = max(largest, parse_number(text, mark))
        except BadNumber:
            continue
    return largest


def _row(extract: _Extract, row: int, rules: Sequence[TitleRule], seen: _Seen) -> dict[str, object]:
    line = extract.lines[row]
    unit = extract.cell("unit", row) or None
    if unit is None:
        header = extract.headers.get("unit")
        seen.problems.append(Problem("error", "value_missing", line, header, {"field": "unit"}))
    role, time_share = _role(extract, row, rules, seen)
    period = _period(extract, row, seen)
    return {
        "line": line,
        "unit": unit,
        "period": period,
        "role": role,
        "time_share": time_share,
        "resource_class": _resource_class(extract.cell("employment_form", row), seen),
        "fte": _fte(extract, row, period, seen),
        "method": _method(extract.headers),
        "status": "utfall",
    }


def _role(
    extract: _Extract, row: int, rules: Sequence[TitleRule], seen: _Seen
) -> tuple[str | None, Decimal | None]:
    title, aid_code = extract.cell("title", row), extract.cell("aid_code", row)
    if (title, aid_code) not in seen.rules:
        seen.rules[title, aid_code] = match_title(rules, title, aid_code)
    rule = seen.rules[title, aid_code]
    if rule is not None:
        return rule.role, rule.time_share
    given = role_named(extract.cell("role", row)) if extract.cell("role", row) else None
    if given is None:
        seen.titles[title or aid_code or "–"] += 1
    return given or "other", None


def _period(extract: _Extract, row: int, seen: _Seen) -> str | None:
    name = "period" if extract.cell("period", row) else "snapshot"
    text = extract.cell(name, row)
    try:
        return parse_period(text, extract.order)
    except BadDate as error:
        values = {"read": text[:60], "field": name}
        header = extract.headers.get(name, name)
        seen.problems.append(Problem("error", error.code, extract.lines[row], header, values))
        return None


def _fte(extract: _Extract, row: int, period: str | None, seen: _Seen) -> Decimal | None:
    name = "degree" if "degree" in extract.fields else "fte"
    text = extract.cell(name, row).rstrip("% ")
    if not text:
        return _without_degree(extract, row, name, seen)
    try:
        printed = parse_number(text, extract.mark)
    except BadNumber as error:
        return _faulty(extract, row, name, error.code, text, seen)
    fte = printed if extract.in_parts else printed / 100
    if not 0 <= fte <= _MOST_DEGREE:
        return _faulty(extract, row, name, "bad_degree", text, seen)
    if fte == 0 and _is_hourly(extract, row):
        seen.hourly += 1
    if period and not _is_employed(extract, row, period):
        seen.ended += 1
        return Decimal("0.000000")
    return fte.quantize(Decimal("0.000001"), rounding=ROUND_HALF_EVEN)


def _without_degree(extract: _Extract, row: int, name: str, seen: _Seen) -> Decimal | None:
    """An hourly employment without a degree is 0 HTE; a monthly one lacks something."""
    if _is_hourly(extract, row):
        seen.hourly += 1
    elif extract.cell("pay_form", row):
        return _faulty(extract, row, name, "value_missing", "", seen)
    else:
        seen.blank += 1
    return Decimal("0.000000")


def _faulty(extract: _Extract, row: int, name: str, code: str, text: str, seen: _Seen) -> None:
    values = {"read": text[:60], "field": name}
    seen.problems.append(Problem("error", code, extract.lines[row], extract.headers.get(name, name), values))


def _is_hourly(extract: _Extract, row: int) -> bool:
    words = extract.cell("pay_form", row) or extract.cell("employment_form", row)
    return is_hourly(words)


def _is_employed(extract: _Extract, row: int, period: str) -> bool:
    """Tell whether the employment holds some day of the month; a day not read is no limit."""
    hired, left = (_day(extract.cell(name, row), extract.order) for name in ("hired", "left"))
    return (hired is None or f"{hired:%Y-%m}" <= period) and (left is None or f"{left:%Y-%m}" >= period)


def _day(text: str, order: DateOrder | None) -> date | None:
    try:
        return parse_date(text, order).date
    except BadDate:
        return None


def _resource_class(text: str, seen: _Seen) -> str:
    """Return the class of a form of employment; an unknown or missing form is told."""
    known = resource_class(text)
    if known is None:
        seen.forms[text or "–"] += 1
    return known or ("fixed_term" if text else "permanent")


def _method(headers: dict[str, str]) -> str:
    """Return the way of measuring: what the degree's column is called."""
    name = normalise(headers.get("degree", ""))
    return "tjänstgöringsgrad" if name.startswith(("tjanst", "tjg")) else "sysselsättningsgrad"


def _told_once(seen: _Seen, extract: _Extract) -> list[Problem]:
    problems = []
    counts = {
        "hourly_without_degree": ("info", seen.hourly),
        "degree_blank": ("warning", seen.blank),
        "employment_outside_period": ("warning", seen.ended),
    }
    for code, (severity, count) in counts.items():
        if count:
            problems.append(Problem(severity, code, values={"count": count}))
    for code, listed in (("unmatched_titles", seen.titles), ("employment_form_assumed", seen.forms)):
        if listed:
            words = ", ".join(f"{word} ({count})" for word, count in listed.most_common(_LISTED_TITLES))
            severity = "info" if code == "unmatched_titles" else "warning"
            values = {"count": listed.total(), "words": words}
            problems.append(Problem(severity, code, values=values))
    return problems
