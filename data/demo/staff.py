"""Who works where in the invented group, in which role, and what does local IT staff cost?"""

from dataclasses import dataclass

from data.demo.group import CENTRAL_IT, DIGITALISATION, YEARS, Unit

HR_EXTRACTS = ("GVF", "KFF")  # delivered as one row per employment
LEDGER_LOCAL_STAFF = {"GVF": 2023}  # from this year the pay stands in the ledger
COST_PER_HTE = dict(zip(YEARS, (698_000, 715_000, 731_000, 749_000, 775_000, 801_000, 828_000), strict=True))
DIGITAL_HTE = dict(zip(YEARS, (16.0, 28.0, 38.0, 44.0, 50.0, 55.0, 60.0), strict=True))
LOCAL_ROLES = {  # role -> (HTE per 1000 HTE of the unit, time share)
    "systemägare": (8.0, 0.2),
    "IT-pedagog": (10.0, 0.5),
    "IT-koordinator": (5.0, 0.6),
}
# An HR extract states no cost: it is priced at the dated parameter (kpi/parameters/cost_per_fte.yaml).
STANDARD_COST = dict(zip(YEARS, (668_000, 668_000, 706_000, 706_000, 780_000, 780_000, 780_000), strict=True))
TEACHING = ("SKF", "GVF")
POOR = ("MIL", "NHF")


@dataclass(frozen=True)
class Post:
    """So many full-time equivalents of one role and resource class."""

    role: str
    resource_class: str
    fte: float
    time_share: float = 1.0


def hte(unit: Unit, year: int) -> float:
    """Return the unit's HTE, growing half a percent a year."""
    return round(unit.hte * 1.005 ** (year - YEARS[0]), 1)


def posts(unit: Unit, year: int) -> list[Post]:
    """Return the unit's HTE by role and class; they sum to the unit's whole."""
    if unit is CENTRAL_IT:
        return _central(year)
    if unit is DIGITALISATION:
        return _digital(year)
    local = _local(unit, year)
    rest = hte(unit, year) - sum(post.fte for post in local)
    fixed, hired = round(rest * 0.11, 1), round(rest * 0.004, 1)
    others = [Post("other", "permanent", round(rest - fixed - hired, 1)), Post("other", "fixed_term", fixed)]
    return local + others + [Post("other", "external_consultant", hired)]


def local_cost_sek(unit: Unit, year: int) -> float:
    """Return K3 of the unit and year at the standard cost per HTE."""
    priced = STANDARD_COST if unit.code in HR_EXTRACTS else COST_PER_HTE
    return sum(post.fte * post.time_share for post in _local(unit, year)) * priced[year]


def _local(unit: Unit, year: int) -> list[Post]:
    grown = 1 + 0.03 * (year - YEARS[0])
    found = []
    for role, (per_thousand, share) in LOCAL_ROLES.items():
        if role == "IT-pedagog" and unit.code not in TEACHING or unit.code in POOR and role != "systemägare":
            continue
        fte = max(1.0, round(unit.hte * per_thousand / 1000 * grown * 2) / 2)
        found.append(Post(role, "permanent", fte, share))
    return found


def _central(year: int) -> list[Post]:
    grown = year - YEARS[0]
    staff = [Post("it", "permanent", 54.0 + 0.5 * grown), Post("it", "fixed_term", 2.5)]
    hired = [Post("it", "external_consultant", 5.0 + 0.4 * grown), Post("other", "permanent", 4.0)]
    return staff + hired


def _digital(year: int) -> list[Post]:
    whole = DIGITAL_HTE[year]
    parts = {"permanent": 0.30, "fixed_term": 0.15, "borrowed_internal": 0.30}
    found = [Post("digitalisation", name, round(whole * part, 1)) for name, part in parts.items()]
    rest = round(whole - sum(post.fte for post in found), 1)
    return [*found, Post("digitalisation", "external_consultant", rest)]
