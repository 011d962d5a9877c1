"""M5: how long does the queue of needs become when demand and supply differ, and what would shorten it?

B' = max(0, B + D - S) month by month, B starts at 0; frustration = B'/S: months of delivery that wait (kpis.md
section 8; the study's figure 10). What each lever does, in hours a month:
* developers moved from the centre to digitalisation: S + moved × hours per HTE / 12 × the part of their time that
  was not development before;
* more central money: S + SEK a year / cost per hour / 12;
* local capacity: D - HTE × hours per HTE / 12, never below 0: those needs are met before they reach the queue.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kpi.scenarios.lever import Levers, choice, lever
from kpi.scenarios.result import quotient

NONE, MONTHS, HUNDRED = Decimal(0), Decimal(12), Decimal(100)
MOST_AHEAD = 60
ASSUMPTIONS = ("queue_one", "queue_moved", "queue_money", "queue_local", "queue_ahead")
FRAME = ("months_ahead", "hours_per_fte", "cost_per_hour_sek", "moved_gain_pct")
BENEATH = ("moved_gain_pct", "demand_hours", "supply_hours", "hours_per_fte", "cost_per_hour_sek")
Begins = Literal["ahead", "first"]


class QueueLevers(Levers):
    """What comes in and is delivered in the months ahead, and what is done about it."""

    moved_fte: Decimal | None = lever("HTE", at_most=10**5)
    moved_gain_pct: Decimal | None = lever("%", at_most=100, step="5")
    extra_sek: Decimal | None = lever("SEK")
    local_fte: Decimal | None = lever("HTE", at_most=10**5)
    begins: Begins = choice("ahead")
    months_ahead: int | None = lever("month", at_most=MOST_AHEAD)
    demand_hours: Decimal | None = lever("h", at_most=10**8, step="100")
    supply_hours: Decimal | None = lever("h", at_most=10**8, step="100")
    hours_per_fte: Decimal | None = lever("h/HTE", above=0, at_most=8784, step="10")
    cost_per_hour_sek: Decimal | None = lever("SEK/h", above=0, at_most=10**6, step="10")


@dataclass(frozen=True)
class QueueMonth:
    """A month's needs and deliveries in hours; `month` is YYYYMM."""

    month: int
    demand_hours: Decimal
    supply_hours: Decimal


@dataclass(frozen=True)
class QueueData:
    """The months that are known, in order, and the month (YYYYMM) after which the months ahead follow."""

    months: tuple[QueueMonth, ...]
    last_month: int


@dataclass(frozen=True)
class Step:
    """The queue after a month, and how it came to it. `is_ahead` marks a month that has not been yet."""

    month: int
    demand_hours: Decimal
    supply_hours: Decimal
    queue_hours: Decimal
    is_ahead: bool
    is_changed: bool

    @property
    def frustration(self) -> Decimal | None:
        """Return how many months of delivery wait; None in a month without any."""
        return quotient(self.queue_hours, self.supply_hours)


def queue(flow: Iterable[tuple[Decimal, Decimal]]) -> list[Decimal]:
    """Return the queue after each month of (demand, supply), from an empty one."""
    left, after = NONE, []
    for demand_hours, supply_hours in flow:
        left = max(NONE, left + demand_hours - supply_hours)
        after.append(left)
    return after


def added_supply(
    moved_fte: Decimal, moved_gain_pct: Decimal, hours_per_fte: Decimal, extra_sek: Decimal, cost_per_hour_sek: Decimal
) -> Decimal:
    """Return the hours a month that moved developers and central money add to what is delivered."""
    moved = moved_fte * hours_per_fte / MONTHS * moved_gain_pct / HUNDRED
    return moved + extra_sek / cost_per_hour_sek / MONTHS


def relieved_demand(local_fte: Decimal, hours_per_fte: Decimal) -> Decimal:
    """Return the hours a month of needs that local capacity meets before they reach the queue."""
    return local_fte * hours_per_fte / MONTHS


def steps(levers: QueueLevers, data: QueueData) -> tuple[Step, ...]:
    """Return the queue month by month; empty where something it takes is not known."""
    if lacking(levers):
        return ()
    added = added_supply(
        levers.moved_fte, levers.moved_gain_pct, levers.hours_per_fte, levers.extra_sek, levers.cost_per_hour_sek
    )
    relieved = relieved_demand(levers.local_fte, levers.hours_per_fte)
    flow = []
    for month, demand, supply, is_ahead in _months(levers, data):
        changed = is_ahead or levers.begins == "first"
        after = (max(NONE, demand - relieved), supply + added) if changed else (demand, supply)
        flow.append((month, *after, is_ahead, changed))
    left = queue((demand, supply) for _, demand, supply, _, _ in flow)
    return tuple(
        Step(month, demand, supply, hours, is_ahead, changed)
        for (month, demand, supply, is_ahead, changed), hours in zip(flow, left, strict=True)
    )


def months_to_empty(months: tuple[Step, ...]) -> int | None:
    """Return after how many months with the change the queue is empty and stays so; None where it does not."""
    left = [step.queue_hours for step in months if step.is_changed]
    if not left or left[-1]:
        return None
    return max((place for place, hours in enumerate(left, start=1) if hours), default=0) + 1


def next_month(month: int) -> int:
    """Return the month after one, YYYYMM."""
    return month + 1 if month % 100 < 12 else month + 89


def lacking(levers: QueueLevers) -> tuple[str, ...]:
    """Return the levers that nobody knows."""
    return tuple(name for name, position in levers.model_dump().items() if position is None)


def _months(levers: QueueLevers, data: QueueData) -> Iterable[tuple[int, Decimal, Decimal, bool]]:
    for known in data.months:
        yield known.month, known.demand_hours, known.supply_hours, False
    month = data.last_month
    for _ in range(levers.months_ahead or 0):
        month = next_month(month)
        yield month, levers.demand_hours, levers.supply_hours, True
