"""What does a delivery of ledger lines change, and how is it put in the place of the old?"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

import pyarrow as pa

from data import build
from data.errors import Problem
from data.result import PeriodChange
from data.store import Writer

Part = tuple[str, int, str]
PARTS = pa.schema([("unit", pa.string()), ("month", pa.int32()), ("source", pa.string())])
# A delivery that loses more than this share of a period's rows is warned of (registers.md).
LOST_SHARE = Decimal("0.05")


@dataclass
class PartChange:
    """What a delivery does to one (unit, month, source).

    `rows` counts the delivered rows by file; `held_count` those the store had. SEK; `cost_sek` is what stands
    on accounts of class 4 to 7, `held_` what the store has of it.
    """

    unit: str
    month: int
    source: str
    rows: Counter[int] = field(default_factory=Counter)
    sum_sek: Decimal = Decimal(0)
    cost_sek: Decimal = Decimal(0)
    held_count: int = 0
    held_sum_sek: Decimal = Decimal(0)
    held_cost_sek: Decimal = Decimal(0)
    other_source: str | None = None
    added: int = 0
    removed: int = 0
    changed: int = 0

    @property
    def part(self) -> Part:
        """Return what identifies the part."""
        return (self.unit, self.month, self.source)

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was held of the part."""
        return self.held_count == 0

    @property
    def is_same(self) -> bool:
        """Tell whether the store already holds exactly these rows."""
        return not (self.is_new or self.added or self.removed or self.changed)

    @property
    def first_file(self) -> int:
        """Return the file that what is removed or changed is told of."""
        return min(self.rows)

    def as_period(self) -> PeriodChange:
        """Return what is said of it before it is stored."""
        counts = (self.added, self.removed, self.changed)
        sums = (self.held_cost_sek, self.cost_sek, self.held_sum_sek, self.sum_sek)
        return PeriodChange(self.unit, self.month, *counts, *sums)

    def problems(self) -> list[Problem]:
        """Return what the controller should look at before this is stored."""
        found = []
        period = f"{self.month // 100}-{self.month % 100:02d}"
        if self.other_source:
            values = {"unit": self.unit, "period": period, "source": self.other_source}
            found.append(Problem("warning", "second_source", values=values))
        now = self.rows.total()
        if not self.is_new and self.held_count - now > LOST_SHARE * self.held_count:
            values = {"unit": self.unit, "period": period, "before": self.held_count, "now": now}
            found.append(Problem("warning", "rows_lost", values=values))
        return found


def compare(writer: Writer) -> list[PartChange]:
    """Return what the staged rows change, part by part. Rows are compared as multisets."""
    changes: dict[Part, PartChange] = {}
    for row in writer.query("deliver/parts").to_pylist():
        part = (row["unit"], row["month"], row["source"])
        change = changes.setdefault(part, PartChange(*part))
        change.rows[row["file_id"]] += row["row_count"]
        change.sum_sek += row["sum_sek"]
        change.cost_sek += row["cost_sek"]
    _find_held(writer, changes)
    held = [change.part for change in changes.values() if not change.is_new]
    if held:
        _count_difference(writer, changes, held)
    return list(changes.values())


def _find_held(writer: Writer, changes: dict[Part, PartChange]) -> None:
    """Note what the store holds of the delivered parts, and which other sources the same months have."""
    writer.offer("wanted_unit", pa.table({"unit": sorted({unit for unit, _, _ in changes})}))
    sources = defaultdict(set)
    for unit, month, source in changes:
        sources[unit, month].add(source)
    for row in writer.query("deliver/held").to_pylist():
        sources[row["unit"], row["month"]].add(row["source"])
        change = changes.get((row["unit"], row["month"], row["source"]))
        if change:
            change.held_count = row["row_count"]
            change.held_sum_sek, change.held_cost_sek = row["sum_sek"], row["cost_sek"]
    writer.withdraw("wanted_unit")
    for change in changes.values():
        others = sources[change.unit, change.month] - {change.source}
        change.other_source = min(others, default=None)
        if change.is_new:
            change.added = change.rows.total()


def _count_difference(writer: Writer, changes: dict[Part, PartChange], held: list[Part]) -> None:
    """Count the rows that differ in the parts the store already holds."""
    writer.offer("held_part", _part_table(held))
    writer.run("deliver/difference")
    writer.withdraw("held_part")
    for row in writer.query("deliver/difference_counts").to_pylist():
        change = changes[row["unit"], row["month"], row["source"]]
        change.added, change.removed, change.changed = row["added"], row["removed"], row["changed"]


def store(writer: Writer, changes: list[PartChange]) -> None:
    """Put the staged rows of every part that differs in the place of what was held."""
    writer.run("deliver/balances_replaced")
    replaced = [change.part for change in changes if not change.is_new and not change.is_same]
    if replaced:
        writer.offer("replaced_part", _part_table(replaced))
        writer.run("deliver/remove_parts")
        writer.withdraw("replaced_part")
    stored = [change.part for change in changes if not change.is_same]
    if stored:
        writer.offer("stored_part", _part_table(stored))
        writer.run("deliver/store_parts")
        writer.run("deliver/line_in_all_new" if len(stored) == len(changes) else "deliver/line_in_new")
        _insert(writer)
        writer.withdraw("stored_part")


def _insert(writer: Writer) -> None:
    """Store the rows of line_in, classified."""
    build.decide_lines(writer)
    for statement in ("store_outcomes", "store_lines", "forget_unused", "drop_views"):
        writer.run(f"deliver/{statement}")


def _part_table(parts: list[Part]) -> pa.Table:
    """Return parts as a table that statements can join."""
    return pa.Table.from_pylist([dict(zip(PARTS.names, part, strict=True)) for part in parts], PARTS)
