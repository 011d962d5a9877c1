"""What does IT cost this unit, municipality or group, of what, and how sure is that?"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi import format as fmt

Sek = Decimal | float
OERE = Decimal("0.01")


@dataclass(frozen=True)
class UnitYear:
    """One unit's (or scope's) costs in one year, SEK. None = unknown, never 0.

    `k1_part_sek` is what total IT holds of the central budget: gross for the group, the allocated
    part for the municipality and units. `invoiced_sek` (group only) is what is eliminated.
    """

    unit: str
    year: int
    kind: str
    has_ledger: bool
    months: int | None
    classified_share: float | None
    k1_gross_sek: Decimal | None
    k1_part_sek: float | None
    k2_sek: Decimal
    k3_sek: float
    k4_sek: Decimal
    k4_declared_sek: Decimal
    k3_from: str | None
    total_it_sek: float | None
    digitalisation_incl_sek: Decimal | None
    digitalisation_excl_sek: Decimal | None
    digitalisation_invest_sek: Decimal | None
    it_investment_sek: Decimal | None
    internal_invoiced_sek: Decimal | None
    outside_income_sek: Decimal | None
    unclassified_abs_sek: Decimal | None
    cost_abs_sek: Decimal | None
    turnover_sek: Decimal | None
    turnover_status: str | None
    turnover_definition: str | None
    total_fte: float | None

    @property
    def outside_central_sek(self) -> float | None:
        """Return the part of total IT that lies outside the central budget."""
        if self.total_it_sek is None or self.k1_part_sek is None:
            return None
        return self.total_it_sek - self.k1_part_sek

    @property
    def outside_central_share(self) -> float | None:
        """Return that part as a share 0-1 of total IT."""
        outside = self.outside_central_sek
        return None if outside is None or not self.total_it_sek else outside / self.total_it_sek

    @property
    def outside_central_pct(self) -> float | None:
        """Return that part in per cent of total IT."""
        return None if self.outside_central_share is None else self.outside_central_share * 100

    @property
    def unclassified_share(self) -> float | None:
        """Return the share 0-1 of cost, without regard to sign, that no rule has decided."""
        return None if self.classified_share is None else 1 - self.classified_share

    @property
    def unclassified_pct(self) -> float | None:
        """Return that share in per cent."""
        return None if self.unclassified_share is None else self.unclassified_share * 100

    @property
    def turnover_is_given(self) -> bool:
        """Tell whether the turnover was delivered, and not summed from the unit's own ledger."""
        return self.turnover_sek is not None and self.turnover_status != "uppskattad"

    @property
    def digitalisation_drift_sek(self) -> Decimal | None:
        """Return digitalisation paid from the running budget, without depreciation."""
        if self.digitalisation_incl_sek is None:
            return None
        return self.digitalisation_incl_sek - self.digitalisation_invest_sek


@dataclass(frozen=True)
class Step:
    """One step of the bridge from the central budget to total IT, SEK.

    `kind`: start, add, total, or eliminated (an amount that is shown and in no sum). `code` is a
    category, `total_it` or `internal_it`.
    """

    code: str
    amount_sek: Sek
    kind: Literal["start", "add", "total", "eliminated"]


@dataclass(frozen=True)
class Freshness:
    """When was anything last delivered (UTC), of which month are the last lines, which rules hold?"""

    delivered_at: datetime | None
    last_month: int | None
    rule_version: int | None


@for_viewer
def years(store: Store, viewer: Viewer, unit: str) -> list[UnitYear]:
    """Return what a unit, `municipality` or `group` costs, year by year."""
    return [UnitYear(**row) for row in store.query("overview/unit_years", unit=unit).to_pylist()]


def bridge(now: UnitYear) -> list[Step]:
    """Return the steps from the central budget to total IT, with the eliminated amount beside.

    The added steps sum to the total. Empty when total IT or the central budget is unknown.
    """
    if now.total_it_sek is None or now.k1_part_sek is None:
        return []
    steps = [
        Step("central_it", now.k1_part_sek, "start"),
        Step("external_it", now.k2_sek, "add"),
        Step("local_it_staff", now.k3_sek, "add"),
        Step("shadow_it", now.k4_sek, "add"),
        Step("total_it", now.total_it_sek, "total"),
    ]
    if now.internal_invoiced_sek:
        steps.append(Step("internal_it", now.internal_invoiced_sek, "eliminated"))
    return steps


@for_viewer
def units_of_year(store: Store, viewer: Viewer, year: int) -> list[dict]:
    """Return every unit of one year: unit, name, kind, the parts of total IT, turnover, HTE, coverage."""
    return store.query("overview/units_of_year", year=year).to_pylist()


def left_over_sek(whole_sek: Sek | None, parts_sek: Sequence[Sek | None]) -> Decimal | None:
    """Return what a whole holds beside its parts, 0 where they differ by less than an öre; None if any is unknown."""
    if whole_sek is None or None in parts_sek:
        return None
    rest_sek = fmt.exact(whole_sek) - sum(fmt.exact(part) for part in parts_sek)
    return rest_sek if abs(rest_sek) >= OERE else Decimal(0)


@for_viewer
def pairs(store: Store, viewer: Viewer, year: int) -> list[dict]:
    """Return internal sales against each buyer's cost, the central IT unit's first, then by residual.

    `is_it` is False for what is bought inside the group beside IT. `seller_name` or `buyer_name` is
    None for a counterparty code that is no known unit.
    """
    return store.query("overview/pairs", year=year).to_pylist()


@for_viewer
def missing_months(store: Store, viewer: Viewer, year: int) -> list[dict]:
    """Return the months (YYYYMM) without lines between a unit's first and last: unit, name, month."""
    return store.query("overview/missing_months", year=year).to_pylist()


def freshness(store: Store) -> Freshness:
    """Return how fresh the store is."""
    return Freshness(**store.query("overview/data_date").to_pylist()[0])


@for_viewer
def largest_lines(store: Store, viewer: Viewer, unit: str, year: int, most: int = 20) -> list[dict]:
    """Return a unit's largest IT lines of a year; none where the viewer may not open them."""
    if viewer.may("lines") and not viewer.may_open(unit):
        return []
    return store.query("overview/largest_lines", unit=unit, year=year, most=most).to_pylist()


@for_viewer
def unclassified(store: Store, viewer: Viewer, unit: str, year: int, most: int = 8) -> list[dict]:
    """Return unit, name, account, line_count and unclassified_abs_sek of undecided cost, largest first."""
    rows = store.query("overview/unclassified", unit=unit, year=year, most=most).to_pylist()
    return [row for row in rows if viewer.may_open(row["unit"])]


def quartiles(values: Sequence[float]) -> tuple[float, float] | None:
    """Return between which values the middle half lies; None for fewer than four."""
    if len(values) < 4:
        return None
    lower, _, upper = statistics.quantiles(values, n=4, method="inclusive")
    return lower, upper
