"""When the disk is full, closed or the clock goes wrong: is the store served as it was, and is it said why?"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data import acts
from kpi.checking import check
from tests.fixtures.group import K2, SIMPLE_RULES, Group, in_store, line
from tests.fixtures.source import ROOT

SEEN = "as it was"


@pytest.fixture
def group() -> Iterator[Group]:
    """Give a group in a folder that a process without rights can reach."""
    with tempfile.TemporaryDirectory(prefix="disk-") as folder:
        os.chmod(folder, 0o755)
        group = Group(Path(folder)).set_up(*SIMPLE_RULES)
        group.deliver("ledger", line("BUF", K2, "1000.00", "2024-01-10"))
        group.path = group.write("ledger", *(line("SOC", K2, n, "2024-02-01", text=f"rad {n}") for n in range(2000)))
        yield group


# Run in a process of its own: it loads once and keeps nothing, so that all modules are there, then loses something.
CHILD = """
import os, resource, signal, sys
from pathlib import Path
from data.access import Viewer
from data.errors import Refusal
from data.intake import load
from data.prepare import Given, Request
from data.store import Store
from kpi.figures import figures
from kpi.parameter import constants
taken, size, folder, path = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
def figure(store):
    asked = {"card_ids": ["total_it_share"], "units": ["BUF"], "years": [2024]}
    return figures(store, Viewer("test", "controller"), **asked)[0].numerator
def deliver(is_tried):
    return load(Store(folder), [Given(path, path.name)], Request(dry_run=is_tried), "test", constants())
deliver(True)
before = figure(Store(folder))
if taken == "room":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails, as on a full disk, and nobody is killed
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
elif os.geteuid() == 0:
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
try:
    print(deliver(False)[0].status)
except Refusal as error:
    served = figure(Store(folder)) == before == 1000
    sys.stdout.write(error.code + (", as it was" if served and error.message("sv") else ", other"))
"""


def loaded_without(group: Group, taken: str, size: int = 0) -> str:
    """Return how a load ends that has no room, or no rights; and whether the figure is still served."""
    command = [sys.executable, "-c", CHILD, taken, str(size), str(group.store.folder), str(group.path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    return ended.stdout + ended.stderr


def version_and_rest(group: Group) -> tuple[str, list[str]]:
    names = sorted(path.name for path in group.store.folder.rglob("*") if path.name != "writer.lock")
    return group.store.version, names


def still_sound(group: Group) -> None:
    assert [finding.code for finding in check(group.store) if not finding.holds] == []
    assert group.load(group.path)[0].status == "accepted"
    assert len(group.lines()) == 2001


@pytest.mark.parametrize("share", [0.0001, 0.5, 0.99])
def test_a_full_disk_refuses_the_load_with_a_sentence_and_the_store_is_served(group: Group, share: float) -> None:
    before = version_and_rest(group)
    size = int((group.store.folder / group.store.version).stat().st_size * share)
    assert loaded_without(group, "room", size) == f"disk_full, {SEEN}"
    assert version_and_rest(group) == before
    still_sound(group)


def test_a_disk_that_fills_while_the_lines_are_stored_leaves_the_version_before(group: Group) -> None:
    before = version_and_rest(group)
    size = (group.store.folder / group.store.version).stat().st_size + 4096
    assert loaded_without(group, "room", size) == f"disk_full, {SEEN}"
    assert version_and_rest(group) == before
    still_sound(group)


@pytest.mark.skipif(sys.platform != "linux", reason="rights are tested as on the server")
def test_a_folder_that_may_not_be_written_refuses_the_load_and_is_read(group: Group) -> None:
    for path in (group.store.folder, *group.store.folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = version_and_rest(group)
    assert loaded_without(group, "rights") == f"disk_closed, {SEEN}"
    assert version_and_rest(group) == before
    for path in (group.store.folder, *group.store.folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    still_sound(group)


def test_a_backup_on_a_full_disk_leaves_no_half_file_and_says_why(group: Group, tmp_path: Path) -> None:
    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    command = [sys.executable, "-m", "kpi", "backup", "--store", group.store.folder, "--out", tmp_path / "a.zip"]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, preexec_fn=limited,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Det gick inte att skriva till disken" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_clock_moved_back_changes_nothing_but_the_time_that_is_noted(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Yesterday(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.fromtimestamp(0, UTC) + timedelta(days=10_000)

    before = group.store.version
    monkeypatch.setattr(acts, "datetime", Yesterday)
    assert group.load(group.path)[0].status == "accepted"
    assert group.store.version > before
    numbers = [row["act_id"] for row in in_store(group.store, "act", "act_id")]
    times = [row["done_at"] for row in in_store(group.store, "act", "act_id")]
    assert numbers == sorted(numbers)
    assert times[-1] < times[-2]  # the clock did go back
    assert [finding.code for finding in check(group.store) if not finding.holds] == []
