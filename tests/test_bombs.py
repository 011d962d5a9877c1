"""Is a file that is made to eat memory or time refused soon, and in little memory?"""

import json
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.fixtures import old_workbook
from tests.fixtures.corpus import cases
from tests.fixtures.corpus_case import HEAD, row
from tests.fixtures.group import SIMPLE_RULES, Group
from tests.fixtures.source import ROOT
from tests.test_recognise import WORKBOOK_PARTS, lying_bomb

MOST_SECONDS, MOST_MB = 2, 100
WHOLE_WORKBOOK = next(case.content for case in cases() if case.name == "whole.xlsx")
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
    whole.write_bytes(WHOLE_WORKBOOK)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, sheet if name.startswith("xl/worksheets/") else source.read(name))


def far_out(path: Path, cells: str) -> None:
    """Write a workbook of a few cells, one of which says that it stands in the last row and column."""
    whole = Path(path.parent / "whole.xlsx")
    whole.write_bytes(WHOLE_WORKBOOK)
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


def test_what_is_measured_of_a_bomb_grows_with_what_is_held(tmp_path: Path) -> None:
    path = tmp_path / "honest.json"
    record = {"unit": "BUF", "account": 6800, "date": "2024-01-31", "amount_sek": "1.00"}
    path.write_text(json.dumps([record] * 300_000), encoding="utf-8")
    assert measured(path)["mb"] > MOST_MB
