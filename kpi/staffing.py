"""Who does the IT and digitalisation work: employed, borrowed or hired?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.access import Viewer
from data.seen import for_viewer
from data.store import Store

ROLES = ("it", "digitalisation")
TEMPORARY = ("borrowed_internal", "external_consultant")


@dataclass(frozen=True)
class StaffYear:
    """One unit's (or scope's) staff of a year, HTE by role group and resource class.

    `local_fte` are local IT roles × their time share; `local_whole_fte` the same people without it.
    `total_fte` are all employees and consultants, in every role.
    """

    year: int
    it: Mapping[str, float] = field(default_factory=dict)
    digitalisation: Mapping[str, float] = field(default_factory=dict)
    local_fte: float = 0.0
    local_whole_fte: float = 0.0
    total_fte: float = 0.0

    @property
    def it_fte(self) -> float:
        """Return all HTE with the role IT."""
        return sum(self.it.values())

    @property
    def digital_fte(self) -> float:
        """Return all HTE with the role digitalisation."""
        return sum(self.digitalisation.values())

    @property
    def it_permille(self) -> float | None:
        """Return IT's part of all HTE, as the card says it."""
        return 1000 * self.it_fte / self.total_fte if self.total_fte else None

    @property
    def digital_permille(self) -> float | None:
        """Return digitalisation's part of all HTE."""
        return 1000 * self.digital_fte / self.total_fte if self.total_fte else None

    def digital_pct(self, *classes: str) -> float | None:
        """Return the part of the digitalisation staff that is of these classes, in per cent."""
        held = sum(self.digitalisation.get(name, 0) for name in classes)
        return 100 * held / self.digital_fte if self.digital_fte else None


@dataclass(frozen=True)
class UnitStaff:
    """A unit's staff of one year, HTE; None where no headcount is delivered."""

    unit: str
    name: str
    kind: str
    total_fte: float | None
    it_fte: float | None
    digital_fte: float | None
    digital_temporary_fte: float | None
    local_it_fte: float | None
    fte_status: str | None


@for_viewer
def staff_years(store: Store, viewer: Viewer, unit: str) -> list[StaffYear]:
    """Return a unit's, municipality's or group's staff, year by year; a year without headcount is no row."""
    rows = store.query("staffing/classes", unit=unit).to_pylist()
    return [_year(year, [row for row in rows if row["year"] == year]) for year in sorted({row["year"] for row in rows})]


def _year(year: int, rows: list[dict]) -> StaffYear:
    held = {role: {row["resource_class"]: row["fte"] for row in rows if row["role_group"] == role} for role in ROLES}
    local = [row for row in rows if row["role_group"] == "local"]
    return StaffYear(
        year,
        held["it"],
        held["digitalisation"],
        sum(row["shared_fte"] for row in local),
        sum(row["fte"] for row in local),
        sum(row["fte"] for row in rows),
    )


@for_viewer
def unit_staff(store: Store, viewer: Viewer, scope: str, year: int) -> list[UnitStaff]:
    """Return the units of a scope with their staff, the companies last."""
    return [UnitStaff(**row) for row in store.query("staffing/units", scope=scope, year=year).to_pylist()]
