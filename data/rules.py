"""Which rules are in force, and what does a new version of them change?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import count
from pathlib import Path

import pyarrow as pa

from data.mapping import Mapping as ColumnMapping
from data.mapping import signature
from data.readers.delimited import read_delimited
from data.registers import recognised
from data.rows import register_rows

SEED = Path(__file__).parent / "seed" / "rules.csv"
FIELDS = (
    "priority", "chart", "valid_from", "valid_to", "unit", "account_from", "account_to", "cost_centre",
    "activity_code", "project", "counterparty", "supplier", "text", "category", "activity", "nature",
    "funding", "note",
)  # fmt: skip
RULES = pa.schema(
    [("version", pa.int32()), ("rule_id", pa.int32()), ("position", pa.int32()), ("priority", pa.int32())]
    + [(name, pa.date32() if name.startswith("valid_") else pa.string()) for name in FIELDS[1:]]
    + [("act_id", pa.int32())]
)
Rule = Mapping[str, object]


def next_version(in_force: list[Rule], brought: Iterable[pa.Table], last_id: int = 0, act_id: int = 0) -> pa.Table:
    """Return a new version of the whole set: the brought rows in their order.

    `in_force`: the rules it takes the place of; the version is one higher. A rule that stays as it
    was keeps its number and the act it came by, wherever it stands; a new one comes by `act_id` and
    gets a number no rule ever had (`last_id`).
    A set of which no rule stays is numbered from 1, as its file is.
    """
    version = 1 + max((rule["version"] for rule in in_force), default=0)
    held: dict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
    for rule in sorted(in_force, key=lambda rule: rule["position"], reverse=True):
        held[_content(rule)].append((rule["rule_id"], rule["act_id"]))
    rows = [{name: row.get(name) for name in FIELDS} for table in brought for row in table.to_pylist()]
    new_ids = count(last_id + 1 if any(_content(row) in held for row in rows) else 1)
    numbered = []
    for position, row in enumerate(rows, start=1):
        number, came_by = held[_content(row)].pop() if held.get(_content(row)) else (next(new_ids), act_id)
        numbered.append({"version": version, "rule_id": number, "position": position, **row, "act_id": came_by})
    return pa.Table.from_pylist(numbered, RULES)


def _content(rule: Rule) -> tuple[object, ...]:
    """Return what a rule says, without its number and version."""
    return tuple(rule[name] for name in FIELDS)


def difference(before: list[Rule], after: list[Rule]) -> tuple[int, int]:
    """Return how many rules are added and removed between two versions, as multisets."""
    old, new = Counter(map(_content, before)), Counter(map(_content, after))
    return (new - old).total(), (old - new).total()


def is_same(before: list[Rule], after: list[Rule]) -> bool:
    """Tell whether two versions say the same in the same order."""
    def ordered(rules: list[Rule]) -> list[tuple[object, ...]]:
        return [_content(rule) for rule in sorted(rules, key=lambda rule: (rule["priority"], rule["position"]))]

    return ordered(before) == ordered(after)


@cache
def seed_rules() -> pa.Table:
    """Return the rules a new store begins with, as version 1."""
    table = read_delimited(SEED, SEED.parent).tables[0]
    mapping = ColumnMapping(
        name="rules", register="rules", signature=signature(table.header), columns=recognised("rules", table.header)
    )
    rows, problems = register_rows(table, mapping)
    faults = [problem for problem in problems if problem.severity == "error"]
    if faults:
        raise ValueError(f"the seed rules are at fault: {faults}")
    return next_version([], [rows])
