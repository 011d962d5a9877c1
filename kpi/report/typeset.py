"""How does a document become pages: PDF/UA for reading and printing, PNG for pictures?"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

from kpi.picture.lettering import FONTS

TEMPLATES = Path(__file__).parent
STANDARD = "ua-1"
INCH = 96  # of the pixels that a picture is drawn in


@cache
def _compiler() -> typst.Compiler:
    """Return the one compiler: its letters are read once, and nothing of the machine's own is used."""
    letters = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(TEMPLATES), font_paths=letters, ignore_system_fonts=True)


def pages_pdf(document: Mapping[str, object], made_at: datetime) -> bytes:
    """Return a document as tagged PDF/UA-1; equal documents made at one time give equal files.

    `document` is what kpi/report/document.py says; every text in it is data and never markup.
    """
    return _set("report.typ", document, made_at, "pdf")


def pages_png(document: Mapping[str, object], made_at: datetime, dots_per_inch: float = 110) -> list[bytes]:
    """Return a document's pages as pictures."""
    found = _set("report.typ", document, made_at, "png", dots_per_inch)
    return found if isinstance(found, list) else [found]


def picture_png(svg: str, scale: float = 2) -> bytes:
    """Return an SVG picture as PNG, each of its pixels drawn as `scale` × `scale`."""
    found = _set("picture.typ", {"svg": svg}, None, "png", INCH * scale)
    return found[0] if isinstance(found, list) else found


def _set(
    template: str, data: Mapping[str, object], made_at: datetime | None, kind: str, dots_per_inch: float | None = None
) -> bytes | list[bytes]:
    return _compiler().compile(
        str(TEMPLATES / template),
        format=kind,
        ppi=dots_per_inch,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=STANDARD if kind == "pdf" else [],
        timestamp=made_at and made_at.replace(microsecond=0),
    )
