"""Which rows does one table of a small register hold, checked against the units of the group?"""

from collections.abc import Sequence

import pyarrow as pa

from data.errors import Problem
from data.prepare import Part, Prepared, Request
from data.readers.headcount import headcount_rows
from data.registers import RESERVED_UNIT_REGISTERS, RESERVED_UNITS
from data.roles import TitleRule
from data.rows import register_rows
from data.steering_checks import CHECKED_IN_PAIRS, check_pairs
from data.units import UnitIndex


def read_part(
    part: Part, request: Request, units: UnitIndex, titles: Sequence[TitleRule], prepared: Prepared
) -> tuple[pa.Table, list[Problem]]:
    """Return the typed rows of one table with its unit codes in place, and what is wrong with them."""
    if part.mapping.is_extract():
        rows, problems = headcount_rows(part.table, part.mapping, titles, prepared.given.name, unit=request.unit)
    else:
        rows, problems = register_rows(part.table, part.mapping)
    if part.register == "units" or "unit" not in rows.column_names:
        return rows, [*problems, *_pairs(part.register, rows)]
    if request.unit and request.unit not in units.units:
        return rows, [*problems, units.unknown(request.unit, None)]
    rows, unknown = _with_units(part, rows, request.unit, units)
    return rows, [*problems, *unknown, *_pairs(part.register, rows)]


def _pairs(register: str, rows: pa.Table) -> list[Problem]:
    """Return what is wrong between rows, which is asked once their units are known by code."""
    return check_pairs(register, rows.to_pylist()) if register in CHECKED_IN_PAIRS else []


def _with_units(
    part: Part, rows: pa.Table, given: str | None, units: UnitIndex
) -> tuple[pa.Table, list[Problem]]:
    """Return the rows with each printed organisation as a unit's code."""
    reserved = RESERVED_UNITS if part.register in RESERVED_UNIT_REGISTERS else ()
    codes, problems = [], []
    found: dict[str, str | None] = {}
    if given and part.register != "rules" and given not in (*units.units, *reserved):
        return rows, [units.unknown(given, None)]
    for printed, line in zip(rows["unit"].to_pylist(), rows["line"].to_pylist(), strict=True):
        if given and part.register != "rules":
            codes.append(given)
        elif printed is None or printed.casefold() in reserved:
            codes.append(printed and printed.casefold())
        else:
            code = found.setdefault(printed, units.find(printed))
            if code is None:
                problems.append(units.unknown(printed, line, part.header_of("unit")))
            codes.append(code)
    place = rows.column_names.index("unit")
    return rows.set_column(place, "unit", pa.array(codes, pa.string())), problems
