"""Is each bad file refused whole with its line, each odd one taken to the öre, and nothing else touched?"""

import json
import struct
import subprocess
import sys
import time
import zipfile
import zlib
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
from tests.fixtures import old_workbook
from tests.fixtures.corpus import cases
from tests.fixtures.corpus_case import HEAD, Case, row
from tests.fixtures.group import EVERYONE, SIMPLE_RULES, Group, in_store, line
from tests.test_recognise import WORKBOOK_PARTS, lying_bomb

CASES = cases()
REFUSED = [case for case in CASES if case.refused is not None]
ROOT = Path(__file__).resolve().parents[1]
MOST_SECONDS, MOST_MB = 2, 100


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


# A reader in a process of its own says what CPU the file took it (the machine may be busy), and what memory.
MEASURED = """
import json, resource, sys, time
from pathlib import Path
from data.errors import UnreadableFile
from data.readers.recognise import recognise
from data.readers.sie5 import read_sie5
from data.readers.tables import read_tables
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
def peak():
    (line,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]  # of this program alone
    return int(line.split()[1]) / 1024
path, begun, started = Path(sys.argv[1]), peak(), time.process_time()
try:
    kind = recognise(path)
    read_sie5(path) if kind == "sie5" else read_tables(path, kind, path.parent)
    code = "read"
except UnreadableFile as refusal:
    code = refusal.problems[0].code
print(json.dumps({"code": code, "seconds": time.process_time() - started, "mb": peak() - begun}))
"""


