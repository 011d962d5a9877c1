"""Are the months that a delivery would change said with their money, before anything is stored?"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from data.intake import load
from data.prepare import Given, Request
from data.result import FileResult
from data.steps import Step
from kpi.delivery_change import ledger_change
from kpi.parameter import constants
from tests.fixtures.group import K2, NOT_IT, SIMPLE_RULES, Group, line


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once(
        "ledger",
        line("BUF", K2, "1000.00", "2024-01-10", voucher="1"),
        line("BUF", NOT_IT, "30.00", "2024-01-11", voucher="2"),
        line("BUF", K2, "500.00", "2024-02-10", voucher="3"),
        line("SOC", K2, "70.00", "2024-01-10", voucher="4"),
    )
    return group


def dry(group: Group, *rows: dict, **request: object) -> list[FileResult]:
    return group.load(group.write("ledger", *rows), dry_run=True, **request)


def test_each_month_that_changes_says_rows_and_cost_before_and_after(group: Group) -> None:
    before = group.snapshot()
    found = ledger_change(
        dry(
            group,
            line("BUF", K2, "1200.00", "2024-01-10", voucher="1"),
            line("BUF", "2440", "-1200.00", "2024-01-10", voucher="9"),
            line("BUF", K2, "500.00", "2024-02-10", voucher="3"),
            line("BUF", K2, "80.00", "2024-03-10", voucher="5"),
            line("SOC", K2, "70.00", "2024-01-10", voucher="4"),
            line("SOC", K2, "5.00", "2024-01-12", voucher="6"),
        )
    )
    january, march = found.months
    # BUF 1000 + 30 becomes 1200 (the debt of class 2 is no cost), SOC 70 + 5 is another unit of the same month
    assert (january.month, january.units) == (202401, ("BUF", "SOC"))
    assert (january.added, january.removed, january.changed) == (1 + 1, 1, 1)
    assert (january.before_sek, january.after_sek) == (1000 + 30 + 70, 1200 + 70 + 5)
    assert (march.month, march.before_sek, march.after_sek) == (202403, 0, 80)
    assert (found.unchanged_months, found.is_cost) == (1, True)
    assert found.total.difference_sek == (1275 - 1100) + 80
    assert group.snapshot() == before


def test_a_delivery_without_accounts_of_cost_is_told_by_the_sum_of_its_rows(group: Group) -> None:
    (month,) = ledger_change(dry(group, line("BO", "3010", "-40.00", "2024-01-10"))).months
    assert (month.before_sek, month.after_sek) == (0, Decimal("-40.00"))


def test_a_refused_file_changes_nothing(group: Group) -> None:
    bad = group.text("trasig.csv", "unit;account;date;amount_sek\nBUF;6100;2024-01-10;tolv\n")
    assert ledger_change(group.load(bad, dry_run=True)).months == ()


def test_each_step_of_a_load_is_told_and_stopping_there_leaves_all_as_it_was(group: Group) -> None:
    paths = [group.write("ledger", line(unit, K2, "9.00", "2024-05-10")) for unit in ("BUF", "SOC")]
    files = [Given(path, path.name) for path in paths]
    before, version = group.snapshot(), group.store.version
    steps: list[Step] = []

    def listen(step: Step) -> None:
        steps.append(step)

    load(group.store, files, Request(dry_run=True), "test", constants(), told=listen)
    told = [(step.doing, step.place, step.count) for step in steps]
    of_files = [(doing, place, 2) for doing in ("reading", "checking") for place in (1, 2)]
    assert told == [*of_files, ("storing", 0, 0), ("computing", 0, 0)]
    for passed in range(len(steps)):
        left = iter(range(passed))

        def stop(step: Step, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            load(group.store, files, Request(), "test", constants(), told=stop)
        assert (group.snapshot(), group.store.version) == (before, version)
    assert [path.name for path in group.store.folder.glob("*.tmp")] == []
