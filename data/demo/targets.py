"""How large is each sum of the invented group in a year? (whole öre, so that shares are exact)"""

from collections.abc import Mapping

from data.demo import staff
from data.demo.group import CENTRAL_IT, DIGITALISATION, PREMISES, YEARS, Unit, living, ordinary

MSEK = 100_000_000  # öre


def _by_year(*figures: float) -> dict[int, float]:
    return dict(zip(YEARS, figures, strict=True))


GROUP_TURNOVER_MSEK = _by_year(8400, 8560, 8790, 9260, 9790, 10190, 10500)
MUNICIPALITY_TURNOVER_MSEK = _by_year(6250, 6380, 6540, 6880, 7270, 7560, 7790)
CENTRAL_SHARE = _by_year(0.0182, 0.0177, 0.0173, 0.0174, 0.0176, 0.0174, 0.0172)
TOTAL_TO_CENTRAL = _by_year(2.02, 2.05, 2.09, 2.14, 2.20, 2.25, 2.30)
ABSORPTION = _by_year(0.016, -0.008, 0.023, -0.029, -0.012, 0.009, -0.034)
OUTSIDE_INCOME_MSEK = _by_year(1.2, 1.2, 1.4, 1.5, 1.7, 1.7, 1.9)
SHADOW_MSEK = _by_year(6.5, 8.0, 9.6, 11.5, 13.8, 16.2, 19.0)
HIDDEN_SHADOW_MSEK = _by_year(2.5, 3.2, 4.0, 4.8, 5.5, 6.4, 7.4)
DECLARED_SHADOW_MSEK = _by_year(2.0, 2.4, 2.9, 3.4, 4.0, 4.4, 5.0)
DIGITAL_PER_MILLE = _by_year(2.5, 4.5, 5.9, 6.7, 7.2, 7.6, 8.0)
DIGITAL_INVEST_SHARE = _by_year(0.05, 0.20, 0.42, 0.40, 0.36, 0.33, 0.30)
DIGITAL_LOCAL_SHARE = _by_year(0.10, 0.13, 0.16, 0.19, 0.22, 0.26, 0.30)
DIGITAL_DEPRECIATION_MSEK = _by_year(0.0, 0.3, 1.7, 5.2, 8.6, 11.4, 13.1)
CENTRAL_INVEST_MSEK = _by_year(19, 22, 18, 26, 24, 29, 27)
DEVELOPMENT = _by_year(0.242, 0.232, 0.218, 0.206, 0.197, 0.189, 0.181)
MAINTENANCE = _by_year(0.310, 0.325, 0.340, 0.355, 0.370, 0.385, 0.400)


def divide(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Return the total shared out by weight in whole öre; the last takes what rounding leaves."""
    whole, left, shares = sum(weights.values()), total, {}
    for code, weight in weights.items():
        shares[code] = round(total * weight / whole) if whole else 0
        left -= shares[code]
    if shares:
        shares[code] += left
    return shares


def turnover(unit: Unit, year: int) -> int:
    """Return the unit's turnover, whole tkr, following the group's growth."""
    if unit is CENTRAL_IT:
        return central_it(year)
    own = 1 + (unit.number % 7 - 3) * 0.002
    growth = GROUP_TURNOVER_MSEK[year] / GROUP_TURNOVER_MSEK[YEARS[0]] * own ** (year - YEARS[0])
    return round(unit.turnover_msek * growth * 1000) * 100_000


def central_it(year: int) -> int:
    """Return K1 gross of the year, whole tkr."""
    return round(GROUP_TURNOVER_MSEK[year] * CENTRAL_SHARE[year] * 1000) * 100_000


def internal_it(year: int) -> dict[str, int]:
    """Return what the central IT unit invoices each unit of the group, outside income apart."""
    buyers = [unit for unit in living(year) if unit is not CENTRAL_IT]
    weights = {
        unit.code: turnover(unit, year) * _pull(unit, year) * (0.45 if unit.is_company else 1)
        for unit in buyers
    }
    return divide(round(central_it(year) * (1 + ABSORPTION[year])), weights)


def _pull(unit: Unit, year: int) -> float:
    return (
        max(0.1, 0.5 + 0.5 * (unit.it_weight + unit.it_trend * (year - YEARS[0])))
        if unit.it_weight > 0.5
        else 0.32
    )


def external_it(year: int) -> dict[str, int]:
    """Return K2 per unit: what total IT leaves when K1, K3 and K4 are taken."""
    k1 = central_it(year)
    local = sum(staff.local_cost_sek(unit, year) for unit in ordinary(year)) * 100
    rest = round(k1 * (TOTAL_TO_CENTRAL[year] - 1)) - round(local) - shadow_total(year)
    return divide(
        rest,
        {u.code: turnover(u, year) * (u.it_weight + u.it_trend * (year - YEARS[0])) for u in ordinary(year)},
    )


def shadow_total(year: int) -> int:
    """Return K4 of the year, confirmed in the ledger and declared."""
    return round((SHADOW_MSEK[year] + DECLARED_SHADOW_MSEK[year]) * MSEK)


def shadow_it(year: int, kind: str) -> dict[str, int]:
    """Return per unit the shadow IT that is `confirmed`, `hidden` (no rule finds it) or `declared`."""
    total = {"confirmed": SHADOW_MSEK, "hidden": HIDDEN_SHADOW_MSEK, "declared": DECLARED_SHADOW_MSEK}[kind][
        year
    ]
    weights = {unit.code: turnover(unit, year) / unit.it_weight**0.3 for unit in ordinary(year)}
    if kind == "declared":
        weights = {code: weights[code] for code in ("SKF", "GVF", "SBF", "NEN")}
    return divide(round(total * 1000) * 100_000, weights)


def digitalisation(year: int) -> dict[str, int]:
    """Return the digitalisation budget: central and local drift, investment, depreciation."""
    whole = round(GROUP_TURNOVER_MSEK[year] * DIGITAL_PER_MILLE[year]) * 100_000
    invest = round(whole * DIGITAL_INVEST_SHARE[year])
    local = round((whole - invest) * DIGITAL_LOCAL_SHARE[year])
    depreciation = round(DIGITAL_DEPRECIATION_MSEK[year] * MSEK)
    return {"central": whole - invest - local, "local": local, "invest": invest, "depreciation": depreciation}


def local_digitalisation(year: int) -> dict[str, int]:
    """Return digitalisation that ordinary departments pay themselves, under projects DG*."""
    buyers = [unit for unit in ordinary(year) if not unit.is_company and unit.code not in ("MIL", "SER")]
    return divide(digitalisation(year)["local"], {unit.code: turnover(unit, year) ** 0.7 for unit in buyers})


def premises(year: int) -> dict[str, int]:
    """Return what the service department invoices the other municipal units for rooms and cleaning."""
    buyers = [unit for unit in living(year) if not unit.is_company and unit is not PREMISES]
    total = round(turnover(PREMISES, year) * 0.78)
    return divide(
        total,
        {unit.code: turnover(unit, year) if unit is not DIGITALISATION else 0.01 * total for unit in buyers},
    )
