"""How is a real extract spoiled so that it still looks like one?"""

import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq

Change = Callable[[random.Random, str], str]

NUMBERS = (
    "1.234,50", "1 234,50", "1\u00a0234,50", "1\u202f234,50", "-1234,50", "1234,50-", "(1234,50)", "\u22121234,50",
    "1E5", "NaN", "inf", "0x1F", "1,234", "12.3.4", "--1", "", "-", "9" * 40, "0." + "0" * 30 + "1", "1_000", "١٢٣",
    "1e400", "-0", "00012", "+5", "5 kr", "1,5 %", "#REF!", "=1+1", "'5",
)  # fmt: skip
DAYS = (
    "2024-02-29", "2023-02-29", "0202-01-01", "2024-13-01", "202413", "20240000", "29/2/2023", "10/26/17", "45292",
    "den 29 april 2022", "9999-12-31", "2024-01-01T25:00", "2024-1-1", "1/2/3", "00000000", "-2024-01-01",
)  # fmt: skip
TEXTS = (
    "\0", "\ufeff", "\u202e", "\u2028", "\x85", "\x1a", "\x0b", '"', '""', "'", ";", "\t", "|", "{", "}", "\\", '\\"',
    "#", "#TRANS", "#VER A 1 20240101 {", "<", "]]>", "<!--", "&#0;", "&x;", "åäö" * 50, "a" * 5000, "\ud7ff", "🜁",
    "Summa", "Totalt", "sep=;", "[", "]", "null", "true", '{"a":', "xmlns", "\r", "\n", "\r\n", "\n\n\n",
)  # fmt: skip
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp437", "mac-roman", "cp850")
MOST_CHARACTERS = 200_000
TOKEN_ENDS = " \t;,|\"\n\r{}<>=/[]:"


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a spoiled copy of a file of any kind."""
    if content.startswith(b"PK\x03\x04") and chance.random() < 0.95:
        return _workbook(content, chance)
    if content.startswith(b"PAR1") and chance.random() < 0.7:
        return parquet(chance)
    if content.startswith((b"PAR1", b"PK", b"\xd0\xcf")):
        return _bytes(content, chance)
    if content[:1] in b"[{" and chance.random() < 0.6:
        return _json(content, chance)
    return _text(content, chance)


def _json(content: bytes, chance: random.Random) -> bytes:
    """Put other values and names in a document that stays whole JSON."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return _text(content, chance)
    for _ in range(chance.choice((1, 2, 5))):
        holder = document
        while isinstance(holder, dict | list) and holder and chance.random() < 0.8:
            key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
            if not isinstance(holder[key], dict | list) or chance.random() < 0.1:
                holder[key] = _any_value(chance, document)
                break
            holder = holder[key]
        if isinstance(holder, dict) and chance.random() < 0.2:
            holder[chance.choice((*TEXTS, *DAYS))] = _any_value(chance, document)
    codec = chance.choice(CODECS) if chance.random() < 0.1 else "utf-8"
    return json.dumps(document, ensure_ascii=chance.random() < 0.3).encode(codec, errors="replace")


def _any_value(chance: random.Random, document: object) -> object:
    texts = (*NUMBERS, *DAYS, *TEXTS)
    values = (None, True, 1e300, 10**400, -0.0, 0.1, [], {}, [[]], {"": []}, [{"unit": "BUF"}], str(document)[:2000])
    return chance.choice(texts) if chance.random() < 0.5 else chance.choice(values)


def _text(content: bytes, chance: random.Random) -> bytes:
    own = "utf-8" if chance.random() < 0.5 else "latin-1"
    text = content.decode(own, errors="replace")
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        text = chance.choice(TEXT_CHANGES)(chance, text)[:MOST_CHARACTERS]
    codec = chance.choice(CODECS) if chance.random() < 0.15 else own
    changed = text.encode(codec, errors="replace")
    return _bytes(changed, chance) if chance.random() < 0.1 else changed


