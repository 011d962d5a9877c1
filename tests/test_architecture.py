"""Does the code keep to its rooms, directions, names and sizes? (The rules: README, Find your way.)"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tests.fixtures.source import ROOMS, ROOT, calls, imports, module_files, name_of, names_in, texts, tree

LONGEST_MODULE = 300
QUERY_TEXT = re.compile(
    r"\bselect\b.+\bfrom\b|\binsert\s+into\b|\bdelete\s+from\b|\bupdate\s+\w+\s+set\b"
    r"|\b(create|drop|alter)\s+(or\s+replace\s+)?(temp\s+|temporary\s+)?(table|view|macro|schema|index)\b"
    r"|\b(order|group|partition)\s+by\b|\b(left|inner|outer|cross)\s+join\b|\bunion\s+all\b"
    r"|\bwhere\s+\w+\s*(=|<|>|\bin\b|\bis\b|\blike\b)|^\s*(pragma|attach|checkpoint|copy|set)\s+\S+\s*(=|to\b|as\b|;)"
    r"|\bread_(csv|parquet|json)(_auto)?\s*\(",
    re.IGNORECASE | re.DOTALL,
)
MONEY = re.compile(r"_sek$|^(numerator|denominator|part)$")
ARITHMETIC = (ast.BinOp, ast.AugAssign)
SUMMING = {"sum", "fsum", "divide", "subtract", "add", "multiply"}
WRITTEN_ON_THE_SPOT = (ast.Constant, ast.JoinedStr, ast.BinOp)
IMPORT_ALL = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sys.modules)
"""
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}


def loaded_after_importing(names: list[str]) -> set[str]:
    """Return what a fresh process holds after importing modules, whatever they do when imported."""
    command = [sys.executable, "-c", IMPORT_ALL, *names]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.split())


def rooms_of(names: set[str]) -> set[str]:
    """Return the rooms that imported names lie in, and streamlit where it is among them."""
    return {name.split(".")[0] for name in names} & {*ROOMS, "tests", "bench", "streamlit"}


def places(found: Iterator[tuple[Path, int]]) -> list[str]:
    """Return places in the source as they are printed."""
    return [f"{path.relative_to(ROOT)}:{line}" for path, line in found]


def test_a_module_imports_only_from_its_own_room_and_those_below() -> None:
    for path in module_files():
        own = name_of(path).split(".")[0]
        allowed = {*ROOMS[ROOMS.index(own) :], *(["streamlit"] if own in ("app", "pages") else [])}
        assert (name_of(path), rooms_of(imports(tree(path))) - allowed) == (name_of(path), set())


@pytest.mark.parametrize(
    ("rooms", "above"), [(("data",), {"kpi", "pages", "app"}), (("kpi",), {"pages", "app"})]
)
def test_a_fresh_process_that_imports_a_whole_room_loads_nothing_from_above_it(
    rooms: tuple[str, ...], above: set[str]
) -> None:
    assert rooms_of(loaded_after_importing(names_in(rooms))).isdisjoint(above | {"streamlit"})


def test_only_the_store_knows_the_database() -> None:
    knows = [
        name_of(path) for path in module_files() if any("duckdb" in name for name in imports(tree(path)))
    ]
    assert knows == ["data.store"]


def test_python_holds_no_query_text() -> None:
    found = (
        (path, line) for path in module_files() for line, text in texts(tree(path)) if QUERY_TEXT.search(text)
    )
    assert places(found) == []


def test_what_is_run_on_a_connection_is_never_written_on_the_spot() -> None:
    run = ((path, name, call) for path in module_files() for name, call in calls(tree(path)) if call.args)
    written = (
        (path, call.lineno)
        for path, name, call in run
        if name in ("execute", "executemany", "sql") and isinstance(call.args[0], WRITTEN_ON_THE_SPOT)
    )
    assert places(written) == []


def test_only_the_rule_compiler_builds_queries_as_trees() -> None:
    builds = [
        name_of(path)
        for path in module_files()
        if any(name.startswith("sqlglot") for name in imports(tree(path)))
    ]
    assert builds == ["data.classify"]


def test_nothing_but_init_lies_directly_in_pages() -> None:
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_a_page_does_no_arithmetic_on_money() -> None:
    pages = [path for path in module_files() if name_of(path).startswith("pages")]
    exact = [
        name_of(path)
        for path in pages
        if any(name.split(".")[0] == "decimal" for name in imports(tree(path)))
    ]
    assert exact == []
    steps = ((path, node) for path in pages for node in ast.walk(tree(path)) if isinstance(node, ARITHMETIC))
    sums = ((path, call) for path in pages for name, call in calls(tree(path)) if name in SUMMING)
    assert places((path, node.lineno) for path, node in chain(steps, sums) if _on_money(node)) == []


def _on_money(node: ast.AST) -> bool:
    """Tell whether anything in an expression says that it is money."""
    return any(map(_names_money, ast.walk(node)))


def _names_money(node: ast.AST) -> bool:
    """Tell whether a name, an attribute or a column says that it holds money."""
    named = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "value", None)
    return isinstance(named, str) and MONEY.search(named) is not None


def test_a_module_is_short_has_a_telling_name_and_says_what_it_answers() -> None:
    lengths = {name_of(path): path.read_text(encoding="utf-8").count("\n") for path in module_files()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}
    assert [name_of(path) for path in module_files() if path.stem in VAGUE_NAMES] == []
    silent = [
        name_of(path) for path in module_files() if tree(path).body and not ast.get_docstring(tree(path))
    ]
    assert silent == []
