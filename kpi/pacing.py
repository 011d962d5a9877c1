"""How far has digital delivery come, how fast does it grow, and when does it get where it was decided to?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Literal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store

HORIZONS = range(5, 11)  # years, across mandate periods (kpis.md section 6)
FEWEST_PACES = 2  # one change alone shows no range
WHOLE = 1e-9  # a number of years that is whole but for its last digits
MOST_YEARS = 100  # further ahead no year of arrival is named

Basis = Literal["cases", "services"]
Case = Literal["no_data", "no_share", "one_year", "no_target", "reached", "late", "in_time", "early", "never", "far"]


@dataclass(frozen=True)
class PaceYear:
    """One unit's (or scope's) share and pace in one year: per cent, and percentage points per year.

    `basis` is what the share is of: cases (KPI4A) or services (KPI3A). None = unknown, but a decided
    pace of 0 is what no decision means.
    """

    unit: str
    year: int
    basis: Basis | None
    share_pct: float | None
    earlier_year: int | None
    outcome_pp: float | None
    target_year: int | None
    target_pct: float | None
    decided_year: int | None
    decision: str | None
    decided_pp: float | None
    required_pp: float | None
    years_to_target: float | None
    volume_months: int | None

    @property
    def is_reached(self) -> bool:
        """Tell whether the share is at its target already."""
        return None not in (self.target_pct, self.share_pct) and self.share_pct >= self.target_pct

    @property
    def arrival_year(self) -> int | None:
        """Return the first year that ends at the target or above, if the pace lasts."""
        if self.is_reached or self.years_to_target is None or self.years_to_target > MOST_YEARS:
            return None
        return self.year + ceil(self.years_to_target - WHOLE)

    @property
    def is_late(self) -> bool:
        """Tell whether the target is still ahead and not reached by its year, if the pace lasts."""
        on_its_way = self.arrival_year is not None and self.arrival_year <= (self.target_year or 0)
        return self.target_year is not None and not (self.is_reached or on_its_way)


@dataclass(frozen=True)
class Outlook:
    """What the share of a year ahead becomes: at this year's pace, and at the lowest and highest seen."""

    year: int
    share_pct: float
    lowest_pct: float
    highest_pct: float


@dataclass(frozen=True)
class Beside:
    """What is said beside KPI2 and KPI5: SEK over three years, and numbers of measures; None = unknown."""

    slack_sek: Decimal | None
    internal_sek: Decimal | None
    external_sek: Decimal | None
    has_only_internal: bool | None
    in_force_before: int | None
    in_force: int | None
    added: int | None
    removed: int | None
    redefined: int | None
    retargeted: int | None


@for_viewer
def pace_years(store: Store, viewer: Viewer) -> dict[str, list[PaceYear]]:
    """Return the years of every unit and scope, in order."""
    found: dict[str, list[PaceYear]] = {}
    for row in store.query("pacing/years").to_pylist():
        found.setdefault(row["unit"], []).append(PaceYear(**row))
    return found


@for_viewer
def beside(store: Store, viewer: Viewer, unit: str, year: int) -> Beside:
    """Return what stands beside the figures of a unit's year."""
    (row,) = store.query("pacing/beside", unit=unit, year=year).to_pylist()
    return Beside(**row)


def until(rows: Sequence[PaceYear], year: int) -> list[PaceYear]:
    """Return the years with a share up to a year: what a curve is drawn from."""
    return [row for row in rows if row.year <= year and row.share_pct is not None]


def paces(told: Sequence[PaceYear]) -> list[float]:
    """Return every yearly pace seen."""
    return [row.outcome_pp for row in told if row.outcome_pp is not None]


def has_range(told: Sequence[PaceYear]) -> bool:
    """Tell whether earlier years differ enough in number to show a range."""
    return len(paces(told)) >= FEWEST_PACES


def outlook(told: Sequence[PaceYear], horizon: int) -> list[Outlook]:
    """Return the share of each year to the horizon, if the paces seen last; never below none or above all.

    Empty where the last year has no pace.
    """
    if not told or told[-1].outcome_pp is None:
        return []
    now, seen = told[-1], paces(told)
    return [
        Outlook(
            now.year + step,
            *(_within(now.share_pct + pace * step) for pace in (now.outcome_pp, min(seen), max(seen))),
        )
        for step in range(horizon + 1)
    ]


def required_path(now: PaceYear, horizon: int) -> list[tuple[int, float]]:
    """Return the way from the share of today to the target, year by year as far as the horizon reaches."""
    if now.required_pp is None or now.is_reached:
        return []
    last = min(now.target_year, now.year + horizon)
    return [(year, now.share_pct + now.required_pp * (year - now.year)) for year in range(now.year, last + 1)]


def case(now: PaceYear | None) -> Case:
    """Return which sentence a year calls for."""
    if now is None or now.basis is None:
        return "no_data"
    if now.share_pct is None:
        return "no_share"
    if now.target_year is None:
        return "one_year" if now.outcome_pp is None else "no_target"
    if now.is_reached:
        return "reached"
    if now.outcome_pp is None:
        return "one_year"
    return _arriving(now)


def _arriving(now: PaceYear) -> Case:
    if now.years_to_target is None:
        return "never"
    if now.arrival_year is None:
        return "far"
    if now.is_late:
        return "late"
    return "in_time" if now.arrival_year == now.target_year else "early"


def _within(share_pct: float) -> float:
    return min(100.0, max(0.0, share_pct))
