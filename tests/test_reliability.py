"""Does the page of what may go wrong name tests that exist, and say something of every item?"""

import ast
import re

import pytest

from tests.fixtures.source import ROOT

PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(test_\w+\.py)::(test_\w+)`")
ITEMS = {"I": 9, "F": 3, "X": 2, "R": 6, "P": 6, "A": 2, "S": 2}


def rows() -> list[list[str]]:
    """Return the cells of the page's table rows."""
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")
    ]


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED.findall(PAGE))))
def test_a_test_that_is_named_exists(file: str, name: str) -> None:
    module = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in module.body if isinstance(node, ast.FunctionDef)}


def test_every_promise_and_item_has_its_row_with_a_test_and_what_was_reached() -> None:
    first = {cells[0].split(" ")[0].rstrip("."): cells for cells in rows()}
    wanted = [str(number) for number in range(1, 6)] + [
        f"{letter}{number}" for letter, most in ITEMS.items() for number in range(1, most + 1)
    ]
    assert [item for item in wanted if item not in first] == []
    untested = [item for item in wanted if not NAMED.search(first[item][1]) and not item.startswith("S")]
    assert untested == []
    assert [item for item in wanted if len(first[item]) < 3 or not first[item][2]] == []


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"(?<![\w/])((?:bench|tests)/[\w/]+\.py)", PAGE))
    assert named and [name for name in named if not (ROOT / name).is_file()] == []


def test_every_command_that_the_page_names_is_there() -> None:
    made = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make (\w+)`", PAGE)) <= set(made)
