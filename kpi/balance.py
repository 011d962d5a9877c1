"""How far does each unit stand from the balance it wants?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.figures import Figure, figures

Axis = Literal["ei", "ie"]
AXES: tuple[Axis, ...] = ("ei", "ie")
CARDS: Mapping[Axis, str] = {"ei": "balance_ei", "ie": "balance_ie"}
SCOPES = ("municipality", "group")
WHOLE = 100.0
EXACT = 1e-9  # a share is a quotient: at the very edge of its band it still stands within it


@dataclass(frozen=True)
class Target:
    """A desired point with the band on both sides of it, per cent; `unit` is whose row it is."""

    unit: str
    point: float
    band: float


@dataclass(frozen=True)
class Position:
    """Where a unit or scope stands on an axis (0-100 %), and where it wants to."""

    figure: Figure
    target: Target | None

    @property
    def distance(self) -> float | None:
        """Return how many percentage points above (+) or below (-) the point it stands."""
        if self.figure.value is None or self.target is None:
            return None
        return self.figure.value - self.target.point

    @property
    def side(self) -> Literal["low", "within", "high"] | None:
        """Return on which side of its band it stands; None where either is unknown."""
        if self.distance is None:
            return None
        if abs(self.distance) <= self.target.band + EXACT:
            return "within"
        return "high" if self.distance > 0 else "low"


@for_viewer
def positions(store: Store, viewer: Viewer, axis: Axis, variant: str, scope: str, year: int) -> list[Position]:
    """Return the scope's own position on an axis first, then those of its units that are known of.

    Raises: UserError for a year that does not exist.
    """
    rows = [row for row in store.standing("filters/scopes") if row["year"] == year]
    held = {row["unit"] for row in store.query("filters/members", scope=scope).to_pylist()}
    kinds = {row["unit"]: row["kind"] for row in rows if row["unit"] in held}
    wanted = targets(store, axis)
    found = figures(store, viewer, [CARDS[axis]], [scope, *kinds], [year])
    chosen = {figure.unit: figure for figure in found if figure.variant == variant}
    return [
        Position(chosen[unit], target_of(unit, kinds.get(unit), wanted))
        for unit in (scope, *kinds)
        if unit in chosen
    ]


def targets(store: Store, axis: Axis) -> dict[str, Target]:
    """Return the desired points of an axis by the unit or scope they are given for."""
    rows = store.query("balance/targets").to_pylist()
    return {
        row["unit"]: Target(row["unit"], row["point"] * WHOLE, row["band"] * WHOLE)
        for row in rows
        if row["axis"] == axis
    }


def target_of(unit: str, kind: str | None, wanted: Mapping[str, Target]) -> Target | None:
    """Return a unit's own point, else the municipality's (not for a company), else the group's."""
    above = ("group",) if kind == "company" or unit == "group" else SCOPES
    return next((wanted[code] for code in (unit, *above) if code in wanted), None)
