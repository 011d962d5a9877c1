"""Which hidden numbers of staff could still be worked out from all that is published, by somebody who can compute?

Every number of a year is a sum over classes of staff in units: what is published are equations, and a hidden number
is given back where it is a combination of them. Whoever tries is taken to know which classes have nobody.
"""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from kpi.suppression_numbers import DIGITS, GROUP, MUNICIPALITY, Cell, Numbers

# The classes, of which nobody is in two; `_rest` is what is left of a whole beside its parts.
CLASSES: Mapping[str, tuple[str, ...]] = {
    "total": ("it", "digital_permanent", "digital_temporary", "digital_rest", "total_rest"),
    "it": ("it",),
    "digital": ("digital_permanent", "digital_temporary", "digital_rest"),
    "digital_permanent": ("digital_permanent",),
    "digital_temporary": ("digital_temporary",),
}
Equation = dict[tuple[str, str], Fraction]  # unit and class -> how many times it is in the sum


def given_back(numbers: Numbers, kept_out: Collection[Cell], year: int) -> list[Cell]:
    """Return the hidden numbers of a year, of anybody at all, that follow from those that are not hidden."""
    cells = [cell for cell in numbers.of if cell[2] == year and cell[0] in CLASSES]
    filled = _filled(numbers, year)
    shields = {cell for cell in kept_out if cell not in numbers.known}
    known = _solved(_equation(numbers, cell, filled) for cell in cells if cell not in shields)
    out = [cell for cell in cells if cell in shields and round(numbers.of[cell], DIGITS)]
    return [cell for cell in out if not _left(_equation(numbers, cell, filled), known)]


def _filled(numbers: Numbers, year: int) -> dict[str, set[str]]:
    """Return which classes each unit has anybody in."""
    units = {unit for measure in CLASSES for unit in numbers.units(measure, year)}
    return {unit: _classes_of(numbers, unit, year) for unit in sorted(units)}


def _classes_of(numbers: Numbers, unit: str, year: int) -> set[str]:
    held = {measure: numbers.of.get((measure, unit, year), 0.0) for measure in CLASSES}
    held["digital_rest"] = held["digital"] - held["digital_permanent"] - held["digital_temporary"]
    held["total_rest"] = held["total"] - held["it"] - held["digital"]
    return {name for name in CLASSES["total"] if round(held[name], DIGITS)}


def _equation(numbers: Numbers, cell: Cell, filled: Mapping[str, set[str]]) -> Equation:
    """Return a number as a sum over the classes of units."""
    measure, scope, _ = cell
    return {
        (unit, name): Fraction(1)
        for unit, names in filled.items()
        if scope in (GROUP, unit) or (scope == MUNICIPALITY and unit not in numbers.companies)
        for name in CLASSES[measure]
        if name in names
    }


def _solved(equations: Iterable[Equation]) -> dict[tuple[str, str], Equation]:
    """Return what the equations say, each by a class that none after it holds (Gauss, exact)."""
    known: dict[tuple[str, str], Equation] = {}
    for equation in equations:
        left = _left(equation, known)
        if left:
            lead = min(left)
            known[lead] = {name: part / left[lead] for name, part in left.items()}
    return known


def _left(equation: Equation, known: Mapping[tuple[str, str], Equation]) -> Equation:
    """Return what the known equations do not say of one: nothing where it follows from them."""
    left = dict(equation)
    for lead, said in known.items():
        times = left.get(lead)
        if times:
            for name, part in said.items():
                left[name] = left.get(name, Fraction(0)) - times * part
            left = {name: part for name, part in left.items() if part}
    return left
