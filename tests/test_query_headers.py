"""Does the head of every query say what the query does, and truly so?"""

import re
from pathlib import Path

import pytest
from sqlglot import exp, parse

from data.build import MARTS
from tests.fixtures.source import ROOT

SQL = ROOT / "sql"
FILES = sorted(SQL.rglob("*.sql"))
MART_FILES = [path for path in FILES if path.parent.name == "marts"]
INPUTS = re.compile(r"^-- inputs:(.*(?:\n--\s{3,}.*)*)", re.MULTILINE)
WRITTEN = (exp.Create, exp.Insert, exp.Delete, exp.Update, exp.Drop)


def named(path: Path) -> str:
    return str(path.relative_to(SQL).with_suffix(""))


def said_inputs(path: Path) -> set[str]:
    """Return the tables that a header names, without what it says of them in brackets."""
    found = INPUTS.search(path.read_text(encoding="utf-8"))
    if not found:
        return set()
    listed = re.sub(r"\([^()]*\)", "", found.group(1).replace("\n--", " "))
    return {part.split()[0] for part in listed.split(",") if part.strip()}


def read_and_written(path: Path) -> tuple[set[str], set[str]]:
    """Return the tables that the statements of a file read, and those they make, fill or take away."""
    read: set[str] = set()
    written: set[str] = set()
    for statement in filter(None, parse(path.read_text(encoding="utf-8"), dialect="duckdb")):
        targets = [node.this for node in statement.find_all(*WRITTEN)]
        targets = [node.this if isinstance(node, exp.Schema) else node for node in targets]
        targets += [table for node in statement.find_all(exp.Drop) for table in node.find_all(exp.Table)]
        own = {part.alias for part in statement.find_all(exp.CTE)}
        found = {id(table): table.name for table in statement.find_all(exp.Table)}
        written |= {found[id(target)] for target in targets if id(target) in found}
        read |= (
            {name for key, name in found.items() if key not in {id(target) for target in targets}}
            - own
            - {""}
        )
    return read, written


def test_every_query_begins_with_its_purpose() -> None:
    silent = [
        named(path) for path in FILES if not path.read_text(encoding="utf-8").startswith("-- purpose: ")
    ]
    assert silent == []


@pytest.mark.parametrize("folder", ["kpi", "marts"])
def test_the_inputs_a_figure_names_are_exactly_the_tables_it_reads(folder: str) -> None:
    paths = [path for path in FILES if path.parent.name == folder]
    assert {named(path): said_inputs(path) for path in paths} == {
        named(path): read_and_written(path)[0] for path in paths
    }


def test_no_other_header_hides_or_invents_an_input() -> None:
    for path in FILES:
        if path.parent.name == "schema":
            continue
        said, (read, written) = said_inputs(path), read_and_written(path)
        assert (named(path), read - written - said) == (named(path), set())
        assert (named(path), said - read - written) == (named(path), set())


def test_a_mart_is_built_after_the_marts_it_reads() -> None:
    assert {path.stem for path in MART_FILES if path.stem.startswith(("fct_", "dim_"))} <= set(MARTS)
    for place, mart in enumerate(MARTS):
        assert said_inputs(SQL / "marts" / f"{mart}.sql").isdisjoint(MARTS[place:]), mart
