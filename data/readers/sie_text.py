"""In which characters is a SIE file written, and which fields does a line hold?

The format allows CP437 alone; real files are as often UTF-8, sometimes Latin-1, and some mix two
(a Windows path in another code page). The whole file decides, not its header; in a mixed file each
line that contradicts the whole decides for itself.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from typing import NamedTuple

CP437_BYTES = tuple(bytes([byte]) for byte in b"\x86\x84\x94\x8f\x8e\x99\x82")  # å ä ö Å Ä Ö é
CP437_LETTERS = re.compile(b"[" + b"".join(CP437_BYTES) + b"]")
LATIN_BYTES = bytes(range(0xC0, 0x100))
UTF8_LETTER = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
LATIN_LETTERS = re.compile(rb"[\xe5\xe4\xf6\xc5\xc4\xd6\xe9\xc9\xfc\xdc]")
WHITE = " \t\x0b\x0c\x1a"
LONGEST_RECORD = 10_000
MOST_STRAYS = 5

TOKEN = re.compile(
    r"""[ \t]*+(?:
        "(?P<quoted>(?:\\"|[^"]|"(?![ \t{}]|$))*+)(?P<close>"|$)
      | \{(?P<pairs>(?:"(?:\\"|[^"\\]|\\(?!"))*+"|[^{}"])*+|[^{}]*+)\}
      | (?P<stray>[{}])
      | (?P<bare>[^ \t{}]++)
    )""",
    re.VERBOSE,
)
ITEM = re.compile(r'"((?:\\"|[^"\\]|\\(?!"))*+)"?|([^ \t"]++)')


class Token(NamedTuple):
    """A field of a line: its text, where it stands, and how it was written."""

    text: str
    start: int
    end: int
    kind: str  # quoted, bare, pairs (an object list) or stray (a brace without its partner)
    odd: str = ""  # the code of what is odd about its quotes


@dataclass(frozen=True)
class SieText:
    """A file's lines as text, and the bytes they were."""

    lines: list[str]
    raw_lines: list[bytes]
    encoding: str
    mixed_line: int | None = None
    cleaned_line: int | None = None


def decode(raw: bytes) -> SieText:
    """Return the file's lines as text; never fails, since a broken letter is shown, not refused."""
    raw, wide = narrow(raw)
    cleaned_line = raw[: raw.find(b"\0")].count(b"\n") + 1 if b"\0" in raw else None
    raw_lines = raw.replace(b"\0", b"").splitlines()
    whole = b"\n".join(raw_lines)
    codec, mixed = choose_codec(whole)
    if not mixed:
        lines = whole.decode(codec, "replace").split("\n") if raw_lines else []
        return SieText(lines, raw_lines, "utf-16" if wide else codec, None, cleaned_line)
    lines, mixed_line = decode_mixed(raw_lines, codec)
    return SieText(lines, raw_lines, "mixed" if mixed_line else codec, mixed_line, cleaned_line)


def decode_mixed(raw_lines: list[bytes], codec: str) -> tuple[list[str], int | None]:
    """Return lines that may be in two encodings as text, and the first that contradicts the codec."""
    lines, mixed_line = [], None
    for number, line in enumerate(raw_lines, 1):
        own = codec if line.isascii() else line_codec(line, codec)
        if mixed_line is None and (own != codec or has_both(line, own)):
            mixed_line = number
        lines.append(line.decode(own, "replace"))
    return lines, mixed_line


def narrow(raw: bytes) -> tuple[bytes, bool]:
    """Return the bytes without byte order marks, UTF-16 turned into UTF-8; True if it was UTF-16."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace").lstrip("\ufeff").encode("utf-8", "replace"), True
    while raw.startswith(BOM_UTF8):
        raw = raw[len(BOM_UTF8) :]
    return raw, False


def choose_codec(whole: bytes) -> tuple[str, bool]:
    """Return the codec most of the file is in, and whether single lines may be in another."""
    if whole.isascii():
        return "ascii", False
    if is_utf8(whole):
        return "utf-8", False
    utf8 = 0
    if UTF8_LETTER.search(whole):
        accented = [line for line in whole.split(b"\n") if not line.isascii()]
        utf8 = sum(is_utf8(line) for line in accented)
        if utf8 > len(accented) - utf8:
            return "utf-8", True
    cp437 = sum(whole.count(letter) for letter in CP437_BYTES)
    latin = len(whole) - len(whole.translate(None, LATIN_BYTES))
    return ("cp437" if cp437 >= latin else "cp1252"), bool(utf8 or (cp437 and latin))


def line_codec(line: bytes, codec: str) -> str:
    """Return the codec of one line of a mixed file: the file's, unless the line contradicts it."""
    if is_utf8(line):
        return "utf-8"
    cp437, latin = len(CP437_LETTERS.findall(line)), len(LATIN_LETTERS.findall(line))
    if codec == "cp437":
        return "cp1252" if latin and not cp437 else "cp437"
    return "cp437" if cp437 and not latin else "cp1252"


def has_both(line: bytes, codec: str) -> bool:
    """Say whether a line holds letters of two code pages, so that neither reads it whole."""
    return codec != "utf-8" and bool(CP437_LETTERS.search(line) and LATIN_LETTERS.search(line))


def is_utf8(line: bytes) -> bool:
    """Say whether the bytes can be UTF-8."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def tokens(line: str) -> list[Token]:
    """Return the fields of a record, the label first, with their places in the line."""
    found: list[Token] = []
    strays = 0
    end = len(line.rstrip(WHITE))
    position = len(line) - len(line.lstrip(WHITE + "\ufeff"))
    while position < end and (match := TOKEN.match(line, position, end)):
        position = match.end()
        kind = match.lastgroup if match.lastgroup != "close" else "quoted"
        text = match[kind]
        start = match.start(kind) - (kind in ("quoted", "pairs"))
        odd = ""
        if kind == "quoted":
            odd = "" if match["close"] else "sie_quote_unclosed"
            text = text.replace('\\"', "\0")
            odd = odd or ("sie_quote_inside" if '"' in text else "")
            text = text.replace("\0", '"')
        elif kind == "bare" and '"' in text:
            odd, text = "sie_quote_inside", text.replace('\\"', '"')
        found.append(Token(text, start, match.end(), kind, odd))
        strays += kind == "stray"
        if strays > MOST_STRAYS:  # each stray brace is looked for to the end of the line
            found.append(Token(line[position:end], position, end, "bare", "sie_quote_inside"))
            break
    return found


def items(pairs: str) -> list[str]:
    """Return the numbers and names inside an object list's braces."""
    return [
        match[1].replace('\\"', '"') if match[1] is not None else match[2] for match in ITEM.finditer(pairs)
    ]
