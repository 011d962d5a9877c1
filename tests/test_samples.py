"""Do the real files that nobody here wrote load to their exact totals?"""

import csv
import json
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from data.intake import load
from data.mapping import Proposal
from data.prepare import Given, Request
from data.result import FileResult
from data.store import Store
from kpi.parameter import constants
from tests.conftest import SHARED

SOGNDAL = "no_datahotellet/sogndal__budsjett-2013__driftsbudsjett__dataset.csv"
UNITS = "unit;name;kind;chart;counterparty\nu;Enheten;department;kommunbas;11\nbol;Bolaget AB;company;bas;51\n"


@pytest.fixture(scope="module")
def with_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store folder that knows two units, to be copied."""
    folder = tmp_path_factory.mktemp("samples")
    units = folder / "units.csv"
    units.write_text(UNITS, encoding="utf-8")
    deliver(Store(folder / "store"), units)
    return folder / "store"


@pytest.fixture
def store(with_units: Path, tmp_path: Path) -> Store:
    return Store(Path(shutil.copytree(with_units, tmp_path / "store")))


def deliver(store: Store, path: Path, **asked: object) -> FileResult:
    return load(store, [Given(path, path.name)], Request(**asked), "test", constants())[0]


def deliver_mapped(store: Store, path: Path, amount: str | None = None, **fixed: str) -> FileResult:
    """Load a file that needs a mapping by its own proposal, with constants and the choice of amount column."""
    asked = deliver(store, path, unit="u")
    assert asked.status == "refused"
    assert "needs_mapping" in [problem.code for problem in asked.problems]
    assert isinstance(asked.mapping, Proposal)
    answer = asked.mapping.model_dump(mode="json")
    if amount:
        chosen = next(guess for guess in answer["amount_columns"] if guess["header"] == amount)
        others = [guess for guess in answer["columns"] if guess["field"] != "amount_sek"]
        answer["columns"] = [*others, {**chosen, "field": "amount_sek"}]
    saved = store.folder.parent / "mapping.json"
    saved.write_text(json.dumps({**answer, "name": "svar", "constants": fixed}), encoding="utf-8")
    return deliver(store, path, unit="u", mapping=str(saved))


@cache
def sie_manifest() -> tuple[dict[str, str], ...]:
    path = SHARED / "samples" / "sie" / "manifest.csv"
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@pytest.mark.parametrize("row", [r for r in sie_manifest() if r["vouchers"]], ids=lambda row: row["file"])
def test_a_sie_file_loads_to_the_manifests_vouchers_rows_and_sums(
    row: dict[str, str], samples: Path, store: Store
) -> None:
    result = deliver(store, samples / "sie" / row["file"], unit="bol", dry_run=True)
    assert result.status in ("accepted", "unchanged")
    assert result.vouchers == int(row["vouchers"])
    if int(row["trans"]):
        assert (result.rows_read, result.rows_stored, result.rows_rejected) == (int(row["trans"]), int(row["trans"]), 0)
        assert result.sum_sek == Decimal(row["sum_trans"])
        assert result.sum_abs_sek == Decimal(row["sum_abs_trans"])


@pytest.mark.parametrize("name", ["BokSald.SE", "HAS2_1412.se", "HAS4i_1412.si"])
def test_a_web_page_saved_as_sie_is_refused_with_one_sentence(name: str, samples: Path, store: Store) -> None:
    result = deliver(store, samples / "sie" / "not_sie" / name, unit="bol")
    assert (result.status, [problem.code for problem in result.problems]) == ("refused", ["html_page"])
    assert "webbsida" in result.problems[0].message("sv")


@pytest.mark.parametrize(
    ("path", "rows", "total"),
    [
        ("uk_leeds_raw/leeds__raw__2010-12.csv", 10_303, "77179009.24"),
        ("uk_leeds_raw/leeds__raw__2011-06.csv", 9_485, "80259111.44"),
        ("uk_leeds_raw/leeds__raw__2011-09.csv", 9_569, "85636646.06"),
        ("uk_leeds_raw/leeds__raw__2012-11.csv", 10_050, "71558583.35"),
        ("uk_leeds_raw/leeds__raw__2013-12.csv", 9_574, "104758470.89"),
        ("us_phoenix/june-2018.csv", 54_991, "639418184.77"),
        ("us_phoenix/october-2017.csv", 44_839, "147396361.90"),
        ("us_phoenix/september-2018.csv", 36_771, "151051789.90"),
        ("se_goteborg/goteborg_leverantorsfakturor_urval.csv", 2_841, "1127889102.61"),
        ("se_vgr/vgr_leverantorsreskontra_2026-01_sample_CR.csv", 4, "5047504.73"),
        ("se_vasteras/vasteras_leverantorsreskontra_sample.json", 2, "-1702.71"),
        ("uk_odileeds/gateshead__clean__2015-03.csv", 6_158, "32846021.43"),
        ("uk_odileeds/harrogate__clean__2015-04.csv", 2_168, "3073930.37"),
        ("uk_odileeds/harrogate__clean__2019-09.csv", 2_055, "3400299.41"),
        ("uk_odileeds/harrogate__clean__2022-01-Brimhams-Active.csv", 42, "50865.14"),
        ("uk_odileeds/cabinetoffice__clean__2022-04.csv", 451, "172754090.03"),
    ],
)
def test_a_ledger_extract_loads_without_a_mapping_to_its_exact_total(
    path: str, rows: int, total: str, samples: Path, store: Store
) -> None:
    result = deliver(store, samples / "ledgers" / path, unit="u")
    assert result.status == "accepted"
    assert (result.rows_read, result.rows_stored, result.sum_sek) == (rows, rows, Decimal(total))


@pytest.mark.parametrize(
    ("path", "fixed", "amount", "rows", "total"),
    [
        # A balanced budget: income negative, so every row must be read right to give 0.
        ("no_datahotellet/stavanger__budsjett__2016__drift__dataset.csv", {"year": "2016"}, None, 11_130, "0.00"),
        (SOGNDAL, {"year": "2013"}, "budsjett_2013", 4_898, "0.00"),
        (SOGNDAL, {"year": "2011"}, "rekneskap_2011", 4_898, "16.00"),
        ("uk_odileeds/darlington__clean__2013-02.csv", {"period": "2013-02"}, None, 2_837, "10027753.87"),
        ("uk_odileeds/darlington__clean__2013-06.csv", {"period": "2013-06"}, None, 999, "4909959.59"),
        ("uk_odileeds/salford__clean__2018-04.csv", {}, "Amount Gross", 1_248, "16774197.82"),
    ],
)  # fmt: skip
def test_an_extract_that_needs_a_mapping_loads_to_its_exact_total_by_its_own_proposal(
    path: str, fixed: dict[str, str], amount: str | None, rows: int, total: str, samples: Path, store: Store
) -> None:
    result = deliver_mapped(store, samples / "ledgers" / path, amount, **fixed)
    assert result.status == "accepted"
    assert (result.rows_read, result.rows_stored, result.sum_sek) == (rows, rows, Decimal(total))


def test_a_mapping_that_fixes_a_month_is_not_reused_for_the_next_file_by_itself(samples: Path, store: Store) -> None:
    deliver_mapped(store, samples / "ledgers/uk_odileeds/darlington__clean__2013-02.csv", period="2013-02")
    june = deliver(store, samples / "ledgers/uk_odileeds/darlington__clean__2013-06.csv", unit="u")
    assert (june.status, [problem.code for problem in june.problems]) == ("refused", ["needs_mapping"])


def test_a_printed_total_that_differs_is_reported_with_the_difference(samples: Path, store: Store) -> None:
    result = deliver(store, samples / "ledgers/us_phoenix/june-2018.csv", unit="u")
    assert result.printed_total_sek == Decimal("639423536.77")
    mismatch = next(problem for problem in result.problems if problem.code == "total_mismatch")
    # 639 423 536.77 printed − 639 418 184.77 in the rows
    assert Decimal("639423536.77") - Decimal("639418184.77") == Decimal("5352.00")
    assert Decimal(mismatch.values["difference"]) == Decimal("5352.00")


def test_a_printed_total_that_agrees_or_is_rounded_is_recognised(samples: Path, store: Store) -> None:
    phoenix = deliver(store, samples / "ledgers/us_phoenix/october-2017.csv", unit="u")
    assert phoenix.printed_total_sek == phoenix.sum_sek == Decimal("147396361.90")
    leeds = deliver(store, samples / "ledgers/uk_leeds_raw/leeds__raw__2013-12.csv", unit="u")
    assert (leeds.printed_total_sek, leeds.sum_sek) == (Decimal("104758470.90"), Decimal("104758470.89"))
    assert "total_rounded" in [problem.code for problem in leeds.problems]


def test_the_same_content_under_another_name_is_unchanged(samples: Path, store: Store) -> None:
    assert deliver(store, samples / "ledgers/us_phoenix/september-2018.csv", unit="u").status == "accepted"
    again = deliver(store, samples / "ledgers/us_phoenix/october-2018.csv", unit="u")
    assert (again.status, again.added, again.removed, again.changed) == ("unchanged", 0, 0, 0)
    assert again.rows_stored == again.rows_read == 36_771


def test_an_empty_file_is_refused(samples: Path, store: Store) -> None:
    result = deliver(store, samples / "ledgers/uk_leeds_raw/leeds__raw__2018-10.csv", unit="u")
    assert (result.status, [problem.code for problem in result.problems]) == ("refused", ["empty_file"])
