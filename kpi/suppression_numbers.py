"""Which numbers of full-time equivalents are there to be published or kept out?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

DIGITS = 6  # sums of doubles that are equal but for their last digits are equal
MUNICIPALITY, GROUP = "municipality", "group"

Cell = tuple[str, str, int]  # measure, unit or scope, year


@dataclass(frozen=True)
class Earlier:
    """What whoever has kept every earlier edition can compare the next one with: what was kept out, and what told."""

    kept_out: frozenset[Cell] = frozenset()
    told: Mapping[Cell, frozenset[float]] = field(default_factory=dict)

    def known_of(self, numbers: Mapping[Cell, float]) -> frozenset[Cell]:
        """Return which of these numbers an earlier edition has told as they are."""
        return frozenset(
            cell for cell, value in numbers.items()
            if any(round(value - told, DIGITS) == 0 for told in self.told.get(cell, ()))
        )  # fmt: skip


NOTHING = Earlier()


@dataclass(frozen=True)
class Numbers:
    """Every number of HTE there is, and which units are companies; a measure that is unknown has no number.

    `rests_on`: a measure that would tell of others, and is hidden where one of them is. `is_some_of`: a
    measure whose totals sum the same numbers as another's, but perhaps of fewer units. `known`: what an earlier
    edition told and is the same now; it can be hidden, but shields nobody.
    """

    of: Mapping[Cell, float]
    companies: frozenset[str]
    rests_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_some_of: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[Cell] = frozenset()

    def units(self, measure: str, year: int) -> list[str]:
        """Return the units that a measure is known of in a year."""
        found = (unit for name, unit, when in self.of if (name, when) == (measure, year))
        return sorted(unit for unit in found if unit not in (MUNICIPALITY, GROUP))
