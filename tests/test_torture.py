"""Is nothing torn or lost when the product is killed, and do many who deliver at once all come through?"""

import os
import subprocess
import sys
import threading
import time
from decimal import Decimal
from pathlib import Path

import pytest

from data.editions import Editions
from data.intake import load
from data.prepare import Given, Request
from data.store import Store
from kpi.editions import folder_of, publish
from kpi.parameter import constants
from kpi.tidying import tidy
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, in_store, line

ROOT = Path(__file__).resolve().parents[1]
KILLS = 10
# `make torture` asks for ten sessions of twenty.
SESSIONS, UPLOADS = int(os.environ.get("TORTURE_SESSIONS", 3)), int(os.environ.get("TORTURE_UPLOADS", 3))


def test_kills_anywhere_in_the_chain_tear_and_lose_nothing_and_leave_nothing_lying() -> None:
    words = [sys.executable, "-m", "bench.torture", "--kills", str(KILLS), "--seed", "7"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{KILLS} kills" in done.stdout and "0 faults" in done.stdout


# Deliveries of one session in a process of its own: each file is its own month, or all sessions' first month.
SESSION = """
import sys
from pathlib import Path
from data.intake import load
from data.prepare import Given, Request
from data.store import Store
from kpi.parameter import constants
store = Store(Path(sys.argv[1]))
for path in sys.argv[2:]:
    (result,) = load(store, [Given(Path(path), path)], Request(), "test", constants())
    print(result.status)
"""
UNITS = ("BUF", "SOC", "DIG", "ENE", "BO")


def day(session: int, upload: int) -> str:
    """Return a day of a month that no other upload is of."""
    return f"{2000 + 10 * (session // len(UNITS)) + upload // 12}-{1 + upload % 12:02d}-15"


def test_deliveries_of_many_sessions_at_once_are_all_stored_and_no_reader_sees_half_a_month(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("SCIT", K2, 1))
    rows, sessions = 30, []
    for number in range(SESSIONS):
        unit = UNITS[number % len(UNITS)]
        files = [
            group.write("ledger", *(line(unit, K2, upload + 1, day(number, upload)) for _ in range(rows)))
            for upload in range(UPLOADS - 1)
        ]
        # The last file of every session is of one and the same unit and month: they replace each other, whole.
        files.append(group.write("ledger", *(line("SCIT", K2, 100 + number, "2024-12-15") for _ in range(rows))))
        words = [sys.executable, "-c", SESSION, str(group.store.folder), *map(str, files)]
        sessions.append(
            subprocess.Popen(
                words, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
            )
        )
    seen, done, reader = [], threading.Event(), Store(group.store.folder)

    def read() -> None:
        while not done.is_set():
            months: dict[tuple, list] = {}
            for row in in_store(reader, "ledger_line"):
                months.setdefault((row["unit"], row["date"]), []).append(row["amount_sek"])
            seen.append(months)
            time.sleep(0.05)

    reading = threading.Thread(target=read)
    reading.start()
    said = [session.communicate(timeout=3000)[0].split() for session in sessions]
    done.set()
    reading.join()
    assert said == [["accepted"] * UPLOADS] * SESSIONS
    half = [
        amounts
        for months in seen
        for (unit, day_of), amounts in months.items()
        if (unit, day_of.year, day_of.month) != ("SCIT", 2024, 3) and (len(amounts) != rows or len(set(amounts)) != 1)
    ]
    assert half == [] and len(seen) > 2
    stored = in_store(Store(group.store.folder), "ledger_line")
    own = sum(Decimal(upload + 1) * rows for upload in range(UPLOADS - 1)) * SESSIONS
    assert sum(row["amount_sek"] for row in stored if row["unit"] != "SCIT") == own
    assert len({row["amount_sek"] for row in stored if row["unit"] == "SCIT" and row["date"].month == 12}) == 1
    loads = [row for row in in_store(Store(group.store.folder), "act") if row["act"] == "load"]
    assert len({row["act_id"] for row in loads}) == len(loads) == SESSIONS * UPLOADS + 2


@pytest.fixture
def group(tmp_path: Path) -> Group:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    group.deliver("ledger", line("BUF", K2, 1))
    return group


def test_a_start_clears_away_what_a_killed_process_left_and_nothing_else(group: Group) -> None:
    publish(group.store, EVERYONE)
    editions = Editions(folder_of(group.store))
    before = sorted(str(path) for path in group.store.folder.rglob("*"))
    store = group.store.folder
    (store / "ledger-000099.duckdb.tmp").write_bytes(b"x")
    (store / "ledger-000098.duckdb").write_bytes(b"x")
    (store / "CURRENT.tmp").write_bytes(b"x")
    (store / "scratch-abc").mkdir()
    (store / "trial-999999999-abc").mkdir()
    (store / "originals" / "000099-abc").write_bytes(b"x")
    editions.file(77).write_bytes(b"x")
    (editions.folder / "CURRENT.tmp").write_bytes(b"x")
    tidy(Store(store))
    assert sorted(str(path) for path in store.rglob("*")) == before
    assert editions.current == 1


def test_a_start_takes_nothing_from_a_writer_at_work(group: Group) -> None:
    with group.store.write() as writer:
        tidy(Store(group.store.folder))
        assert writer.scratch.is_dir()
        assert list(group.store.folder.glob("*.tmp"))
    assert load(group.store, [Given(group.write("ledger", line("SOC", K2, 2)), "a")], Request(), "t", constants())


def test_starting_a_store_that_does_not_exist_makes_none(tmp_path: Path) -> None:
    tidy(Store(tmp_path / "none"))
    assert not (tmp_path / "none").exists()
