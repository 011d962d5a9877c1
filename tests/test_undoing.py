"""Is an undone delivery as if it had never been, and does what others rest on stay?"""

from decimal import Decimal
from pathlib import Path

import pytest

from data import closing
from kpi.checking import check
from kpi.deliveries import deliveries
from kpi.log import log
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from kpi.undoing import undo, undo_effect
from tests.fixtures.closed import agreed, close, refused
from tests.fixtures.group import EVERYONE, K2, UNITS, Group, line


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return agreed(tmp_path)


def test_an_undone_delivery_is_as_if_it_had_never_been(group: Group) -> None:
    before = group.snapshot()
    group.deliver("ledger", line("BUF", K2, "7.00", "2024-01-10"), line("SOC", K2, "3.00", "2024-01-10"))
    act_id = log(group.store, EVERYONE)[0].act_id
    effect = [(row.unit, row.month, row.row_count, row.sum_sek) for row in undo_effect(group.store, act_id)]
    assert effect == [("BUF", 202401, 1, Decimal("7.00")), ("SOC", 202401, 1, Decimal("3.00"))]
    undo(group.store, act_id, "Anna", constants())
    assert group.snapshot() == before
    assert [(act.act, act.is_undone) for act in log(group.store, EVERYONE)][:2] == [("undo", False), ("load", True)]
    assert all(finding.holds for finding in check(group.store))
    rebuild(group.store, constants())
    assert group.snapshot() == before


def test_what_cannot_be_undone_says_why(group: Group) -> None:
    first = log(group.store, EVERYONE)[-1].act_id
    refused("undo_refused", undo, group.store, first, "Anna", constants())  # it brought the units
    refused("no_such_delivery", undo, group.store, 99, "Anna", constants())
    close(group)
    ledger = next(act.act_id for act in log(group.store, EVERYONE) if "ledger" in str(act.files))
    refused("closed_otherwise", undo, group.store, ledger, "Anna", constants())
    closing.reopen(group.store, "BUF", "2024-01", "Anna", "ska ångras", constants())


def test_what_a_closed_month_or_year_rests_on_cannot_be_undone(group: Group) -> None:
    staff = {"unit": "BUF", "period": "2024-01", "role": "it", "resource_class": "permanent", "fte": 10}
    group.deliver("headcount", staff)
    group.deliver("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": "10000.00"})
    unit = next(one for one in UNITS if one["unit"] == "BUF")
    group.deliver("units", unit | {"valid_from": "2024-01-01", "valid_to": "2024-01-31"})  # so January is its year
    close(group)
    group.deliver("turnover", {"unit": "BUF", "year": 2024, "turnover_sek": "20000.00"}, source="senare")
    before = group.snapshot()
    assert group.figure("total_it_share", "BUF").value == 100 * 1000 / 10000
    by_register = {file.register: one.act_id for one in deliveries(group.store, EVERYONE) for file in one.files}
    first = min(one.act_id for one in deliveries(group.store, EVERYONE) if one.files[0].register == "turnover")
    for act_id in (by_register["headcount"], by_register["control_totals"], first):
        refused("undo_closed", undo, group.store, act_id, "Anna", constants())
    assert group.snapshot() == before
    later = deliveries(group.store, EVERYONE)[0].act_id
    undo(group.store, later, "Anna", constants())  # nothing that is closed rests on this one
    assert group.snapshot() == before
