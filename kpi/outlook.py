"""Where is a cost heading at the end of the year, for a unit, the municipality or the group, seen from a month?"""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.cost_months import Cost, CostMonths
from kpi.forecast import Projection, Seen, errors, expected_share, project

ALL_MONTHS = tuple(range(1, 13))
# The month a finished year is looked back on from: at the end of August Swedish municipalities report and forecast.
LOOKING_BACK = 8


@dataclass(frozen=True)
class EarlierYear:
    """A complete year before: what it held in the months now known and in all twelve, by the ledger, SEK."""

    year: int
    part_sek: float
    whole_sek: float

    @property
    def seen(self) -> Seen:
        """Return the year as the method wants it."""
        return Seen(self.part_sek, self.whole_sek)

    @property
    def share_pct(self) -> float:
        """Return how much of the year lay in those months, in per cent."""
        return self.seen.share * 100


@dataclass(frozen=True)
class Outlook:
    """What is booked, and what the whole year is foreseen to cost, SEK.

    `months` are those with ledger up to `through`; a month between them is a gap and counts for nothing, not
    for zero. `yearly_sek` is in every amount but those of `earlier`: staff by headcount and declared shadow IT
    are amounts of a whole year and have no season. `reason` says why nothing is foreseen; a year that is
    seen whole has neither reason nor forecast. `outcome_sek` and `last_year_sek` are those of complete years.
    """

    scope: str
    cost: Cost
    year: int
    through: int
    months: tuple[int, ...] = ()
    so_far_sek: float | None = None
    yearly_sek: float = 0.0
    yearly_before_sek: float = 0.0
    forecast_sek: float | None = None
    low_sek: float | None = None
    high_sek: float | None = None
    hits: int = 0
    tested: int = 0
    outcome_sek: float | None = None
    last_year_sek: float | None = None
    earlier: tuple[EarlierYear, ...] = ()
    left_out: tuple[int, ...] = ()
    lacking: tuple[tuple[str, int], ...] = ()
    reason: str | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether the year is seen from its end, with nothing missing."""
        return self.months == ALL_MONTHS and self.reason is None

    @property
    def booked_sek(self) -> float | None:
        """Return what the ledger holds so far."""
        return None if self.so_far_sek is None else self.so_far_sek - self.yearly_sek

    @property
    def ledger_forecast_sek(self) -> float | None:
        """Return what the ledger alone is foreseen to hold."""
        return None if self.forecast_sek is None else self.forecast_sek - self.yearly_sek

    @property
    def expected_share_pct(self) -> float | None:
        """Return how much of the year's ledger lay in the known months in earlier years, in per cent."""
        return expected_share([one.seen for one in self.earlier]) * 100 if self.earlier else None

    @property
    def errors_pct(self) -> tuple[float, ...]:
        """Return by how many per cent each earlier year became more than the others foresaw; empty if untried."""
        return tuple(error * 100 for error in errors([one.seen for one in self.earlier]) or ())

    @property
    def is_inside(self) -> bool | None:
        """Tell whether a finished year ended inside the range; None where either is unknown."""
        if self.outcome_sek is None or self.low_sek is None or self.high_sek is None:
            return None
        return self.low_sek <= self.outcome_sek <= self.high_sek

    @property
    def gaps(self) -> tuple[int, ...]:
        """Return the months before the last one that are missing."""
        return tuple(month for month in range(1, self.through) if month not in self.months)


def latest_month(held: CostMonths, scope: str, cost: Cost, year: int) -> int | None:
    """Return the last month (1-12) of a year of which nothing is missing."""
    return max(held.present(scope, cost, year), default=None)


def usual_month(held: CostMonths, scope: str, cost: Cost, year: int) -> int:
    """Return the month a year is looked at from unless the reader says: the latest, or August of a finished year."""
    latest = latest_month(held, scope, cost, year)
    return LOOKING_BACK if latest in (None, 12) else latest


def outlook(held: CostMonths, scope: str, cost: Cost, year: int, through: int) -> Outlook:
    """Return where a year's cost is heading, by what was booked through a month (1-12)."""
    months = tuple(month for month in held.present(scope, cost, year) if month <= through)
    lacking = tuple(at for at in held.lacking(scope, cost, year) if at[1] % 100 <= through)
    at = {"scope": scope, "cost": cost, "year": year, "through": through, "months": months, "lacking": lacking}
    if cost == "total_it" and held.kind(scope) == "central_it":
        return Outlook(**at, reason="central_unit")
    if cost == "central_it" and year not in held.central_years:
        return Outlook(**at, reason="no_central")
    if not months:
        return Outlook(**at, reason="no_ledger")
    booked_sek = held.amount_sek(scope, cost, year, months)
    if booked_sek is None:
        return Outlook(**at, reason="not_shared")
    earlier, left_out = _earlier(held, scope, cost, year, months)
    yearly_sek = held.yearly_sek(scope, cost, year)
    told = {
        **at,
        "so_far_sek": booked_sek + yearly_sek,
        "yearly_sek": yearly_sek,
        "yearly_before_sek": held.yearly_sek(scope, cost, year - 1),
        "outcome_sek": _whole_sek(held, scope, cost, year),
        "last_year_sek": _whole_sek(held, scope, cost, year - 1),
        "earlier": earlier,
        "left_out": left_out,
    }
    if months == ALL_MONTHS:
        return Outlook(**told)
    found = project(booked_sek, [one.seen for one in earlier])
    if found is None:
        return Outlook(**told, reason=_reason(booked_sek, earlier))
    return Outlook(**told, **_with_yearly(found, yearly_sek))


def _whole_sek(held: CostMonths, scope: str, cost: Cost, year: int) -> float | None:
    """Return a complete year's cost; None where a month is missing, or the central cost is nobody's."""
    if len(held.present(scope, cost, year)) < len(ALL_MONTHS):
        return None
    booked_sek = held.amount_sek(scope, cost, year, ALL_MONTHS)
    return None if booked_sek is None else booked_sek + held.yearly_sek(scope, cost, year)


def _earlier(
    held: CostMonths, scope: str, cost: Cost, year: int, months: Sequence[int]
) -> tuple[tuple[EarlierYear, ...], tuple[int, ...]]:
    """Return the complete years before, and the years with ledger that are none or held no such cost."""
    kept, left_out = [], []
    for before in (one for one in held.years if one < year and held.present(scope, cost, one)):
        part_sek, whole_sek = (held.amount_sek(scope, cost, before, some) for some in (months, ALL_MONTHS))
        is_complete = len(held.present(scope, cost, before)) == len(ALL_MONTHS)
        if is_complete and part_sek is not None and whole_sek is not None and whole_sek > 0:
            kept.append(EarlierYear(before, part_sek, whole_sek))
        else:
            left_out.append(before)
    return tuple(kept), tuple(left_out)


def _reason(booked_sek: float, earlier: Sequence[EarlierYear]) -> str:
    if booked_sek <= 0:
        return "nothing_booked"
    return "uneven" if earlier else "no_history"


def _with_yearly(found: Projection, yearly_sek: float) -> dict[str, object]:
    """Return a projection of the ledger with the amounts that belong to the year as a whole."""
    known = found.low_sek is not None and found.high_sek is not None
    return {
        "forecast_sek": found.forecast_sek + yearly_sek,
        "low_sek": found.low_sek + yearly_sek if known else None,
        "high_sek": found.high_sek + yearly_sek if known else None,
        "hits": found.hits,
        "tested": found.tested,
    }
