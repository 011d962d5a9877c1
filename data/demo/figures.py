"""Which figures did the generator mean the invented group to have? (an oracle, in MSEK and shares)"""

from collections.abc import Mapping

from data.demo import staff, targets
from data.demo.group import CENTRAL_IT, DIGITALISATION, living, ordinary

Sums = Mapping[tuple[str, int, str, str], int]
WORK = ("development", "maintenance", "operation")


def meant_figures(sums: Sums, year: int) -> dict[str, float]:
    """Return the group's figures of the year, from the lines delivered and the registers."""
    held = {
        name: _sum(sums, year, name) for name in ("central_it", "external_it", "shadow_it", "digitalisation")
    }
    k3 = sum(staff.local_cost_sek(unit, year) for unit in ordinary(year)) / 1e6
    k4 = held["shadow_it"] + targets.DECLARED_SHADOW_MSEK[year]
    total = held["central_it"] + held["external_it"] + k3 + k4
    turnover, invest = targets.GROUP_TURNOVER_MSEK[year], _sum(sums, year, "digitalisation_investment")
    digital = held["digitalisation"] - targets.DIGITAL_DEPRECIATION_MSEK[year] + invest
    costs = [_sum(sums, year, name, ordinary_only=True) for name in ("unclassified_abs", "cost_abs")]
    invoiced = -_sum(sums, year, "internal_income")
    return {
        "turnover": turnover,
        "k1": held["central_it"],
        "k2": held["external_it"],
        "k3": k3,
        "k4": k4,
        "k4_ledger": held["shadow_it"],
        "total_it": total,
        "central_it_share_pct": 100 * held["central_it"] / turnover,
        "total_it_share_pct": 100 * total / turnover,
        "total_to_central_multiple": total / held["central_it"],
        "digitalisation_incl": digital,
        "digitalisation_excl": held["digitalisation"],
        "digitalisation_incl_per_mille": 1000 * digital / turnover,
        "it_investment": _sum(sums, year, "it_investment"),
        "internal_invoices": invoiced,
        "internal_bought": _sum(sums, year, "internal_it"),
        "absorption_pct": 100 * (invoiced / held["central_it"] - 1),
        "outside_income": -_sum(sums, year, "outside_income"),
        "unclassified_share_pct": 100 * costs[0] / costs[1],
        "development_share_pct": 100 * _development(sums, year),
    } | _staff(year)


def _sum(sums: Sums, year: int, name: str, work: str | None = None, ordinary_only: bool = False) -> float:
    central = (CENTRAL_IT.code, DIGITALISATION.code)
    wanted = (
        amount
        for (unit, when, category, done), amount in sums.items()
        if when == year
        and category == name
        and work in (None, done)
        and not (ordinary_only and unit in central)
    )
    return sum(wanted) / targets.MSEK


def _development(sums: Sums, year: int) -> float:
    kinds = ("central_it", "external_it", "local_it_staff", "shadow_it")
    done = [sum(_sum(sums, year, kind, work) for kind in kinds) for work in WORK]
    return done[0] / sum(done)


def _staff(year: int) -> dict[str, float]:
    posts = [
        post
        for unit in living(year)
        for post in staff.posts(unit, year)
        if unit.code not in staff.HR_EXTRACTS or post.resource_class != "external_consultant"
    ]  # consultants stand in no HR system
    return {
        "hte": sum(post.fte for post in posts),
        "it_hte": sum(post.fte for post in posts if post.role == "it"),
        "digital_hte": sum(post.fte for post in posts if post.role == "digitalisation"),
    }
