"""What stands in a report, in which order, before it is set on pages?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from data.language import Language, text
from kpi.charts import Chart
from kpi.picture import bare_svg
from kpi.picture.lettering import legible
from kpi.table import Table

PICTURE_WIDTH = 720  # pixels across the page, so that a picture's letters are as large as the text's
REGIONS: dict[Language, str] = {"sv": "SE", "en": "GB"}
FEW_COLUMNS = 4

Data = dict[str, object]


@dataclass(frozen=True)
class Heading:
    """A heading below the title."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Said:
    """A sentence, and smaller what must be known before it is relied upon."""

    text: str
    caution: str = ""


@dataclass(frozen=True)
class NamedFigure:
    """One figure in large: what it is, what it means and how sure it is."""

    label: str
    value: str
    meaning: str
    status: str = ""


@dataclass(frozen=True)
class Figures:
    """Figures beside each other."""

    figures: tuple[NamedFigure, ...]


@dataclass(frozen=True)
class Picture:
    """A chart under its message."""

    chart: Chart


@dataclass(frozen=True)
class Tabled:
    """A table under its caption, with how many rows stand under which heading."""

    caption: str
    table: Table
    groups: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Bullets:
    """Things to know, one below the other."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Pairs:
    """Names with what holds of them."""

    pairs: tuple[tuple[str, str], ...]


Block = Heading | Said | Figures | Picture | Tabled | Bullets | Pairs


@dataclass(frozen=True)
class Document:
    """A whole report. `kicker` says whose it is and when, `foot` stands on every page."""

    language: Language
    title: str
    kicker: str
    headline: str
    author: str
    blocks: tuple[Block, ...]
    foot: tuple[str, ...]

    def as_data(self) -> Data:
        """Return the report as the template takes it; every text is one that the letters can show."""
        begins, of = text("report.page", self.language).split("…")
        return {
            "lang": self.language,
            "region": REGIONS[self.language],
            "title": legible(self.title),
            "kicker": legible(self.kicker),
            "headline": legible(self.headline),
            "author": legible(self.author),
            "blocks": [_block(block, self.language) for block in self.blocks],
            "foot": [legible(line) for line in self.foot],
            "page": {"begins": begins, "of": of},
        }


def _block(block: Block, language: Language) -> Data:
    match block:
        case Heading():
            return {"kind": "heading", "text": legible(block.text), "level": block.level}
        case Said():
            return {"kind": "said", "text": legible(block.text), "caution": legible(block.caution)}
        case Figures():
            return {"kind": "figures", "figures": [_legible(asdict(one)) for one in block.figures]}
        case Picture():
            return _picture(block.chart)
        case Tabled():
            return _table(block, language)
        case Bullets():
            return {"kind": "bullets", "items": [legible(item) for item in block.items]}
        case Pairs():
            pairs = [{"name": legible(name), "text": legible(said)} for name, said in block.pairs]
            return {"kind": "pairs", "pairs": pairs}


def _legible(held: Data) -> Data:
    return {name: legible(value) for name, value in held.items()}


def _picture(chart: Chart) -> Data:
    return {
        "kind": "picture",
        "title": legible(chart.frame.title),
        "subtitle": legible(chart.frame.subtitle),
        "alt": legible(chart.alt),
        "svg": bare_svg(chart, PICTURE_WIDTH),
        "notes": [legible(note) for note in chart.notes],
    }


def _table(block: Tabled, language: Language) -> Data:
    table = block.table
    notes: dict[str, int] = {}
    for _, reason in sorted(table.reasons.items()):
        notes.setdefault(reason, len(notes) + 1)
    rows = [
        {"group": False, "cells": [
            {"text": legible(cell), "note": str(notes[why]) if (why := table.reasons.get((row, column))) else ""}
            for column, cell in enumerate(cells)
        ]}
        for row, cells in enumerate(table.printed(language))
    ]  # fmt: skip
    return {
        "kind": "table",
        "caption": legible(block.caption),
        "heads": [{"text": legible(one.head(language)), "numeric": one.numeric} for one in table.columns],
        "rows": _grouped(rows, block.groups),
        "widest": 2.6 if len(table.columns) > FEW_COLUMNS else 1.4,
        "reasons": [legible(reason) for reason in notes],
    }


def _grouped(rows: Sequence[Data], groups: Sequence[tuple[str, int]]) -> list[Data]:
    """Return the rows under the headings of their groups."""
    if not groups:
        return list(rows)
    found, begins = [], 0
    for name, count in groups:
        found.append({"group": True, "cells": [{"text": legible(name), "note": ""}]})
        found += rows[begins : begins + count]
        begins += count
    return found
