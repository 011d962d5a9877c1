"""M1: how many years does it take to renew the infrastructure at a mark-up, and which mark-up would do?

Years = A / (m·C): A what the infrastructure costs to replace, m the mark-up, C the yearly cost base it is laid
on. Needed mark-up for a life of L years = A / (C·L). The study's 2 per cent and 50 years hold where A = C.
Beside stands what the register itself says: the sum of replacement value by life (kpis.md section 8).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi.scenarios.lever import Levers, lever
from kpi.scenarios.result import Line, line, quotient

HUNDRED = Decimal(100)
ASSUMPTIONS = ("renewal_same_price", "renewal_markup_kept", "renewal_life")


class RenewalLevers(Levers):
    """What there is to renew, and what is set aside for it."""

    replacement_sek: Decimal | None = lever("SEK")
    cost_base_sek: Decimal | None = lever("SEK")
    markup_pct: Decimal | None = lever("%", at_most=100, step="0.5")
    life_years: Decimal | None = lever("year", above=0, at_most=200)


@dataclass(frozen=True)
class Asset:
    """A piece of infrastructure: what it costs to replace and how long it lasts."""

    replacement_sek: Decimal
    life_years: Decimal


@dataclass(frozen=True)
class RenewalData:
    """What the register of infrastructure itself asks for each year; None where it is empty."""

    registered_need_sek: Decimal | None = None


def years_to_renew(replacement_sek: Decimal, markup_pct: Decimal, cost_base_sek: Decimal) -> Decimal | None:
    """Return after how many years the mark-up has paid for everything once; None where nothing is set aside."""
    return quotient(replacement_sek, set_aside(markup_pct, cost_base_sek))


def set_aside(markup_pct: Decimal, cost_base_sek: Decimal) -> Decimal:
    """Return what the mark-up brings in a year."""
    return markup_pct / HUNDRED * cost_base_sek


def needed_markup_pct(replacement_sek: Decimal, cost_base_sek: Decimal, life_years: Decimal) -> Decimal | None:
    """Return the mark-up that renews everything within its life; None where there is no cost base."""
    share = quotient(replacement_sek, cost_base_sek * life_years)
    return None if share is None else share * HUNDRED


def yearly_need(replacement_sek: Decimal, life_years: Decimal) -> Decimal:
    """Return what renewal within the life asks for each year."""
    return replacement_sek / life_years


def registered_need(assets: Sequence[Asset]) -> Decimal | None:
    """Return what the register's own lives ask for each year; None where it holds nothing."""
    if not assets:
        return None
    return sum((asset.replacement_sek / asset.life_years for asset in assets), Decimal(0))


def weighted_life(assets: Sequence[Asset]) -> Decimal | None:
    """Return the life at which the whole asks for as much each year as its parts do."""
    need = registered_need(assets)
    return quotient(sum((asset.replacement_sek for asset in assets), Decimal(0)), need) if need else None


def lines(levers: RenewalLevers, data: RenewalData) -> tuple[Line, ...]:
    """Return the years, the mark-up that would do, and what is set aside each year against what is needed."""
    kept = "markup_pct/100*cost_base_sek"
    return (
        line("renewal_years", "year", levers, f"replacement_sek/({kept})", years_to_renew, "nothing_set_aside"),
        line("needed_markup_pct", "%", levers, "replacement_sek/(cost_base_sek*life_years)*100", needed_markup_pct),
        line("set_aside_sek", "SEK", levers, kept, set_aside),
        line("needed_sek", "SEK", levers, "replacement_sek/life_years", yearly_need),
        Line(
            "registered_need_sek",
            "SEK",
            data.registered_need_sek,
            reason=None if data.registered_need_sek is not None else "no_assets",
        ),
    )
