"""How much of the IT cost is development, what is it measured against, and which services get none?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.figures import Figure

ACTIVITIES = ("development", "maintenance", "operation")
Sek = Decimal | float


@dataclass(frozen=True)
class WorkYear:
    """One unit's (or scope's) year by what the work was, SEK; None = unknown, never 0.

    `untold_sek` are ledger lines that say no activity, `register_sek` what headcount and declared
    shadow IT add to the IT cost without one. Planned and used are those a unit has both of, HTE and
    SEK. `units_gap_sek` of `units` are in a gap that is the sum of units' gaps.
    """

    year: int
    has_ledger: bool
    has_activity: bool
    development_sek: float | None
    maintenance_sek: float | None
    operation_sek: float | None
    untold_sek: float | None
    register_sek: float | None
    development_investment_sek: Decimal | None
    maintenance_investment_sek: Decimal | None
    operation_investment_sek: Decimal | None
    untold_investment_sek: Decimal | None
    planned_fte: float | None
    used_fte: float | None
    planned_sek: float | None
    used_sek: float | None
    target_share: Decimal | None
    has_register: bool
    units: int
    units_gap_sek: int
    units_gap_fte: int
    gap_sek_from: str
    gap_fte_from: str

    @property
    def costs_sek(self) -> dict[str, Sek | None]:
        """Return the cost of each activity."""
        return {name: getattr(self, f"{name}_sek") for name in ACTIVITIES} if self.has_activity else {}

    @property
    def investments_sek(self) -> dict[str, Sek | None]:
        """Return the investment of each activity, which is no cost."""
        told = {name: getattr(self, f"{name}_investment_sek") for name in ACTIVITIES}
        return told | {"none": self.untold_investment_sek}

    @property
    def invests(self) -> bool:
        """Tell whether anything was invested."""
        return any(self.investments_sek.values())

    @property
    def investment_sek(self) -> Sek:
        """Return what was invested in all."""
        return sum(amount or 0 for amount in self.investments_sek.values())

    @property
    def told_sek(self) -> float | None:
        """Return the cost of all lines that say what the work was."""
        return sum(cost or 0 for cost in self.costs_sek.values()) if self.has_activity else None

    @property
    def share_pct(self) -> float | None:
        """Return development's share of it, as the card says it."""
        told = self.told_sek
        return 100 * (self.development_sek or 0) / told if told else None

    @property
    def untold_pct(self) -> float | None:
        """Return how much of the IT cost does not say what the work was, in per cent."""
        outside = (self.untold_sek or 0) + (self.register_sek or 0)
        every = (self.told_sek or 0) + outside
        return 100 * outside / every if every else None

    @property
    def target_pct(self) -> float | None:
        """Return the target in per cent."""
        return None if self.target_share is None else float(self.target_share * 100)


@dataclass(frozen=True)
class UnitTarget:
    """A unit's target in per cent, whether it is the unit's own, and what of its cost says no activity."""

    unit: str
    name: str
    kind: str
    target_pct: float | None
    target_from: str | None
    has_row: bool
    untold_sek: float | None


@dataclass(frozen=True)
class Undeveloped:
    """A service that nothing was spent on developing."""

    service: str
    name: str
    unit: str
    unit_name: str
    level: int
    has_cost_row: bool
    gross_cost_sek: Decimal | None
    it_cost_sek: Decimal | None


@dataclass(frozen=True)
class Lacking:
    """How many units lack SEK to their targets, and how much; the central IT unit's is also in the others'."""

    units: int
    sek: float
    leaves_out_central: bool


@for_viewer
def work_years(store: Store, viewer: Viewer, unit: str) -> list[WorkYear]:
    """Return a unit's, municipality's or group's cost by activity and its development plan, year by year."""
    return [WorkYear(**row) for row in store.query("development/years", unit=unit).to_pylist()]


@for_viewer
def unit_targets(store: Store, viewer: Viewer, scope: str, year: int) -> list[UnitTarget]:
    """Return the units of a scope with their targets, the companies last."""
    return [UnitTarget(**row) for row in store.query("development/targets", scope=scope, year=year).to_pylist()]


@for_viewer
def undeveloped(store: Store, viewer: Viewer, scope: str, year: int) -> list[Undeveloped]:
    """Return the services of a year that nothing was spent on developing, the dearest first."""
    return [Undeveloped(**row) for row in store.query("development/services", scope=scope, year=year).to_pylist()]


def below_target(shares: Sequence[tuple[Figure, UnitTarget]]) -> tuple[int, int]:
    """Return how many units lie below their own target, of how many that have both a share and one."""
    known = [(figure.value, unit.target_pct) for figure, unit in shares if None not in (figure.value, unit.target_pct)]
    return sum(value < target for value, target in known), len(known)


def parts_from_the_ledger(share: Figure | None, gap: Figure | None) -> bool:
    """Tell whether the SEK used are others than the ledger's development, so that share and gap may disagree."""
    both = share and gap and None not in (share.numerator, gap.denominator)
    return bool(both) and round(share.numerator, 2) != round(gap.denominator, 2)


def on_two_sides(share: Figure | None, gap: Figure | None, unit: UnitTarget) -> bool:
    """Tell whether a unit is below its target by one of the two and at or above it by the other."""
    if not share or not gap or None in (share.value, gap.value, unit.target_pct):
        return False
    return (share.value < unit.target_pct) != (round(gap.value) > 0)


def lacking_of(gaps: Sequence[tuple[UnitTarget, Figure | None]]) -> Lacking:
    """Return what the units below their targets lack in all; one above its target lessens nobody else's lack."""
    known = [(unit, gap.value) for unit, gap in gaps if gap and gap.value is not None]
    short = [value for unit, value in known if unit.kind != "central_it" and round(value) > 0]
    return Lacking(len(short), sum(short), any(unit.kind == "central_it" for unit, _ in known))
