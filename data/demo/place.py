"""What do all streams of one unit and year share: cost centres, codes, random numbers?"""

from dataclasses import dataclass

import numpy as np

from data.demo import targets
from data.demo.group import Unit

Codes = tuple[tuple[str, str, str, float], ...]  # activity code, project, work, weight
CODED = 1.18  # telephony and depreciation are operation alone, so the rest carries more of the other two


@dataclass(frozen=True)
class Place:
    """A unit in a year, with all that its streams share."""

    unit: Unit
    year: int
    seed: int

    @property
    def centres(self) -> tuple[str, ...]:
        """Return the unit's cost centres: its counterparty code and two digits."""
        return tuple(f"{self.unit.counterparty}{number:02d}" for number in range(10, 10 + self.unit.centres))

    @property
    def it_centre(self) -> tuple[str, ...]:
        """Return the cost centre where the unit keeps its own IT coordination."""
        return (f"{self.unit.counterparty}99",)

    @property
    def rng(self) -> np.random.Generator:
        """Return the unit-year's own random numbers, so that years can be made one by one."""
        return np.random.default_rng((self.seed, self.unit.number, self.year))

    @property
    def own_activity(self) -> Codes:
        """Return the unit's ordinary activity codes."""
        base = int(self.unit.counterparty) * 10
        return ((str(base + 1), "", "", 5.0), (str(base + 2), "", "", 3.0), (str(base + 5), "", "", 2.0))


def it_codes(unit: Unit, year: int) -> Codes:
    """Return the codes IT lines carry: development gives way to maintenance over the years."""
    development = min(0.45, targets.DEVELOPMENT[year] * unit.development * CODED)
    maintenance = targets.MAINTENANCE[year] * CODED
    number = 100 + year % 100
    return (
        ("9201", f"U{number}", "development", development),
        ("9202", f"F{200 + unit.number % 10}", "maintenance", maintenance),
        ("9203", "", "operation", 1 - development - maintenance),
    )
