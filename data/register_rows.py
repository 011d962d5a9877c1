"""What does a delivery of a small register change, and how is it put in the place of the old?"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pyarrow as pa

from data.errors import Problem
from data.lines import LOST_SHARE
from data.registers import REGISTERS, Column
from data.store import Writer

# What replaces what (registers.md). The part of a row is made of these columns; `source` belongs to
# every part but that of `units`, which replaces by unit whatever the source. The unit of
# `service_volumes` is that of its service.
PART_COLUMNS: dict[str, tuple[str, ...]] = {
    "units": ("unit",),
    "headcount": ("unit", "period"),
    "backlog": ("unit", "period"),
    "control_totals": ("unit", "period"),
    "service_volumes": ("unit", "period"),
    "turnover": ("unit", "year"),
    "development": ("unit", "year"),
    "declared_shadow_it": ("unit", "year"),
    "initiatives": ("unit", "year"),
    "roles": (),
    "decisions": (),
    "services": ("unit",),
    "measures": ("unit",),
    "assets": ("unit",),
    "pace_targets": ("unit",),
    "balance_targets": ("unit",),
    "self_ratings": ("unit",),
}
ROWS = pa.schema(
    [
        ("register", pa.string()),
        ("part", pa.string()),
        ("source", pa.string()),
        ("file_id", pa.int32()),
        ("line", pa.int32()),
        ("content", pa.string()),
    ]
)
REPLACED = pa.schema([("part", pa.string()), ("source", pa.string())])


@dataclass(frozen=True)
class RegisterRow:
    """One row of a register as it is stored; `content` is canonical JSON, so equal rows are equal text."""

    part: str
    source: str
    file_id: int
    line: int
    content: str


@dataclass
class RegisterChange:
    """How many rows a delivery adds, removes and changes, per file, and which parts differ."""

    added: Counter = field(default_factory=Counter)
    removed: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    parts: set[tuple[str, str]] = field(default_factory=set)
    files: set[int] = field(default_factory=set)
    problems: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))


def service_units(writer: Writer) -> dict[str, str]:
    """Return the unit of each service, the latest row of a service deciding; stored volumes follow it."""
    writer.run("registers/volume_parts")
    return {row["service"]: row["unit"] for row in writer.query("registers/service_units").to_pylist()}


def typed_rows(
    register: str, rows: pa.Table, file_id: int, source: str, overrides: bool, owners: Mapping[str, str]
) -> list[RegisterRow]:
    """Return a register's typed rows as they are stored.

    `source` is the delivery's; a row's own wins unless the delivery's was given by hand (`overrides`).
    `owners`: the unit of each service.
    """
    columns = [column for column in REGISTERS[register].columns if column.name in rows.column_names]
    found = []
    for row in rows.to_pylist():
        own = None if overrides else row.get("source")
        content = {c.name: _printed(row[c.name], c) for c in columns if row[c.name] is not None and c.name != "source"}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        placed = {"unit": owners.get(content.get("service", ""), "")} | content
        part = "|".join(placed.get(name, "") for name in PART_COLUMNS[register])
        found.append(RegisterRow(part, own or source, file_id, row["line"], text))
    return found


def _printed(cell: object, column: Column) -> str:
    """Return a typed cell as text that is the same for equal values."""
    if isinstance(cell, Decimal):
        return f"{cell:.2f}" if column.kind == "money" else f"{cell.normalize():f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def compare_rows(writer: Writer, register: str, rows: list[RegisterRow]) -> RegisterChange:
    """Return what a delivery changes, part by part, as multisets."""
    any_source = register == "units"
    held, brought = defaultdict(Counter), defaultdict(Counter)
    first_file: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.part, "" if any_source else row.source)
        brought[key][row.content] += 1
        first_file.setdefault(key, row.file_id)
    sources = defaultdict(set)
    for row in writer.query("registers/rows", register=register).to_pylist():
        sources[row["part"]].add(row["source"])
        key = (row["part"], "" if any_source else row["source"])
        if key in brought:
            held[key][row["content"]] += 1
    change = RegisterChange()
    for key, contents in brought.items():
        added, removed = (contents - held[key]).total(), (held[key] - contents).total()
        paired, file_id = min(added, removed), first_file[key]
        change.added[file_id] += added - paired
        change.removed[file_id] += removed - paired
        change.changed[file_id] += paired
        if added or removed:
            change.parts.add(key)
        if "period" in PART_COLUMNS[register]:
            others = sources[row_part := key[0]] - {key[1]}
            change.problems[file_id] += _warnings(row_part, others, held[key].total(), contents.total())
    change.files = {row.file_id for row in rows if (row.part, "" if any_source else row.source) in change.parts}
    return change


def _warnings(part: str, others: set[str], before: int, now: int) -> list[Problem]:
    """Return what to look at in one unit's period: a second source, or a delivery much shorter than the last."""
    unit, period = part.split("|")
    found = []
    if others:
        values = {"unit": unit, "period": period, "source": min(others)}
        found.append(Problem("warning", "second_source", values=values))
    if before and before - now > LOST_SHARE * before:
        values = {"unit": unit, "period": period, "before": before, "now": now}
        found.append(Problem("warning", "rows_lost", values=values))
    return found


def store_rows(writer: Writer, register: str, rows: Iterable[RegisterRow], change: RegisterChange) -> None:
    """Put the rows of every part that differs in the place of what was held."""
    replaced = [{"part": part, "source": source} for part, source in sorted(change.parts)]
    writer.offer("replaced_part", pa.Table.from_pylist(replaced, REPLACED))
    writer.run("registers/remove_parts", register=register)
    writer.withdraw("replaced_part")
    any_source = register == "units"
    kept = [row for row in rows if (row.part, "" if any_source else row.source) in change.parts]
    table = pa.Table.from_pylist([{"register": register, **row.__dict__} for row in kept], ROWS)
    writer.append("register_row", table)
