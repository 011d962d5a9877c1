"""What in a unit's month is unlike its earlier months, account by account and supplier by supplier?

The rule: the amount lies further than k median deviations from the median of the unit's earlier
delivered months (at most 24, a month without lines of that account or supplier counting 0), further
than so from the same month a year before where there is one (what comes every January is no
surprise), and outside all that the earlier months have held by more than the floor in SEK (what is bought
now and then, as large as before, is no surprise either). k, floor and the months that are needed at least
are dated parameters. On the invented group's 192 months of 2025 this names 121 accounts and suppliers in 74
months; without the last condition it was 717 in 151, mostly purchases like earlier ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.parameter import parameter

MOST_MONTHS = 24
MOST_LINES = 5


@dataclass(frozen=True)
class Limits:
    """From where something is unusual: median deviations, SEK, and the earlier months that are needed."""

    deviations: Decimal
    floor_sek: Decimal
    months: int


@dataclass(frozen=True)
class Unusual:
    """An account or supplier whose month is unlike the others, SEK; `lines` are its largest."""

    kind: str
    key: str
    amount_sek: Decimal
    usual_sek: Decimal
    year_before_sek: Decimal | None
    is_new: bool
    lines: tuple[dict, ...] = ()

    @property
    def beyond_sek(self) -> Decimal:
        """Return how far the amount lies from what is usual."""
        return self.amount_sek - self.usual_sek


def limits(day: date) -> Limits:
    """Return the limits that hold on a day."""
    return Limits(
        parameter("unusual_deviations", day), parameter("unusual_floor", day), int(parameter("unusual_months", day))
    )


@for_viewer
def unusual(store: Store, viewer: Viewer, unit: str, month: int) -> list[Unusual] | None:
    """Return what is unusual in a unit's month, furthest from the usual first; None with too few earlier months."""
    if not viewer.may_open(unit):
        return []
    asked = limits(date(month // 100, month % 100, 1))
    delivered = store.query("close/delivered_months", unit=unit).column("month").to_pylist()
    earlier = [other for other in delivered if other < month][-MOST_MONTHS:]
    if len(earlier) < asked.months:
        return None
    booked: dict[tuple[str, str], dict[int, Decimal]] = {}
    for row in store.query("close/key_months", unit=unit, first=earlier[0], month=month).to_pylist():
        booked.setdefault((row["kind"], row["key"]), {})[row["month"]] = row["amount_sek"]
    judged = [judge(kind, key, by_month, month, earlier, asked) for (kind, key), by_month in booked.items()]
    found = sorted(filter(None, judged), key=lambda one: (-abs(one.beyond_sek), one.kind, one.key))
    return [_with_lines(store, one, unit, month) for one in found]


def judge(
    kind: str, key: str, by_month: Mapping[int, Decimal], month: int, earlier: Sequence[int], asked: Limits
) -> Unusual | None:
    """Return the account or supplier where its month is unusual beside the `earlier` ones, else None."""
    amount = by_month.get(month, Decimal(0))
    history = [by_month.get(other, Decimal(0)) for other in earlier]
    usual = median(history)
    allowed = asked.deviations * median(abs(held - usual) for held in history)
    outside = max(amount - max(history), min(history) - amount)
    year_before = by_month.get(month - 100, Decimal(0)) if month - 100 in earlier else None
    apart = abs(amount - usual)
    if year_before is not None:
        apart = min(apart, abs(amount - year_before))
    if apart <= allowed or outside <= asked.floor_sek:
        return None
    return Unusual(kind, key, amount, usual, year_before, not any(history))


def _with_lines(store: Store, one: Unusual, unit: str, month: int) -> Unusual:
    asked = {"unit": unit, "month": month, "kind": one.kind, "key": one.key, "most": MOST_LINES}
    lines = store.query("close/key_lines", **asked).to_pylist()
    return Unusual(one.kind, one.key, one.amount_sek, one.usual_sek, one.year_before_sek, one.is_new, tuple(lines))
