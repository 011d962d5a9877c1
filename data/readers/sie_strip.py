"""What of a SIE file may be kept? Everything but the people in it.

Blanked: signatures (#GEN, #VER, #TRANS, #RTRANS, #BTRANS), the contact person of #ADRESS, and the
objects of dimensions 7 and 8 (employees and customers, with the sub-dimensions declared under them);
references to those objects are taken out. Everything else stays byte for byte, line for line, so
that the kept file gives the same rows; its #KSUMMA, if any, no longer agrees.
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from data.readers.sie_book import Book
from data.readers.sie_header import read_dimension
from data.readers.sie_rows import PLAIN_ROW
from data.readers.sie_text import ITEM, WHITE, Token, tokens

PEOPLE = ("7", "8")
LABEL = re.compile(r"#[A-Za-z]+")
LINE_ENDS = re.compile(r"(\r\n|\n|\r)")
SIGNED_FROM = {"#GEN": 1, "#VER": 5}  # the signature's place among the fields after the label
BALANCES = ("#OIB", "#OUB", "#PSALDO", "#PBUDGET")
EMPTY = '""'

Edit = tuple[int, int, str]


def strip_sie(raw: bytes) -> bytes:
    """Return the file's bytes without the people in it."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        codec = "utf-16-le" if raw.startswith(BOM_UTF16_LE) else "utf-16-be"
        whole = len(raw) // 2 * 2  # a lone byte behind the last character is no text, and is kept
        return strip_text(raw[:whole].decode(codec, "surrogatepass")).encode(codec, "surrogatepass") + raw[whole:]
    return strip_text(raw.decode("latin-1")).encode("latin-1")


def strip_text(text: str) -> str:
    """Return the text without people; one character a byte, whatever the file's encoding is."""
    parts = LINE_ENDS.split(text)
    people = person_dimensions(parts[::2])
    parts[::2] = [strip_line(line, people) for line in parts[::2]]
    return "".join(parts)


def person_dimensions(lines: list[str]) -> frozenset[str]:
    """Return dimensions 7 and 8 and all that the file declares under them."""
    book = Book()
    for line in lines:
        if label_of(line) == "#UNDERDIM":
            read_dimension(book, 0, tokens(line.replace("\0", ""))[1:])
    return frozenset(PEOPLE) | {child for child in book.parents if book.root(child) in PEOPLE}


def label_of(line: str) -> str:
    """Return the record's label in capitals, "" where the line is no record."""
    if "#" not in line:
        return ""
    match = LABEL.match(line.replace("\0", "").lstrip(WHITE + "\ufeff\xef\xbb\xbf"))
    return match[0].upper() if match else ""


def strip_line(line: str, people: frozenset[str]) -> str:
    """Return one line without people."""
    label = label_of(line)
    if label == "#TRANS" and (match := PLAIN_ROW.match(line)) and is_clean(match[9], match[3], people):
        return line
    if label not in STRIPPERS:
        return line
    clean = line.replace("\0", "")
    start = len(clean) - len(clean.lstrip(WHITE + "\ufeff\xef\xbb\xbf"))
    fields = tokens(clean[start:])[1:]
    edits = sorted(STRIPPERS[label](label, fields, people), reverse=True)
    for first, last, text in edits:
        clean = clean[: start + first] + text + clean[start + last :]
    return clean if edits else line


def is_clean(rest: str | None, pairs: str, people: frozenset[str]) -> bool:
    """Say whether a plain row has nothing after its text and no object of a person."""
    if rest and not rest.isspace():
        return False
    return not pairs or people.isdisjoint(dimension_of(item) for item in list(ITEM.finditer(pairs))[::2])


def blank(fields: list[Token]) -> list[Edit]:
    """Return the edits that leave the fields empty."""
    return [(field.start, field.end, EMPTY) for field in fields if field.text.strip()]


def strip_signature(label: str, fields: list[Token], people: frozenset[str]) -> list[Edit]:
    """Blank the signature and whatever follows it."""
    return blank([field for field in fields if field.kind != "stray"][SIGNED_FROM[label] :])


def strip_row(label: str, fields: list[Token], people: frozenset[str]) -> list[Edit]:
    """Blank a row's signature and drop its references to people."""
    pairs = [field for field in fields if field.kind == "pairs"]
    signed_from = 6 if pairs or (len(fields) > 1 and not fields[1].text.strip()) else 5
    return blank(fields[signed_from:]) + [edit for field in pairs[:1] for edit in drop_people(field, people)]


def drop_people(field: Token, people: frozenset[str]) -> list[Edit]:
    """Return the edit that takes references to people out of an object list."""
    found = list(ITEM.finditer(field.text))
    kept = [
        pair for pair in zip(found[::2], found[1::2], strict=False) if dimension_of(pair[0]) not in people
    ]
    if len(found) % 2 == 0 and len(kept) == len(found) // 2:
        return []
    return [(field.start, field.end, "{" + " ".join(f"{one[0]} {two[0]}" for one, two in kept) + "}")]


def strip_balance(label: str, fields: list[Token], people: frozenset[str]) -> list[Edit]:
    """Blank who a balance per object is about; the row must stay a row per object, or it would be
    read as the account's total."""
    edits = []
    for field in (field for field in fields if field.kind == "pairs"):
        found = list(ITEM.finditer(field.text))
        for one, two in zip(found[::2], found[1::2], strict=False):
            if dimension_of(one) in people and two[0].strip('" '):
                offset = field.start + 1
                edits.append((offset + two.start(), offset + two.end(), EMPTY))
    return edits


def strip_object(label: str, fields: list[Token], people: frozenset[str]) -> list[Edit]:
    """Blank number and name of a person; the number may be a personal number."""
    if fields and fields[0].text.strip().lstrip("0") in people:
        return blank(fields[1:])
    return []


def strip_contact(label: str, fields: list[Token], people: frozenset[str]) -> list[Edit]:
    """Blank the contact person, the first field of #ADRESS."""
    return blank(fields[:1])


def dimension_of(match: re.Match[str]) -> str:
    """Return the dimension number an object list's item prints."""
    return (match[1] if match[1] is not None else match[2]).strip().lstrip("0")


STRIPPERS = {
    "#GEN": strip_signature,
    "#VER": strip_signature,
    "#TRANS": strip_row,
    "#RTRANS": strip_row,
    "#BTRANS": strip_row,
    "#OBJEKT": strip_object,
    "#ADRESS": strip_contact,
    **{label: strip_balance for label in BALANCES},
}