def measured(path: Path) -> dict:
    words = [sys.executable, "-c", MEASURED, str(path), str(6 << 30)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def packed(path: Path, megabytes: int) -> None:
    """Write a workbook whose sheet unpacks to so many MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in WORKBOOK_PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as entry:
            for _ in range(megabytes):
                entry.write(b"0" * (1 << 20))


def unevenly_packed(path: Path) -> None:
    """Write a workbook that claims little, unpacks to 1.2 GB, and stays under the ratio by its ballast."""
    path.write_bytes(lying_bomb(1200 << 20))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/ballast.bin", b"\1" + zlib.compress(bytes(1)) * 1_200_000)


def claimed(path: Path) -> None:
    """Write a workbook whose table of contents says that a sheet unpacks to 1.2 GB."""
    packed(path, 1)
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.rfind(b"PK\x01\x02") + 24, 1200 << 20)
    path.write_bytes(content)


def overlapping(path: Path) -> None:
    """Write an archive whose table of contents names the same packed bytes 900 times."""
    packed(path, 2)
    content = path.read_bytes()
    end = content.rfind(b"PK\x05\x06")
    start = int.from_bytes(content[end + 16 : end + 20], "little")
    directory = content[start:end]
    last = directory[directory.rfind(b"PK\x01\x02") :]
    count = 900
    whole = directory + last * count
    told = (int.from_bytes(content[end + 10 : end + 12], "little") + count).to_bytes(2, "little")
    path.write_bytes(
        content[:start] + whole + content[end : end + 8] + told * 2 + len(whole).to_bytes(4, "little")
        + start.to_bytes(4, "little") + b"\0\0"
    )  # fmt: skip


def entities(path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE Sie [<!ENTITY l0 "ha">{laughs}]><Sie>&l11;</Sie>', encoding="utf-8"
    )


def quadratic(path: Path) -> None:
    """Write one long entity, named so often that it grows to gigabytes, behind a long comment."""
    start = f'<?xml version="1.0"?><!--{"x" * 100_000}--><!DOCTYPE Sie [<!ENTITY l "{"ha" * 50_000}">]>'
    path.write_text(f'{start}<Sie xmlns="http://www.sie.se/sie5">{"&l;" * 50_000}</Sie>', encoding="utf-8")


def entities_in_a_sheet(path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    sheet = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>&l11;</t></is></c></row></sheetData></worksheet>'  # noqa: E501
    whole = Path(path.parent / "whole.xlsx")
    whole.write_bytes(next(case.content for case in CASES if case.name == "whole.xlsx"))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, sheet if name.startswith("xl/worksheets/") else source.read(name))


def far_out(path: Path, cells: str) -> None:
    """Write a workbook of a few cells, one of which says that it stands in the last row and column."""
    whole = Path(path.parent / "whole.xlsx")
    whole.write_bytes(next(case.content for case in CASES if case.name == "whole.xlsx"))
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<?xml version="1.0"?><worksheet xmlns="{name}"><sheetData>{cells}</sheetData></worksheet>'
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            target.writestr(part, sheet if part.startswith("xl/worksheets/") else source.read(part))


NEAR, FAR = '<c r="A1"><v>1</v></c>', '<c r="XFD1048576"><v>1</v></c>'
BOMBS = {
    "a cell far out in a row without a number": (lambda p: far_out(p, f"<row>{NEAR}{FAR}</row>"), {"too_many_cells"}),
    "a cell far out in a row that lies": (
        lambda p: far_out(p, f'<row r="1">{NEAR}</row><row r="2">{FAR}</row>'),
        {"too_many_cells"},
    ),
    "a cell far out in single quotes, first": (
        lambda p: far_out(p, f"<row r='1048576'>{FAR}</row><row r='1'>{NEAR}</row>".replace('"', "'")),
        {"too_many_cells"},
    ),
    "a column of four letters": (
        lambda p: far_out(p, f'<row r="1">{NEAR}</row><row r="2"><c r="ZZZZ2"><v>1</v></c></row>'),
        {"too_many_columns"},
    ),
    "a cell far out in an old workbook": (
        lambda p: p.write_bytes(old_workbook.content([["a", "b"], [1, 2]], far=(65535, 65535))),
        {"too_large_when_read"},
    ),
    "ratio": (lambda path: packed(path, 300), {"zip_bomb"}),
    "a claim of more than a gigabyte": (claimed, {"zip_bomb"}),
    "a size that is not true": (lambda path: path.write_bytes(lying_bomb(300 << 20)), {"zip_bomb"}),
    "over a gigabyte under the ratio": (unevenly_packed, {"zip_bomb", "truncated"}),
    "the same bytes 900 times": (overlapping, {"zip_bomb", "truncated"}),
    "entities in entities": (entities, {"unsafe_xml"}),
    "one long entity often": (quadratic, {"unknown_xml"}),
    "entities in a sheet": (entities_in_a_sheet, {"truncated", "no_table", "unsafe_xml"}),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_within_two_seconds_and_in_memory_bounded_by_the_cap(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "bomb.xlsx"
    write, codes = BOMBS[bomb]
    write(path)
    found = measured(path)
    assert found["code"] in codes
    assert found["seconds"] < MOST_SECONDS
    assert found["mb"] < MOST_MB


SLOW = {
    "a name of 200 000 letters": "unit;account;date;" + "belopp_" * 30_000 + "\nBUF;6800;2024-01-31;1,00\n",
    "a thousand long names": ";".join(f"förvaltningens belopp {n} " + "x" * 180 for n in range(1000))
    + "\n"
    + ";" * 999,
    "a day and months without end": HEAD + row(text="29 APRIL" + "APRIL" * 40_000) * 3,
    "blanks inside a number": HEAD + row("1" + " " * 100_000 + "x") * 3,
    "blanks inside a day": HEAD + row(date="1" + " " * 100_000 + "x") * 3,
    "quotes opened line after line": HEAD + 'BUF;6800;2024-01-31;1,00;"x\n' + '";"\n' * 200_000,
    "quotes doubled line after line": HEAD + 'BUF;6800;2024-01-31;1,00;"x\n' + '""\n' * 200_000,
    "an address without an end": "Förvaltning;Befattning;Sysselsättningsgrad;Period\n"
    + f"A;{'a.' * 100_000};100;2024-11\n",
    "an unknown unit of many letters": HEAD + row(unit="barn" * 50_000) * 3,
    "braces without partners": "#FLAGGA 0\n#SIETYP 4\n" + "{\n" * 100_000,
    "a list in a list in a list": "[" * 500_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_a_text_made_to_be_slow_is_answered_within_seconds(tmp_path: Path, name: str) -> None:
    group = Group(tmp_path).set_up(*SIMPLE_RULES)
    path = group.text("slow.csv", SLOW[name])
    started = time.process_time()
    (result,) = group.load(path, dry_run=True)
    assert time.process_time() - started < 2 * MOST_SECONDS
    assert result.status in ("accepted", "refused")


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
    "SELECT * FROM '/etc/passwd'", "COPY stored_line TO '{out}'", "COPY stored_line FROM '/etc/passwd'",
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


def test_what_is_measured_of_a_bomb_grows_with_what_is_held(tmp_path: Path) -> None:
    path = tmp_path / "honest.json"
    record = {"unit": "BUF", "account": 6800, "date": "2024-01-31", "amount_sek": "1.00"}
    path.write_text(json.dumps([record] * 300_000), encoding="utf-8")
    assert measured(path)["mb"] > MOST_MB
