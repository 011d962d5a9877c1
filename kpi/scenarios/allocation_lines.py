"""What does the overhead come to in lines and tables, beside what is invoiced today (M4)?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi.scenarios.allocation import (
    MOST_YEARS,
    AllocationData,
    AllocationLevers,
    UnitBase,
    UnitShare,
    allocate,
    cost_to_carry,
    shared_sek,
    units_of,
    weight,
)
from kpi.scenarios.result import Line, Sheet, SheetColumn, line

NONE = Decimal(0)


def lines(levers: AllocationLevers, data: AllocationData) -> tuple[Line, ...]:
    """Return what is carried and paid, what moves between units, and how many pay more and less."""
    shares = allocate(levers, data)
    known = bool(shares)
    differences = [share.difference_sek for share in shares]
    cost = line("cost_to_carry_sek", "SEK", levers, "gross_cost_sek-outside_income_sek", cost_to_carry)

    def counted(key: str, unit: str, value: Decimal | int, formula: str) -> Line:
        reason = None if known else _why_not(levers, data)
        lacking = () if known else cost.lacking
        return Line(key, unit, Decimal(value) if known else None, formula, lacking, reason)

    return (
        cost,
        counted("paid_sek", "SEK", sum((share.pays_sek for share in shares), NONE), "SUM(unit_pays_sek)"),
        _absorption(sum((share.pays_sek for share in shares), NONE) if known else None, levers, "SUM(unit_pays_sek)"),
        counted(
            "moved_sek",
            "SEK",
            sum((difference for difference in differences if difference > 0), NONE),
            "SUMPRODUCT((unit_difference_sek>0)*unit_difference_sek)",
        ),
        counted("pays_more", "number", sum(d > 0 for d in differences), "SUMPRODUCT((unit_difference_sek>0)*1)"),
        counted("pays_less", "number", sum(d < 0 for d in differences), "SUMPRODUCT((unit_difference_sek<0)*1)"),
    )


def today_lines(levers: AllocationLevers, data: AllocationData) -> tuple[Line, ...]:
    """Return the same as it is today: each unit pays what it is invoiced, and nothing moves."""
    units = units_of(levers, data)
    invoiced_sek = sum((unit.invoiced_sek for unit in units), NONE)
    reason = None if units else "no_units"
    paid_sek = invoiced_sek if units else None
    return (
        line("cost_to_carry_sek", "SEK", levers, "gross_cost_sek-outside_income_sek", cost_to_carry),
        Line("paid_sek", "SEK", paid_sek, "SUM(unit_invoiced_sek)", reason=reason),
        _absorption(paid_sek, levers, "SUM(unit_invoiced_sek)", data.unmatched_sek),
    )


def _absorption(paid_sek: Decimal | None, levers: AllocationLevers, paid: str, besides_sek: Decimal = NONE) -> Line:
    """Return what is paid inside the group less the gross cost: over-absorption, or under- where negative."""
    key, formula = "absorption_sek", f"{paid}+{besides_sek}-gross_cost_sek"
    if levers.gross_cost_sek is None:
        return Line(key, "SEK", None, formula, ("gross_cost_sek",))
    if paid_sek is None:
        return Line(key, "SEK", None, formula, reason="no_units")
    return Line(key, "SEK", paid_sek + besides_sek - levers.gross_cost_sek, formula)


def _why_not(levers: AllocationLevers, data: AllocationData) -> str:
    units = units_of(levers, data)
    if not units:
        return "no_units"
    to_share_sek = shared_sek(levers, units)
    if to_share_sek is not None and to_share_sek < 0:
        return "nothing_to_share"
    return "no_staff"


def by_difference(shares: Sequence[UnitShare]) -> list[UnitShare]:
    """Return those who pay more first, the largest difference first."""
    return sorted(shares, key=lambda share: (-share.difference_sek, share.base.name))


@dataclass(frozen=True)
class Total:
    """All the units together."""

    fte: Decimal
    invoiced_sek: Decimal
    pays_sek: Decimal

    @property
    def difference_sek(self) -> Decimal:
        """Return how much more they pay than they are invoiced."""
        return self.pays_sek - self.invoiced_sek


def total(shares: Sequence[UnitShare]) -> Total:
    """Return what the units come to together."""
    return Total(
        sum((share.base.fte or NONE for share in shares), NONE),
        sum((share.base.invoiced_sek for share in shares), NONE),
        sum((share.pays_sek for share in shares), NONE),
    )


def without_staff(levers: AllocationLevers, data: AllocationData) -> list[UnitBase]:
    """Return the units whose staff nobody has delivered, which therefore carry nothing."""
    return [unit for unit in units_of(levers, data) if unit.fte is None and unit.kind != "central_it"]


def sheets(levers: AllocationLevers, today: AllocationLevers, data: AllocationData) -> tuple[Sheet, ...]:
    """Return each unit with its overhead to the öre, and the transition year by year."""
    shares = allocate(levers, data)
    if not shares:
        return ()
    return (_units(shares, levers), _transition(shares))


def _units(shares: Sequence[UnitShare], levers: AllocationLevers) -> Sheet:
    bases = [share.base for share in shares]
    weights = [weight(base, levers.companies) for base in bases]
    whole = sum(weights)
    to_share = shared_sek(levers, bases)
    exact = [to_share * 100 * part / whole for part in weights]
    down = [Decimal(int(part)) for part in exact]
    companies_sek = "SUMPRODUCT(unit_is_company*unit_invoiced_sek)"
    shared = f'ROUND((gross_cost_sek-outside_income_sek-IF(companies="invoiced",{companies_sek},0))*100,0)'
    before = "SUMPRODUCT((unit_remainder>[unit_remainder])*1)+SUMPRODUCT((unit_remainder=[unit_remainder])*(unit_place<[unit_place]))"  # noqa: E501
    return Sheet(
        "units",
        (
            SheetColumn("unit_place", "number", tuple(range(1, len(shares) + 1))),
            SheetColumn("unit_name", "text", tuple(base.name for base in bases)),
            SheetColumn("unit_is_company", "number", tuple(int(base.kind == "company") for base in bases)),
            SheetColumn("unit_fte", "HTE", tuple(base.fte for base in bases)),
            SheetColumn("unit_turnover_sek", "SEK", tuple(base.turnover_sek for base in bases)),
            SheetColumn("unit_invoiced_sek", "ore", tuple(base.invoiced_sek for base in bases)),
            SheetColumn(
                "unit_weight", "HTE", tuple(weights),
                'IF(AND([unit_is_company]=1,companies<>"in"),0,N([unit_fte]))',
            ),
            SheetColumn("unit_exact_ore", "number", tuple(exact), f"{shared}*[unit_weight]/SUM(unit_weight)"),
            SheetColumn("unit_down_ore", "number", tuple(down), "INT([unit_exact_ore])"),
            SheetColumn(
                "unit_remainder", "ratio", tuple(part - low for part, low in zip(exact, down, strict=True)),
                "[unit_exact_ore]-[unit_down_ore]",
            ),
            SheetColumn(
                "unit_overhead_sek", "ore", tuple(share.overhead_sek for share in shares),
                f"([unit_down_ore]+IF({before}<{shared}-SUM(unit_down_ore),1,0))/100",
            ),
            SheetColumn(
                "unit_pays_sek", "ore", tuple(share.pays_sek for share in shares),
                'IF(AND([unit_is_company]=1,companies="invoiced"),[unit_invoiced_sek],[unit_overhead_sek])',
            ),
            SheetColumn(
                "unit_difference_sek", "ore", tuple(share.difference_sek for share in shares),
                "ROUND([unit_pays_sek]-[unit_invoiced_sek],2)",
            ),
            SheetColumn(
                "unit_difference_per_fte", "SEK/HTE", tuple(share.difference_per_fte_sek for share in shares),
                'IF(N([unit_fte])=0,"",[unit_difference_sek]/[unit_fte])',
            ),
            SheetColumn(
                "unit_difference_per_mille", "‰", tuple(share.difference_per_mille for share in shares),
                'IF(N([unit_turnover_sek])=0,"",[unit_difference_sek]/[unit_turnover_sek]*1000)',
            ),
        ),
    )  # fmt: skip


def _transition(shares: Sequence[UnitShare]) -> Sheet:
    years = []
    for year in range(1, MOST_YEARS + 1):
        paid = tuple(share.transition_sek[year - 1] if year <= len(share.transition_sek) else None for share in shares)
        step = f"ROUND(INDEX(unit_invoiced_sek,[place])+INDEX(unit_difference_sek,[place])*{year}/transition_years,2)"
        years.append(SheetColumn(f"transition_{year}", "ore", paid, f'IF({year}>transition_years,"",{step})'))
    names = SheetColumn("payer", "text", tuple(share.base.name for share in shares))
    places = SheetColumn("place", "number", tuple(range(1, len(shares) + 1)))
    return Sheet("transition", (places, names, *years))
