"""Are the gap and the use as sure as the weakest of what they are made of, and no less?"""

from pathlib import Path

import pytest

from tests.fixtures.activities import CENTRAL, ENERGY, SCHOOL, loaded, work
from tests.fixtures.group import Group, Row

GAP, USE = "development_gap", "development_utilisation"


def staffed(folder: Path, **status_of: str) -> Group:
    """Return a group where nothing is invoiced, so that the headcount shares the central cost out."""
    rows = [*work("SCIT", CENTRAL), *work("BUF", SCHOOL), *work("ENE", ENERGY)]
    group = loaded(folder, rows=rows)
    group.deliver("headcount", *(staff(unit, status) for unit, status in status_of.items()))
    return group


def staff(unit: str, status: str) -> Row:
    person = {"period": "2024-01", "role": "it", "resource_class": "permanent", "fte": 10}
    return person | {"unit": unit, "status": status}


def sure(group: Group, card: str, variant: str, *units: str) -> list[str | None]:
    return [group.figure(card, unit, 2024, variant).status for unit in units]


@pytest.mark.parametrize(("assumed", "said"), [("utfall", "utfall"), ("budget", "antagande")])
def test_a_gap_in_sek_is_as_sure_as_the_headcount_that_shares_the_central_cost_out(
    tmp_path: Path, assumed: str, said: str
) -> None:
    group = staffed(tmp_path, BUF="utfall", ENE=assumed)
    # BUF carries half: 0.20 x (10 + 20 + 30 + 200 x 10 / 20) - (10 + 40 x 10 / 20)
    assert group.figure(GAP, "BUF", 2024, "sek").value == pytest.approx(0.20 * 160 - 30)
    assert sure(group, GAP, "sek", "BUF", "municipality", "group") == [said] * 3
    assert sure(group, GAP, "sek", "SCIT") == ["utfall"]  # its own cost, not shared out


def test_use_in_sek_rests_on_the_shared_cost_only_where_the_ledger_says_what_is_used(tmp_path: Path) -> None:
    group = staffed(tmp_path, BUF="utfall", ENE="budget")
    group.deliver(
        "development",
        {"unit": "BUF", "year": 2024, "planned_sek": 50},
        {"unit": "ENE", "year": 2024, "planned_sek": 40, "used_sek": 20},
    )
    # BUF (10 + 40 x 10 / 20) / 50, by the ledger; ENE 20 / 40, by the register
    assert group.figure(USE, "BUF", 2024, "sek").value == pytest.approx(30 / 50 * 100)
    assert sure(group, USE, "sek", "BUF", "ENE", "municipality", "group") == ["antagande", "utfall"] + ["antagande"] * 2


def test_a_sum_of_gaps_in_fte_is_as_sure_as_the_units_that_are_in_it(tmp_path: Path) -> None:
    group = staffed(tmp_path, BUF="utfall", ENE="budget")
    used = {"year": 2024, "used_fte": 1}
    group.deliver("development", used | {"unit": "BUF"})
    assert group.figure(GAP, "group", 2024, "fte").value == pytest.approx(0.20 * 10 - 1)  # BUF alone says what it uses
    assert sure(group, GAP, "fte", "BUF", "group") == ["utfall"] * 2
    group.deliver("development", used | {"unit": "BUF"}, used | {"unit": "ENE"})
    assert group.figure(GAP, "group", 2024, "fte").value == pytest.approx((0.20 * 10 - 1) * 2)
    assert sure(group, GAP, "fte", "ENE", "municipality", "group") == ["antagande", "utfall", "antagande"]
