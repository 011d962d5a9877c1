"""Is each bad file refused whole with its line, each odd one taken to the öre, and nothing else touched?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from data.intake import load
from data.language import LANGUAGES
from data.prepare import Given, Request
from data.result import FileResult
from kpi.deliveries import deliveries
from kpi.log import log
from kpi.parameter import constants
from tests.fixtures.corpus import cases
from tests.fixtures.corpus_case import Case
from tests.fixtures.group import EVERYONE, SIMPLE_RULES, Group, in_store, line

CASES = cases()
REFUSED = [case for case in CASES if case.refused is not None]


@dataclass
class Loaded:
    """A store, and what came of each file of the corpus that was delivered to it at once."""

    group: Group
    results: dict[str, FileResult]


def delivered(group: Group, some: Sequence[Case]) -> dict[str, FileResult]:
    given = []
    for number, case in enumerate(some):
        path = group.files / f"{number}{Path(case.name).suffix}"
        path.write_bytes(case.content)
        given.append(Given(path, case.name))
    results = load(group.store, given, Request(), "test", constants())
    return {case.name: result for case, result in zip(some, results, strict=True)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    group = Group(tmp_path_factory.mktemp("corpus")).set_up(*SIMPLE_RULES)
    return Loaded(group, delivered(group, CASES))


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 60
    assert len(REFUSED) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_is_taken_to_the_ore_or_refused_with_its_line(whole: Loaded, case: Case) -> None:
    result = whole.results[case.name]
    errors = [problem for problem in result.problems if problem.severity == "error"]
    assert case.told <= {problem.code for problem in result.problems}
    assert case.rows in (None, result.rows_read)
    for problem in result.problems:
        said = {problem.message(language) for language in LANGUAGES}
        assert len(said) == len(LANGUAGES) and all(len(words) > 20 and "{" not in words for words in said)
    if case.refused is None:
        assert (errors, result.sum_sek, result.rows_stored) == ([], case.total, result.rows_read)
    else:
        assert (result.status, result.rows_stored) == ("refused", 0)
        assert case.line in [problem.line for problem in errors if case.refused in ("", problem.code)]


def test_of_a_whole_drawer_exactly_the_rows_of_the_good_files_are_stored(whole: Loaded) -> None:
    good = {case.content: case.total for case in CASES if case.refused is None}
    stored = in_store(whole.group.store, "ledger_line")
    assert sum(row["amount_sek"] for row in stored) == sum(good.values(), Decimal(0))
    assert len(list(whole.group.store.originals.iterdir())) == 2 + sum(
        whole.results[case.name].status == "accepted" for case in CASES
    )


def state(group: Group) -> tuple:
    """Return everything a refused file must leave alone."""
    kept = sorted((path.name, path.stat().st_mtime_ns) for path in group.store.originals.iterdir())
    versions = sorted((path.name, path.stat().st_mtime_ns) for path in group.store.folder.glob("*.duckdb"))
    current = (group.store.folder / "CURRENT").read_bytes()
    return current, kept, versions, in_store(group.store, "mapping"), in_store(group.store, "act")


def test_a_refused_file_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", "6800", 1))
    before = state(group)
    assert {result.status for result in delivered(group, REFUSED).values()} == {"refused"}
    assert state(group) == before
    assert sorted(path.name for path in group.store.folder.iterdir()) == sorted(
        {"CURRENT", "originals", "writer.lock", *(name for name, _ in before[2])}
    )


HOSTILE = (
    "../../x.csv", "..\\..\\x.csv", "C:\\Windows\\x.csv", "/etc/passwd", "nul\0.csv", "å" * 300 + ".csv",
    "rabatt\u202evsc.exe", "två\nrader.csv", "💣.csv", "CON.csv", "\x1b[2Jx.csv", " ", "-rf.csv", "$(id).csv",
)  # fmt: skip


def test_a_hostile_name_is_no_name_in_the_store_and_is_shown_written_out(tmp_path: Path) -> None:
    group = Group(tmp_path / "inside").set_up(*SIMPLE_RULES)
    outside = sorted(path for path in tmp_path.rglob("*") if "inside" not in path.parts)
    path, given = group.files / "given", []
    for number, name in enumerate(HOSTILE):
        path = group.write("ledger", line("BUF", "6800", number + 1))
        given.append(Given(path, name))
    results = load(group.store, given, Request(), "test", constants())
    assert [(result.status, result.file) for result in results] == [("accepted", name) for name in HOSTILE]
    assert {len(path.name) for path in group.store.originals.iterdir()} == {6 + 1 + 16}
    assert {path.name.replace("-", "").isalnum() for path in group.store.originals.iterdir()} == {True}
    assert sorted(path for path in tmp_path.rglob("*") if "inside" not in path.parts) == outside
    (act,) = [act for act in log(group.store, EVERYONE) if len(act.files) == len(HOSTILE)]
    shown = dict(zip(HOSTILE, act.files, strict=True))
    assert all(name.isprintable() for name in act.files)
    assert shown["två\nrader.csv"] == "två\\nrader.csv"
    assert shown["rabatt\u202evsc.exe"] == "rabatt\\u202evsc.exe"
    assert (shown["nul\0.csv"], shown["../../x.csv"]) == ("nul\\x00.csv", "../../x.csv")
    (delivery,) = [found for found in deliveries(group.store, EVERYONE) if found.act_id == act.act_id]
    assert [file.name for file in delivery.files] == list(act.files)


LOCKED = (
    "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM glob('/*')",
    "SELECT * FROM '/etc/passwd'", "COPY stored_line TO '{out}'", "COPY stored_row FROM '/etc/passwd'",
    "EXPORT DATABASE '{out}'", "ATTACH '{out}' AS other", "INSTALL httpfs", "LOAD httpfs", "IMPORT DATABASE '{out}'",
    "SET enable_external_access = true", "SET lock_configuration = false", "SET memory_limit = '100GB'",
    "SET temp_directory = '{out}'", "CREATE TABLE x (a INTEGER)", "DROP TABLE act", "UPDATE act SET actor = 'x'",
    "PRAGMA enable_profiling", "SET allowed_directories = ['/']",
)  # fmt: skip


@pytest.mark.parametrize("statement", LOCKED)
def test_a_query_can_reach_no_file_no_setting_and_nothing_stored(whole: Loaded, tmp_path: Path, statement: str) -> None:
    out = tmp_path / "out"
    cursor = whole.group.store._reader().cursor()
    with pytest.raises(Exception, match="(?i)read-only|disabled|locked|cannot|permission|does not exist"):
        cursor.execute(statement.format(out=out))
    assert not out.exists()
