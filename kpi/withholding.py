"""Which figures rest on numbers of full-time equivalents, and which of them are kept out of what is published?

A figure that touches a hidden number is kept out whole: value and both sides. So what figures tell of HTE is
only what the numbers that are not hidden tell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kpi.card import cards
from kpi.figures import Figure
from kpi.suppression import FEWEST_FTE
from kpi.suppression_numbers import GROUP, MUNICIPALITY, Cell, Numbers

SUPPRESSED = "suppressed"  # the reason code
BETWEEN_UNITS = ("equality_floor", "equality_spread")
# Cards whose sides are numbers that no other figure has; the second may be the whole that the first is part of.
OF_PARTS = ("balance_ei", "balance_ie")
OWN_NUMBERS = (*OF_PARTS, "development_gap", "development_utilisation")
# What those sides would tell of, and of which totals theirs may leave units out.
_TOLD_OF = {
    "development_gap": ("it", "digital", "local", "development_used"),
    "development_utilisation": ("development_used", "development_planned"),
}
RESTS_ON = {
    f"{card}.{side}": (*_TOLD_OF.get(card, ()), f"{card}.{other}")  # a figure is kept out with both sides
    for card in OWN_NUMBERS
    for side, other in (("above", "below"), ("below", "above"))
}
IS_SOME_OF = {
    "development_gap.below": "development_used",
    "development_utilisation.above": "development_used",
    "development_utilisation.below": "development_planned",
}
_CHANGES = {"it_nominal": ("it",), "it_share": ("it", "total"), "digital_nominal": ("digital",)}
TOUCHES: Mapping[tuple[str, str | None], tuple[str, ...]] = {
    ("it_cost_per_fte", None): ("total",),
    ("it_fte_share", "central"): ("it", "total"),
    ("it_fte_share", "incl_local"): ("it", "local", "total"),
    ("digital_to_it_fte", None): ("digital", "it"),
    ("permanent_digital_to_it_fte", None): ("digital_permanent", "it"),
    ("temporary_digital_share", None): ("digital_temporary", "digital"),
    **{("fte_change", variant): measures for variant, measures in _CHANGES.items()},
    ("fte_change", "digital_share"): ("digital", "total"),
    ("kpi1_allocation", "1A_planned"): ("development_planned", "total"),
    ("kpi1_allocation", "1A_used"): ("development_used", "total"),
    ("kpi2_effect", "2B"): ("reallocated", "total"),
    **{(card, "fte"): (f"{card}.above", f"{card}.below") for card in OWN_NUMBERS},
}
IT_AND_LOCAL = "it+local"
# The measures that a figure's two sides are; a side that is no number of people has none.
SIDES: Mapping[tuple[str, str | None], tuple[str | None, ...]] = {
    figure: measures
    for figure, measures in TOUCHES.items()
    if len(measures) == 2 and figure[0] not in ("fte_change", *OWN_NUMBERS)
} | {
    ("it_cost_per_fte", None): (None, "total"),
    ("it_fte_share", "incl_local"): (IT_AND_LOCAL, "total"),
    ("fte_change", "it_nominal"): ("it", "it"),  # of the year, and of the one before
    ("fte_change", "digital_nominal"): ("digital", "digital"),
}


@dataclass(frozen=True)
class Held:
    """The numbers of HTE, which of them are hidden, and which units are compared with each other (unit -> kind)."""

    numbers: Numbers
    hidden: frozenset[Cell]
    compared: Mapping[str, str]

    def compared_in(self, scope: str) -> list[str]:
        """Return the units that are compared in a scope: of the municipality, departments only."""
        return [unit for unit, kind in self.compared.items() if scope == GROUP or kind == "department"]


def is_of_people(card_id: str, variant: str | None) -> bool:
    """Tell whether a figure is counted in HTE, or rests on the register of staff."""
    card = cards()[card_id]
    sides = card.sides_of(variant)
    in_fte = "HTE" in (sides.numerator, sides.denominator) or "HTE" in card.unit_of(variant).split("/")
    return in_fte or "headcount" in card.registers_of(variant)


def own_numbers(figures: Iterable[Figure]) -> dict[Cell, float]:
    """Return the numbers that only these figures tell: their two sides, of a part and its whole what is left."""
    found = {}
    for figure in figures:
        if figure.card not in OWN_NUMBERS or figure.variant != "fte":
            continue
        if figure.numerator is not None and figure.denominator is not None:
            above, below = float(figure.numerator), float(figure.denominator)
            for measure, number in _own(figure.card, above, below).items():
                found[measure, figure.unit, figure.year] = number
    return found


def _own(card: str, above: float, below: float) -> dict[str, float]:
    return {f"{card}.above": above, f"{card}.below": below - above if card in OF_PARTS else below}


def told_numbers(sides: Iterable[Mapping], unit_years: Iterable[Mapping]) -> dict[Cell, float]:
    """Return the numbers of HTE that an edition tells, also as a difference of two, by its rows in the snapshot.

    `sides`: card, variant, unit, year, numerator and denominator of each figure that is told. `unit_years`: unit,
    year and total_fte.
    """
    totals = (row for row in unit_years if row["total_fte"] is not None)
    found = {("total", row["unit"], row["year"]): float(row["total_fte"]) for row in totals}
    for row in sides:
        found |= _said_by(row)
    for (measure, unit, year), number in list(found.items()):
        if measure == IT_AND_LOCAL:
            del found[measure, unit, year]
            if ("it", unit, year) in found:
                found["local", unit, year] = number - found["it", unit, year]
        elif measure in IS_SOME_OF and unit not in (MUNICIPALITY, GROUP):  # some units of one are all of them
            found[IS_SOME_OF[measure], unit, year] = number
    return found


def _said_by(row: Mapping) -> dict[Cell, float]:
    """Return the numbers that the sides of one told figure are."""
    card, variant, unit, year = (row[name] for name in ("card", "variant", "unit", "year"))
    above, below = row["numerator"], row["denominator"]
    if card in OWN_NUMBERS and variant == "fte" and None not in (above, below):
        return {(measure, unit, year): float(number) for measure, number in _own(card, above, below).items()}
    years = (year, year - 1 if card == "fte_change" else year)
    said = zip(SIDES.get((card, variant), (None, None)), years, (above, below), strict=True)
    return {(measure, unit, when): float(number) for measure, when, number in said if None not in (measure, number)}


def withheld(figures: Iterable[Figure], held: Held) -> list[tuple[Figure, bool]]:
    """Return every figure as it may be published, and whether it was kept out."""
    checked = [(figure, _is_out(figure, held)) for figure in figures]
    return [(_emptied(figure) if is_out else figure, is_out) for figure, is_out in checked]


def _is_out(figure: Figure, held: Held) -> bool:
    """Tell whether a figure touches a hidden number; one that nothing is known of touches all."""
    if not is_of_people(figure.card, figure.variant):
        return False
    if (figure.numerator, figure.denominator, figure.value) == (None, None, None) and not _is_nobody(figure):
        return False
    if figure.card in BETWEEN_UNITS:
        return any(("total", unit, figure.year) in held.hidden for unit in held.compared_in(figure.unit))
    if figure.unit_of_measure == "HTE" and figure.value is not None and abs(figure.value) < FEWEST_FTE:
        return True
    touched = TOUCHES.get((figure.card, figure.variant))
    if touched is None:
        return True
    years = (figure.year, figure.year - 1) if figure.card == "fte_change" else (figure.year,)
    return any((measure, figure.unit, year) in held.hidden for measure in touched for year in years)


def _is_nobody(figure: Figure) -> bool:
    """Tell whether the reason for a missing figure is that there is nobody."""
    return figure.missing == "zero_denominator"


def _emptied(figure: Figure) -> Figure:
    return replace(
        figure, value=None, numerator=None, denominator=None, status=None, missing=SUPPRESSED, counted_zero=()
    )
