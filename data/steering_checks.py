"""Do the rows of the steering registers agree with themselves and with one another?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path

from data.errors import Problem, Severity
from data.study import challenge_of, recommendations, statements

Row = dict[str, object]

CARD_QUERIES = Path(__file__).parents[1] / "sql" / "kpi"
# What is stated once, and stated anew when it was wrong, is never below 0. What is summed over rows and sources may
# hold a row that corrects another: those are only pointed at.
NEVER_NEGATIVE = {
    "backlog": ("demand_hours", "supply_hours"),
    "initiatives": ("fte", "hours", "fte_freed", "fte_reallocated"),
    "assets": ("replacement_sek",),
}
SELDOM_NEGATIVE = {
    "headcount": ("fte",),
    "service_volumes": ("cases",),
    "development": ("planned_fte", "used_fte", "planned_sek", "used_sek"),
}
# What is realised of something is no more than the whole: (the part, the whole).
PARTS = {
    "initiatives": (
        ("benefit_realised_sek", "benefit_planned_sek"),
        ("benefit_reallocated_sek", "benefit_realised_sek"),
        ("fte_reallocated", "fte_freed"),
    ),
}


@dataclass(frozen=True)
class Key:
    """What names a row of a register: two rows under one name contradict, or are counted twice."""

    columns: tuple[str, ...]
    severity: Severity
    code: str


KEYS = {
    "balance_targets": Key(("unit", "axis"), "error", "row_contradicts"),
    "pace_targets": Key(("unit", "year", "decided_year"), "error", "row_contradicts"),
    "self_ratings": Key(("statement", "unit", "date"), "error", "row_contradicts"),
    "development": Key(("unit", "year"), "warning", "row_twice"),
    "initiatives": Key(("initiative", "unit", "year", "funding"), "warning", "row_twice"),
    "declared_shadow_it": Key(("unit", "year", "basis"), "warning", "row_twice"),
    "service_volumes": Key(("service", "period", "channel"), "warning", "row_twice"),
    "backlog": Key(("unit", "period"), "warning", "row_twice"),
    "assets": Key(("asset", "unit"), "warning", "row_twice"),
    "decisions": Key(("decision", "date"), "warning", "row_twice"),
}
CHECKED_IN_PAIRS = {*KEYS, "measures"}


def check_steering(register: str, rows: Sequence[Row]) -> Iterator[Problem]:
    """Return what is wrong in the rows of one table of a steering register."""
    for row in rows:
        yield from _signs(register, row)
        yield from _parts(register, row)
        for check in ROW_CHECKS.get(register, ()):
            yield from check(row)
    if register == "services":
        yield from _overlap_problems(register, rows)


def check_pairs(register: str, rows: Sequence[Row]) -> list[Problem]:
    """Return what is wrong between rows of one table once their units are known by code."""
    problems = list(_same_key(register, rows))
    return problems if register == "services" else [*problems, *_overlap_problems(register, rows)]


def _signs(register: str, row: Row) -> Iterator[Problem]:
    for name in NEVER_NEGATIVE.get(register, ()):
        if row[name] is not None and row[name] < 0:
            yield Problem("error", "negative_value", row["line"], name, {"field": name, "read": _printed(row[name])})
    for name in SELDOM_NEGATIVE.get(register, ()):
        if row[name] is not None and row[name] < 0:
            values = {"field": name, "read": _printed(row[name])}
            yield Problem("warning", "negative_correction", row["line"], name, values)


def _printed(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _parts(register: str, row: Row) -> Iterator[Problem]:
    for part, whole in PARTS.get(register, ()):
        if row[part] is not None and row[whole] is not None and row[part] > max(row[whole], 0):
            yield Problem("warning", "part_above_whole", row["line"], part, {"field": part, "whole": whole})


def _ahead(row: Row) -> Iterator[Problem]:
    if row["year"] and row["decided_year"] and row["year"] <= row["decided_year"]:
        values = {"year": row["year"], "decided": row["decided_year"]}
        yield Problem("error", "target_year_not_ahead", row["line"], "year", values)


def _life(row: Row) -> Iterator[Problem]:
    if row["life_years"] is not None and row["life_years"] <= 0:
        yield Problem("error", "life_not_positive", row["line"], "life_years", {"read": _printed(row["life_years"])})


def _year_in_validity(row: Row) -> Iterator[Problem]:
    start, year = row["valid_from"], row["year"]
    if start and year and not start.year <= year <= end_of(row).year:
        values = {"service": row["service"], "year": year}
        yield Problem("warning", "year_outside_validity", row["line"], "year", values)


def _card(row: Row) -> Iterator[Problem]:
    if row["card"] and row["card"] not in known_cards():
        yield Problem("warning", "unknown_card", row["line"], "card", {"read": row["card"][:60]})


def _recommendation(row: Row) -> Iterator[Problem]:
    code = row["recommendation"]
    if code and challenge_of(code) is None:
        values = {"read": code[:60], "known": ", ".join(recommendations())}
        yield Problem("warning", "unknown_recommendation", row["line"], "recommendation", values)


def _statement(row: Row) -> Iterator[Problem]:
    """A statement the form does not have is stored but shown nowhere; a form of organisation is no level 0 or 5."""
    if not row["statement"]:
        return
    statement = statements().get(row["statement"])
    if statement is None:
        values = {"read": row["statement"][:60], "known": ", ".join(statements())}
        yield Problem("warning", "unknown_statement", row["line"], "statement", values)
    elif row["level"] is not None and row["level"] not in statement.levels:
        values = {"read": row["level"], "first": statement.levels[0], "last": statement.levels[-1]}
        yield Problem("warning", "level_outside_form", row["line"], "level", values)


@cache
def known_cards() -> frozenset[str]:
    """Return the ids of the cards: each is answered by the query of its name."""
    return frozenset(path.stem for path in CARD_QUERIES.glob("*.sql"))


ROW_CHECKS: dict[str, tuple[Callable[[Row], Iterator[Problem]], ...]] = {
    "pace_targets": (_ahead,),
    "assets": (_life,),
    "services": (_year_in_validity,),
    "decisions": (_card, _recommendation),
    "self_ratings": (_statement,),
}


def _same_key(register: str, rows: Iterable[Row]) -> Iterator[Problem]:
    """Return a problem for every row that goes under the same name as an earlier one.

    What is only counted twice may be so by two sources, each with its own row.
    """
    key = KEYS.get(register)
    if key is None:
        return
    columns = key.columns if key.severity == "error" else (*key.columns, "source")
    first: dict[tuple, Row] = {}
    for row in rows:
        name = tuple(row[column] for column in columns)
        earlier = first.setdefault(name, row)
        if earlier is not row and None not in (row[column] for column in key.columns[:2]):
            printed = ", ".join(str(part) for part in name if part is not None)
            yield Problem(key.severity, key.code, row["line"], None, {"row": printed, "first": earlier["line"]})


def overlaps(register: str, rows: Iterable[Row]) -> Iterator[tuple[Row, Row, str]]:
    """Return pairs of rows that hold on the same day and cannot both: the later one last."""
    names = {"services": ("service",), "measures": ("unit", "measure")}.get(register)
    if names is None:
        return
    held: dict[tuple, list[Row]] = {}
    for row in rows:
        if row["valid_from"] and all(row[name] for name in names):
            held.setdefault(tuple(row[name] for name in names), []).append(row)
    contradiction = _of_service if register == "services" else _of_measure
    for same in held.values():
        for first, second in combinations(same, 2):
            if code := contradiction(first, second):
                yield first, second, code


def _overlap_problems(register: str, rows: Iterable[Row]) -> Iterator[Problem]:
    name = "service" if register == "services" else "measure"
    for first, second, code in overlaps(register, rows):
        yield Problem("error", code, second["line"], name, {name: second[name], "first": first["line"]})


def _of_service(first: Row, second: Row) -> str | None:
    same_start = first["valid_from"] == second["valid_from"]
    if same_start and first["year"] == second["year"]:
        return "duplicate_service_row"
    if first["level"] == second["level"]:
        return None
    return "service_overlap" if _meet(first, second) else None


def _of_measure(first: Row, second: Row) -> str | None:
    return "measure_overlap" if _meet(first, second) else None


def _meet(first: Row, second: Row) -> bool:
    return first["valid_from"] <= end_of(second) and second["valid_from"] <= end_of(first)


def end_of(row: Row) -> date:
    """Return the last day a row holds."""
    return row["valid_to"] or date.max
