"""Are the figures of all units judged at once, and as each by itself?"""

from pathlib import Path

import pytest

from data.store import Store
from kpi.checklist import checklist, checklists
from kpi.plausible import plausible
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, line

UNITS = ("BUF", "SOC", "SCIT", "DIG", "ENE")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    made = Group(tmp_path).set_up(*SIMPLE_RULES)
    booked = [
        line(unit, K2, 100 * place, f"2024-{month:02d}-03")
        for place, unit in enumerate(UNITS, 1) for month in range(1, 13)
    ]  # fmt: skip
    made.deliver("ledger", *booked)
    made.deliver("turnover", *({"unit": unit, "year": 2024, "turnover_sek": 10000} for unit in (*UNITS, "group")))
    return made


def test_each_unit_is_judged_together_as_it_is_alone(group: Group) -> None:
    together = checklists(group.store, EVERYONE, "2024-12")
    assert {one.cell.unit for one in together} >= set(UNITS)
    assert together == [checklist(group.store, EVERYONE, one.cell.unit, "2024-12") for one in together]
    kinds = {"BUF": "department", "SCIT": "central_it", "DIG": "digitalisation"}
    limits = plausible(group.store, EVERYONE, kinds, 2024)
    assert (limits["BUF"][0].card, limits["BUF"][0].unit) == ("total_it_share", "BUF")
    assert {one.unit for one in limits["SCIT"]} == {"group"}
    assert limits["DIG"] == []


def test_more_units_ask_no_more_figures(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    query = Store.query

    def counted(self: Store, name: str, /, **params: object) -> object:
        asked.append(name)
        return query(self, name, **params)

    monkeypatch.setattr(Store, "query", counted)
    plausible(group.store, EVERYONE, {"BUF": "department"}, 2024)
    of_one = [name for name in asked if name.startswith("kpi/")]
    asked.clear()
    plausible(group.store, EVERYONE, {"BUF": "department", "SOC": "department", "ENE": "company"}, 2024)
    assert [name for name in asked if name.startswith("kpi/")] == of_one
