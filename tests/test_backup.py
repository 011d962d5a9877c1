"""Is a backup the whole store, and does a damaged one change nothing?"""

import json
import shutil
import threading
import zipfile
from pathlib import Path

import pytest

from data import backup as backing_up
from data import closing
from data.errors import UserError
from data.store import Store
from kpi import upkeep
from kpi.checking import check
from kpi.commands import main
from kpi.parameter import constants
from tests.fixtures.group import EVERYONE, K2, NOT_IT, SIMPLE_RULES, Group, figures, in_store, line

SECRETS = ("Leverantören AB", "licens för Anna")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a group with lines, a closed month and a published edition."""
    group = Group(tmp_path_factory.mktemp("built")).set_up(*SIMPLE_RULES)
    group.deliver(
        "ledger",
        line("BUF", K2, "1000.00", "2024-01-10", supplier=SECRETS[0], text=SECRETS[1]),
        line("BUF", NOT_IT, "500.00", "2024-01-20"),
        line("SOC", K2, "-70.00", "2023-12-31"),
    )
    group.deliver("control_totals", {"unit": "BUF", "period": "2024-01", "cost_sek": "1500.00"})
    for actor in ("Anna", "Bo"):
        closing.close(group.store, "BUF", "2024-01", actor, constants())
    edition = group.folder / "published" / "2024-1" / "edition.zip"
    edition.parent.mkdir(parents=True)
    edition.write_bytes(b"an edition")
    return group.folder


@pytest.fixture
def group(built: Path, tmp_path: Path) -> Group:
    shutil.copytree(built / "store", tmp_path / "store")
    shutil.copytree(built / "published", tmp_path / "published")
    return Group(tmp_path)


@pytest.fixture
def copy(group: Group) -> Path:
    upkeep.backup(group.store, group.folder / "published", group.folder / "copy.zip")
    return group.folder / "copy.zip"


def printed(store: Store) -> list[tuple]:
    return [tuple(map(str, one.as_json("sv").values())) for one in figures(store, EVERYONE)]


def restored(path: Path, folder: Path, replace: bool = False) -> Store:
    upkeep.restore(Store(folder / "store"), folder / "published", path, "Cia", replace)
    return Store(folder / "store")


def refused(code: str, path: Path, folder: Path) -> None:
    with pytest.raises(UserError) as error:
        restored(path, folder)
    assert error.value.code == code
    assert not Store(folder / "store").exists
    assert not (folder / "published").exists()
    assert error.value.message("sv")


def altered(path: Path, member: str, content: bytes | None, added: str | None = None) -> Path:
    """Return a copy of a backup with one member changed, taken away, or another added, with good zip checksums."""
    out = path.with_name("altered.zip")
    with zipfile.ZipFile(path) as read, zipfile.ZipFile(out, "w") as written:
        for entry in read.infolist():
            if entry.filename != member:
                written.writestr(entry.filename, read.read(entry))
            elif content is not None:
                written.writestr(entry.filename, content)
        if added:
            written.writestr(added, b"x")
    return out


def test_a_restored_store_gives_the_same_figures_lines_and_verified_chains(group: Group, copy: Path) -> None:
    again = restored(copy, group.folder / "elsewhere")
    assert printed(again) == printed(group.store)
    assert in_store(again, "ledger_line") == in_store(group.store, "ledger_line")
    assert in_store(again, "closing") == in_store(group.store, "closing")
    assert {finding.code: finding.holds for finding in check(again)} == dict.fromkeys(
        (finding.code for finding in check(again)), True
    )
    originals = {path.name: path.read_bytes() for path in group.store.originals.iterdir()}
    assert {path.name: path.read_bytes() for path in again.originals.iterdir()} == originals
    assert (group.folder / "elsewhere/published/2024-1/edition.zip").read_bytes() == b"an edition"


def test_a_restored_store_can_be_made_anew_and_says_that_it_was_restored(group: Group, copy: Path) -> None:
    again = restored(copy, group.folder / "elsewhere")
    before = printed(again)
    assert main(["rebuild", "--store", str(again.folder)]) == 0
    assert printed(Store(again.folder)) == before
    last = in_store(again, "act", "act_id")[-1]
    assert (last["act"], last["actor"]) == ("restore", "Cia")


def test_a_store_that_holds_something_is_replaced_only_when_asked(group: Group, copy: Path) -> None:
    group.deliver("ledger", line("SOC", K2, "9.00", "2025-05-05"))
    later, reader = printed(group.store), Store(group.store.folder)
    assert printed(reader) == later
    with pytest.raises(UserError) as error:
        restored(copy, group.folder)
    assert (error.value.code, printed(Store(group.store.folder))) == ("restore_not_empty", later)
    restored(copy, group.folder, replace=True)
    assert printed(reader) == printed(restored(copy, group.folder / "elsewhere")) != later  # an open app sees it


def test_a_backup_is_made_while_a_load_waits_and_neither_sees_half_of_the_other(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, started, real = printed(group.store), threading.Event(), backing_up._copy

    def slow(read: object, written: object) -> tuple[int, str]:
        if not started.is_set():
            loading.start()
            started.set()
            loading.join(0.5)
            assert loading.is_alive()  # it waits
        return real(read, written)

    delivered: list[str] = []
    rows = group.write("ledger", line("SOC", K2, "9.00", "2025-05-05"))
    loading = threading.Thread(target=lambda: delivered.append(Group.load(group, rows)[0].status))
    monkeypatch.setattr(backing_up, "_copy", slow)
    upkeep.backup(Store(group.store.folder), group.folder / "published", group.folder / "copy.zip")
    loading.join()
    monkeypatch.undo()
    assert delivered == ["accepted"]
    assert printed(restored(group.folder / "copy.zip", group.folder / "elsewhere")) == before


def test_a_backup_never_overwrites_another_and_leaves_nothing_when_it_fails(group: Group, copy: Path) -> None:
    with pytest.raises(UserError) as error:
        upkeep.backup(group.store, group.folder / "published", copy)
    assert error.value.code == "backup_exists"
    next(group.store.originals.iterdir()).unlink()
    with pytest.raises(FileNotFoundError):
        upkeep.backup(group.store, group.folder / "published", group.folder / "second.zip")
    assert not list(group.folder.glob("*second*"))


def test_a_backup_is_readable_by_its_owner_only(copy: Path) -> None:
    assert copy.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", [0.05, 0.3, 0.6, 0.9])
def test_a_flipped_byte_anywhere_changes_nothing(copy: Path, place: float) -> None:
    content = bytearray(copy.read_bytes())
    content[int(len(content) * place)] ^= 0xFF
    copy.write_bytes(content)
    with pytest.raises(UserError) as error:
        restored(copy, copy.parent / "elsewhere")
    assert error.value.code in ("backup_broken", "backup_unreadable")
    assert not Store(copy.parent / "elsewhere/store").exists


def test_half_a_file_or_another_file_is_refused(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-2000])
    refused("backup_unreadable", copy, copy.parent / "elsewhere")
    copy.write_text("unit;name\n")
    refused("backup_unreadable", copy, copy.parent / "elsewhere")


def test_a_member_that_is_not_what_the_list_says_is_refused(copy: Path) -> None:
    refused("backup_broken", altered(copy, "store.duckdb", b"else"), copy.parent / "elsewhere")


def test_a_member_too_many_or_too_few_is_refused(copy: Path) -> None:
    refused("backup_broken", altered(copy, "", None, "originals/000099-x"), copy.parent / "elsewhere")
    refused("backup_broken", altered(copy, "published/2024-1/edition.zip", None), copy.parent / "elsewhere")


@pytest.mark.parametrize("name", ["../outside", "originals/../../outside", "/outside", "originals/a\\..\\b", "x"])
def test_a_name_that_leads_elsewhere_is_refused_whatever_the_list_says(copy: Path, name: str) -> None:
    with zipfile.ZipFile(copy) as packed:
        manifest = json.loads(packed.read("manifest.json"))
    sha256 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of b"x"
    manifest["members"].append({"name": name, "size": 1, "sha256": sha256})
    bad = altered(copy, "manifest.json", json.dumps(manifest).encode(), name)
    refused("backup_broken", bad, copy.parent / "elsewhere")


def test_a_backup_whose_lines_are_not_those_that_were_closed_is_refused(group: Group) -> None:
    import duckdb

    database = group.store.folder / group.store.version
    with duckdb.connect(str(database)) as connection:
        connection.execute("UPDATE stored_row SET amount_sek = amount_sek + 1")
    path = group.folder / "copy.zip"
    upkeep.backup(Store(group.store.folder), group.folder / "published", path)
    refused("backup_does_not_hold", path, group.folder / "elsewhere")


def test_the_commands_print_one_document_and_end_with_one_where_they_refuse(
    group: Group, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, elsewhere = group.folder / "a.zip", group.folder / "elsewhere"
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    assert main(["backup", "--out", str(out), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["originals"], made["published"]) == (4, 1)
    assert main(["backup", "--out", str(out)]) == 1
    monkeypatch.setenv("KPI_STORE", str(elsewhere / "store"))
    assert main(["restore", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sha256"] == made["sha256"]
    assert main(["restore", str(out)]) == 1
    assert "--replace" in capsys.readouterr().err
