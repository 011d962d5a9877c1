"""Are files that span purged and kept years parted whatever their format, and does a purged year say that it is?"""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from data.language import text
from kpi import format as fmt
from kpi.drill import explain, line_page
from kpi.parameter import constants
from kpi.purging import plan, purge
from kpi.rebuilding import rebuild
from tests.fixtures.group import EVERYONE, K2, SIMPLE_RULES, Group, in_store
from tests.fixtures.source import ROOT

OLD, LATER = "Gammal Leverantör", "Senare Leverantör"
HEAD = """#FLAGGA 0
#PROGRAM "x" 1
#FORMAT PC8
#GEN 20240701
#SIETYP 4
#FNAMN "Servicecenter IT"
#RAR 0 20230701 20240630
#KONTO 6800 "IT"
#KONTO 3990 "Försäljning inom koncernen"
"""
OLD_VOUCHER = f"""#VER A 1 20231105 "{OLD}"
{{
#TRANS 6800 {{}} 100.00
#TRANS 3990 {{}} -100.00
}}
"""
LATER_VOUCHER = f"""#VER A 2 20240305 "{LATER}"
{{
#TRANS 6800 {{}} 250.00
#TRANS 3990 {{}} -250.00
}}
"""
BALANCES = HEAD.replace("SIETYP 4", "SIETYP 2") + """#PSALDO 0 202312 6800 {} 70.00
#PSALDO 0 202401 6800 {} 30.00
"""
# Only in a SIE file of the central unit may a rule make income internal, for it names no counterparty.
SOLD_INSIDE = {"priority": 1, "account_from": "3990", "category": "internal_it"}


@pytest.fixture
def group(tmp_path: Path) -> Group:
    """Return a group whose lines lie in a SIE file and a workbook that span the years, with nothing closed."""
    made = Group(tmp_path).set_up(SOLD_INSIDE, *SIMPLE_RULES)
    (result,) = made.load(made.text("v.se", HEAD + OLD_VOUCHER + LATER_VOUCHER, "cp437"), unit="SCIT")
    assert result.status == "accepted"
    book = openpyxl.Workbook()
    book.active.title = "ledger"
    rows = [("2022-03-01", 10, OLD), ("2023-03-01", 20, OLD), ("2024-03-01", 40, LATER), ("2024-04-01", -3, LATER)]
    for row in [("unit", "account", "date", "amount_sek", "text"), *(("SOC", K2, *row) for row in rows)]:
        book.active.append(row)
    book.save(made.files / "bok.xlsx")
    assert made.load(made.files / "bok.xlsx")[0].status == "accepted"
    made.deliver("turnover", *({"unit": "SOC", "year": year, "turnover_sek": 9000} for year in (2023, 2024)))
    return made


def kept_lines(group: Group) -> list[dict]:
    rows = in_store(group.store, "ledger_line", "file_id, line")
    return [row for row in rows if row["month"] >= 202400]


def test_what_is_left_of_a_sie_file_and_a_workbook_is_as_it_was_and_stays_so(group: Group) -> None:
    before, figures = kept_lines(group), group.snapshot()
    assert [row["category"] for row in before if row["unit"] == "SCIT"] == ["central_it", "internal_it"]
    assert [row["line"] for row in before if row["unit"] == "SOC"] == [4, 5]
    assert [name for _, name in plan(group.store, 2024).trimmed] == ["v.se", "bok.xlsx"]
    purge(group.store, 2024, "Dan", constants())
    assert in_store(group.store, "ledger_line", "file_id, line") == before
    rebuild(group.store, constants())
    assert in_store(group.store, "ledger_line", "file_id, line") == before
    assert group.snapshot() == figures
    content = b"".join(path.read_bytes() for path in group.store.folder.rglob("*") if path.is_file())
    assert [name.encode() in content for name in (OLD, LATER)] == [False, True]
    purge(group.store, 2025, "Dan", constants())
    assert (in_store(group.store, "ledger_line"), group.snapshot()) == ([], figures)


