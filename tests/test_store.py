"""Does a reader see all of a change or none, and does a killed writer leave the old state or the new?"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
import time
from pathlib import Path

import duckdb
import pytest

from data.closing import close
from data.errors import UserError
from data.overrides import Decision, override
from data.store import Discard, Store
from kpi.checking import check
from kpi.first_start import renew
from kpi.parameter import constants
from tests.fixtures.group import K2, SIMPLE_RULES, Group, in_store, line

ROOT = Path(__file__).resolve().parents[1]
# A load that is killed by itself when it comes to the named statement or step.
KILLED_LOAD = """
import os, signal, sys
from pathlib import Path
from data import store as stores
from data.intake import load
from data.prepare import Given, Request
from kpi.parameter import constants

folder, path, point = sys.argv[1:]

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

run = stores.Writer.run
def run_until(self, name, /, **params):
    if name == point:
        die()
    return run(self, name, **params)
stores.Writer.run = run_until
if point == "keep":
    keep = stores.Writer.keep
    def keep_and_die(self, *args):
        keep(self, *args)
        die()
    stores.Writer.keep = keep_and_die
if point == "before the name is swapped":
    replace = Path.replace
    Path.replace = lambda self, target: die() if self.name == "CURRENT.tmp" else replace(self, target)
if point == "after the name is swapped":
    replace = Path.replace
    def swap_and_die(self, target):
        replace(self, target)
        die()
    Path.replace = swap_and_die
load(stores.Store(Path(folder)), [Given(Path(path), "ny.csv")], Request(), "test", constants())
"""
POINTS = (
    "staging/tables", "deliver/store_lines", "marts/fct_cost", "keep", "store/record_act", "schema/commit", "schema/checkpoint",  # noqa: E501
    "before the name is swapped", "after the name is swapped",
)  # fmt: skip


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver_once("ledger", line("BUF", K2, 1, "2024-01-31"), line("SOC", K2, 2))
    return group


def sums(store: Store) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in in_store(store, "ledger_line"):
        found[row["unit"]] = found.get(row["unit"], 0) + int(row["amount_sek"])
    return found


def litter(store: Store) -> list[str]:
    """Return what lies in the store's folder that the version in force does not know of."""
    kept = set(store.query("store/originals").column("stored_name").to_pylist())
    numbers = sorted(path.name for path in store.folder.glob("ledger-*.duckdb"))
    stray = [
        path.name
        for path in store.folder.iterdir()
        if path.name.endswith((".tmp", ".wal")) or "scratch" in path.name
    ]
    stray += [name for name in numbers if name > store.version]
    return sorted(stray + [path.name for path in store.originals.iterdir() if path.name not in kept])


