"""The real SIE files agree with their manifest: counts, sums, checks, checksums."""

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from data.errors import UnreadableFile
from data.readers.sie import read_sie, read_sie_bytes, strip_sie
from data.readers.sie5 import read_sie5, strip_sie5
from data.readers.sie_reading import SieReading

SIE5 = "{http://www.sie.se/sie5}"


@pytest.fixture(scope="module")
def manifest(samples: Path) -> list[dict[str, str]]:
    path = samples / "sie" / "manifest.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def readings(samples: Path, manifest: list[dict[str, str]]) -> list[tuple[dict[str, str], SieReading]]:
    wanted = [entry for entry in manifest if entry["sie_type"] in "1234" and entry["sie_type"]]
    return [(entry, read_sie(samples / "sie" / entry["file"])) for entry in wanted]


def reported(reading: SieReading, code: str) -> int:
    """Return how many times a remark was made, the ones not shown included."""
    shown = sum(problem.code == code for problem in reading.problems)
    more = [problem for problem in reading.problems if problem.code == "sie_more"]
    return shown + sum(problem.values["count"] for problem in more if problem.values["code"] == code)


def disagreeing(pairs: Iterator[tuple[str, object, object]]) -> list[tuple[str, object, object]]:
    return [(file, got, wanted) for file, got, wanted in pairs if got != wanted]


def test_counts_and_sums_of_every_file_with_vouchers_agree(readings) -> None:
    def figures():
        for entry, reading in readings:
            if entry["sie_type"] != "4" and entry["vouchers"] == "0":
                continue
            amounts = reading.rows["amount_sek"].to_pylist()
            got = (reading.vouchers, len(amounts), sum(amounts), sum(map(abs, amounts)))
            wanted = (int(entry["vouchers"]), int(entry["trans"]))
            yield entry["file"], got, (*wanted, Decimal(entry["sum_trans"]), Decimal(entry["sum_abs_trans"]))

    assert len(list(figures())) >= 70
    assert disagreeing(figures()) == []


def test_no_real_file_has_an_error_and_every_type_is_as_printed(readings) -> None:
    errors = [
        (entry["file"], p) for entry, reading in readings for p in reading.problems if p.severity == "error"
    ]
    assert errors == []
    assert disagreeing((e["file"], str(r.sie_type), e["sie_type"]) for e, r in readings) == []


def test_every_file_of_types_1_to_3_gives_its_results_or_its_periods(readings) -> None:
    for entry, reading in readings:
        if entry["sie_type"] == "1":
            assert reading.content == "results"
            assert 0 < len(reading.rows) <= int(entry["res"])
        elif entry["sie_type"] in "23" and entry["vouchers"] == "0":
            assert reading.content == "periods"
            assert len(reading.rows) == int(entry["psaldo"]) - int(entry["psaldo_with_object"])


def test_as_many_accounts_are_told_as_the_manifest_counts(readings) -> None:
    def figures():
        for entry, reading in readings:
            if expected := re.findall(r"(\d+)/\d+", entry["balance_check"]):
                got = [str(reported(reading, code)) for code in ("sie_closing_differs", "sie_result_differs")]
                yield entry["file"], got, expected

    assert len(list(figures())) >= 40
    assert disagreeing(figures()) == []


def test_unbalanced_vouchers_are_told_as_often_as_the_manifest_counts(readings) -> None:
    def figures():
        for entry, reading in readings:
            noted = re.search(r"unbalanced_vouchers=(\d+)", entry["deviations"])
            yield entry["file"], reported(reading, "sie_voucher_unbalanced"), int(noted[1]) if noted else 0

    assert disagreeing(figures()) == []


def test_encodings_agree(readings) -> None:
    names = {"latin-1/cp1252": "cp1252"}

    def figures():
        for entry, reading in readings:
            wanted = names.get(entry["encoding"], entry["encoding"].split(" ")[0])
            yield entry["file"], reading.encoding, wanted

    assert disagreeing(figures()) == []


def test_real_checksums_match_and_dummies_do_not(readings) -> None:
    real = {
        "SIE4.se",
        "SIE3.se",
        "Bokslut_Norstedts_SIE_4E.se",
        "40_Norstedts_Revision_SIE_1.SE",
        "Norstedts_Bokslut_SIE_4I.si",
    }
    for entry, reading in readings:
        name = Path(entry["file"]).name
        if "KSUMMA" not in entry["deviations"]:
            assert reading.ksumma == "absent"
        elif name in real:
            assert reading.ksumma == "match", name
        else:
            assert reading.ksumma == "mismatch", name


def test_html_pages_saved_as_sie_are_refused(samples: Path) -> None:
    for path in (samples / "sie" / "not_sie").iterdir():
        with pytest.raises(UnreadableFile) as refused:
            read_sie(path)
        assert refused.value.problems[0].code == "not_sie"


def test_the_same_file_in_three_encodings_gives_the_same_rows(samples: Path) -> None:
    edge = samples / "sie" / "blinfo_edge"
    names = ("BLBLOV_SIE4.SI", "BLBLOV_SIE4_UTF_8.SI", "BLBLOV_SIE4_ISO_8859_15.SI")
    first, *others = (read_sie(edge / name) for name in names)
    assert all(other.rows.equals(first.rows) and other.company == first.company for other in others)


def test_the_kept_original_of_every_file_gives_the_same_rows(samples: Path, readings) -> None:
    for entry, reading in readings:
        raw = (samples / "sie" / entry["file"]).read_bytes()
        kept = strip_sie(raw)
        assert read_sie_bytes(kept).rows.equals(reading.rows), entry["file"]
        assert len(kept.splitlines()) == len(raw.splitlines())
        assert strip_sie(kept) == kept


def test_sie5_samples_give_every_entry_that_is_not_struck_out(samples: Path, tmp_path: Path) -> None:
    paths = sorted((samples / "sie" / "sie5_xml").iterdir())
    assert paths
    for path in paths:
        entries = [
            Decimal(entry.get("amount"))
            for entry in ET.parse(path).getroot().iter(SIE5 + "LedgerEntry")
            if entry.find(SIE5 + "Overstrike") is None
        ]
        reading = read_sie5(path)
        assert reading.rows["amount_sek"].to_pylist() == entries, path.name
        assert [p for p in reading.problems if p.severity == "error"] == []
        kept = tmp_path / "kept.sie"
        kept.write_bytes(strip_sie5(path.read_bytes()))
        assert read_sie5(kept).rows.equals(reading.rows)
