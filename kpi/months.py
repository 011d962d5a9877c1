"""How far has each unit's month come on its way to being closed?"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal

from data.access import Viewer
from data.agreed import Agreed, agreed_months
from data.closing import proposal_that_stands
from data.seen import for_viewer
from data.store import Store

# In the order a month goes through them; `absent` has no unit or no data yet.
State = Literal["absent", "missing", "delivered", "differs", "agreed", "proposed", "closed"]
STATES: tuple[State, ...] = ("missing", "delivered", "differs", "agreed", "proposed", "closed")


@dataclass(frozen=True)
class UnitMonth:
    """One unit's month (YYYYMM). SEK; `rule_version` is the one it was closed under."""

    unit: str
    name: str
    month: int
    state: State
    line_count: int
    cost_sek: Decimal | None
    agreed: Agreed
    rule_version: int | None = None
    proposed_by: str | None = None

    @property
    def period(self) -> str:
        """Return the month as YYYY-MM."""
        return period_of(self.month)

    @property
    def waits(self) -> bool:
        """Tell whether the month is delivered and somebody is still to close it."""
        return self.state in ("delivered", "differs", "agreed", "proposed")


@dataclass(frozen=True)
class UnitYear:
    """A unit's twelve months."""

    unit: str
    name: str
    kind: str
    months: tuple[UnitMonth, ...]


def period_of(month: int) -> str:
    """Return YYYY-MM of YYYYMM."""
    return f"{month // 100}-{month % 100:02d}"


@for_viewer
def months(store: Store, viewer: Viewer, year: int) -> list[UnitYear]:
    """Return every unit that the viewer may open and that is there in the year, month by month."""
    rows = [row for row in store.query("close/months", year=year).to_pylist() if viewer.may_open(row["unit"])]
    controlled = agreed_months(store)
    proposed = {(row["unit"], row["month"]): row["actor"] for row in _standing(store, year, viewer.verified)}
    found = []
    for (unit, name, kind), held in groupby(rows, key=lambda row: (row["unit"], row["name"], row["kind"])):
        cells = tuple(
            _month(row, controlled.get((unit, row["month"]), Agreed()), proposed.get((unit, row["month"])))
            for row in held
        )
        if any(cell.state != "absent" for cell in cells):
            found.append(UnitYear(unit, name, kind, cells))
    return found


def counts(years: Iterable[UnitYear]) -> dict[State, int]:
    """Return how many months stand in each state."""
    found = dict.fromkeys(STATES, 0)
    for unit in years:
        for month in unit.months:
            if month.state != "absent":
                found[month.state] += 1
    return found


def _standing(store: Store, year: int, only_verified: bool) -> list[dict]:
    """Return the proposals of a year whose lines are still as they were, once people log in those of a login."""
    rows = [row for row in store.query("close/proposals").to_pylist() if row["month"] // 100 == year]
    rows = [row for row in rows if row["is_verified"] or not only_verified]
    return [row for row in rows if proposal_that_stands(store, row["unit"], row["month"])]


def _month(row: dict, agreed: Agreed, proposed_by: str | None) -> UnitMonth:
    return UnitMonth(
        row["unit"],
        row["name"],
        row["month"],
        _state(row, agreed, proposed_by),
        row["line_count"],
        row["cost_sek"],
        agreed,
        row["rule_version"],
        proposed_by,
    )


def _state(row: dict, agreed: Agreed, proposed_by: str | None) -> State:
    if row["rule_version"] is not None:
        return "closed"
    if not row["line_count"] and not agreed.totals:
        return "missing" if row["is_there"] and row["is_due"] else "absent"
    if not agreed.is_whole:
        return "delivered" if row["line_count"] else "missing"
    if not agreed.holds:
        return "differs"
    return "proposed" if proposed_by else "agreed"
