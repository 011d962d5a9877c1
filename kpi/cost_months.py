"""What has each unit, the municipality and the group booked in some months of a year, and which are missing?"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store

Cost = Literal["total_it", "central_it", "digitalisation"]
COSTS: tuple[Cost, ...] = get_args(Cost)
SCOPES = ("municipality", "group")
Row = dict[str, object]
At = tuple[str, int]  # a unit and a month (YYYYMM), or a unit and a year


@dataclass(frozen=True)
class CostMonths:
    """The sums of every unit and month; amounts come as figures have them (kpis.md 2 and 3).

    Central IT is gross for the municipality, the group and the central IT unit itself, for others what falls
    on them. What falls on a unit in some months is shared out by what was invoiced in those months.
    """

    units: dict[str, Row]
    booked: dict[At, Row]
    invoiced: dict[At, float]
    yearly: dict[At, Row]

    @cached_property
    def central_years(self) -> set[int]:
        """Return the years of which the ledger holds a central budget."""
        return {month // 100 for (_, month), row in self.booked.items() if row["has_k1"]}

    @cached_property
    def years(self) -> list[int]:
        """Return the years with ledger lines."""
        return sorted({month // 100 for _, month in self.booked})

    def members(self, scope: str) -> list[str]:
        """Return the units that a unit, the municipality or the group holds."""
        if scope == "group":
            return list(self.units)
        if scope == "municipality":
            return [unit for unit, row in self.units.items() if row["kind"] != "company"]
        return [scope]

    def kind(self, scope: str) -> str:
        """Return what a scope is: a unit's kind, or its own name."""
        return scope if scope in SCOPES else str(self.units[scope]["kind"])

    def lacking(self, scope: str, cost: Cost, year: int) -> list[At]:
        """Return the units and months (YYYYMM) of a year whose ledger is missing, in the order of months.

        A unit is waited for from its first month with lines, as long as it exists. What carries a part of the
        central budget waits for the central IT unit's ledger too.
        """
        gaps = [(unit, month) for unit in self._resting_on(scope, cost, year) for month in self._gaps.get(unit, ())]
        return sorted(((u, month) for u, month in gaps if month // 100 == year), key=lambda at: at[1])

    def present(self, scope: str, cost: Cost, year: int) -> list[int]:
        """Return the months (1-12) of a year of which nothing is missing; none where no unit of the scope has lines."""
        rests_on = self._resting_on(scope, cost, year)
        gaps = {month for unit in rests_on for month in self._gaps.get(unit, ())}
        own = {month for unit in self.members(scope) for month in self._months.get(unit, ()) if month // 100 == year}
        some = {month for unit in rests_on for month in self._months.get(unit, ())} if cost == "central_it" else own
        return [month % 100 for month in sorted(some - gaps) if month // 100 == year] if own else []

    def amount_sek(self, scope: str, cost: Cost, year: int, months: Collection[int]) -> float | None:
        """Return what the ledger of some months holds; None where the central cost cannot be shared out."""
        if cost == "digitalisation":
            return float(self._sum("digitalisation_sek", self.members(scope), year, months))
        if cost == "central_it":
            gross = scope in SCOPES or self.kind(scope) == "central_it"
            return self._gross(year, months) if gross else self._carried(scope, year, months)
        own_sek = float(self._sum("own_sek", self.members(scope), year, months))
        if year not in self.central_years:
            return own_sek
        part_sek = self._gross(year, months) if scope == "group" else self._carried(scope, year, months)
        return None if part_sek is None else part_sek + own_sek

    def yearly_sek(self, scope: str, cost: Cost, year: int) -> float:
        """Return what the year holds that no month says: local staff by headcount, declared shadow IT."""
        if cost != "total_it":
            return 0.0
        rows = [self.yearly.get((unit, year)) for unit in self.members(scope)]
        return sum(float(row["staff_sek"]) + float(row["declared_sek"]) for row in rows if row)

    @property
    def _central(self) -> list[str]:
        return [unit for unit, row in self.units.items() if row["kind"] == "central_it"]

    @cached_property
    def _months(self) -> dict[str, set[int]]:
        """Return the months with lines of each unit."""
        found: dict[str, set[int]] = {}
        for unit, month in self.booked:
            found.setdefault(unit, set()).add(month)
        return found

    @cached_property
    def _gaps(self) -> dict[str, list[int]]:
        """Return the months without lines of each unit that has some, from its first one as long as it exists."""
        calendar = [year * 100 + month for year in self.years for month in range(1, 13)]
        return {unit: [m for m in calendar if self._exists(unit, m) and m > min(held) and m not in held]
                for unit, held in self._months.items()}  # fmt: skip

    def _exists(self, unit: str, month: int) -> bool:
        since, until = (self.units[unit][end] for end in ("valid_from", "valid_to"))
        return since.year * 100 + since.month <= month <= until.year * 100 + until.month

    def _resting_on(self, scope: str, cost: Cost, year: int) -> list[str]:
        """Return the units whose ledgers a cost of a year is made of."""
        members = self.members(scope)
        if cost == "digitalisation":
            return members
        shared_by_buyers = any(row["basis"] == "bought" for (_, when), row in self.yearly.items() if when == year)
        own = [] if cost == "central_it" and (scope in SCOPES or not shared_by_buyers) else members
        return list(dict.fromkeys([*own, *self._central]))

    def _sum(self, what: str, units: Collection[str], year: int, months: Collection[int]) -> object:
        rows = (self.booked.get((unit, year * 100 + month)) for unit in units for month in months)
        return sum(row[what] for row in rows if row)

    def _gross(self, year: int, months: Collection[int]) -> float:
        return float(self._sum("k1_sek", self.units, year, months))

    def _carried(self, scope: str, year: int, months: Collection[int]) -> float | None:
        """Return the part of the central cost, less its income from outside, that falls on a scope's units."""
        weights = self._weights(year, months)
        whole = sum(weights.values())
        if not whole:
            return None
        outside_sek = self._sum("outside_income_sek", self._central, year, months)
        to_carry_sek = float(self._sum("k1_sek", self.units, year, months) - outside_sek)
        return to_carry_sek * sum(weights.get(unit, 0.0) for unit in self.members(scope)) / whole

    def _weights(self, year: int, months: Collection[int]) -> dict[str, float]:
        """Return by what the central cost is shared out: as the whole year is, but of these months alone."""
        rows = {unit: self.yearly[unit, year] for unit in self.units if (unit, year) in self.yearly}
        carrying = {unit: row for unit, row in rows.items() if row["basis"]}
        if any(row["basis"] == "fte" for row in carrying.values()):
            return {unit: float(row["part"]) for unit, row in carrying.items()}
        sums = {unit: sum(self.invoiced.get((unit, year * 100 + month), 0.0) for month in months) for unit in carrying}
        return {unit: max(0.0, sum_sek) for unit, sum_sek in sums.items()}


@for_viewer
def cost_months(store: Store, viewer: Viewer) -> CostMonths:
    """Return every unit's sums by month."""
    return CostMonths(
        {row["unit"]: row for row in store.query("registers/units").to_pylist()},
        {(row["unit"], row["month"]): row for row in store.query("overview/booked_by_month").to_pylist()},
        {
            (row["unit"], row["month"]): float(row["weight_sek"])
            for row in store.query("overview/invoiced_by_month").to_pylist()
        },
        {(row["unit"], row["year"]): row for row in store.query("overview/yearly_parts").to_pylist()},
    )
