"""How does a table on the screen leave the product: whole values, typed, with what they rest on and a checksum?

The csv holds the table and nothing else, so that any program reads it; what it is of stands in a file beside it
(CSV on the Web, https://www.w3.org/TR/tabular-data-model/), both in one archive. The workbook has a second sheet.
The checksum is the csv's own, in every form the table or its picture leaves in.
"""

import hashlib
import io
import json
import re
import zipfile

from data.language import Language, text
from kpi import format as fmt
from kpi.charts import Chart
from kpi.picture import whole_svg
from kpi.report.provenance import Provenance
from kpi.report.typeset import picture_png
from kpi.table import Column, Table, Value
from kpi.tabular import Cell, as_csv, as_workbook

PICTURE_WIDTH = 900
EPOCH = (1980, 1, 1, 0, 0, 0)  # so that equal tables give equal archives
NUMBERS = re.compile(r"[^a-z0-9]+")
ASCII = str.maketrans("åäöéü", "aaoeu")


def heads(table: Table, language: Language) -> list[str]:
    """Return the heads; an amount leaves in kronor whatever scale it is shown in."""
    found = [_head(column, language) for column in table.columns]
    return [*found, text("taken.remark", language)] if table.reasons else found


def cells(table: Table) -> list[list[Cell]]:
    """Return the values unrounded, money to the öre, and beside them why any is missing."""
    rows = [[_value(column, value) for column, value in zip(table.columns, row, strict=True)] for row in table.rows]
    if table.reasons:
        for place, row in enumerate(rows):
            said = dict.fromkeys(why for (at, _), why in sorted(table.reasons.items()) if at == place)
            row.append("; ".join(said) or None)
    return rows


def table_csv(table: Table, language: Language) -> bytes:
    """Return the table as csv and nothing else."""
    return as_csv(heads(table, language), cells(table))


def checksum(table: Table, language: Language) -> str:
    """Return the SHA-256 of the table's csv."""
    return hashlib.sha256(table_csv(table, language)).hexdigest()


def archive(table: Table, title: str, provenance: Provenance, language: Language) -> bytes:
    """Return the csv and what it rests on as two files in one archive."""
    name = file_name(title)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as held:
        for member, content in (
            (f"{name}.csv", table_csv(table, language)),
            (f"{name}.csv-metadata.json", _metadata(table, title, f"{name}.csv", provenance, language)),
        ):
            held.writestr(zipfile.ZipInfo(member, EPOCH), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def workbook(table: Table, title: str, provenance: Provenance, language: Language) -> bytes:
    """Return the table as a workbook with a sheet of what it rests on."""
    about = ((text("taken.title", language), title), *provenance.pairs(language))
    return as_workbook(text("taken.sheet", language), heads(table, language), cells(table),
                       [f"{name}: {said}" for name, said in about])  # fmt: skip


def picture_svg(chart: Chart, provenance: Provenance) -> bytes:
    """Return the chart as a picture that says by itself what it is of."""
    return whole_svg(chart, PICTURE_WIDTH, provenance.lines(chart.frame.language)).encode()


def picture_of_points(chart: Chart, provenance: Provenance) -> bytes:
    """Return the same picture as PNG."""
    return picture_png(picture_svg(chart, provenance).decode())


def file_name(title: str) -> str:
    """Return a title as a file's name: small letters, digits and hyphens alone, so that none is a path or a command."""
    return NUMBERS.sub("-", title.lower().translate(ASCII)).strip("-")[:60].strip("-") or "tabell"


def _head(column: Column, language: Language) -> str:
    return f"{column.label}, {fmt.scale_name(fmt.KR, language)}" if column.scale else column.head(language)


def _value(column: Column, value: Value) -> Cell:
    if value is None or isinstance(value, str):
        return value
    if column.scale or column.unit in ("ore", "SEK"):
        return fmt.round_half_up(value, 2)
    return int(value) if column.unit in ("number", "year") and value == int(value) else float(value)


def _metadata(table: Table, title: str, file: str, provenance: Provenance, language: Language) -> str:
    columns = [
        {"titles": head, "datatype": _datatype(column)}
        for head, column in zip(heads(table, language), [*table.columns, None], strict=False)
    ]
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": file,
        "dc:title": title,
        "dc:description": [f"{name}: {said}" for name, said in provenance.pairs(language)],
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": columns},
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _datatype(column: Column | None) -> object:
    if column is None or not column.numeric or column.unit == "printed":
        return "string"
    return {"base": "decimal", "format": {"decimalChar": ","}}
