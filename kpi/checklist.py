"""May this unit's month be closed, and what should whoever closes it have seen?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from data.access import Viewer
from data.agreed import Agreed, agreed
from data.closing import month_of
from data.errors import UserError
from data.seen import for_viewer
from data.store import Store
from kpi.months import UnitMonth, UnitYear, months, period_of
from kpi.parameter import parameter
from kpi.plausible import Plausible, plausible
from kpi.unusual import Unusual, unusual

Verdict = Literal["holds", "remark", "blocks", "unknown"]


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: the amounts or shares it rests on, and the names it lists.

    `remark` does not forbid, but is to be acknowledged; `unknown` could not be judged.
    """

    code: str
    verdict: Verdict
    share: Decimal | None = None
    limit: Decimal | None = None
    amount_sek: Decimal | None = None
    names: tuple[str, ...] = ()
    count: int = 0

    def as_noted(self) -> dict[str, object]:
        """Return the remark as it is kept with the act."""
        found = {"count": self.count, "names": list(self.names[:20])}
        numbers = {"share": self.share, "limit": self.limit, "amount_sek": self.amount_sek}
        return {"code": self.code} | {k: v for k, v in found.items() if v} | {
            name: str(number) for name, number in numbers.items() if number is not None
        }  # fmt: skip


@dataclass(frozen=True)
class Frozen:
    """What closing a month freezes: lines, their sum, cost and undecided cost without regard to sign, SEK."""

    line_count: int
    sum_sek: Decimal
    cost_abs_sek: Decimal
    unclassified_abs_sek: Decimal

    @property
    def unclassified_share(self) -> Decimal | None:
        """Return the share 0-1 of cost that no rule has decided; None without cost."""
        return self.unclassified_abs_sek / self.cost_abs_sek if self.cost_abs_sek else None

    @property
    def unclassified_pct(self) -> Decimal | None:
        """Return that share in per cent."""
        return None if self.unclassified_share is None else self.unclassified_share * 100


@dataclass(frozen=True)
class Checklist:
    """A unit's month with all that was looked at, and what each finding rests on."""

    cell: UnitMonth
    kind: str
    agreed: Agreed
    frozen: Frozen
    checks: tuple[Check, ...]
    unusual: tuple[Unusual, ...] = ()
    plausible: tuple[Plausible, ...] = ()
    pairs: tuple[dict, ...] = ()

    @property
    def remarks(self) -> tuple[Check, ...]:
        """Return what does not forbid closing but is to be acknowledged."""
        return tuple(check for check in self.checks if check.verdict == "remark")

    @property
    def may_close(self) -> bool:
        """Tell whether nothing forbids closing."""
        return all(check.verdict != "blocks" for check in self.checks)


