"""M7: what does a service cost by its activities before and after digital delivery, and when does it pay?

Before: M + F + S (meeting time, preparation, waste). After a share d of the meetings is delivered digitally,
of which ρ is re-allocated: M(1 - d) + F + ΔIT + S + M·d·(1 - ρ). Time that is freed but not re-allocated is
still paid for. Break-even: ρ* = ΔIT / (M·d) (kpis.md section 8; the study's figure 12, recommendation 5b).
"""

from decimal import Decimal

from kpi.scenarios.lever import Levers, lever
from kpi.scenarios.result import Line, line, quotient

HUNDRED = Decimal(100)
ASSUMPTIONS = ("activity_preparation", "activity_slack", "activity_internal")


class ActivityLevers(Levers):
    """The yearly cost of a service by activity, and how it is to be delivered instead."""

    meeting_sek: Decimal | None = lever("SEK")
    preparation_sek: Decimal | None = lever("SEK")
    waste_sek: Decimal | None = lever("SEK")
    digital_pct: Decimal | None = lever("%", at_most=100, step="5")
    added_it_sek: Decimal | None = lever("SEK")
    reallocated_pct: Decimal | None = lever("%", at_most=100, step="5")


def before(meeting_sek: Decimal, preparation_sek: Decimal, waste_sek: Decimal) -> Decimal:
    """Return what the service costs a year as it is delivered today."""
    return meeting_sek + preparation_sek + waste_sek


def freed(meeting_sek: Decimal, digital_pct: Decimal) -> Decimal:
    """Return the meeting time that digital delivery frees, in SEK a year."""
    return meeting_sek * digital_pct / HUNDRED


def slack(meeting_sek: Decimal, digital_pct: Decimal, reallocated_pct: Decimal) -> Decimal:
    """Return what of the freed time is not re-allocated, and so still paid for."""
    return freed(meeting_sek, digital_pct) * (1 - reallocated_pct / HUNDRED)


def after(
    meeting_sek: Decimal,
    preparation_sek: Decimal,
    waste_sek: Decimal,
    digital_pct: Decimal,
    added_it_sek: Decimal,
    reallocated_pct: Decimal,
) -> Decimal:
    """Return what the service costs a year with a share delivered digitally."""
    met = meeting_sek - freed(meeting_sek, digital_pct)
    return met + preparation_sek + added_it_sek + waste_sek + slack(meeting_sek, digital_pct, reallocated_pct)


def saved(meeting_sek: Decimal, digital_pct: Decimal, added_it_sek: Decimal, reallocated_pct: Decimal) -> Decimal:
    """Return how much less the service costs afterwards: what is re-allocated less the added IT."""
    return freed(meeting_sek, digital_pct) * reallocated_pct / HUNDRED - added_it_sek


def break_even_pct(meeting_sek: Decimal, digital_pct: Decimal, added_it_sek: Decimal) -> Decimal | None:
    """Return the share of the freed time that must be re-allocated for the cost to be unchanged.

    Over 100 it never pays. None where nothing is freed.
    """
    share = quotient(added_it_sek, freed(meeting_sek, digital_pct))
    return None if share is None else share * HUNDRED


def lines(levers: ActivityLevers, data: None = None) -> tuple[Line, ...]:
    """Return what the service costs, what is freed and not re-allocated, and when it pays.

    With nothing delivered digitally and no IT added it is the cost before.
    """
    moved = "meeting_sek*digital_pct/100"
    cost = f"meeting_sek-{moved}+preparation_sek+added_it_sek+waste_sek+{moved}*(1-reallocated_pct/100)"
    return (
        line("service_cost_sek", "SEK", levers, cost, after),
        line("freed_sek", "SEK", levers, moved, freed),
        line("slack_sek", "SEK", levers, f"{moved}*(1-reallocated_pct/100)", slack),
        line("break_even_pct", "%", levers, f"added_it_sek/({moved})*100", break_even_pct, "nothing_freed"),
    )


def parts(levers: ActivityLevers) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """Return what the cost is made of, (part, before, after); empty where a lever is not known.

    The parts sum to before and after: meetings, slack, preparation, waste, added IT.
    """
    if None in levers.model_dump().values():
        return ()
    still = levers.meeting_sek - freed(levers.meeting_sek, levers.digital_pct)
    paid = slack(levers.meeting_sek, levers.digital_pct, levers.reallocated_pct)
    none = Decimal(0)
    return (
        ("meeting", levers.meeting_sek, still),
        ("slack", none, paid),
        ("preparation", levers.preparation_sek, levers.preparation_sek),
        ("waste", levers.waste_sek, levers.waste_sek),
        ("added_it", none, levers.added_it_sek),
    )
