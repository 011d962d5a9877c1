"""M2: how much of the work must drift pay, because investment money may not carry all of an hour?

Hours × gap, where the gap is the part of an hour's price that may not be activated: 150 to 200 SEK in the study,
so 10 000 hours ask for 1.5 to 2.0 MSEK from drift (kpis.md section 8).
"""

from decimal import Decimal
from typing import Self

from pydantic import model_validator

from kpi.scenarios.lever import Contradiction, Levers, lever
from kpi.scenarios.result import Line, line, quotient

HUNDRED = Decimal(100)
ASSUMPTIONS = ("gap_hours", "gap_per_hour", "gap_no_activation")


class GapLevers(Levers):
    """The hours that investment money pays, and what of each it may not carry."""

    investment_hours: Decimal | None = lever("h", at_most=10**8, step="100")
    gap_low_sek: Decimal | None = lever("SEK/h", at_most=10**5, step="10")
    gap_high_sek: Decimal | None = lever("SEK/h", at_most=10**5, step="10")
    drift_sek: Decimal | None = lever("SEK")

    @model_validator(mode="after")
    def _low_is_lower(self) -> Self:
        low, high = self.gap_low_sek, self.gap_high_sek
        if low is not None and high is not None and low > high:
            raise Contradiction("lever_gap_order", "gap_high_sek", "SEK/h", low=low)
        return self


def lowest(investment_hours: Decimal, gap_low_sek: Decimal) -> Decimal:
    """Return the least that drift has to carry."""
    return investment_hours * gap_low_sek


def highest(investment_hours: Decimal, gap_high_sek: Decimal) -> Decimal:
    """Return the most that drift has to carry."""
    return investment_hours * gap_high_sek


def lowest_pct(investment_hours: Decimal, gap_low_sek: Decimal, drift_sek: Decimal) -> Decimal | None:
    """Return the least in per cent of the drift money there is."""
    return _in_pct(lowest(investment_hours, gap_low_sek), drift_sek)


def highest_pct(investment_hours: Decimal, gap_high_sek: Decimal, drift_sek: Decimal) -> Decimal | None:
    """Return the most in per cent of the drift money there is."""
    return _in_pct(highest(investment_hours, gap_high_sek), drift_sek)


def lines(levers: GapLevers, data: None = None) -> tuple[Line, ...]:
    """Return what drift has to carry, from and to, in SEK and in per cent of its money."""
    low, high = "investment_hours*gap_low_sek", "investment_hours*gap_high_sek"
    return (
        line("drift_low_sek", "SEK", levers, low, lowest),
        line("drift_high_sek", "SEK", levers, high, highest),
        line("drift_low_pct", "%", levers, f"{low}/drift_sek*100", lowest_pct),
        line("drift_high_pct", "%", levers, f"{high}/drift_sek*100", highest_pct),
    )


def _in_pct(amount_sek: Decimal, of_sek: Decimal) -> Decimal | None:
    share = quotient(amount_sek, of_sek)
    return None if share is None else share * HUNDRED
