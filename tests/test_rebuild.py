"""Is a store made anew the same store, and does every register leave it and come back unchanged?"""

import shutil
from pathlib import Path

import pytest

from data.registers import REGISTERS
from kpi.checking import check
from kpi.exporting import export, export_kept
from kpi.parameter import constants
from kpi.rebuilding import rebuild
from tests.fixtures.group import EVERYONE, K2, K4, SIMPLE_RULES, Group, Row, in_store, line
from tests.test_replacing import RES, SMALL, VER, WHOLE_SOURCE, month

ODD_TEXTS = (
    "=1+1", "-5", "+46 8", "@x", 'citat "x"', "semikolon; här", "rad\nbrytning", "'apostrof", "Å ä ö é €", "1,234", "1E5",  # noqa: E501
    "2024-01-01", "0010", "Summa", "NULL", "-", "tab\there",
)  # fmt: skip


def test_only_the_columns_that_are_read_are_kept_of_an_hr_extract_and_give_the_same_rows(tmp_path: Path) -> None:
    """A name may stand in any words of a column that nothing reads; the printed total is known by its word."""
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    head = "Region;Namn;Enhet;Titel;Sysselsättningsgrad;Period;Kommentar\n"
    rows = [f"Norr;{said};2024-11;vikarie för Bo Al\n" for said in ("Anna Ek;BUF;Lärare;75", "Tim Ås;BUF;Lärare;50")]
    text = head + "".join(rows * 3) + "Summa Tim Ås;;BUF;;375;;\n"
    [result] = group.load(group.text("hr.csv", text), register="headcount")
    assert (result.status, result.rows_stored) == ("accepted", 6)
    [kept] = [path.read_text() for path in group.store.folder.rglob("originals/*") if "Lärare" in path.read_text()]
    assert [word for word in ("Anna", "Bo Al", "vikarie", "Tim", "Ås", "Norr") if word in kept] == []
    first, second, *_, last = kept.splitlines()
    assert (first, second, last) == (head.strip(), ";;BUF;Lärare;75;2024-11;", "Summa;;BUF;;375;;")
    before = in_store(group.store, "headcount")
    assert sum(row["fte"] for row in before) == 3 * (0.75 + 0.5)
    rebuild(group.store, constants())
    assert in_store(group.store, "headcount") == before


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store with something in every register, by several loads and sources."""
    group = Group(tmp_path_factory.mktemp("full")).set_up(*SIMPLE_RULES)
    small = {**SMALL, **WHOLE_SOURCE}
    rows = [
        line("BUF", K2, f"-{n}.10", text=text, supplier=text, voucher=f"v{n}", object=text)
        for n, text in enumerate(ODD_TEXTS)
    ]
    rows += [
        line("SOC", K4, 1, "", period="2024-02"),
        line("SOC", "", "2.00"),
        *[line("SOC", K2, "3.00")] * 3,
    ]
    ledger = group.load(group.write("ledger", *rows))
    others = group.load(*(group.write(name, *given) for name, given in small.items()))
    assert {r.file: r.problems for r in [*ledger, *others] if r.status != "accepted"} == {}
    staff = {
        "unit": "BUF",
        "period": "2024-03",
        "role": "systemägare",
        "resource_class": "permanent",
        "cost_per_fte_sek": "600000",
    }
    assert (
        group.deliver("headcount", staff | {"fte": "12.125"}, staff | {"fte": "0.5"}, source="hr").status
        == "accepted"
    )
    assert group.load(group.text("res.se", RES))[0].status == "accepted"
    group.deliver("ledger", *month("BUF", "2024-05", 1, 2, 3), source="x")
    split = [
        group.write("ledger", *month("BUF", "2024-05", 1, 2)),
        group.write("ledger", *month("BUF", "2024-05", 7)),
    ]
    assert [r.status for r in group.load(*split, source="x")] == ["accepted", "accepted"]
    return group.folder


@pytest.fixture
def group(full: Path, tmp_path: Path) -> Group:
    shutil.copytree(full / "store", tmp_path / "store")
    return Group(tmp_path)


def ledger_content(group: Group) -> list[tuple]:
    columns = (
        "unit",
        "account",
        "date",
        "voucher",
        "amount_sek",
        "text",
        "source",
        "category",
        "is_balance",
        "from_sie",
        "line",
    )
    return sorted(tuple(str(row[name]) for name in columns) for row in group.lines())


def register_content(group: Group) -> list[tuple]:
    return sorted(
        (r["register"], r["part"], r["source"], r["content"]) for r in in_store(group.store, "register_row")
    )


def test_a_rebuilt_store_gives_the_same_rows_and_figures(group: Group) -> None:
    before = (ledger_content(group), register_content(group), group.snapshot())
    results = rebuild(group.store, constants())
    assert {result.status for result in results} == {"accepted"}
    assert (ledger_content(group), register_content(group), group.snapshot()) == before
    assert [
        finding.code
        for finding in check(group.store)
        if not finding.holds and finding.code != "control_totals"
    ] == []


def test_a_rebuild_replays_what_replaced_what(group: Group) -> None:
    group.load(group.text("v.se", VER))
    group.deliver("rules", {"priority": 1, "account_from": K2, "category": "shadow_it"})
    before = (ledger_content(group), group.snapshot())
    rebuild(group.store, constants())
    rebuild(group.store, constants())
    assert (ledger_content(group), group.snapshot()) == before


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_every_register_leaves_the_store_and_comes_back_unchanged(group: Group, ending: str) -> None:
    version = group.store.version
    paths = {name: group.files / f"{name}.{ending}" for name in REGISTERS}
    counts = {name: export_kept(group.store, name, path) for name, path in paths.items()}
    assert [name for name, count in counts.items() if not count] == []
    results = dict(zip(paths, group.load(*paths.values()), strict=True))
    told = {
        name: (r.register, r.status, r.rows_stored, [p.code for p in r.problems if p.severity == "error"])
        for name, r in results.items()
    }
    assert told == {name: (name, "unchanged", counts[name], []) for name in REGISTERS}
    assert group.store.version == version


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_what_was_exported_builds_an_equal_store(group: Group, tmp_path: Path, ending: str) -> None:
    paths = [group.files / f"{name}.{ending}" for name in REGISTERS]
    for name, path in zip(REGISTERS, paths, strict=True):
        export_kept(group.store, name, path)
    other = Group(tmp_path / "other")
    assert {result.status for result in other.load(*paths)} == {"accepted"}
    assert other.snapshot() == group.snapshot()
    amounts: list[Row] = [
        {name: row[name] for name in ("unit", "amount_sek", "text", "source")} for row in other.lines()
    ]
    assert sorted(map(str, amounts)) == sorted(
        str({name: row[name] for name in ("unit", "amount_sek", "text", "source")}) for row in group.lines()
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_a_number_of_three_decimals_is_not_taken_for_thousands_when_it_comes_back(
    tmp_path: Path, ending: str
) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    row = {"unit": "BUF", "period": "2024-01", "role": "it", "resource_class": "permanent"}
    group.deliver("headcount", row | {"fte": "12,1250"})
    path = group.files / f"headcount.{ending}"
    export(group.store, EVERYONE, "headcount", path)
    assert group.load(path)[0].status == "unchanged"
