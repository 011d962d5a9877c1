"""M4: who pays more and who pays less, if central IT is paid as overhead per employee instead of by invoice?

C = K1 gross - income from outside the group. Each department, company and the digitalisation unit carries
C·h/Σh, h its full-time equivalents; the amounts are listed to the öre and sum to C by largest remainder (ties:
the unit that comes first). The difference is overhead - invoiced (kpis.md section 8; recommendation 1a).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import Literal, Self

from pydantic import model_validator

from kpi.scenarios.lever import Contradiction, Levers, choice, lever, words
from kpi.scenarios.units_written import units_written

CENT = Decimal("0.01")
MOST_YEARS = 10
ASSUMPTIONS = ("allocation_same_cost", "allocation_central", "allocation_companies", "allocation_invoiced")

# in: the companies carry overhead as everybody; out: they carry nothing; invoiced: they go on paying by invoice
Companies = Literal["in", "out", "invoiced"]


class AllocationLevers(Levers):
    """What is to be carried, by whom, and how fast."""

    gross_cost_sek: Decimal | None = lever("SEK")
    outside_income_sek: Decimal | None = lever("SEK")
    companies: Companies = choice("in")
    transition_years: int | None = lever("year", at_least=1, at_most=MOST_YEARS)
    own_units: str = words()

    @model_validator(mode="after")
    def _something_to_carry(self) -> Self:
        gross, outside = self.gross_cost_sek, self.outside_income_sek
        if gross is not None and outside is not None and outside > gross:
            raise Contradiction("lever_income_above_cost", "outside_income_sek", "SEK", gross=gross)
        units_written(self.own_units)
        return self


@dataclass(frozen=True)
class UnitBase:
    """A unit as it stands today: its staff, what it is invoiced for IT, and its turnover."""

    unit: str
    name: str
    kind: str
    fte: Decimal | None
    invoiced_sek: Decimal
    turnover_sek: Decimal | None = None


@dataclass(frozen=True)
class AllocationData:
    """The units of the year, and what is invoiced to codes that are no known unit."""

    units: tuple[UnitBase, ...] = ()
    unmatched_sek: Decimal = Decimal(0)


@dataclass(frozen=True)
class UnitShare:
    """What a unit pays under the overhead beside what it is invoiced today.

    `transition_sek` is what it pays in each year of the transition, the last being the whole overhead.
    """

    base: UnitBase
    is_counted: bool
    overhead_sek: Decimal
    pays_sek: Decimal
    transition_sek: tuple[Decimal, ...]

    @property
    def difference_sek(self) -> Decimal:
        """Return how much more it pays than it is invoiced."""
        return self.pays_sek - self.base.invoiced_sek

    @property
    def difference_per_fte_sek(self) -> Decimal | None:
        """Return the difference per full-time equivalent."""
        return self.difference_sek / self.base.fte if self.base.fte else None

    @property
    def difference_per_mille(self) -> Decimal | None:
        """Return the difference in per mille of the unit's turnover."""
        return self.difference_sek / self.base.turnover_sek * 1000 if self.base.turnover_sek else None


def cost_to_carry(gross_cost_sek: Decimal, outside_income_sek: Decimal) -> Decimal:
    """Return C: what the group itself has to pay for central IT."""
    return gross_cost_sek - outside_income_sek


def units_of(levers: AllocationLevers, data: AllocationData) -> tuple[UnitBase, ...]:
    """Return the units somebody has written, else the store's."""
    if not levers.own_units.strip():
        return data.units
    rows = units_written(levers.own_units)
    return tuple(
        UnitBase(f"{place:03d}", row.name, "company" if row.is_company else "department", row.fte, row.invoiced_sek)
        for place, row in enumerate(rows)
    )


def shared_sek(levers: AllocationLevers, units: Sequence[UnitBase]) -> Decimal | None:
    """Return what is shared by staff: C, less what companies go on paying by invoice; None where it is unknown."""
    if levers.gross_cost_sek is None or levers.outside_income_sek is None:
        return None
    cost_sek = cost_to_carry(levers.gross_cost_sek, levers.outside_income_sek).quantize(CENT, ROUND_HALF_UP)
    if levers.companies != "invoiced":
        return cost_sek
    return cost_sek - sum((unit.invoiced_sek for unit in units if unit.kind == "company"), Decimal(0))


def allocate(levers: AllocationLevers, data: AllocationData) -> tuple[UnitShare, ...]:
    """Return what each unit pays, in the units' order; empty where nothing can be shared.

    The sum of what they pay is C to the öre.
    """
    units = units_of(levers, data)
    to_share_sek = shared_sek(levers, units)
    weights = [weight(unit, levers.companies) for unit in units]
    if to_share_sek is None or to_share_sek < 0 or not sum(weights):
        return ()
    overheads = shared_out(to_share_sek, weights)
    return tuple(
        _share(unit, part > 0, overhead_sek, levers)
        for unit, part, overhead_sek in zip(units, weights, overheads, strict=True)
    )


def weight(unit: UnitBase, companies: Companies) -> Decimal:
    """Return the staff by which a unit carries overhead: none where it stands outside, or none is known."""
    stands_outside = unit.kind == "central_it" or (unit.kind == "company" and companies != "in")
    return Decimal(0) if stands_outside or unit.fte is None else unit.fte


def shared_out(total_sek: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Return a total in parts by weight, to the öre; what rounding down leaves goes to the largest remainders."""
    whole = sum(map(Fraction, weights), Fraction(0))
    exact = [Fraction(total_sek) * 100 * Fraction(part) / whole for part in weights]
    cents = [floor(part) for part in exact]
    left = int(total_sek * 100) - sum(cents)
    by_remainder = sorted(range(len(exact)), key=lambda place: (cents[place] - exact[place], place))
    for place in by_remainder[:left]:
        cents[place] += 1
    return [Decimal(part).scaleb(-2) for part in cents]


def _share(unit: UnitBase, is_counted: bool, overhead_sek: Decimal, levers: AllocationLevers) -> UnitShare:
    keeps_invoice = unit.kind == "company" and levers.companies == "invoiced"
    pays_sek = unit.invoiced_sek if keeps_invoice else overhead_sek
    years = levers.transition_years or 1
    steps = (unit.invoiced_sek + (pays_sek - unit.invoiced_sek) * year / years for year in range(1, years + 1))
    paid = tuple(step_sek.quantize(CENT, ROUND_HALF_UP) for step_sek in steps)
    return UnitShare(unit, is_counted, overhead_sek, pays_sek, paid)
