"""What has the central IT unit sold inside the group, and have the buyers booked the same?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Pair:
    """A seller's income against a buyer's cost, SEK; `residual_sek` is what only one side has booked.

    `buyer_name` is None for a counterparty code that is no known unit; `buyer` is empty where none is named.
    """

    buyer: str
    buyer_name: str | None
    seller_income_sek: Decimal
    buyer_cost_sek: Decimal
    residual_sek: Decimal


@dataclass(frozen=True)
class PairSum:
    """Several pairs together; `unmatched_sek` adds the residuals without regard to sign."""

    count: int
    seller_income_sek: Decimal
    buyer_cost_sek: Decimal
    residual_sek: Decimal
    unmatched_sek: Decimal

    @property
    def unmatched_pct(self) -> Decimal | None:
        """Return what is booked on one side only, in per cent of what was sold."""
        if not self.seller_income_sek:
            return None
        return abs(self.unmatched_sek / self.seller_income_sek) * 100


def it_pairs(rows: Sequence[dict], is_it: bool = True) -> list[Pair]:
    """Return the pairs of IT (or of all else), largest residual first."""
    return [
        Pair(
            row["buyer"],
            row["buyer_name"],
            row["seller_income_sek"],
            row["buyer_cost_sek"],
            row["residual_sek"],
        )
        for row in rows
        if row["is_it"] == is_it
    ]


def summed(pairs: Sequence[Pair]) -> PairSum:
    """Return the pairs together."""
    zero = Decimal(0)
    return PairSum(
        len(pairs),
        sum((pair.seller_income_sek for pair in pairs), zero),
        sum((pair.buyer_cost_sek for pair in pairs), zero),
        sum((pair.residual_sek for pair in pairs), zero),
        sum((abs(pair.residual_sek) for pair in pairs), zero),
    )
