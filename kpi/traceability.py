"""Can the benefit of digitalisation be traced: planned, realised, moved on, and service by service?"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store
from kpi.scenarios import activity_cost

DIRECTIONS = ("internal", "external", "undirected")
Lacking = Literal["always_digital", "activities", "it_now", "cases", "nothing_freed"]
NOTHING, EVERYTHING = Decimal(0), Decimal(100)  # of the freed time, per cent re-allocated


@dataclass(frozen=True)
class BenefitOf:
    """The benefit of one direction's initiatives, SEK; None = nobody has said.

    `moved_sek` is what was re-allocated, row by row at most what was realised (KPI2).
    """

    direction: str
    planned_sek: Decimal | None
    realised_sek: Decimal | None
    moved_sek: Decimal | None

    @property
    def is_registered(self) -> bool:
        """Tell whether anything at all is said of the benefit."""
        return self.planned_sek is not None or self.realised_sek is not None

    @property
    def slack_sek(self) -> Decimal | None:
        """Return what has been realised and not re-allocated."""
        return None if self.realised_sek is None else self.realised_sek - (self.moved_sek or 0)


@for_viewer
def benefit(store: Store, viewer: Viewer, unit: str, year: int) -> list[BenefitOf]:
    """Return the benefit of each direction in a year, none where there are no initiatives.

    What has no direction stands last, and only where somebody has valued it.
    """
    rows = store.query("traceability/benefit", unit=unit, year=year).to_pylist()
    found = [
        BenefitOf(direction, *(row[f"{direction}_{stage}_sek"] for stage in ("planned", "realised", "moved")))
        for row in rows
        for direction in DIRECTIONS
    ]
    return [one for one in found if one.direction != "undirected" or one.is_registered]


def all_benefit(benefits: list[BenefitOf]) -> BenefitOf:
    """Return the benefit of all directions as one; what nobody has said of any of them is not known."""
    return BenefitOf("all", *(_total(benefits, stage) for stage in ("planned", "realised", "moved")))


def _total(benefits: list[BenefitOf], stage: str) -> Decimal | None:
    known = [amount for one in benefits if (amount := getattr(one, f"{stage}_sek")) is not None]
    return sum(known, Decimal(0)) if known else None


def moved_pct(one: BenefitOf) -> Decimal | None:
    """Return how much of what was realised has been re-allocated, in per cent; None where nothing was."""
    return (one.moved_sek or Decimal(0)) / one.realised_sek * 100 if one.realised_sek else None


@dataclass(frozen=True)
class ServiceCost:
    """What one service's activities cost before it was delivered digitally, and what is known of it now (M7).

    Amounts are those of `before_year`; only IT is compared between the years. Nominal SEK.
    """

    service: str
    name: str
    unit: str
    unit_name: str
    level: int
    was_not_digital: bool
    before_year: int | None
    meeting_sek: Decimal | None
    preparation_sek: Decimal | None
    waste_sek: Decimal | None
    it_before_sek: Decimal | None
    it_now_sek: Decimal | None
    digital_share: float | None

    @property
    def lacking(self) -> Lacking | None:
        """Return what is not known, so that nothing can be compared: no value rather than a guess."""
        if not self.was_not_digital:
            return "always_digital"
        if self.before_year is None:
            return "activities"
        if self.it_now_sek is None:
            return "it_now"
        if self.digital_share is None:
            return "cases"
        return None if activity_cost.freed(self.meeting_sek, self.digital_pct) > 0 else "nothing_freed"

    @property
    def digital_pct(self) -> Decimal | None:
        """Return the part of the service's cases that is digital or assisted digital, in per cent."""
        return None if self.digital_share is None else Decimal(repr(self.digital_share)) * 100

    @property
    def added_it_sek(self) -> Decimal | None:
        """Return how much more IT costs a year now than before."""
        if self.it_now_sek is None or self.it_before_sek is None:
            return None
        return self.it_now_sek - self.it_before_sek

    @property
    def before_sek(self) -> Decimal:
        """Return what the activities cost before. Asked only where nothing is lacking."""
        return activity_cost.before(self.meeting_sek, self.preparation_sek, self.waste_sek)

    def after_sek(self, moved: Decimal) -> Decimal:
        """Return what they cost after, with so many per cent of the freed time re-allocated."""
        return activity_cost.after(
            self.meeting_sek, self.preparation_sek, self.waste_sek, self.digital_pct, self.added_it_sek, moved
        )

    @property
    def break_even_pct(self) -> Decimal | None:
        """Return how much of the freed time must be re-allocated for the cost to be unchanged; over 100 = never."""
        return activity_cost.break_even_pct(self.meeting_sek, self.digital_pct, self.added_it_sek)


@dataclass(frozen=True)
class Compared:
    """All services that can be compared, as one: SEK a year."""

    services: tuple[ServiceCost, ...]

    @property
    def parts_before_sek(self) -> dict[str, Decimal]:
        """Return what each activity cost before."""
        return {name: self._sum(name) for name in ("meeting", "preparation", "waste")}

    def parts_after_sek(self, moved: Decimal) -> dict[str, Decimal]:
        """Return what each part costs after, with so many per cent of the freed time re-allocated."""
        freed = sum((activity_cost.freed(one.meeting_sek, one.digital_pct) for one in self.services), Decimal(0))
        slack = (activity_cost.slack(one.meeting_sek, one.digital_pct, moved) for one in self.services)
        return self.parts_before_sek | {
            "meeting": self._sum("meeting") - freed,
            "slack": sum(slack, Decimal(0)),
            "added_it": self._sum("added_it"),
        }

    def _sum(self, part: str) -> Decimal:
        return sum((getattr(one, f"{part}_sek") for one in self.services), Decimal(0))

    @property
    def before_sek(self) -> Decimal:
        """Return what they cost before."""
        return sum((one.before_sek for one in self.services), Decimal(0))

    def after_sek(self, moved: Decimal) -> Decimal:
        """Return what they cost after, with so many per cent of the freed time re-allocated."""
        return sum((one.after_sek(moved) for one in self.services), Decimal(0))

    @property
    def break_even_pct(self) -> Decimal | None:
        """Return how much of all freed time must be re-allocated for the whole to cost the same."""
        freed = sum((activity_cost.freed(one.meeting_sek, one.digital_pct) for one in self.services), Decimal(0))
        added = sum((one.added_it_sek for one in self.services), Decimal(0))
        return added / freed * 100 if freed else None


@for_viewer
def digital_services(store: Store, viewer: Viewer, scope: str, year: int) -> list[ServiceCost]:
    """Return the services of a unit or scope that are delivered digitally (level 3 or 4), by unit and name."""
    return [
        ServiceCost(**row)
        for row in store.query("traceability/services", scope=scope, year=year).to_pylist()
    ]


def compared(services: list[ServiceCost]) -> Compared:
    """Return those of which both before and after are known."""
    return Compared(tuple(one for one in services if one.lacking is None))


@for_viewer
def case_costs(store: Store, viewer: Viewer, scope: str, year: int) -> list[dict]:
    """Return the services with an IT cost or cases in a year, the costliest first."""
    return store.query("traceability/cost_per_case", scope=scope, year=year).to_pylist()
