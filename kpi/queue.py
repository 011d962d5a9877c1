"""Which money is undecided, and what would decide most of it?"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store

GROUPINGS = ("account_supplier", "supplier", "account", "cost_centre", "counterparty")
Grouping = Literal["account_supplier", "supplier", "account", "cost_centre", "counterparty"]
PAGE = 25


@dataclass(frozen=True)
class UndecidedGroup:
    """Undecided cost lines that have in common what could decide them; SEK.

    What the grouping leaves out is None. `chart` is the chart of accounts of the units' ledgers,
    None where they have several. `example` is one line's text.
    """

    chart: str | None
    account: str | None
    supplier: str | None
    cost_centre: str | None
    counterparty: str | None
    units: tuple[str, ...]
    first_month: int
    last_month: int
    line_count: int
    sum_sek: Decimal
    absolute_sek: Decimal
    example: str | None


@dataclass(frozen=True)
class Queue:
    """One page of the queue, the largest money first, and how much of all cost is undecided."""

    groups: tuple[UndecidedGroup, ...]
    group_count: int
    undecided_sek: Decimal
    cost_sek: Decimal

    @property
    def share(self) -> float | None:
        """Return the undecided share 0-1 of all cost; None where there is no cost."""
        return float(self.undecided_sek) / float(self.cost_sek) if self.cost_sek else None

    @property
    def share_pct(self) -> float | None:
        """Return that share in per cent."""
        return None if self.share is None else self.share * 100


@for_viewer
def queue(
    store: Store,
    viewer: Viewer,
    grouping: Grouping = "account_supplier",
    unit: str | None = None,
    year: int | None = None,
    page: int = 0,
    most: int = PAGE,
) -> Queue:
    """Return a page of the undecided cost of the units the viewer may open; None = all units or years."""
    openable = [code for code in _units(store) if viewer.may_open(code) and unit in (None, code)]
    asked = {"units": openable, "year": year}
    rows = store.query(
        "queue/groups", **asked, grouping=grouping, most=most, first=page * most
    ).to_pylist()
    total = store.query("queue/total", **asked).to_pylist()[0]
    count = rows[0]["group_count"] if rows else 0
    return Queue(tuple(map(_group, rows)), count, total["undecided_sek"], total["cost_sek"])


def _group(row: dict) -> UndecidedGroup:
    columns = {name: value for name, value in row.items() if name != "group_count"}
    return UndecidedGroup(**columns | {"units": tuple(row["units"])})


@for_viewer
def group_lines(
    store: Store, viewer: Viewer, group: UndecidedGroup, year: int | None = None, page: int = 0, most: int = 50
) -> list[dict]:
    """Return a page of a group's lines, the largest amount first."""
    units = [code for code in group.units if viewer.may_open(code)]
    asked = {name: getattr(group, name) for name in ("account", "supplier", "cost_centre", "counterparty")}
    return store.query(
        "queue/lines", **asked, units=units, year=year, most=most, first=page * most
    ).to_pylist()


def _units(store: Store) -> list[str]:
    return store.query("filters/members", scope="group").column("unit").to_pylist()
