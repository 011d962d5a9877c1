"""What would a change of the rules do, and how does it come into force?"""

import csv
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from data import build
from data.access import Viewer
from data.classify import rule_macros, touch_macro, touching_macro
from data.errors import Problem, Refusal, UserError
from data.formulas import kept
from data.intake import deliver
from data.mapping import Mapping as ColumnMapping
from data.mapping import signature
from data.prepare import Given, Request
from data.readers.delimited import read_delimited
from data.registers import recognised
from data.result import FileResult
from data.rows import register_rows
from data.rules import FIELDS, next_version
from data.seen import for_viewer
from data.store import Discard, Store, Writer
from data.trial import beside

Rule = Mapping[str, object]
# Between the seed rules, which are numbered in the same order.
PRIORITIES = {
    "project": 1500, "activity_code": 1600, "cost_centre": 2500, "counterparty": 3500, "account_from": 4950,
    "supplier": 5900, "text": 6900,
}  # fmt: skip
ACCOUNT_AND_MORE, LAST = 3900, 9000


@dataclass(frozen=True)
class RuleChange:
    """Rules to add, as rows of the register, and the numbers of those to take away; an edited rule is both."""

    added: tuple[Rule, ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True)
class Move:
    """Lines of one unit and year that would be decided otherwise: what decides them now, and what would.

    `decided_by` names the step (kpis.md section 2), `rule_id` the rule where the step is one. SEK.
    """

    unit: str
    year: int
    before_decided_by: str
    before_rule_id: int | None
    before_category: str
    after_decided_by: str
    after_rule_id: int | None
    after_category: str
    line_count: int
    sum_sek: Decimal
    absolute_sek: Decimal


@dataclass(frozen=True)
class ItCost:
    """What all IT of the group costs in a year, now and as a change of the rules would decide; SEK."""

    year: int
    before_sek: float
    after_sek: float


@dataclass(frozen=True)
class RuleEffect:
    """What a change of the rules would do to open periods: the moves, and the rules after it.

    The moves stand with the latest year first, and of a year the largest. `shadowed` are the rules in force that
    would lose lines to a new one; `first_new_id` is the number the first added rule would get. `it_costs` are the
    years, the latest first, whose total IT cost would change and can be told beforehand.
    """

    moves: tuple[Move, ...]
    first_new_id: int
    it_costs: tuple[ItCost, ...] = ()

    @property
    def line_count(self) -> int:
        """Return how many lines would be decided otherwise."""
        return sum(move.line_count for move in self.moves)

    @property
    def sum_sek(self) -> Decimal:
        """Return what those lines sum to."""
        return sum((move.sum_sek for move in self.moves), Decimal("0.00"))

    @property
    def shadowed(self) -> tuple[int, ...]:
        """Return the rules in force that would lose lines."""
        return tuple(sorted({move.before_rule_id for move in self.moves if move.before_rule_id is not None}))


def rules_in_force(store: Store) -> list[dict]:
    """Return the rules in force in the order they are asked, with version, number and place."""
    return store.query("registers/rules").to_pylist()


def changed_set(in_force: Sequence[Rule], change: RuleChange) -> list[Rule]:
    """Return the whole set after a change: added rules after those of the same priority.

    Raises: UserError for a rule number there is not.
    """
    known = {rule["rule_id"] for rule in in_force}
    for number in change.removed:
        if number not in known:
            raise UserError("no_such_rule", asked=number)
    kept = [rule for rule in in_force if rule["rule_id"] not in change.removed]
    return sorted([*kept, *change.added], key=lambda rule: int(rule["priority"]))


def checked(rows: Sequence[Rule]) -> tuple[pa.Table, list[Problem]]:
    """Return rules as typed rows, and what is wrong with them, as the register's file would be read."""
    with tempfile.TemporaryDirectory() as folder:
        table = read_delimited(_written(Path(folder), rows), Path(folder)).tables[0]
        columns = recognised("rules", table.header)
        mapping = ColumnMapping(name="rules", register="rules", signature=signature(table.header), columns=columns)
        return register_rows(table, mapping)


