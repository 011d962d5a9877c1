"""What would a delivery do to the ledger, month by month, before it is stored?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.result import FileResult, PeriodChange


@dataclass(frozen=True)
class MonthChange:
    """What a delivery does to one month (YYYYMM) of the ledger, all units together; SEK."""

    month: int
    units: tuple[str, ...]
    added: int
    removed: int
    changed: int
    before_sek: Decimal
    after_sek: Decimal

    @property
    def difference_sek(self) -> Decimal:
        """Return how much the month grows."""
        return self.after_sek - self.before_sek


@dataclass(frozen=True)
class LedgerChange:
    """The months that would change, in order, what they come to, and how many parts stay as they are.

    `is_cost`: the amounts are what stands on accounts of class 4 to 7; else, where a delivery has no
    such account, the sum of all rows.
    """

    months: tuple[MonthChange, ...]
    unchanged_months: int
    is_cost: bool

    @property
    def total(self) -> MonthChange:
        """Return the months together."""
        units = tuple(sorted({unit for month in self.months for unit in month.units}))
        counts = (sum(getattr(month, name) for month in self.months) for name in ("added", "removed", "changed"))
        sums = (sum((getattr(m, name) for m in self.months), Decimal("0.00")) for name in ("before_sek", "after_sek"))
        return MonthChange(0, units, *counts, *sums)


def ledger_change(results: Iterable[FileResult]) -> LedgerChange:
    """Return what the files that can be stored would do to the months of the ledger."""
    parts = [part for result in results if result.status != "refused" for part in result.period_changes]
    is_cost = any(part.cost_before_sek or part.cost_after_sek for part in parts) or not any(
        part.sum_before_sek or part.sum_after_sek for part in parts
    )
    moving, still = defaultdict(list), set()
    for part in parts:
        if part.is_same:
            still.add(part.month)
        else:
            moving[part.month].append(part)
    months = tuple(_month(month, held, is_cost) for month, held in sorted(moving.items()))
    return LedgerChange(months, len(still - set(moving)), is_cost)


def _month(month: int, parts: Sequence[PeriodChange], is_cost: bool) -> MonthChange:
    before, after = ("cost_before_sek", "cost_after_sek") if is_cost else ("sum_before_sek", "sum_after_sek")
    return MonthChange(
        month,
        tuple(sorted({part.unit for part in parts})),
        *(sum(getattr(part, name) for part in parts) for name in ("added", "removed", "changed")),
        *(sum((getattr(part, name) for part in parts), Decimal("0.00")) for name in (before, after)),
    )
