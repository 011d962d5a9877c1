"""Is a cell of a clean file read as it is meant, however far down the one that needs more than reading stands?"""

from pathlib import Path

import pytest

from tests.fixtures.group import K2, SIMPLE_RULES, Group

ROWS = 30_000  # several of the blocks in which a file is looked through
HEAD = "unit;account;date;amount_sek;supplier;text\n"


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path).set_up(*SIMPLE_RULES)


def rows_with(odd: str) -> str:
    """Return a ledger of which one row, far down, is another."""
    usual = [f"BUF;{K2};2024-03-15;1.00;Firma {number % 7};text {number}\n" for number in range(ROWS)]
    usual[ROWS - 10] = odd + "\n"
    return HEAD + "".join(usual)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("'=1+1", "=1+1"),
        ("'-5 procent", "-5 procent"),
        ("'n Beetje", "'n Beetje"),
        (" licens ", "licens"),
        ('"licens; 2"', "licens; 2"),
        ('""', None),
        ("", None),
    ],
)
def test_one_cell_far_down_is_read_as_it_is_meant(group: Group, cell: str, said: str | None) -> None:
    path = group.text("far.csv", rows_with(f"BUF;{K2};2024-03-15;7.00;Udda;{cell}"))
    (result,) = group.load(path)
    assert (result.status, result.rows_stored, result.sum_sek) == ("accepted", ROWS, ROWS - 1 + 7)
    (row,) = [row for row in group.lines() if row["supplier"] == "Udda"]
    assert (row["text"], row["line"]) == (said, ROWS - 10 + 2)


def test_a_row_of_spaces_far_down_is_no_line(group: Group) -> None:
    path = group.text("blank.csv", rows_with(" ; ; ; ; ; "))
    (result,) = group.load(path)
    assert (result.status, result.rows_stored, result.sum_sek) == ("accepted", ROWS - 1, ROWS - 1)
