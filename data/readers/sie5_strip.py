"""What of a SIE 5 file may be kept? Everything but the people in it.

Emptied, in place: every `by` (who created, entered, locked, struck), objects of dimensions 7 and 8
and references to them, customers, and the names in an electronic signature (which no longer holds).
The rest stays byte for byte, so that the kept file gives the same rows.
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from xml.parsers import expat

from data.errors import Problem, UnreadableFile

BETWEEN = "\n"
TAG = re.compile(rb"""<(?:"[^"]*+"|'[^']*+'|[^>"'])*+>""")
ATTRIBUTE = re.compile(rb"""\s([^\s=/>"']+)\s*=\s*("[^"]*+"|'[^']*+')""")
PEOPLE = ("7", "8")
ALWAYS: dict[str, tuple[str, ...]] = {
    "Customer": ("id", "name", "organizationId"),
    "CustomerInvoice": ("customerId",),
}
SIGNER = ("X509SubjectName", "X509IssuerName", "X509Certificate", "KeyName")

Edit = tuple[int, int, bytes]


def strip_sie5(raw: bytes) -> bytes:
    """Return the file's bytes without the people in it.

    Raises: UnreadableFile for what is not whole XML or has a document type.
    """
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        codec = "utf-16-le" if raw.startswith(BOM_UTF16_LE) else "utf-16-be"
        return Stripper(raw.decode(codec).encode(), "utf-8").strip().decode().encode(codec)
    return Stripper(raw, None).strip()


class Stripper:
    """Finds in a document what has to be emptied."""

    def __init__(self, raw: bytes, encoding: str | None) -> None:
        """Prepare a parser that refuses document types."""
        self._raw = raw
        self._edits: list[Edit] = []
        self._dimension = ""
        self._parser = expat.ParserCreate(encoding, namespace_separator=BETWEEN)
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._opened = 0

    def strip(self) -> bytes:
        """Return the document without people. Raises: UnreadableFile."""
        try:
            self._parser.Parse(self._raw, True)
        except expat.ExpatError as error:
            raise UnreadableFile(Problem("error", "sie5_broken", error.lineno)) from error
        parts, position = [], 0
        for start, end, text in self._edits:
            parts += [self._raw[position:start], text]
            position = end
        return b"".join([*parts, self._raw[position:]])

    def _doctype(self, *_: object) -> None:
        raise UnreadableFile(Problem("error", "sie5_doctype", self._parser.CurrentLineNumber))

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.rpartition(BETWEEN)[2]
        start = self._parser.CurrentByteIndex
        tag = TAG.match(self._raw, start)
        self._opened = tag.end() if tag else start
        if name == "Dimension":
            self._dimension = attributes.get("id", "").strip().lstrip("0")
        emptied = self._emptied(name, attributes)
        if tag and not emptied.isdisjoint(attributes):
            for match in ATTRIBUTE.finditer(self._raw, start, self._opened):
                if match[1].decode() in emptied:
                    self._edits.append((match.start(2), match.end(2), b'""'))

    def _emptied(self, name: str, attributes: dict[str, str]) -> set[str]:
        """Return the attributes of an element that say who."""
        emptied = {"by", *ALWAYS.get(name, ())}
        if name == "Object" and self._dimension in PEOPLE:
            emptied |= {"id", "name"}
        if name == "ObjectReference" and attributes.get("dimId", "").strip().lstrip("0") in PEOPLE:
            emptied |= {"objectId"}
        return emptied

    def _end(self, full_name: str) -> None:
        name = full_name.rpartition(BETWEEN)[2]
        end = self._parser.CurrentByteIndex
        if name in SIGNER and end > self._opened:
            lost = self._raw[self._opened : end]
            self._edits.append((self._opened, end, b"\n" * lost.count(b"\n")))
