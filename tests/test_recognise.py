"""Files are recognised by content; each refusal says what the file is."""

import io
import os
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest
import xlsxwriter

from data.errors import UnreadableFile
from data.language import LANGUAGES
from data.readers.recognise import recognise
from data.readers.tables import read_tables


def workbook(path, rows=3):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Blad1")
    sheet.write_row(0, 0, ["konto", "belopp"])
    for row in range(1, rows):
        sheet.write_row(row, 0, [5010, row])
    book.close()
    return path.read_bytes()


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


WORKBOOK_PARTS = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(tmp_path, content, name="utdrag.bin"):
    path = tmp_path / name
    path.write_bytes(content)
    return recognise(path)


def refusal(tmp_path, content, name="utdrag.xlsx"):
    with pytest.raises(UnreadableFile) as caught:
        kind_of(tmp_path, content, name)
    (problem,) = caught.value.problems
    assert problem.severity == "error"
    for language in LANGUAGES:
        assert problem.message(language)
    return problem.code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"#FLAGGA 0\r\n#SIETYP 4\r\n", "sie4"),
        (b"\xef\xbb\xbf#FLAGGA 0\n#PROGRAM x\n", "sie4"),
        ("#FLAGGA 0\n#SIETYP 4\n".encode("utf-16"), "sie4"),
        (b"en kommentar\n\t#FLAGGA 0\n  #SIETYP 4\n", "sie4"),
        (b"#FLAGGA 0\r#SIETYP 4\r", "sie4"),
        (b'<?xml version="1.0"?><Sie xmlns="http://www.sie.se/sie5"/>', "sie5"),
        (b'<s:SieEntry xmlns:s="http://www.sie.se/sie5"/>', "sie5"),
        (b"konto;belopp\n5010;1\n", "csv"),
        (b"#,Departmental Family\n1,CAB\n", "csv"),
        (b"MZ;belopp\nMZ;1\n", "csv"),
        ("konto;belopp\n5010;1\n".encode("utf-16-le"), "csv"),
        (b'[{"konto": 1}]', "json"),
        (b'\xef\xbb\xbf {"results": []}', "json"),
        (b"[borttaget];belopp\nx;1\n", "csv"),
        (b"k\x00onto;belopp\n5010;1\n", "csv"),
    ],
)
def test_the_kind_is_told_by_content(tmp_path, content, kind):
    assert kind_of(tmp_path, content, "utdrag.pdf") == kind


