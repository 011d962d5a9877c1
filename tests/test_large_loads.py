"""Are the figures whole where one load holds more lines than the database keeps in one piece?

A piece is a row group of 122 880 rows: below a few of them no fault of reading back what was just written shows.
"""

from pathlib import Path

import pytest

from kpi.checking import check
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from tests.fixtures.group import K2, K4, LEDGER, SIMPLE_RULES, UNITS, Group, rule

HEAD = ";".join(LEDGER)
LINES = 400_000
K2_SEK, K4_SEK = LINES // 2 * 3, LINES // 2 * 5  # every other line 3.00 and 5.00


def _large(group: Group, name: str = "stor.csv") -> Path:
    row = "BUF;{};;;;;;;;{};2024-03-15;;{};;\n"
    both = (row.format(K2, "{0}", "3,00") + row.format(K4, "{0}", "5,00")).format
    return group.text(name, HEAD + "\n" + "".join(both(number) for number in range(LINES // 2)))


def _money(group: Group) -> tuple[object, object]:
    total = group.figure("total_it_share", "BUF").numerator
    return total, group.figure("shadow_it_share", "BUF").numerator


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path)


def test_a_first_load_of_everything_at_once_is_whole_and_so_is_what_is_made_anew_of_it(group: Group) -> None:
    empty = group.text("tom.csv", HEAD + "\n")
    results = group.load(group.write("units", *UNITS), group.write("rules", *SIMPLE_RULES), empty, _large(group))
    assert [result.status for result in results] == ["accepted"] * 4
    assert results[-1].rows_stored == LINES
    assert _money(group) == (K2_SEK + K4_SEK, K4_SEK)

    assert {result.status for result in rebuild(group.store, constants())} == {"accepted"}
    assert _money(group) == (K2_SEK + K4_SEK, K4_SEK)
    assert [finding.code for finding in check(group.store) if not finding.holds] == []


def test_rules_that_change_nothing_and_then_a_large_ledger_are_whole_at_once_and_made_anew(group: Group) -> None:
    group.set_up(*SIMPLE_RULES)
    again = group.write("rules", *SIMPLE_RULES, rule("not_it", 900, account_from="9999"))
    assert group.load(again, _large(group))[-1].rows_stored == LINES
    assert _money(group) == (K2_SEK + K4_SEK, K4_SEK)

    assert {result.status for result in rebuild(group.store, constants())} == {"accepted"}
    assert _money(group) == (K2_SEK + K4_SEK, K4_SEK)