@pytest.mark.parametrize("point", POINTS)
def test_a_load_killed_anywhere_leaves_the_old_or_the_new_and_no_litter(group: Group, point: str) -> None:
    old, new = {"BUF": 1, "SOC": 2}, {"BUF": 1, "SOC": 2, "ENE": 7}
    path = group.write("ledger", line("ENE", K2, 3), line("ENE", K2, 4))
    words = [sys.executable, "-c", KILLED_LOAD, str(group.store.folder), str(path), point]
    killed = subprocess.run(
        words, cwd=ROOT, timeout=60, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert killed.returncode == -signal.SIGKILL
    restarted = Store(group.store.folder)
    assert sums(restarted) == (new if point == "after the name is swapped" else old)
    assert [finding.code for finding in check(restarted) if not finding.holds] == []
    group.store = restarted
    assert group.load(path)[0].status == ("unchanged" if point == "after the name is swapped" else "accepted")
    assert (sums(group.store), litter(group.store)) == (new, [])


def test_an_old_version_that_a_writer_was_killed_before_forgetting_goes_at_the_next_start(group: Group) -> None:
    for amount in (3, 4, 5):
        group.deliver("ledger", line("BUF", K2, amount, "2024-01-31"))
    folder, kept = group.store.folder, {path.name for path in group.store.folder.glob("ledger-*.duckdb")}
    shutil.copyfile(folder / group.store.version, folder / "ledger-000001.duckdb")
    Store(folder).tidy()
    assert len(kept) == 3 and {path.name for path in folder.glob("ledger-*.duckdb")} == kept


def test_a_reader_sees_the_state_before_until_all_of_the_state_after(group: Group) -> None:
    reader, seen, done = Store(group.store.folder), [], threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(sums(reader))

    reading = threading.Thread(target=read)
    reading.start()
    try:
        group.deliver("ledger", *[line("ENE", K2, 1) for _ in range(2000)], line("BUF", K2, 41, "2024-01-31"))
    finally:
        time.sleep(0.1)
        done.set()
        reading.join()
    before, after = {"BUF": 1, "SOC": 2}, {"BUF": 41, "SOC": 2, "ENE": 2000}
    assert before in seen and after in seen
    assert all(state in (before, after) for state in seen)


def test_the_version_changes_with_the_content_and_not_without(group: Group) -> None:
    first = group.store.version
    group.deliver("ledger", line("BUF", K2, 1, "2024-01-31"))
    assert group.store.version == first
    group.deliver("ledger", line("BUF", K2, 5, "2024-01-31"))
    assert group.store.version != first


def test_two_writers_at_once_both_come_through(group: Group) -> None:
    paths = [group.write("ledger", line(code, K2, 9, "2024-06-30")) for code in ("ENE", "BO", "DIG")]
    found: list[str] = []

    def write(path: Path) -> None:
        other = Group(group.folder)
        found.append(other.load(path)[0].status)

    writers = [threading.Thread(target=write, args=(path,)) for path in paths]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert found == ["accepted"] * 3
    assert sums(Store(group.store.folder)) == {"BUF": 1, "SOC": 2, "ENE": 9, "BO": 9, "DIG": 9}


def test_a_fault_in_the_middle_leaves_everything_as_it_was(group: Group) -> None:
    version = group.store.version
    with pytest.raises(ZeroDivisionError), group.store.write() as writer:
        writer.keep("000099-x", b"x")
        raise ZeroDivisionError
    with group.store.write() as writer:
        writer.keep("000098-x", b"x")
        raise Discard
    assert (group.store.version, litter(group.store)) == (version, [])


def test_originals_are_read_only_and_the_folder_is_its_owners(group: Group) -> None:
    assert {path.stat().st_mode & 0o777 for path in group.store.originals.iterdir()} == {0o400}
    assert group.store.folder.stat().st_mode & 0o777 == 0o700


def test_a_name_of_a_file_is_never_a_name_in_the_store(group: Group) -> None:
    path = group.text("odd.csv", "unit;account;date;amount_sek\nENE;6800;2024-01-31;1,50\n")
    from data.intake import load
    from data.prepare import Given, Request
    from kpi.parameter import constants

    for name in ("../../x.csv", "C:\\x.csv", "a\nb.csv", "\u202egnp.csv", "å" * 300 + ".csv"):
        path.write_bytes(path.read_bytes() + f"ENE;6800;2024-01-31;{len(name)},50\n".encode())
        (result,) = load(group.store, [Given(path, name)], Request(), "test", constants())
        assert (result.status, result.file) == ("accepted", name)
    assert {path.name.replace("-", "").isalnum() for path in group.store.originals.iterdir()} == {True}


def test_nothing_stored_yet_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no_store"):
        _ = Store(tmp_path / "none").version


def test_the_reading_connection_can_neither_write_nor_open_files(group: Group) -> None:
    reader = group.store._reader().cursor()
    for statement in (
        "DELETE FROM stored_row",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SET enable_external_access = true",
    ):
        with pytest.raises(Exception, match="(?i)read-only|disabled|locked|cannot"):
            reader.execute(statement)


def test_a_store_of_an_older_schema_is_not_read_but_made_anew(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, 100))
    before = group.snapshot()
    path = group.store.folder / group.store.version
    group.store._opened = None
    with duckdb.connect(str(path)) as connection:  # as the first schema was
        connection.execute("UPDATE store_schema SET schema_version = 1")
        connection.execute("ALTER TABLE act DROP COLUMN hash")
        connection.execute("ALTER TABLE act DROP COLUMN is_verified")
    with pytest.raises(UserError, match="store_older"):
        Store(group.store.folder).query("filters/years")
    renew(group.store.folder, "sv")
    assert Group(group.folder).snapshot() == before
    assert all(finding.holds for finding in check(Store(group.store.folder)))


