"""How does a cost run through a year, month upon month: so far, as foreseen, and in the years before?"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.cost_months import Cost, CostMonths, cost_months
from kpi.outlook import ALL_MONTHS, Outlook, latest_month, outlook, usual_month

Run = tuple[float | None, ...]  # twelve sums from January, SEK; None where a month is missing or not meant


@dataclass(frozen=True)
class Course:
    """The sums from January of a year and of those it is foreseen by, SEK.

    What belongs to the year as a whole stands in every month, as it does in the year's figures. `afterwards` is
    what a year that is looked back on became; `foreseen`, `low` and `high` begin in the last known month.
    """

    outcome: Run
    afterwards: Run
    foreseen: Run
    low: Run
    high: Run
    earlier: dict[int, Run]


@dataclass(frozen=True)
class YearEnd:
    """One scope's outlook with the way there, others' seen from the same month, and the months to see it from."""

    seen: Outlook
    course: Course
    others: tuple[Outlook, ...]
    months: tuple[int, ...]


@for_viewer
def year_end(
    store: Store, viewer: Viewer, scope: str, cost: Cost, year: int, through: int | None, others: Sequence[str] = ()
) -> YearEnd:
    """Return where a year is heading, seen from a month (1-12), or from the usual one.

    A month later than the last one known is that one.
    """
    held = cost_months(store, viewer)
    latest = latest_month(held, scope, cost, year) or 12
    month = min(through or usual_month(held, scope, cost, year), latest)
    seen = outlook(held, scope, cost, year, month)
    beside = tuple(outlook(held, other, cost, year, month) for other in others)
    return YearEnd(seen, course(held, seen), beside, ALL_MONTHS[:latest])


def course(held: CostMonths, seen: Outlook) -> Course:
    """Return how a cost runs through the year that an outlook is of."""
    past = {one.year: _run(held, seen, one.year) for one in seen.earlier}
    this_year = _run(held, seen, seen.year)
    known = tuple(value if month <= seen.through else None for month, value in zip(ALL_MONTHS, this_year, strict=True))
    later = tuple(value if month >= seen.through else None for month, value in zip(ALL_MONTHS, this_year, strict=True))
    towards = [
        _towards(seen, end_sek, list(past.values())) for end_sek in (seen.forecast_sek, seen.low_sek, seen.high_sek)
    ]
    return Course(known, later if any(later[seen.through :]) else (None,) * 12, *towards, past)


def _run(held: CostMonths, seen: Outlook, year: int) -> Run:
    """Return a year's sums from January; a month that is missing has none, and is in none."""
    present = held.present(seen.scope, seen.cost, year)
    yearly_sek = held.yearly_sek(seen.scope, seen.cost, year)
    sums = []
    for month in ALL_MONTHS:
        booked_sek = None
        if month in present:
            until = [one for one in present if one <= month]
            booked_sek = held.amount_sek(seen.scope, seen.cost, year, until)
        sums.append(None if booked_sek is None else booked_sek + yearly_sek)
    return tuple(sums)


def _towards(seen: Outlook, end_sek: float | None, past: Sequence[Run]) -> Run:
    """Return the way from what is booked to where the year ends, as earlier years went the rest of theirs."""
    if end_sek is None or seen.so_far_sek is None:
        return (None,) * 12
    start_sek = seen.so_far_sek
    return tuple(
        start_sek + (end_sek - start_sek) * _progress(past, seen.through, month) if month >= seen.through else None
        for month in ALL_MONTHS
    )


def _progress(past: Sequence[Run], through: int, month: int) -> float:
    """Return how much of what came after a month lay before another, as a mean; evenly where no year tells."""
    told = []
    for run in past:
        before, then, end = run[through - 1], run[month - 1], run[-1]
        if before is not None and then is not None and end is not None and end != before:
            told.append((then - before) / (end - before))
    return sum(told) / len(told) if told else (month - through) / (12 - through)
