"""Which figures rest on numbers of full-time equivalents, and which of them are kept out of what is published?

A figure that touches a hidden number is kept out whole: value and both sides. So what figures tell of HTE is
only what the numbers that are not hidden tell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kpi.card import cards
from kpi.figures import Figure
from kpi.suppression import FEWEST_FTE
from kpi.suppression_numbers import GROUP, Cell, Numbers

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
# The measures that a figure's two sides are; one that is no number of people, or several together, has none.
SIDES: Mapping[tuple[str, str | None], tuple[str | None, str | None]] = {
    figure: measures  # type: ignore[misc]
    for figure, measures in TOUCHES.items()
    if len(measures) == 2 and figure[0] not in ("fte_change", *OWN_NUMBERS)
} | {("it_cost_per_fte", None): (None, "total"), ("it_fte_share", "incl_local"): (None, "total")}


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


def told_numbers(rows: Iterable[Mapping]) -> dict[Cell, float]:
    """Return the numbers of HTE that told figures say by their sides.

    `rows`: card, variant, unit, year, numerator and denominator of each, as a snapshot has them.
    """
    found: dict[Cell, float] = {}
    for row in rows:
        above, below = row["numerator"], row["denominator"]
        if row["card"] in OWN_NUMBERS and row["variant"] == "fte" and None not in (above, below):
            said = _own(row["card"], above, below)
        else:
            said = dict(zip(SIDES.get((row["card"], row["variant"]), ()), (above, below), strict=False))
        for measure, number in said.items():
            if measure and number is not None:
                found[measure, row["unit"], row["year"]] = float(number)
    return found


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
