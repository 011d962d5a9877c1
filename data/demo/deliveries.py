"""Which lines does a unit deliver for a year, and what do they amount to?"""

from collections import defaultdict
from functools import partial

from data.demo.central import central_it_lines, digitalisation_lines
from data.demo.departments import department_lines
from data.demo.group import Unit
from data.demo.ledger import Line, number_vouchers

MISSING = ("KFF", 2023, 5)  # never delivered: a gap, not a zero
MAKERS = {
    "department": department_lines,
    "central_it": central_it_lines,
    "digitalisation": digitalisation_lines,
}


def delivered(unit: Unit, year: int, seed: int) -> list[Line]:
    """Return the lines of a unit of the municipality, numbered, without the missing month."""
    lines = number_vouchers(partial(MAKERS[unit.kind], unit, year)(seed), year)
    if (unit.code, year) == MISSING[:2]:
        return [line for line in lines if line.date.month != MISSING[2]]
    return lines


def sums(unit: Unit, year: int, lines: list[Line]) -> dict[tuple[str, int, str, str], int]:
    """Return öre by (unit, year, what the generator meant, activity)."""
    found: dict[tuple[str, int, str, str], int] = defaultdict(int)
    for line in lines:
        truth = line.truth
        if line.account[0] in "38" and truth != "internal_it" and truth != "outside_income":
            truth = "not_it_income"
        elif truth == "internal_it" and line.amount < 0 and line.account[0] == "3":
            truth = "internal_income"
        found[unit.code, year, truth, line.work] += line.amount
        if line.account[0] in "4567":
            found[unit.code, year, "cost_abs", ""] += abs(line.amount)
            if truth == "unclassified":
                found[unit.code, year, "unclassified_abs", ""] += abs(line.amount)
    return found
