"""How far does a salary open on the way back from a figure to its vouchers?"""

from pathlib import Path

import pytest

from data.errors import UserError
from kpi import drill, overview
from kpi.voucher import voucher
from tests.fixtures.group import K2, SIMPLE_RULES, Group, line
from tests.fixtures.roles import C, I, ledger_file, who

PAYROLL = (
    line("BUF", "5010", 30000, cost_centre="100", voucher="L1", text="Lön Anna", supplier="Anna"),
    line("BUF", "5010", 40000, cost_centre="100", voucher="L1", text="Lön Bo", supplier="Bo"),
    line("BUF", "5610", 10000, cost_centre="100", voucher="L2", text="Avgift Anna"),
    line("BUF", "5010", 50000, cost_centre="200", voucher="L3", text="Lön Carin"),
    line("BUF", "1930", -50000, cost_centre="200", voucher="L3", text="Bank"),
    line("BUF", K2, 100, voucher="A1", text="licens"),
)


@pytest.fixture
def paid(tmp_path: Path) -> Group:
    """Return a group in which salaries are IT staff of the unit."""
    staff = {"priority": 5, "account_from": "50", "account_to": "56", "category": "local_it_staff", "nature": "staff"}
    group = Group(tmp_path).set_up(staff, *SIMPLE_RULES)
    group.deliver_once("ledger", *PAYROLL)
    return group


@pytest.mark.parametrize("role", [C, I])
def test_a_salary_opens_no_further_than_its_cost_centres_sum_for_anybody(role: str, paid: Group) -> None:
    shown = drill.explain(paid.store, who(role), "total_it_share", None, "BUF", 2024)
    by_centre = {row["cost_centre"]: row for row in shown.lines if row["is_payroll"]}
    assert {name: row["amount_sek"] for name, row in by_centre.items()} == {"100": 80000, "200": 50000}
    assert all(row["text"] is None and row["voucher"] is None and row["supplier"] is None for row in by_centre.values())
    assert sum(row["counted_sek"] for row in shown.lines) == shown.sum_sek == 130100
    told = str(shown.lines) + str(overview.largest_lines(paid.store, who(role), "BUF", 2024))
    assert not any(name in told for name in ("Anna", "Bo", "Carin", "30000", "40000"))


def test_a_voucher_of_part_of_a_cost_centres_salaries_does_not_open_and_one_of_all_shows_their_sum(paid: Group) -> None:
    file_id = ledger_file(paid.store)
    for number in (2, 3, 4):
        with pytest.raises(UserError, match="payroll_voucher"):
            voucher(paid.store, who(C), file_id, number)
    whole = voucher(paid.store, who(C), file_id, 5)
    assert [(row["amount_sek"], row["text"]) for row in whole.lines] == [(50000, None), (-50000, "Bank")]
    assert whole.sum_sek == 0 and whole.balances
