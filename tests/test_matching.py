"""Are a seller's and a buyer's lines paired where they are the same trade, and is the residual what is left?"""

import random
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

from data.access import Viewer
from data.overrides import Decision, override
from kpi.matching import TradeLine, evidence, match
from kpi.overview import pairs
from kpi.parameter import constants
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, line

NUMBER = count(1)


def booked(
    side: str, amount: str, month: int = 1, voucher: str | None = None, text: str | None = None, account: str = "1"
):
    day = date(2024, month, 10)
    return TradeLine(side, 1, next(NUMBER), day, 202400 + month, voucher, account, text, Decimal(amount))


def ways(*lines: TradeLine) -> list[str]:
    return [one.way for one in match(lines).matches]


def left(*lines: TradeLine) -> list[tuple[str, Decimal]]:
    return [(one.side, one.amount_sek) for one in match(lines).left]


def test_equal_amounts_of_the_same_month_are_the_same_trade() -> None:
    lines = booked("seller", "100.00"), booked("buyer", "100.00")
    assert (ways(*lines), left(*lines)) == (["month"], [])


def test_a_shared_number_pairs_before_another_line_of_the_same_amount() -> None:
    seller = booked("seller", "100.00", text="Faktura 20240017")
    other, own = booked("buyer", "100.00", text="Faktura 20240018"), booked("buyer", "100.00", text="fakt 20240017")
    found = match([seller, other, own])
    assert (found.matches[0].way, found.matches[0].buyer) == ("reference", (own,))
    assert found.left == (other,)


def test_a_buyer_may_book_a_month_later_or_before_over_the_new_year_too() -> None:
    late = booked("seller", "100.00", 1), booked("buyer", "100.00", 2)
    assert ways(*late) == ["next_month"]
    two_later = booked("seller", "100.00", 1), booked("buyer", "100.00", 3)
    assert (ways(*two_later), len(left(*two_later))) == ([], 2)


def test_each_line_is_used_once_however_many_are_equal() -> None:
    lines = booked("seller", "5.00"), booked("seller", "5.00"), booked("buyer", "5.00")
    assert left(*lines) == [("seller", Decimal("5.00"))]


def test_a_line_and_its_correction_on_one_side_cancel_out() -> None:
    lines = booked("buyer", "70.00"), booked("buyer", "-70.00", 2)
    assert (ways(*lines), left(*lines)) == (["correction"], [])


def test_what_one_side_spreads_over_many_lines_is_paired_by_its_voucher() -> None:
    spread = [booked("buyer", "33.00", voucher="M1"), booked("buyer", "67.00", voucher="M1")]
    assert ways(booked("seller", "100.00", voucher="I9"), *spread) == ["voucher_part"]
    accounts = [booked("buyer", "33.00", voucher="M1"), booked("buyer", "67.00", voucher="M1", account="2")]
    assert ways(booked("seller", "100.00", voucher="I9"), *accounts) == ["voucher"]
    vouchers = [booked("buyer", "33.00", voucher="M1"), booked("buyer", "67.00", voucher="M2")]
    assert ways(booked("seller", "100.00", voucher="I9"), *vouchers) == ["whole_month"]


def test_what_is_left_is_the_residual_to_the_ore_whatever_was_booked() -> None:
    rng = random.Random(7)
    for _ in range(60):
        lines = [
            booked(rng.choice(("seller", "buyer")), f"{rng.choice((-1, 1)) * rng.randint(1, 6)}.50", rng.randint(1, 4),
                   voucher=f"V{rng.randint(1, 9)}")
            for _ in range(rng.randint(0, 40))
        ]  # fmt: skip
        sums = {
            side: sum((one.amount_sek for one in lines if one.side == side), Decimal(0)) for side in ("seller", "buyer")
        }
        found = match(lines)
        assert found.sum_left_sek("seller") - found.sum_left_sek("buyer") == sums["seller"] - sums["buyer"]
        places = [(one.file_id, one.line) for part in found.matches for one in (*part.seller, *part.buyer)]
        places += [(one.file_id, one.line) for one in found.left]
        assert sorted(places) == sorted((one.file_id, one.line) for one in lines)


def test_what_stands_together_is_one_row_and_its_sum() -> None:
    found = match([booked("buyer", "10.00", voucher="M1"), booked("buyer", "20.00", voucher="M1")])
    ((group),) = found.left_groups
    assert (group.line_count, group.amount_sek) == (2, 10 + 20)


def test_the_lines_of_a_pair_sum_to_what_the_pair_has_booked(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver(
        "ledger",
        line("SCIT", "3400", "-500.00", "2024-01-10", counterparty="110", voucher="1"),
        line("SCIT", "3400", "-30.00", "2024-02-10", counterparty="110", voucher="2"),
        line("BUF", K2, "480.00", "2024-01-12", counterparty="130", voucher="9"),
        line("BUF", K2, "30.00", "2024-02-12", counterparty="130", voucher="10"),
        line("SOC", K2, "77.00", "2024-02-12", counterparty="130", voucher="11"),
    )
    row = next(row for row in pairs(group.store, EVERYONE, 2024) if row["buyer"] == "BUF")
    found = evidence(group.store, EVERYONE, "SCIT", "BUF", True, 2024)
    assert (row["seller_income_sek"], row["buyer_cost_sek"]) == (500 + 30, 480 + 30)
    assert found.sum_left_sek("seller") - found.sum_left_sek("buyer") == row["residual_sek"] == 500 - 480
    assert [one.voucher for one in found.left] == ["1", "9"]
    decided = next(one for one in group.lines() if one["voucher"] == "9")
    override(
        group.store,
        decided["file_id"],
        decided["line"],
        Decision("external_it", reason="köpt utanför"),
        "A",
        constants(),
    )
    it = evidence(group.store, EVERYONE, "SCIT", "BUF", True, 2024)
    other = evidence(group.store, EVERYONE, "SCIT", "BUF", False, 2024)
    assert ([one.voucher for one in it.left], [one.voucher for one in other.left]) == (["1"], ["9"])
    limited = Viewer("c", "controller", units=("BUF",))
    assert evidence(group.store, limited, "SCIT", "BUF", True, 2024).hidden == ("SCIT",)
