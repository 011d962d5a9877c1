"""Which numbers of full-time equivalents must be kept out, so that none below five is told or can be worked out?

A number is a measure (all HTE, those with IT …) of a unit, the municipality or the group in a year. What is below
five is hidden; then so much more that no published total less published parts leaves one hidden number, or several
that are below five together. (A 0 is not printed either, but it is nobody's and needs no cover.) The equations:
municipality and group = the sum of their units, group less municipality = the companies, and a whole = its parts
and a rest that is never published.
"""

from collections.abc import Collection, Iterable
from math import fsum

from kpi.given_back import CLASSES, given_back
from kpi.suppression_numbers import DIGITS, GROUP, MUNICIPALITY, Cell, Numbers

FEWEST_FTE = 5.0
FEWEST_HIDDEN = 2
# What a measure is the sum of, beside a rest that is never published. The rest of digitalisation is one class,
# fixed-term employees, and so a number of its own; that of all staff is everybody else.
PARTS = {"total": ("it", "digital"), "digital": ("digital_permanent", "digital_temporary")}
OF_ONE_CLASS = ("digital",)


def hidden(numbers: Numbers, before: Collection[Cell] = ()) -> frozenset[Cell]:
    """Return what must be kept out.

    `before` is what earlier editions kept out: it stays out, else two editions together could tell it.
    """
    kept_out = {cell for cell, value in numbers.of.items() if round(abs(value), DIGITS) < FEWEST_FTE}
    kept_out |= {cell for cell in before if cell in numbers.of}
    _cover(numbers, kept_out)
    for year in sorted({year for _, _, year in numbers.of}):
        while back := given_back(numbers, kept_out, year):
            cover = _best_cover(numbers, kept_out, year, len(back))
            if cover is None:
                break  # earlier editions have told all there is to hide
            kept_out.add(cover)
            _cover(numbers, kept_out)
    return frozenset(kept_out)


def _cover(numbers: Numbers, kept_out: set[Cell]) -> None:
    """Hide more until no equation between units, totals or parts tells what is hidden."""
    asked = sorted({(measure, year) for measure, _, year in numbers.of})
    places = sorted({(unit, year) for _, unit, year in numbers.of})
    last = -1
    while last != len(kept_out):
        last = len(kept_out)
        kept_out |= {cell for cell in numbers.of if _rests_on_hidden(numbers, kept_out, cell)}
        for measure, year in asked:
            _between_units(numbers, kept_out, measure, year)
            _between_sums(numbers, kept_out, measure, year)
        for unit, year in places:
            _between_parts(numbers, kept_out, unit, year)


def _best_cover(numbers: Numbers, kept_out: set[Cell], year: int, back: int) -> Cell | None:
    """Return what to hide where several equations together give something back: a unit's before a total."""
    of_year = (cell for cell in numbers.of if cell[2] == year and cell[0] in CLASSES)
    told = [cell for cell in of_year if _can_hide(numbers, kept_out, cell)]
    told.sort(key=lambda cell: (cell[1] in (GROUP, MUNICIPALITY), numbers.of[cell], cell))
    helps = (cell for cell in told if len(given_back(numbers, {*kept_out, cell}, year)) < back)
    return next(helps, told[0]) if told else None


def _between_units(numbers: Numbers, kept_out: set[Cell], measure: str, year: int) -> None:
    """Hide more units, or a total, until no total tells what is hidden in one measure of a year."""
    cells = {unit: (measure, unit, year) for unit in numbers.units(measure, year)}
    companies = [cell for unit, cell in cells.items() if unit in numbers.companies]
    others = [cell for unit, cell in cells.items() if unit not in numbers.companies]
    municipality, group = (measure, MUNICIPALITY, year), (measure, GROUP, year)
    while True:
        if _told(numbers, kept_out, municipality):
            if _hide_in(numbers, kept_out, others) or _hide_when_stuck(numbers, kept_out, others, municipality):
                continue
            if _told(numbers, kept_out, group):
                if _hide_in(numbers, kept_out, companies) or _hide_when_stuck(
                    numbers, kept_out, companies, municipality
                ):
                    continue
            elif _somebody(numbers, kept_out, [group]) and _hide_one(numbers, kept_out, companies, municipality):
                continue
        elif _told(numbers, kept_out, group):
            if _somebody(numbers, kept_out, [municipality]) and (
                _hide_one(numbers, kept_out, others, group) or _hide_one(numbers, kept_out, companies, group)
            ):
                continue
            if _hide_in(numbers, kept_out, [*others, *companies]) or _hide_when_stuck(
                numbers, kept_out, [*others, *companies], group
            ):
                continue
        elif _somebody(numbers, kept_out, [municipality]) and _hide_one(numbers, kept_out, others, municipality):
            continue
        return


def _rests_on_hidden(numbers: Numbers, kept_out: Collection[Cell], cell: Cell) -> bool:
    measure, unit, year = cell
    return any((other, unit, year) in kept_out for other in numbers.rests_on.get(measure, ()))