def test_balances_that_span_years_are_still_replaced_by_vouchers_after_a_purge(tmp_path: Path) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    assert group.load(group.text("saldo.se", BALANCES, "cp437"), unit="SCIT")[0].status == "accepted"
    purge(group.store, 2024, "Dan", constants())
    assert [(row["from_sie"], row["is_balance"]) for row in in_store(group.store, "ledger_line")] == [(True, True)]
    assert group.load(group.text("v.se", HEAD + LATER_VOUCHER, "cp437"), unit="SCIT")[0].status == "accepted"
    assert [row["amount_sek"] for row in in_store(group.store, "ledger_line", "line")] == [250, -250]


def test_lines_of_a_purged_year_are_refused_also_where_no_month_is_closed(group: Group) -> None:
    purge(group.store, 2024, "Dan", constants())
    again = group.files / "v.se"
    (result,) = group.load(again, unit="SCIT")
    assert (result.status, {problem.code for problem in result.problems}) == ("refused", {"period_purged"})
    later = group.text("later.se", HEAD + LATER_VOUCHER, "cp437")
    assert group.load(later, unit="SCIT")[0].status == "unchanged"


def test_the_way_back_of_a_purged_year_says_when_its_lines_went(group: Group) -> None:
    asked = (group.store, EVERYONE, "total_it_share", None, "SOC")
    before = explain(*asked, 2023)
    assert len(line_page(*asked, 2023).lines) == 2
    assert before.purged_at is None
    assert "purged_at" not in explain(*asked, 2023).as_json("sv")
    purge(group.store, 2024, "Dan", constants())
    gone, held = explain(*asked, 2023), explain(*asked, 2024)
    done_at = in_store(group.store, "act", "act_id")[-1]["done_at"]
    assert (gone.purged_at, gone.lines, gone.figure.numerator) == (done_at, (), before.figure.numerator)
    assert gone.as_json("sv")["purged_at"] == f"{done_at.isoformat()}Z"
    assert (held.purged_at, bool(held.lines)) == (None, True)


@pytest.mark.parametrize("years_kept", ["", "3"])
def test_the_page_says_so_with_the_day_and_the_setting(
    group: Group, monkeypatch: pytest.MonkeyPatch, years_kept: str
) -> None:
    purge(group.store, 2024, "Dan", constants())
    done_at = in_store(group.store, "act", "act_id")[-1]["done_at"]
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    if years_kept:
        monkeypatch.setenv("KPI_YEARS_KEPT", years_kept)
    page = AppTest.from_file(str(ROOT / "pages" / "leaders" / "way_back.py"), default_timeout=60)
    page.query_params.update({"card": "total_it_share", "unit": "SOC", "year": "2023"})
    shown = "".join(element.proto.body for element in page.run().get("html"))
    assert not page.exception
    day = fmt.day(date(done_at.year, done_at.month, done_at.day), "sv")
    assert text("page.way_back.purged", "sv", year=2023, date=day) in shown
    setting = "page.way_back.years_kept" if years_kept else "page.way_back.years_asked"
    assert text(setting, "sv", years=3) in shown
    assert text("page.way_back.no_lines", "sv") not in shown


def test_the_largest_lines_of_a_purged_year_are_said_to_be_gone_and_not_that_there_were_none(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    purge(group.store, 2024, "Dan", constants())
    monkeypatch.setenv("KPI_STORE", str(group.store.folder))
    page = AppTest.from_file(str(ROOT / "pages" / "leaders" / "units.py"), default_timeout=60)
    page.query_params.update({"unit": "SOC", "year": "2023"})
    shown = "".join(element.proto.body for element in page.run().get("html"))
    assert not page.exception
    assert "gallrades" in shown
    assert text("page.units.no_lines", "sv", year=2023) not in shown