def test_a_workbook_is_a_workbook_under_any_name(tmp_path):
    assert kind_of(tmp_path, workbook(tmp_path / "a.xlsx"), "utdrag.SE") == "xlsx"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\r\n \r\n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b"\0" * 5000, "empty_file"),
        (b"<!DOCTYPE html>\n<html><body>404</body></html>", "html_page"),
        (b"\xef\xbb\xbf\r\n<HTML><HEAD>", "html_page"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="y"/>', "html_page"),
        (b"<table><tr><td>konto</td></tr></table>", "html_page"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04" + b"\0" * 300 + b"PE\0\0", "executable"),
        (b"\x7fELF\x02\x01\x01", "executable"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unknown_binary"),
        (os.urandom(0) + bytes(range(256)) * 40, "unknown_binary"),
        (b"{\\rtf1\\ansi konto}", "unknown_binary"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "not_a_workbook"),
        (zipped({"readme.txt": "hej"}), "not_a_workbook"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "not_a_workbook"),
        (OLE + b"\0" * 2000 + "WordDocument".encode("utf-16-le"), "not_a_workbook"),
        (OLE + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
        (OLE + b"\0" * 40 + b"\x20\0\0\0" + b"\0" * 4000, "truncated"),
        (b"PAR1" + b"\0" * 100, "truncated"),
        (b'<?xml version="1.0"?><xmlsie version="1.0"/>', "xmlsie"),
        (b'<?xml version="1.0"?><faktura/>', "unknown_xml"),
        (b'<?xml version="1.0"?><!DOCTYPE Sie [<!ENTITY a "aaa">]><Sie/>', "unsafe_xml"),
    ],
)
def test_what_cannot_be_a_delivery_is_refused_with_what_it_is(tmp_path, content, code):
    assert refusal(tmp_path, content) == code


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_workbook_is_truncated(tmp_path, share):
    content = workbook(tmp_path / "a.xlsx", rows=500)
    assert refusal(tmp_path, content[: int(len(content) * share)]) == "truncated"


def test_a_workbook_with_a_damaged_sheet_is_truncated(tmp_path):
    content = bytearray(workbook(tmp_path / "a.xlsx", rows=500))
    content[200:260] = b"\xff" * 60
    assert refusal(tmp_path, bytes(content)) == "truncated"


def test_too_many_entries_are_refused(tmp_path):
    parts = WORKBOOK_PARTS | {f"xl/media/{i}.txt": "x" for i in range(1001)}
    assert refusal(tmp_path, zipped(parts)) == "zip_bomb"


def test_an_archive_in_the_archive_is_refused(tmp_path):
    assert (
        refusal(tmp_path, zipped(WORKBOOK_PARTS | {"xl/embeddings/a.bin": zipped({"a": "b"})})) == "zip_bomb"
    )


def test_a_small_archive_may_be_packed_as_tightly_as_it_likes(tmp_path):
    assert kind_of(tmp_path, zipped(WORKBOOK_PARTS | {"xl/worksheets/sheet1.xml": "0" * 9_000_000})) == "xlsx"


def lying_bomb(size):
    """Return a workbook whose table of contents claims that a huge entry is ten bytes long."""
    piece = b"0" * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * (size >> 20) + packer.flush()
    content = bytearray(zipped(WORKBOOK_PARTS | {"xl/worksheets/sheet1.xml": "0123456789"}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    data = entry.header_offset + 30 + len(entry.filename)
    grown = content[:data] + packed + content[data + entry.compress_size :]
    directory = grown.rfind(b"PK\x01\x02")
    struct.pack_into("<I", grown, directory + 20, len(packed))
    struct.pack_into("<I", grown, entry.header_offset + 18, len(packed))
    struct.pack_into("<I", grown, directory + 16, zlib.crc32(b"0" * 10))
    struct.pack_into("<I", grown, entry.header_offset + 14, zlib.crc32(b"0" * 10))
    end = grown.rfind(b"PK\x05\x06")
    (offset,) = struct.unpack_from("<I", grown, end + 16)
    struct.pack_into("<I", grown, end + 16, offset + len(packed) - entry.compress_size)
    return bytes(grown)


@pytest.mark.parametrize("honest", [True, False])
def test_a_zip_bomb_is_refused_fast_and_in_little_memory(tmp_path, honest):
    path = tmp_path / "bomb.xlsx"
    size = 300 << 20
    if honest:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in WORKBOOK_PARTS.items():
                archive.writestr(name, text)
            with archive.open("xl/worksheets/sheet1.xml", "w") as entry:
                for _ in range(size >> 20):
                    entry.write(b"0" * (1 << 20))
    else:
        path.write_bytes(lying_bomb(size))
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(UnreadableFile) as caught:
        recognise(path)
    seconds = time.perf_counter() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.problems[0].code == "zip_bomb"
    assert seconds < 2
    assert peak < 20_000_000


def test_every_sample_is_recognised_or_refused_by_name(samples):
    expected = {".parquet": "parquet", ".json": "json", ".xlsx": "xlsx", ".csv": "csv", ".txt": "csv"}
    for path in sorted(samples.rglob("*")):
        if not path.is_file() or path.suffix not in expected:
            continue
        if path.stat().st_size == 0:
            with pytest.raises(UnreadableFile):
                recognise(path)
            continue
        assert recognise(path) == expected[path.suffix], path.name
    for path in sorted((samples / "sie" / "not_sie").iterdir()):
        with pytest.raises(UnreadableFile) as caught:
            recognise(path)
        assert caught.value.problems[0].code == "html_page"
    for folder, kind in (("vendor_samples", "sie4"), ("sie5_xml", "sie5"), ("blinfo_edge", "sie4")):
        assert {recognise(path) for path in (samples / "sie" / folder).iterdir()} == {kind}


def test_a_kind_without_tables_is_a_bug_of_the_caller(tmp_path):
    with pytest.raises(ValueError, match="sie4"):
        read_tables(tmp_path / "a.se", "sie4", tmp_path)