def rule_effect(store: Store, change: RuleChange) -> RuleEffect:
    """Return what a change of the rules would do, found by classifying the lines it may touch.

    Raises: UserError for a rule number there is not, Refusal for a rule that the register would refuse.
    """
    in_force = rules_in_force(store)
    typed, problems = checked(changed_set(in_force, change))
    refuse_faulty(problems)
    added, problems = checked(change.added) if change.added else (None, [])
    refuse_faulty(problems)
    with beside(store) as session:
        last_id = session.query("registers/last_rule").column("rule_id")[0].as_py()
        after = next_version(in_force, [typed], last_id)
        touching = next_version([], [added]).to_pylist() if added is not None else []
        session.offer("rule_in_force", after)
        rules = after.to_pylist()
        for macro in (*rule_macros(rules), touch_macro(touching)):
            session.define(macro)
        session.offer("removed_rule", pa.table({"rule_id": pa.array(change.removed, pa.int32())}))
        session.run("preview/touched")
        build.decide_lines(session)
        moves = tuple(Move(**row) for row in session.query("preview/effect").to_pylist())
        it_costs = tuple(ItCost(**row) for row in session.query("preview/it_cost").to_pylist())
    return RuleEffect(moves, last_id + 1, it_costs)


def unused_rules(store: Store) -> dict[int, int]:
    """Return the rules in force that decide no line, with how many lines fulfil their conditions.

    None do: the rule is dead. Some do: earlier rules, or earlier steps, take them all.
    """
    idle = {row["rule_id"] for row in store.query("preview/hits").to_pylist() if not row["line_count"]}
    rules = [rule for rule in rules_in_force(store) if rule["rule_id"] in idle]
    if not rules:
        return {}
    with beside(store) as session:
        session.define(touching_macro(rules))
        found = {row["rule_id"]: row["line_count"] for row in session.query("preview/touch_counts").to_pylist()}
    return {number: found.get(number, 0) for number in sorted(idle)}


def priority_for(conditions: Mapping[str, object]) -> int:
    """Return where a new rule stands by default: what names more or decides earlier comes first (kpis.md section 2)."""
    filled = [name for name in PRIORITIES if conditions.get(name)]
    if not filled:
        return LAST
    both = "account_from" in filled and len(filled) > 1
    return ACCOUNT_AND_MORE if both else PRIORITIES[filled[0]]


def told_of(change: RuleChange, in_force: Sequence[Rule], line_count: int | None = None) -> dict[str, object]:
    """Return what the log says of a change of the rules: the conditions and decisions of each, and how many lines."""
    taken = [rule for rule in in_force if rule["rule_id"] in change.removed]
    said = {name: [_told(rule) for rule in rules] for name, rules in (("added", change.added), ("removed", taken))}
    return {"rules": said | {"lines": line_count}}


def _told(rule: Rule) -> dict[str, str]:
    return {name: str(rule[name]) for name in FIELDS if rule.get(name) not in (None, "")}


@for_viewer
def change_rules(
    store: Store, viewer: Viewer, change: RuleChange, constants: build.Constants, line_count: int | None = None
) -> FileResult:
    """Put a change of the rules in force; what others have changed meanwhile stays.

    `line_count`: what the log says that it moves. Raises: UserError for a rule that somebody else has taken away
    since, Refusal for one the register would refuse.
    """
    with store.write() as writer:
        result = deliver_change(writer, viewer, change, constants, line_count)
        if result.status == "unchanged":
            raise Discard
    return result


def deliver_change(
    writer: Writer, viewer: Viewer, change: RuleChange, constants: build.Constants, line_count: int | None = None
) -> FileResult:
    """Make a change of the rules that stand in the version being built, delivered as the register's whole new set."""
    in_force = writer.query("registers/rules").to_pylist()
    with tempfile.TemporaryDirectory() as folder:
        path = _written(Path(folder), changed_set(in_force, change))
        given, asked = [Given(path, path.name)], Request(register="rules")
        about = told_of(change, in_force, line_count)
        (result,) = deliver(writer, given, asked, viewer.actor, constants, is_verified=viewer.verified, about=about)
    refuse_faulty(result.problems)
    return result


def refuse_faulty(problems: Sequence[Problem]) -> None:
    """Refuse a rule at fault, with the first thing that is wrong."""
    for problem in problems:
        if problem.severity == "error":
            raise Refusal("rule_at_fault", reason=problem.message("sv"))


def _written(folder: Path, rules: Sequence[Rule]) -> Path:
    """Write rules as the register is delivered, every text so that it is read as it stands."""
    path = folder / "regler.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows(
            ["" if rule.get(name) is None else kept(str(rule.get(name))) for name in FIELDS] for rule in rules
        )
    return path