@for_viewer
def checklist(store: Store, viewer: Viewer, unit: str, period: str) -> Checklist:
    """Return the checklist of a unit's month.

    Raises: UserError for a bad period, and for a unit there is not or that the viewer may not open.
    """
    month = month_of(period)
    years = months(store, viewer, month // 100)
    row = next((row for row in years if row.unit == unit), None)
    if row is None:
        raise UserError("unknown_unit", asked=unit, known=", ".join(row.unit for row in years) or "–")
    limits = plausible(store, viewer, {unit: row.kind}, month // 100)
    return _looked_at(store, viewer, years, row, month, limits[unit])


@for_viewer
def checklists(store: Store, viewer: Viewer, period: str) -> list[Checklist]:
    """Return the checklist of every unit that the month is due for."""
    month = month_of(period)
    years = months(store, viewer, month // 100)
    limits = plausible(store, viewer, {row.unit: row.kind for row in years}, month // 100)
    found = [_looked_at(store, viewer, years, row, month, limits[row.unit]) for row in years]
    return [one for one in found if one.cell.state != "absent"]


def _looked_at(
    store: Store, viewer: Viewer, years: Sequence[UnitYear], row: UnitYear, month: int, limits: list[Plausible]
) -> Checklist:
    unit = row.unit
    cell = next(one for one in row.months if one.month == month)
    held, frozen_now = agreed(store, unit, month), frozen(store, unit, month)
    pairs = store.query("close/residuals", unit=unit, first=month // 100 * 100 + 1, month=month).to_pylist()
    odd = unusual(store, viewer, unit, month)
    checks = (
        _control_total(held),
        _all_delivered(years, month),
        _months_before(store, unit, month),
        _unclassified(frozen_now, month),
        _residual(pairs, month),
        _unusual(odd),
        _plausible(limits),
    )
    return Checklist(cell, row.kind, held, frozen_now, checks, tuple(odd or ()), tuple(limits), tuple(pairs))


def frozen(store: Store, unit: str, month: int) -> Frozen:
    """Return what closing a unit's month (YYYYMM) freezes, or has frozen."""
    rows = store.query("close/frozen", unit=unit, month=month).to_pylist()
    zero = Decimal("0.00")
    undecided = [row for row in rows if row["category"] == "unclassified"]
    return Frozen(
        sum(row["line_count"] for row in rows),
        sum((row["sum_sek"] for row in rows), zero),
        sum((row["cost_abs_sek"] for row in rows), zero),
        sum((row["cost_abs_sek"] for row in undecided), zero),
    )


def _control_total(held: Agreed) -> Check:
    verdict = "holds" if held.holds else "blocks"
    return Check("control_total", verdict, amount_sek=held.off_sek, count=len(held.totals))


def _all_delivered(years: Sequence[UnitYear], month: int) -> Check:
    cells = [cell for row in years for cell in row.months if cell.month == month]
    lacking = tuple(cell.name for cell in cells if cell.state == "missing")
    return Check("all_delivered", "remark" if lacking else "holds", names=lacking, count=len(lacking))


def _months_before(store: Store, unit: str, month: int) -> Check:
    """Return the months without lines between the unit's first one and this."""
    held = store.query("close/delivered_months", unit=unit).column("month").to_pylist()
    lacking = []
    at = min(held, default=month)
    while at < month:
        if at not in held:
            lacking.append(period_of(at))
        at += 1 if at % 100 < 12 else 89
    return Check("months_before", "remark" if lacking else "holds", names=tuple(lacking), count=len(lacking))


def _unclassified(now: Frozen, month: int) -> Check:
    limit = parameter("close_unclassified_limit", _first_day(month))
    share = now.unclassified_share or Decimal(0)
    verdict = "remark" if share > limit else "holds"
    return Check("unclassified", verdict, share, limit, now.unclassified_abs_sek)


def _residual(pairs: list[dict], month: int) -> Check:
    """Return what only one side has booked of the year's internal trade so far, as a share of the trade."""
    limit = parameter("close_residual_limit", _first_day(month))
    traded = sum((max(abs(row["seller_income_sek"]), abs(row["buyer_cost_sek"])) for row in pairs), Decimal(0))
    left = sum((abs(row["residual_sek"]) for row in pairs), Decimal(0))
    share = left / traded if traded else Decimal(0)
    return Check("residual", "remark" if share > limit else "holds", share, limit, left, count=len(pairs))


def _unusual(found: list[Unusual] | None) -> Check:
    if found is None:
        return Check("unusual", "unknown")
    names = tuple(one.key for one in found)
    return Check("unusual", "remark" if found else "holds", names=names, count=len(found))


def _plausible(found: list[Plausible]) -> Check:
    outside = tuple(one.card for one in found if not one.holds)
    if outside:
        return Check("plausible", "remark", names=outside, count=len(outside))
    is_judged = any(one.value is not None for one in found)
    return Check("plausible", "holds" if is_judged else "unknown")


def _first_day(month: int) -> date:
    return date(month // 100, month % 100, 1)
