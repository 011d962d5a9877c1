"""Which departments and companies lack the means, and what would lifting them to the floor cost?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.card import COMPARED
from kpi.figures import Figure, figures

Base = Literal["turnover", "fte"]
BASES: tuple[Base, ...] = ("turnover", "fte")
FLOOR, SPREAD = "equality_floor", "equality_spread"
SHARES: Mapping[Base, str] = {"turnover": "total_it_share", "fte": "it_cost_per_fte"}
OF_HUNDRED = {"%": 100.0}  # how many of the card's unit make one


@dataclass(frozen=True)
class UnitMeans:
    """One unit's part of its turnover (%) or per HTE (SEK), held against the floor in the same unit."""

    kind: str
    share: Figure
    floor: float | None

    @property
    def unit(self) -> str:
        """Return the unit's code."""
        return self.share.unit

    @property
    def is_below(self) -> bool:
        """Tell whether the unit lacks the means: a low cost is the alarm."""
        return self.share.value is not None and self.floor is not None and self.share.value < self.floor

    @property
    def below_by(self) -> float | None:
        """Return how far below the floor the unit lies, in the share's unit; None where it does not."""
        return self.floor - self.share.value if self.is_below else None

    @property
    def lift_sek(self) -> float | None:
        """Return what lifting the unit to the floor would cost a year; None where it is not below."""
        if not self.is_below or self.share.denominator is None:
            return None
        per_one = self.below_by / OF_HUNDRED.get(self.share.unit_of_measure, 1.0)
        return per_one * float(self.share.denominator)


@dataclass(frozen=True)
class Equality:
    """A scope's units in a year, its floor and its spread by year: (variant, year) -> figure."""

    base: Base
    units: tuple[UnitMeans, ...]
    floor: Figure
    spread: Mapping[tuple[str, int], Figure]

    @property
    def known(self) -> tuple[UnitMeans, ...]:
        """Return the units that have a share."""
        return tuple(means for means in self.units if means.share.value is not None)

    @property
    def below(self) -> tuple[UnitMeans, ...]:
        """Return the units that lack the means, in the order they came."""
        return tuple(means for means in self.units if means.is_below)

    @property
    def lift_sek(self) -> float:
        """Return what lifting all of them to the floor would cost a year."""
        return fsum(means.lift_sek or 0.0 for means in self.below)

    def measure(self, name: str, year: int) -> Figure | None:
        """Return one measure of spread in a year: cv, max_min or gini."""
        return self.spread.get((f"{name}_{self.base}", year))


@for_viewer
def equality(store: Store, viewer: Viewer, scope: str, year: int, years: Sequence[int], base: Base) -> Equality:
    """Return how the means of a scope are spread, `years` being those the spread is told for.

    Raises: UserError for a year that does not exist.
    """
    kinds = _compared(store, scope, year)
    floors = figures(store, viewer, [FLOOR], [scope], [year])
    floor = next(figure for figure in floors if figure.variant == base)
    shares = figures(store, viewer, [SHARES[base]], list(kinds), [year]) if kinds else []
    spread = figures(store, viewer, [SPREAD], [scope], sorted({*years, year}))
    return Equality(
        base=base,
        units=tuple(UnitMeans(kinds[share.unit], share, floor.value) for share in shares),
        floor=floor,
        spread={(figure.variant, figure.year): figure for figure in spread},
    )


def _compared(store: Store, scope: str, year: int) -> dict[str, str]:
    """Return the departments and companies of a scope that are known of in a year, with their kinds."""
    members = {row["unit"] for row in store.query("filters/members", scope=scope).to_pylist()}
    rows = [row for row in store.standing("filters/scopes") if row["year"] == year and row["unit"] in members]
    return {row["unit"]: row["kind"] for row in rows if row["kind"] in COMPARED}
