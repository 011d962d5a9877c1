"""M8: which share is digital in the years to come, at today's pace or along a curve that levels off?

Straight: share next year = share + pace, within 0 and 100 per cent.

Logistic: share next = share + r · share · (1 - share/K) · g, at most K, where
* K, the ceiling = highest share × service level / 4 (level 4 is digital replacement: only there can nearly all
  cases be digital);
* r makes the curve begin at today's pace: pace / (share · (1 - share/K today)), with today's level in K;
* g, the dip: when the level is raised, users are less content at first and come more slowly:
  1 - dip · 0.5^(years gone / years to recover); without a raised level g = 1.
That satisfaction dips at first is the study's (recommendation 5c); the curve, the ceiling, the size of the dip and
its recovery are our assumptions (kpi/parameters/adoption_*.yaml) and stand on the screen.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kpi.scenarios.lever import Levers, choice, lever

HUNDRED, TOP_LEVEL, HALF = Decimal(100), Decimal(4), Decimal("0.5")
MOST_YEARS = 30
FRAME = ("years", "digital_target_pct")
ASSUMPTIONS = ("adoption_straight", "adoption_logistic", "adoption_ceiling", "adoption_dip", "adoption_target")
BENEATH = ("level_now", "ceiling_pct", "dip_pct", "recovery_years")
Form = Literal["straight", "logistic"]
LOGISTIC = ("level_now", "level", "ceiling_pct", "dip_pct", "recovery_years")


class AdoptionLevers(Levers):
    """Where the share stands, how fast it moves, and what the services offer."""

    form: Form = choice("straight")
    share_pct: Decimal | None = lever("%", at_most=100)
    pace_pp: Decimal | None = lever("pp/year", at_least=-100, at_most=100, step="0.5")
    digital_target_pct: Decimal | None = lever("%", at_most=100)
    years: int | None = lever("year", at_least=1, at_most=MOST_YEARS)
    level: Decimal | None = lever("level", at_most=4, step="0.1")
    level_now: Decimal | None = lever("level", at_most=4, step="0.1")
    ceiling_pct: Decimal | None = lever("%", above=0, at_most=100, step="5")
    dip_pct: Decimal | None = lever("%", at_most=100, step="5")
    recovery_years: Decimal | None = lever("year", above=0, at_most=30, step="0.5")


@dataclass(frozen=True)
class AdoptionData:
    """The year that the share is of."""

    year: int


def course(levers: AdoptionLevers) -> tuple[Decimal, ...]:
    """Return the share in per cent now and in each year to come; empty where it cannot be computed."""
    if lacking(levers) or why_not(levers):
        return ()
    shares = [levers.share_pct]
    for gone in range(levers.years):
        straight = levers.form == "straight"
        shares.append(_straight(levers, shares[-1]) if straight else _logistic(levers, shares[-1], gone))
    return tuple(shares)


def years_to_target(levers: AdoptionLevers) -> Decimal | None:
    """Return after how many years the target is reached; None where it is not, within the years looked at.

    At a straight pace it is (target - share) / pace, however far away; along the curve it is read off between
    two years.
    """
    shares = course(levers)
    if not shares or levers.digital_target_pct is None:
        return None
    if shares[0] >= levers.digital_target_pct:
        return Decimal(0)
    if levers.form == "straight":
        return (levers.digital_target_pct - shares[0]) / levers.pace_pp if levers.pace_pp > 0 else None
    for year, (before, after) in enumerate(zip(shares, shares[1:], strict=False)):
        if after >= levers.digital_target_pct:
            return year + (levers.digital_target_pct - before) / (after - before)
    return None


def ceiling(levers: AdoptionLevers, level: Decimal) -> Decimal:
    """Return the highest share, in per cent, that services of this level can reach."""
    return levers.ceiling_pct * level / TOP_LEVEL


def lacking(levers: AdoptionLevers) -> tuple[str, ...]:
    """Return the levers that the chosen form takes and nobody knows."""
    taken = ("share_pct", "pace_pp", "years", *(LOGISTIC if levers.form == "logistic" else ()))
    return tuple(name for name in taken if getattr(levers, name) is None)


def why_not(levers: AdoptionLevers) -> str | None:
    """Return why the curve cannot begin; None where it can."""
    if levers.form == "straight":
        return None
    if not levers.share_pct:
        return "logistic_from_zero"
    lowest = min(ceiling(levers, levers.level), ceiling(levers, levers.level_now))
    return "above_ceiling" if levers.share_pct >= lowest else None


def _straight(levers: AdoptionLevers, share: Decimal) -> Decimal:
    return min(HUNDRED, max(Decimal(0), share + levers.pace_pp))


def _logistic(levers: AdoptionLevers, share: Decimal, gone: int) -> Decimal:
    highest = ceiling(levers, levers.level)
    growth = levers.pace_pp / (levers.share_pct * (1 - levers.share_pct / ceiling(levers, levers.level_now)))
    raised = levers.level > levers.level_now
    dip = 1 - levers.dip_pct / HUNDRED * HALF ** (gone / levers.recovery_years) if raised else Decimal(1)
    return min(highest, max(Decimal(0), share + growth * share * (1 - share / highest) * dip))
