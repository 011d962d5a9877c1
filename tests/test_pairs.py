"""Seller and buyer are compared pair by pair, and what only one of them has booked never cancels out."""

from decimal import Decimal

from kpi.pairs import it_pairs, summed


def pair(buyer: str, sold: str, bought: str, is_it: bool = True, name: str | None = "Skolan") -> dict:
    return {
        "buyer": buyer,
        "buyer_name": name,
        "is_it": is_it,
        "seller_income_sek": Decimal(sold),
        "buyer_cost_sek": Decimal(bought),
        "residual_sek": Decimal(sold) - Decimal(bought),
    }


def test_two_residuals_of_opposite_signs_are_both_unmatched() -> None:
    together = summed(it_pairs([pair("A", "100", "90"), pair("B", "300", "310")]))
    assert together.residual_sek == 0
    assert together.unmatched_sek == 10 + 10
    assert together.unmatched_pct == Decimal(20) / Decimal(400) * 100


def test_what_is_sold_beside_it_stands_apart() -> None:
    rows = [pair("A", "100", "100"), pair("A", "7", "0", is_it=False)]
    assert [one.seller_income_sek for one in it_pairs(rows)] == [100]
    assert [one.seller_income_sek for one in it_pairs(rows, is_it=False)] == [7]


def test_a_share_of_nothing_sold_is_unknown_rather_than_zero() -> None:
    assert summed([]).unmatched_pct is None
    assert summed(it_pairs([pair("X9", "0", "50", name=None)])).unmatched_pct is None