def test_a_store_of_the_schema_before_keeps_its_figures_decisions_and_closings(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, 100, "2024-05-02", text="a"), line("BUF", K2, 7, "2024-05-03", text="b"))
    row = next(one for one in group.lines() if one["text"] == "b")
    decided = Decision("shadow_it", reason="sett fakturan")
    override(group.store, row["file_id"], row["line"], decided, "Anna", constants())
    group.deliver("control_totals", {"unit": "BUF", "period": "2024-05", "cost_sek": "107"})
    for actor in ("Anna", "Bo"):
        close(group.store, "BUF", "2024-05", actor, constants())
    before = (group.snapshot(), in_store(group.store, "closing"), in_store(group.store, "line_override"))
    acts = [(act["act"], act["actor"], act["detail"]) for act in in_store(group.store, "act", "act_id")]
    path = group.store.folder / group.store.version
    group.store._opened = None
    with duckdb.connect(str(path)) as connection:  # as the second schema was
        connection.execute("UPDATE store_schema SET schema_version = 2")
        connection.execute("DROP VIEW opened_line")
    with pytest.raises(UserError, match="store_older") as refused:
        Store(group.store.folder).query("filters/years")
    assert "rebuild" in refused.value.message("sv")
    renew(group.store.folder, "sv")
    again = Group(group.folder)
    after = (again.snapshot(), in_store(again.store, "closing"), in_store(again.store, "line_override"))
    assert after == before
    assert [(act["act"], act["actor"], act["detail"]) for act in in_store(again.store, "act", "act_id")] == acts
    assert again.store.query("drill/voucher", file_id=row["file_id"], line=row["line"]).num_rows == 1
    assert all(finding.holds for finding in check(again.store))


def test_a_store_of_a_newer_schema_is_refused(group: Group) -> None:
    path = group.store.folder / group.store.version
    group.store._opened = None
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE store_schema SET schema_version = 99")
    with pytest.raises(UserError, match="store_newer") as refused:
        Store(group.store.folder).query("filters/years")
    assert "99" in refused.value.message("sv") and "99" in refused.value.message("en")
    version = Store(group.store.folder).version
    renew(group.store.folder, "sv")
    assert Store(group.store.folder).version == version  # and it is left as it is


def test_a_store_does_not_remember_where_a_delivered_file_lay(group: Group) -> None:
    group.deliver("ledger", line("BUF", K2, 100))
    assert str(group.files).encode() not in (group.store.folder / group.store.version).read_bytes()


# Rules were changed, a part replaced, a line overridden and a month closed in it; `as_it_was.json` is what it said.
def test_a_store_that_an_earlier_version_of_the_product_left_says_the_same(tmp_path: Path) -> None:
    held = tmp_path / "store"
    with tarfile.open(ROOT / "tests/fixtures/stores/schema-2.tar.xz") as archive:
        archive.extractall(held, filter="data")
    said = json.loads((held / "as_it_was.json").read_text(encoding="utf-8"))
    renew(held, "sv")
    now = Group(tmp_path)
    assert [list(row) for row in now.snapshot()] == said["figures"]
    assert sorted([str(value) for value in row.values()] for row in now.lines()) == said["lines"]
    assert [[str(value) for value in row.values()] for row in in_store(now.store, "closing")] == said["closing"]
    acts = in_store(now.store, "act", "act_id")
    assert [[act["act"], act["actor"], act["detail"]] for act in acts] == said["acts"]
    assert all(finding.holds for finding in check(now.store))
