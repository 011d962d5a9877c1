"""Does the table of Enheter add up to what the group costs?"""

import re
from decimal import Decimal
from pathlib import Path

from kpi.overview import left_over_sek
from tests.fixtures.opened import html, opened

CELL = re.compile(r'data-value="([^"]*)"')


def test_the_units_and_what_no_unit_carries_add_up_to_the_group(demo_store: Path, monkeypatch) -> None:
    page = html(opened("leaders/units.py", demo_store, monkeypatch, year="2024"))
    table = next(part for part in page.split("<table")[1:] if "Koncernen" in part)
    rows = [CELL.findall(row) for row in table.split("<tr")[1:] if CELL.search(row)]
    *parts, whole = [(row[0], Decimal(row[1])) for row in rows if row[1]]
    assert whole[0] == "Koncernen"
    assert {"Digitaliseringsenheten", "Central IT som kunder utanför koncernen betalar"} <= {name for name, _ in parts}
    assert abs(sum(sek for _, sek in parts) - whole[1]) < Decimal("0.01")


def test_what_is_left_is_unknown_where_a_part_is_and_nothing_below_an_oere() -> None:
    assert left_over_sek(Decimal("10.00"), [Decimal("4.00"), 5.5]) == Decimal("0.5")
    assert left_over_sek(10.0, [3.3333, 6.6666]) == 0
    assert left_over_sek(10.0, [3.0, None]) is None and left_over_sek(None, [3.0]) is None
