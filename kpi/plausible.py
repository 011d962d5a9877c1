"""Do the year's figures lie where figures of a municipality can lie (kpis.md section 11)?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.figures import Figure, figures
from kpi.parameter import parameter

# (card, variant, whether it sets some months' cost against a whole year's turnover)
ASKED = (
    ("central_it_share", None, True),
    ("total_it_share", None, True),
    ("category_share", "central_it", False),
    ("development_share", None, False),
    ("digitalisation_share", "incl_invest", True),
    ("it_fte_share", "central", False),
)
# What the limits say of a part of a municipality: its IT staff and central IT are of the whole.
OF_A_UNIT = ("total_it_share", "development_share", "digitalisation_share")
WHOLE_YEAR = 12


@dataclass(frozen=True)
class Plausible:
    """A figure beside its limits, in the card's unit; `value` is None where it cannot be judged yet."""

    card: str
    variant: str | None
    unit: str
    year: int
    unit_of_measure: str
    value: float | None
    low: Decimal
    high: Decimal

    @property
    def holds(self) -> bool:
        """Tell whether the figure lies within its limits, or cannot be judged."""
        return self.value is None or float(self.low) <= self.value <= float(self.high)


@for_viewer
def plausible(store: Store, viewer: Viewer, kinds: Mapping[str, str], year: int) -> dict[str, list[Plausible]]:
    """Return the figures that are judged when a month of units, each with its kind, is closed; asked for at once.

    A department's or company's are its own; the group's are judged with the central IT unit's
    months. What is set against a year's turnover is judged once all twelve months are there.
    """
    own = [unit for unit, kind in kinds.items() if kind not in ("digitalisation", "central_it")]
    of_units = figures(store, viewer, list(OF_A_UNIT), own, [year]) if own else []
    of_group = []
    if "central_it" in kinds.values():
        of_group = figures(store, viewer, [card for card, _, _ in ASKED], ["group"], [year])
    by_unit = {unit: [one for one in of_units if one.unit == unit] for unit in kinds}
    return {unit: _judged(of_group if kind == "central_it" else by_unit[unit], year) for unit, kind in kinds.items()}


@for_viewer
def of_the_group(store: Store, viewer: Viewer, year: int) -> list[Plausible]:
    """Return the group's figures of a year beside their limits.

    What is set against a year's turnover can be too low only once all twelve months are there; too high it is
    already, since further months only add to it.
    """
    of_group = figures(store, viewer, [card for card, _, _ in ASKED], ["group"], [year])
    return _judged(of_group, year, waits_for_the_year=False)


def _judged(figures_of_one: Sequence[Figure], year: int, waits_for_the_year: bool = True) -> list[Plausible]:
    """Return figures of one unit, or of the group, beside their limits."""
    found = {(one.card, one.variant): one for one in figures_of_one}
    day = date(year, 1, 1)
    judged = []
    for card, variant, of_a_year in ASKED:
        one = found.get((card, variant))
        if one is None:
            continue
        is_early = of_a_year and (one.months or 0) < WHOLE_YEAR
        low, high = (parameter(f"plausible_{card}_{end}", day) for end in ("low", "high"))
        is_already_too_high = not waits_for_the_year and one.value is not None and one.value > float(high)
        value = None if is_early and not is_already_too_high else one.value
        judged.append(Plausible(card, variant, one.unit, year, one.unit_of_measure, value, low, high))
    return judged
