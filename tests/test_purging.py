"""Are earlier years' lines and files gone after a purge, and every figure still there?"""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from data import closing, overrides
from data.errors import UserError
from data.overrides import Decision
from data.purged import as_delivered
from data.store import Store
from kpi import upkeep
from kpi.checking import check
from kpi.commands import main
from kpi.parameter import constants
from kpi.purging import first_year_kept, plan, purge
from kpi.rebuilding import rebuild
from kpi.undoing import undo
from tests.fixtures.group import K2, K4, NOT_IT, SIMPLE_RULES, Group, in_store, line

OLD_SUPPLIER, LATER_SUPPLIER = "Gammal Leverantör AB", "Senare Leverantör AB"
SPANNING = "004-ledger.csv"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a group whose years 2022 and 2023 lie in files of their own and in one that spans three years."""
    group = Group(tmp_path_factory.mktemp("built")).set_up(*SIMPLE_RULES)
    group.deliver("turnover", *({"unit": "BUF", "year": year, "turnover_sek": 9000} for year in (2022, 2023, 2024)))
    staff = {"unit": "BUF", "role": "it", "resource_class": "permanent", "fte": "4"}
    group.deliver("headcount", *(staff | {"period": f"{year}-01"} for year in (2022, 2023, 2024)))
    said = {"supplier": OLD_SUPPLIER, "text": "gammal"}
    old = [line("BUF", K2, f"{n}.10", f"2022-{n:02d}-03", voucher=n, **said) for n in range(1, 13)]
    group.deliver("ledger", *old, source="a")
    spanning = [
        line("SOC", K4, "10.00", "2023-05-01", supplier=OLD_SUPPLIER),
        line("SOC", K2, "20.00", "2024-05-01", supplier=LATER_SUPPLIER, text='rad\nbrytning; "citat"', voucher="7"),
        line("SOC", NOT_IT, "-3.00", "2023-06-01"),
        line("SOC", NOT_IT, "-4.00", "", period="2024-06"),
    ]
    group.deliver("ledger", *spanning, source="b")
    group.deliver("ledger", line("BUF", K2, "1000.00", "2024-01-10"), line("BUF", NOT_IT, "500.00", "2024-01-20"))
    group.deliver("ledger", line("BUF", K2, "1.00", "2023-02-10"), source="x")
    group.deliver("ledger", line("BUF", K2, "2.00", "2023-02-10"), source="x")  # replaces the one before
    totals = [{"unit": "BUF", "period": f"2022-{n:02d}", "cost_sek": f"{n}.10"} for n in range(1, 13)]
    group.deliver("control_totals", *totals, {"unit": "SOC", "period": "2024-05", "cost_sek": "20.00"},
                  {"unit": "BUF", "period": "2024-01", "cost_sek": "1500.00"})  # fmt: skip
    for month in [f"2022-{n:02d}" for n in range(1, 13)]:
        close(group, "BUF", month)
    closing.reopen(group.store, "BUF", "2022-03", "Anna", "fel", constants())
    close(group, "BUF", "2022-03")
    close(group, "SOC", "2024-05")
    close(group, "BUF", "2024-01")
    closing.reopen(group.store, "BUF", "2024-01", "Anna", "fel", constants())
    group.deliver("ledger", line("BUF", K2, "1000.01", "2024-01-10"), line("BUF", NOT_IT, "500.00", "2024-01-20"))
    for day in ("2023-02-10", "2024-01-10"):
        (row,) = [one for one in group.lines() if str(one["date"]) == day and one["unit"] == "BUF"]
        decided = Decision("shadow_it", None, "other", "drift", "sett fakturan")
        overrides.override(group.store, row["file_id"], row["line"], decided, "Anna", constants())
    return group.folder


def close(group: Group, unit: str, period: str) -> None:
    for actor in ("Anna", "Bo"):
        closing.close(group.store, unit, period, actor, constants())


@pytest.fixture
def group(built: Path, tmp_path: Path) -> Group:
    shutil.copytree(built / "store", tmp_path / "store")
    return Group(tmp_path)


@pytest.fixture
def purged(group: Group) -> Group:
    purge(group.store, 2024, "Dan", constants())
    return group


def refused(code: str, *call: object) -> None:
    with pytest.raises(UserError) as error:
        call[0](*call[1:])
    assert error.value.code == code
    assert error.value.message("sv")


def holds(store: Store) -> bool:
    failed = [finding.code for finding in check(store) if not finding.holds]
    assert failed in ([], ["control_totals"]), failed
    return True


def content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_every_figure_is_as_before_and_no_line_of_earlier_years_is_left(group: Group) -> None:
    before, lines = group.snapshot(), group.lines()
    assert {row["month"] // 100 for row in lines} == {2022, 2023, 2024}
    purge(group.store, 2024, "Dan", constants())
    assert group.snapshot() == before
    kept = [row for row in lines if row["month"] // 100 == 2024]
    names = ("file_id", "line", "unit", "date", "text", "amount_sek", "category", "decided_by", "rule_id", "source")
    assert [[row[name] for name in names] for row in group.lines()] == [[row[name] for name in names] for row in kept]
    assert holds(group.store)


def test_a_purged_year_still_answers_with_what_it_was_closed_with(group: Group) -> None:
    before = group.figure("total_it_share", "BUF", 2022)
    assert f"{before.numerator:.2f}" == "79.20"  # 1.10 + 2.10 + … + 12.10
    purge(group.store, 2024, "Dan", constants())
    after = group.figure("total_it_share", "BUF", 2022)
    assert (after.value, after.numerator, after.denominator) == (before.value, before.numerator, before.denominator)
    group.deliver("turnover", {"unit": "BUF", "year": 2022, "turnover_sek": 1})
    assert group.figure("total_it_share", "BUF", 2022).value == before.value  # the year is closed


def test_nothing_on_the_disk_says_what_the_purged_lines_said(group: Group) -> None:
    group.deliver("ledger", line("BO", K2, "5.00", "2025-01-10"))  # several versions lie there
    assert OLD_SUPPLIER.encode() in content(group.store.originals)
    assert len(list(group.store.folder.glob("ledger-*.duckdb"))) > 1
    purge(group.store, 2024, "Dan", constants())
    assert OLD_SUPPLIER.encode() not in content(group.store.folder)
    assert LATER_SUPPLIER.encode() in content(group.store.originals)
    assert len(list(group.store.folder.glob("ledger-*.duckdb"))) == 1
    assert not list(group.store.folder.glob("scratch-*"))


def test_closings_and_their_chain_stay_and_go_on(group: Group) -> None:
    before = in_store(group.store, "closing", "closing_id")
    purge(group.store, 2024, "Dan", constants())
    assert in_store(group.store, "closing", "closing_id") == before
    group.deliver("ledger", line("BUF", K2, "5.00", "2025-01-10"))
    group.deliver("control_totals", {"unit": "BUF", "period": "2025-01", "cost_sek": "5.00"})
    close(group, "BUF", "2025-01")
    assert holds(group.store)
    links = {row["closing_id"] for row in in_store(group.store, "closed_line")}
    open_or_gone = {row["closing_id"] for row in before if row["month"] < 202400 or row["reopened_act_id"]}
    assert links.isdisjoint(open_or_gone)


def test_a_purged_store_can_be_made_anew_and_purged_again(purged: Group) -> None:
    before, closings = purged.snapshot(), in_store(purged.store, "closing", "closing_id")
    assert [result.status for result in rebuild(purged.store, constants())].count("refused") == 0
    assert purged.snapshot() == before
    assert in_store(purged.store, "closing", "closing_id") == closings
    purge(purged.store, 2025, "Dan", constants())
    rebuild(purged.store, constants())
    assert purged.snapshot() == before
    assert purged.lines() == []
    assert holds(purged.store)


def test_a_purged_store_can_be_backed_up_and_restored(purged: Group, tmp_path: Path) -> None:
    upkeep.backup(purged.store, tmp_path / "none", tmp_path / "copy.zip")
    elsewhere = Store(tmp_path / "elsewhere")
    upkeep.restore(elsewhere, tmp_path / "none2", tmp_path / "copy.zip", "Dan")
    again = Group(tmp_path / "again")
    again.store = elsewhere
    assert again.snapshot() == purged.snapshot()


def test_a_purged_store_answers_as_another_reader_and_a_new_load_sees_it(purged: Group) -> None:
    before = purged.figure("total_it_share", "BUF", 2022).numerator
    purged.deliver("ledger", line("BUF", K2, "5.00", "2025-01-10"))
    fresh = Group(purged.folder)
    assert fresh.figure("total_it_share", "BUF", 2022).numerator == before
    assert fresh.figure("total_it_share", "BUF", 2025).numerator == 5


def test_what_would_go_is_said_first_and_nothing_is_changed(group: Group) -> None:
    version = group.store.version
    found = plan(group.store, 2024)
    years = [(y.year, y.line_count, str(y.sum_sek), y.month_count, y.closed_count) for y in found.years]
    assert years == [(2022, 12, "79.20", 12, 12), (2023, 3, "9.00", 3, 0)]
    assert SPANNING not in [name for _, name in found.removed]
    assert len(found.trimmed) == 1
    assert group.store.version == version


def test_an_act_says_what_was_purged_by_whom(purged: Group) -> None:
    last = in_store(purged.store, "act", "act_id")[-1]
    detail = json.loads(last["detail"])
    assert (last["act"], last["actor"], detail["year"], detail["lines"]) == ("purge", "Dan", 2024, 15)
    assert OLD_SUPPLIER not in last["detail"]


def test_lines_of_a_purged_year_are_refused_and_later_ones_accepted(purged: Group) -> None:
    result = purged.deliver("ledger", line("BUF", K2, "5.00", "2023-12-31"), line("BUF", K2, "5.00", "2024-12-31"))
    assert (result.status, [problem.code for problem in result.problems]) == ("refused", ["period_purged"])
    assert purged.deliver("ledger", line("BUF", K2, "5.00", "2024-12-31")).status == "accepted"


def test_a_purged_month_is_neither_opened_nor_closed_nor_a_delivery_before_it_undone(purged: Group) -> None:
    refused("period_purged", closing.reopen, purged.store, "BUF", "2022-03", "Anna", "fel", constants())
    refused("period_purged", closing.close, purged.store, "SOC", "2023-05", "Anna", constants())
    refused("undo_purged", undo, purged.store, 3, "Anna", constants())


def test_a_delivery_after_the_purge_can_be_undone(purged: Group) -> None:
    before = purged.snapshot()
    purged.deliver("ledger", line("BUF", K2, "5.00", "2024-11-11"))
    number = in_store(purged.store, "act", "act_id")[-1]["act_id"]
    undo(purged.store, number, "Anna", constants())
    assert purged.snapshot() == before
    assert holds(purged.store)


def test_a_month_kept_can_be_opened_and_decided_anew_after_a_purge(purged: Group) -> None:
    closing.reopen(purged.store, "SOC", "2024-05", "Anna", "fel", constants())
    assert purged.figure("total_it_share", "SOC").numerator == 20
    rebuild(purged.store, constants())
    assert holds(purged.store)


def test_a_file_with_registers_beside_the_lines_is_not_parted(group: Group, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        ledger, turnover = book.add_worksheet("ledger"), book.add_worksheet("turnover")
        for number, row in enumerate([("unit", "account", "date", "amount_sek"), ("BO", K2, "2022-04-04", 7)]):
            ledger.write_row(number, 0, row)
        for number, row in enumerate([("unit", "year", "turnover_sek"), ("BO", "2022", "100")]):
            turnover.write_row(number, 0, row)
    assert group.load(path)[0].status == "accepted"
    before = group.snapshot()
    refused("purge_with_registers", purge, group.store, 2024, "Dan", constants())
    assert group.snapshot() == before


def test_the_rows_left_stand_on_the_lines_where_they_stood() -> None:
    empty = dict.fromkeys(("unit", "account", "cost_centre", "activity_code", "project", "object", "counterparty"))
    empty |= dict.fromkeys(("supplier_id", "supplier", "voucher", "date", "period", "amount_sek", "text", "source"))
    rows = [empty | {"line": 3, "text": "a\nb"}, empty | {"line": 5, "text": "c"}]
    assert as_delivered(rows).decode().split("\n")[1:3] == ["", ';;;;;;;;;;;;;"a']
    assert as_delivered([*rows, empty | {"line": 5}]) is None
    assert as_delivered([empty | {"line": 1}]) is None
    assert as_delivered([rows[0], empty | {"line": 4}]) is None


@pytest.mark.parametrize(
    ("kept", "asked", "expected"), [(10, None, 2017), (1, None, 2026), (None, 2020, 2020), (10, 2015, 2015)]
)
def test_as_many_years_are_kept_as_the_setting_says(kept: int | None, asked: int | None, expected: int) -> None:
    assert first_year_kept(kept, asked, date(2026, 6, 1)) == expected


def test_a_year_that_is_to_be_kept_is_not_purged() -> None:
    refused("purge_too_late", first_year_kept, 10, 2018, date(2026, 6, 1))
    refused("purge_too_late", first_year_kept, None, 2027, date(2026, 6, 1))
    refused("purge_no_year", first_year_kept, None, None, date(2026, 6, 1))


def test_the_command_says_before_what_it_takes_away(
    group: Group, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    version = group.store.version
    assert main(["purge", "--before", "2024", "--dry-run", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["done"], said["lines"], group.store.version) == (False, 15, version)
    assert main(["purge", "--before", "2024"]) == 0
    ended = capsys.readouterr()
    assert "2022: 12 rader" in ended.err
    assert "Gallrat" in ended.out
    assert main(["check"]) in (0, 1)
    assert main(["purge", "--before", "2024"]) == 0
    assert "Inget att gallra" in capsys.readouterr().out
    monkeypatch.setenv("KPI_YEARS_KEPT", "50")
    assert main(["purge", "--before", "2025"]) == 1
