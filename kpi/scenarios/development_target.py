"""M3: how far is it to a target for the share that goes to development?

The gap = target × resource - used, in SEK and in HTE, for the whole and for each unit (the card
development_gap; here the target is a lever).
"""

from dataclasses import dataclass
from decimal import Decimal

from kpi.scenarios.lever import Levers, lever
from kpi.scenarios.result import Line, Sheet, SheetColumn, line, quotient

HUNDRED = Decimal(100)
ASSUMPTIONS = ("target_resource", "target_whole")


class TargetLevers(Levers):
    """The share that is to go to development, of what, and what goes there now."""

    target_pct: Decimal | None = lever("%", at_most=100)
    resource_sek: Decimal | None = lever("SEK")
    used_sek: Decimal | None = lever("SEK")
    resource_fte: Decimal | None = lever("HTE", at_most=10**6)
    used_fte: Decimal | None = lever("HTE", at_most=10**6)


@dataclass(frozen=True)
class UnitGap:
    """A unit's resource and what of it goes to development; None where it is not known."""

    unit: str
    name: str
    resource_sek: Decimal | None
    used_sek: Decimal | None
    gap_sek: Decimal | None


@dataclass(frozen=True)
class TargetData:
    """The units that the whole is made of, and today's gaps as the card development_gap has them."""

    units: tuple[UnitGap, ...] = ()
    gap_sek: Decimal | None = None
    gap_fte: Decimal | None = None


def gap_sek(target_pct: Decimal, resource_sek: Decimal, used_sek: Decimal) -> Decimal:
    """Return how much more has to go to development; negative where more than the target does."""
    return target_pct / HUNDRED * resource_sek - used_sek


def gap_fte(target_pct: Decimal, resource_fte: Decimal, used_fte: Decimal) -> Decimal:
    """Return how many more full-time equivalents have to work with development."""
    return target_pct / HUNDRED * resource_fte - used_fte


def share_pct(resource_sek: Decimal, used_sek: Decimal) -> Decimal | None:
    """Return the share of the money that goes to development."""
    share = quotient(used_sek, resource_sek)
    return None if share is None else share * HUNDRED


def share_fte_pct(resource_fte: Decimal, used_fte: Decimal) -> Decimal | None:
    """Return the share of the people who work with development."""
    share = quotient(used_fte, resource_fte)
    return None if share is None else share * HUNDRED


def unit_gaps(levers: TargetLevers, data: TargetData) -> list[tuple[UnitGap, Decimal]]:
    """Return the units with the gap to the lever's target, the largest first; those without figures left out."""
    if levers.target_pct is None:
        return []
    known = [unit for unit in data.units if unit.resource_sek is not None and unit.used_sek is not None]
    gaps = [(unit, gap_sek(levers.target_pct, unit.resource_sek, unit.used_sek)) for unit in known]
    return sorted(gaps, key=lambda pair: (-pair[1], pair[0].name))


def lines(levers: TargetLevers, data: TargetData) -> tuple[Line, ...]:
    """Return the gap and the share that goes to development now, in SEK and in HTE."""
    return (
        line("gap_sek", "SEK", levers, "target_pct/100*resource_sek-used_sek", gap_sek),
        line("gap_fte", "HTE", levers, "target_pct/100*resource_fte-used_fte", gap_fte),
        line("share_pct", "%", levers, "used_sek/resource_sek*100", share_pct),
        line("share_fte_pct", "%", levers, "used_fte/resource_fte*100", share_fte_pct),
    )


def today_lines(levers: TargetLevers, data: TargetData) -> tuple[Line, ...]:
    """Return the same with the targets the units have today; the gaps are the card's."""
    gaps = (("gap_sek", "SEK", data.gap_sek), ("gap_fte", "HTE", data.gap_fte))
    of_card = [Line(key, unit, gap, reason="no_gap" if gap is None else None) for key, unit, gap in gaps]
    return (*of_card, *lines(levers, data)[2:])


def sheets(levers: TargetLevers, today: TargetLevers, data: TargetData) -> tuple[Sheet, ...]:
    """Return the units one by one."""
    gaps = unit_gaps(levers, data)
    if not gaps:
        return ()
    return (
        Sheet(
            "units",
            (
                SheetColumn("unit_name", "text", tuple(unit.name for unit, _ in gaps)),
                SheetColumn("unit_resource_sek", "SEK", tuple(unit.resource_sek for unit, _ in gaps)),
                SheetColumn("unit_used_sek", "SEK", tuple(unit.used_sek for unit, _ in gaps)),
                SheetColumn("unit_gap_today_sek", "SEK", tuple(unit.gap_sek for unit, _ in gaps)),
                SheetColumn(
                    "unit_gap_sek",
                    "SEK",
                    tuple(gap for _, gap in gaps),
                    "target_pct/100*[unit_resource_sek]-[unit_used_sek]",
                ),
            ),
        ),
    )