def _bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 4, 16))):
        place = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0:
                changed[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[place : place + chance.choice((1, 2, 8, 100))]
            case 2:
                changed[place:place] = chance.randbytes(chance.choice((1, 2, 4)))
            case 3:
                changed[place : place + 4] = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f"))
    return bytes(changed)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _drop_lines(chance: random.Random, text: str) -> str:
    lines = _lines(text)
    start = chance.randrange(len(lines) + 1)
    del lines[start : start + chance.choice((1, 1, 2, 10, len(lines)))]
    return "".join(lines)


def _repeat_line(chance: random.Random, text: str) -> str:
    lines = _lines(text) or [""]
    line = chance.choice(lines)[:5000]
    place = chance.randrange(len(lines) + 1)
    lines[place:place] = [line] * chance.choice((1, 1, 2, 30))
    return "".join(lines)


def _swap_lines(chance: random.Random, text: str) -> str:
    lines = _lines(text) or [""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _token(chance: random.Random, text: str) -> tuple[int, int]:
    place = chance.randrange(len(text) + 1)
    start = max(text.rfind(end, 0, place) for end in TOKEN_ENDS) + 1
    stops = [found for end in TOKEN_ENDS if (found := text.find(end, place)) >= 0]
    return start, min(stops, default=len(text))


def _replace_token(chance: random.Random, text: str) -> str:
    start, stop = _token(chance, text)
    return text[:start] + chance.choice(chance.choice((NUMBERS, DAYS, TEXTS))) + text[stop:]


def _repeat_token(chance: random.Random, text: str) -> str:
    start, stop = _token(chance, text)
    return text[:stop] + text[start:stop][:400] * chance.choice((1, 5, 500)) + text[stop:]


def _insert(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice((*NUMBERS, *DAYS, *TEXTS)) + text[place:]


def _cut(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _swap_mark(chance: random.Random, text: str) -> str:
    one, other = chance.sample((";", ",", "\t", "|", ".", '"', "'", " ", "\n", "\r", "{", "}", ":"), 2)
    count = chance.choice((1, 2, -1))
    return text.replace(one, other, count)


def _other_ends(chance: random.Random, text: str) -> str:
    return chance.choice(("\n", "\r", "\r\n", "\n\r", "\x85", "\u2028")).join(text.splitlines())


def _add_before(chance: random.Random, text: str) -> str:
    begun = ("\ufeff", "\ufeff\ufeff", "sep=;\n", "\n\n", "Huvudbok 2024\n", "\0", "ï»¿", "x;" * 500 + "\n")
    return chance.choice(begun) + text


def _turn_case(chance: random.Random, text: str) -> str:
    start, stop = _token(chance, text)
    return text[:start] + text[start:stop].swapcase() + text[stop:]


TEXT_CHANGES: Sequence[Change] = (
    _drop_lines, _repeat_line, _swap_lines, _replace_token, _replace_token, _replace_token, _repeat_token, _insert,
    _insert, _cut, _swap_mark, _other_ends, _add_before, _turn_case,
)  # fmt: skip


def _workbook(content: bytes, chance: random.Random) -> bytes:
    """Spoil the XML inside a workbook and pack it again, whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, zipfile.zlib.error):
        return _bytes(content, chance)
    if not parts:
        return content
    sheets = [name for name in parts if "sheet" in name or "shared" in name] or list(parts)
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(sheets if chance.random() < 0.7 else list(parts) or sheets)
        match chance.randrange(12):
            case 0:
                parts.pop(name, None)
            case 1:
                parts[f"xl/worksheets/sheet{chance.randrange(9)}.xml"] = parts.get(name, b"")
            case 2 | 3 | 4:
                parts[name] = _text(parts.get(name, b""), chance)
            case _:
                parts[name] = _xml(parts.get(name, b""), chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _xml(content: bytes, chance: random.Random) -> bytes:
    """Put something else where an element or attribute says something; the document stays whole."""
    text = content.decode("utf-8", errors="replace")
    for _ in range(chance.choice((1, 1, 3, 10))):
        ends = chance.choice((("<", ">"), ('"', '"')))
        place = text.find(ends[1], chance.randrange(len(text) + 1)) + 1
        stop = text.find(ends[0], place)
        said = escape(chance.choice(chance.choice((NUMBERS, DAYS, TEXTS))), {'"': "&quot;"})
        text = text[:place] + said + text[stop:] if place and stop >= 0 else text
    return text.encode("utf-8", errors="replace")


def parquet(chance: random.Random) -> bytes:
    """Return a Parquet file of odd types and names; bytes spoiled inside one only break its checksums."""
    height = chance.choice((0, 1, 2, 3, 50))
    known = ("unit", "account", "date", "amount_sek", "", "x", "\ufeffkonto")
    names = [chance.choice(known) for _ in range(chance.randint(1, 6))]
    columns = [_column(chance, height) for _ in names]
    packed = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, names), packed)
    return packed.getvalue()


def _column(chance: random.Random, height: int) -> pa.Array:
    kinds = (
        pa.string(), pa.large_string(), pa.binary(), pa.int8(), pa.uint64(), pa.float32(), pa.float64(), pa.bool_(),
        pa.date32(), pa.date64(), pa.timestamp("ns"), pa.timestamp("s", "Europe/Stockholm"), pa.time64("us"),
        pa.decimal128(38, 10), pa.decimal256(60, 2), pa.null(), pa.list_(pa.int8()), pa.struct([("a", pa.int8())]),
        pa.dictionary(pa.int8(), pa.string()), pa.float16(), pa.duration("ms"), pa.map_(pa.string(), pa.int8()),
    )  # fmt: skip
    kind = chance.choice(kinds)
    return pa.array([_value(chance, kind) for _ in range(height)], kind)


def _value(chance: random.Random, kind: pa.DataType) -> object:
    if chance.random() < 0.2 or pa.types.is_null(kind):
        return None
    if pa.types.is_floating(kind):
        return chance.choice((0.1, -0.0, float("nan"), float("inf"), 65504.0, 1.005))
    if pa.types.is_boolean(kind):
        return chance.random() < 0.5
    if pa.types.is_decimal(kind):
        return chance.randrange(-(10**12), 10**12)
    if pa.types.is_binary(kind):
        return chance.randbytes(4)
    if pa.types.is_list(kind):
        return [1, None]
    if pa.types.is_struct(kind):
        return {"a": 1}
    if pa.types.is_map(kind):
        return [("a", 1)]
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind):
        return chance.choice((*NUMBERS, *DAYS, *TEXTS))
    return chance.randrange(128)
