"""Which lines shall become what, whatever the rules say tomorrow, and do they?"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

import pyarrow as pa

from data import acts, build
from data.access import Viewer
from data.classify import rule_macros
from data.errors import Problem, Refusal
from data.registers import CATEGORIES
from data.rule_change import RuleChange, changed_set, checked, refuse_faulty, rules_in_force
from data.rules import next_version
from data.seen import for_viewer
from data.store import Store
from data.trial import beside

ACT = "rule_case"
LONGEST = 200
FORBIDDEN_CATEGORIES = ("unclassified",)


@dataclass(frozen=True)
class RuleCase:
    """A line that somebody says shall become a category; what is empty the line does not say. `date` is YYYY-MM-DD."""

    unit: str
    date: str
    category: str
    account: str = ""
    cost_centre: str = ""
    activity_code: str = ""
    project: str = ""
    counterparty: str = ""
    supplier: str = ""
    text: str = ""
    note: str = ""

    def faults(self) -> list[str]:
        """Return the fields that are lacking or cannot be read."""
        found = [name for name in ("unit", "category") if not getattr(self, name)]
        if self.category and self.category not in EXPECTED:
            found.append("category")
        try:
            date.fromisoformat(self.date)
        except ValueError:
            found.append("date")
        said = (self.account, self.cost_centre, self.activity_code, self.project, self.counterparty, self.supplier)
        if not any((*said, self.text)):
            found.append("account")
        return found


EXPECTED = tuple(code for code in CATEGORIES if code not in FORBIDDEN_CATEGORIES)
COLUMNS = tuple(field.name for field in fields(RuleCase))


@dataclass(frozen=True)
class Outcome:
    """What the rules make of a case: nothing where its unit is not there."""

    case: RuleCase
    category: str | None
    rule_id: int | None

    @property
    def holds(self) -> bool:
        """Tell whether the line becomes what it shall."""
        return self.category == self.case.category


def rule_cases(store: Store) -> list[RuleCase]:
    """Return the cases that stand, in the order they were written."""
    found: dict[RuleCase, None] = {}
    for row in store.query("cases/said").to_pylist():
        said = json.loads(row["detail"])
        case = RuleCase(**said["case"])
        found.pop(case, None)
        if not said["removed"]:
            found[case] = None
    return list(found)


@for_viewer
def add_cases(store: Store, viewer: Viewer, cases: Sequence[RuleCase]) -> int:
    """Write cases that are not there already; return how many.

    Raises: Refusal for a case that lacks something.
    """
    for case in cases:
        if faults := case.faults():
            raise Refusal("rule_case_faulty", fields=", ".join(faults))
    held = set(rule_cases(store))
    new = [case for case in dict.fromkeys(cases) if case not in held]
    _note(store, viewer, new, removed=False)
    return len(new)


@for_viewer
def remove_case(store: Store, viewer: Viewer, case: RuleCase) -> None:
    """Take a case away; it stays in the log."""
    _note(store, viewer, [case] if case in rule_cases(store) else [], removed=True)


def _note(store: Store, viewer: Viewer, cases: Sequence[RuleCase], removed: bool) -> None:
    if not cases:
        return
    with store.write() as writer:
        for case in cases:
            detail = {"case": asdict(case), "unit": case.unit, "removed": removed}
            acts.record(writer, ACT, detail, viewer.actor, is_verified=viewer.verified)


def run_cases(store: Store, cases: Sequence[RuleCase], change: RuleChange = RuleChange()) -> list[Outcome]:  # noqa: B008
    """Return what the rules in force, after a change of them, make of each case.

    Raises: UserError for a rule number there is not, Refusal for a rule that the register would refuse.
    """
    if not cases:
        return []
    in_force = rules_in_force(store)
    rules = in_force
    if change.added or change.removed:
        typed, problems = checked(changed_set(in_force, change))
        refuse_faulty(problems)
        last = max((int(rule["rule_id"]) for rule in in_force), default=0)
        rules = next_version(in_force, [typed], last).to_pylist()
    rows = [{"number": place, **asdict(case)} for place, case in enumerate(cases)]
    lines = [{name: value if value != "" else None for name, value in row.items()} for row in rows]
    with beside(store) as session:
        session.offer("rule_in_force", pa.Table.from_pylist(rules))
        for macro in rule_macros(rules):
            session.define(macro)
        session.offer("case_line", pa.Table.from_pylist(lines, LINES))
        session.run("cases/line_in")
        build.decide_lines(session)
        found = {row["number"]: row for row in session.query("cases/outcomes").to_pylist()}
    return [_outcome(case, found.get(place, {})) for place, case in enumerate(cases)]


LINES = pa.schema([("number", pa.int32()), *((name, pa.string()) for name in COLUMNS)])


def _outcome(case: RuleCase, row: dict) -> Outcome:
    return Outcome(case, row.get("category"), row.get("rule_id"))


def cases_csv(cases: Iterable[RuleCase]) -> bytes:
    """Return cases as a file that `read_cases` reads back."""
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([_harmless(getattr(case, name)) for name in COLUMNS] for case in cases)
    return written.getvalue().encode("utf-8-sig")


def read_cases(content: bytes) -> tuple[list[RuleCase], list[Problem]]:
    """Return the cases of a file and what is wrong with it, line by line."""
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error):
        return [], [Problem("error", "rule_case_unreadable")]
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    lacking = [name for name in ("unit", "date", "category") if name not in head]
    if lacking:
        return [], [Problem("error", "rule_case_header", 1, values={"columns": ", ".join(lacking)})]
    cases, problems = [], []
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = dict(zip(head, row, strict=False))
        case = RuleCase(**{name: _plain(cells.get(name, "")) for name in COLUMNS})
        if faults := case.faults():
            problems.append(Problem("error", "rule_case_faulty", line, values={"fields": ", ".join(faults)}))
        cases.append(case)
    return cases, problems


def _harmless(cell: str) -> str:
    """Keep a text from being run as a formula by a spreadsheet."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "'") else cell


def _plain(cell: str) -> str:
    return cell.strip().removeprefix("'")[:LONGEST]