def _between_sums(numbers: Numbers, kept_out: set[Cell], measure: str, year: int) -> None:
    """Hide a total of some units where, taken from that of all, it would tell what is hidden of the others."""
    whole = numbers.is_some_of.get(measure)
    if whole is None:
        return
    lacking = set(numbers.units(whole, year)) - set(numbers.units(measure, year))
    of_scope = {MUNICIPALITY: lacking - numbers.companies, GROUP: lacking}
    companies = [(whole, unit, year) for unit in lacking & numbers.companies]
    for scope, units in of_scope.items():
        cells = [(whole, unit, year) for unit in units]
        if not (_is_safe(numbers, kept_out, cells) and _is_safe(numbers, kept_out, companies)):
            kept_out.update({(measure, scope, year)} & numbers.of.keys())


def _told(numbers: Numbers, kept_out: Collection[Cell], cell: Cell) -> bool:
    """Tell whether a reader has a number: it is published, or an earlier edition told it."""
    return cell in numbers.of and (cell not in kept_out or cell in numbers.known)


def _can_hide(numbers: Numbers, kept_out: Collection[Cell], cell: Cell) -> bool:
    """Tell whether a number is published, and no earlier edition told it: hiding it would shield somebody."""
    return cell not in kept_out and cell not in numbers.known


def _somebody(numbers: Numbers, kept_out: Collection[Cell], cells: Iterable[Cell]) -> list[float]:
    """Return the hidden numbers among cells; a hidden 0 shields nobody, and telling it tells of nobody."""
    out = (cell for cell in cells if cell in kept_out and cell not in numbers.known)
    return [numbers.of[cell] for cell in out if round(numbers.of[cell], DIGITS)]


def _is_safe(numbers: Numbers, kept_out: Collection[Cell], cells: Iterable[Cell]) -> bool:
    """Tell whether the sum of what is hidden among cells may be told: nothing is, or several that are five together."""
    out = _somebody(numbers, kept_out, cells)
    return not out or (len(out) >= FEWEST_HIDDEN and round(fsum(out), DIGITS) >= FEWEST_FTE)


def _hide_in(numbers: Numbers, kept_out: set[Cell], cells: list[Cell]) -> bool:
    """Hide the smallest published number among cells whose hidden sum may not be told."""
    return not _is_safe(numbers, kept_out, cells) and _hide_smallest(numbers, kept_out, cells)


def _hide_when_stuck(numbers: Numbers, kept_out: set[Cell], cells: list[Cell], total: Cell) -> bool:
    """Hide the total where all of the cells are hidden and their sum may still not be told."""
    if _is_safe(numbers, kept_out, cells) or total in kept_out:
        return False
    kept_out.add(total)
    return True


def _hide_one(numbers: Numbers, kept_out: set[Cell], cells: list[Cell], total: Cell) -> bool:
    """Hide one of the cells where none is; the total where there are none. A hidden total is no sum of told parts."""
    if _somebody(numbers, kept_out, cells):
        return False
    if not _hide_smallest(numbers, kept_out, cells):
        if total in kept_out:
            return False
        kept_out.add(total)
    return True


def _hide_smallest(numbers: Numbers, kept_out: set[Cell], cells: Iterable[Cell]) -> bool:
    """Hide the smallest number that is not; tell whether there was one."""
    told = sorted((numbers.of[cell], cell) for cell in cells if _can_hide(numbers, kept_out, cell))
    if told:
        kept_out.add(told[0][1])
    return bool(told)


def _between_parts(numbers: Numbers, kept_out: set[Cell], unit: str, year: int) -> None:
    """Hide more parts of a whole, or the whole, until what is published of one place tells nothing hidden."""
    for name, parts in PARTS.items():
        whole, cells = (name, unit, year), [(part, unit, year) for part in parts]
        if any(cell not in numbers.of for cell in (whole, *cells)):
            continue
        rest = round(numbers.of[whole] - fsum(numbers.of[cell] for cell in cells), DIGITS)
        if not _told(numbers, kept_out, whole):
            if rest < FEWEST_FTE and not _somebody(numbers, kept_out, cells):
                _hide_last(numbers, kept_out, cells)
            continue
        while not _parts_are_safe(_somebody(numbers, kept_out, cells), rest, name in OF_ONE_CLASS):
            if not _hide_last(numbers, kept_out, cells):
                kept_out.add(whole)
                break


def _parts_are_safe(out: list[float], rest: float, is_one_class: bool) -> bool:
    """Tell whether the whole less its published parts may be told: what is hidden of it and the rest."""
    if not out:
        return not is_one_class or rest == 0 or rest >= FEWEST_FTE
    is_mixed = len(out) >= FEWEST_HIDDEN or rest > 0
    return is_mixed and round(fsum(out) + rest, DIGITS) >= FEWEST_FTE


def _hide_last(numbers: Numbers, kept_out: set[Cell], cells: list[Cell]) -> bool:
    """Hide the last of the parts that is not; tell whether there was one."""
    told = [cell for cell in cells if _can_hide(numbers, kept_out, cell)]
    kept_out.update(told[-1:])
    return bool(told)
